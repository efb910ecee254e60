"""The app in a terminal: everything wired, run, and let go of."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from runcoach.cli.errors import MISUSE, Refused, log

if TYPE_CHECKING:
    import argparse
    import asyncio
    import threading
    from collections.abc import Callable

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.settings import Settings, WeightUnit
    from runcoach.core.ports import Device
    from runcoach.core.session.alerts import Alert
    from runcoach.core.session.session import Session
    from runcoach.paths import Paths
    from runcoach.ui.app import RunCoach

CANT_MOVE = ("dumb", "unknown")
"""Terminals by name that can't put a cursor anywhere."""

FIGURE_RATE = 10.0
REMOTE_FIGURE_RATE = 4.0
"""Pictures of a figure in a second; fewer over ssh, where each takes its way."""
REMOTE = ("SSH_CONNECTION", "SSH_TTY")


def run_app(options: argparse.Namespace, paths: Paths, *, start: bool) -> int:
    """The app, until it is left; what to exit with.

    Raises:
        Refused: there is no terminal that it could run in.
    """
    _need_terminal()
    # Before Textual is imported, which reads it once: half the wait of a key for its frame.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # Empty counts as not set, and Textual looks no further.
    if hasattr(sys.stderr, "reconfigure"):
        # Terminals speak UTF-8 whatever LANG says.
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    import asyncio

    return asyncio.run(_run(options, paths, start=start))


def _need_terminal() -> None:
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise Refused("runcoach needs a terminal; `runcoach plan` and `history` do not.", MISUSE)
    if os.environ.get("TERM") in CANT_MOVE:
        raise Refused(
            f"runcoach needs a terminal that can draw, and TERM={os.environ['TERM']} can't; "
            "`runcoach plan` and `history` do without.",
            MISUSE,
        )


async def _run(options: argparse.Namespace, paths: Paths, *, start: bool) -> int:
    import asyncio
    import gc
    from functools import partial

    from runcoach.catalogue.figure_cache import KeptFigures
    from runcoach.cli.wiring import HistoryExporter, composed, open_rooms
    from runcoach.core.ports import Folders, Notice
    from runcoach.device.clock import LoopClock
    from runcoach.resources import assets_folder, guide_pages
    from runcoach.storage.background import ThreadBackground
    from runcoach.ui.app import RunCoach
    from runcoach.ui.services import Services, Start

    rooms = open_rooms(paths, writer=True)
    loop = asyncio.get_running_loop()

    def deliver(call: Callable[[], None]) -> None:
        loop.call_soon_threadsafe(app.answer, call)

    def weights() -> WeightUnit:
        return app.settings.weight_unit

    journal = rooms.store.journal(deliver)
    background = ThreadBackground(deliver)
    aside = ThreadBackground(deliver)
    mistaken = tuple(Notice(f"{problem}; it counts as not set.") for problem in rooms.mistakes)
    asked = Start(composed(options, rooms), options.hands_free) if start else None
    app = RunCoach(
        Services(
            catalogue=rooms.catalogue,
            history=rooms.store.history,
            journal=journal,
            documents=rooms.store.documents,
            coaching=rooms.coaching,
            clock=LoopClock(),
            background=background,
            settings=rooms.settings,
            folders=Folders(paths.data, paths.exercises, paths.programmes, notices=mistaken),
            new_id=_new_id,
            guide=guide_pages,
            figure=KeptFigures(rooms.catalogue, assets_folder()).figure,
            figure_rate=REMOTE_FIGURE_RATE if _remote() else FIGURE_RATE,
            open_device=partial(_laptop, paths),
            words=partial(_words, rooms.catalogue, weights),
            aside=aside,
            exporter=HistoryExporter(rooms.store.history, rooms.catalogue),
            speed=options.speed,
            start=asked,
            waiting=journal.waiting(),
        )
    )
    _catch_strays(loop, app, paths)
    gc.freeze()
    gc.enable()
    try:
        code = await app.run_async()
    finally:
        await asyncio.to_thread(journal.close)
        await asyncio.to_thread(background.close)
        await asyncio.to_thread(aside.close)
        rooms.store.history.close()
    if app.fault is not None:
        raise app.fault
    return code if isinstance(code, int) else app.return_code or 0


def _new_id() -> str:
    # Not before the first session, and so after the first frame.
    import uuid

    return uuid.uuid4().hex


def _remote() -> bool:
    return any(os.environ.get(name) for name in REMOTE)


def _laptop(
    paths: Paths, settings: Settings, ring: Callable[[], None], flash: Callable[[], None]
) -> Device:
    from runcoach.device.laptop import Laptop, Means
    from runcoach.resources import assets_folder

    means = Means(assets_folder() / "sounds", paths.cache / "lines", ring, flash, os.environ)
    return Laptop(means, lambda: settings)


def _words(
    catalogue: Catalogue,
    weights: Callable[[], WeightUnit],
    alert: Alert,
    session: Session,
    unseen: bool,
) -> str | None:
    from runcoach.device.voice.phrases import said

    return said(alert, session, unseen, catalogue, weights())


def _catch_strays(loop: asyncio.AbstractEventLoop, app: RunCoach, paths: Paths) -> None:
    """Defects that no screen's handler sees: in an alarm on the loop, and in threads."""
    import contextlib
    import threading

    def on_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception) and "handle" in context:
            # An alarm that fails is set no more: the clock would stand still without a word.
            app.crash(error)
            return
        with contextlib.suppress(OSError):
            log(paths.log, error or RuntimeError(str(context.get("message"))))

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            with contextlib.suppress(OSError):
                log(paths.log, args.exc_value)

    loop.set_exception_handler(on_loop)
    threading.excepthook = in_thread
