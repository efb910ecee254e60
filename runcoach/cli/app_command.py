"""`runcoach` and `runcoach start`: wires the app, runs it, and closes everything."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from runcoach.cli.errors import MISUSE, CommandError, log_defect

if TYPE_CHECKING:
    import argparse
    import asyncio
    import threading
    from collections.abc import Callable
    from pathlib import Path

    from runcoach.cli.wiring import CommandContext
    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.records import SessionRecord
    from runcoach.core.model.settings import Settings, WeightUnit
    from runcoach.core.ports import Device
    from runcoach.core.session.alerts import Alert
    from runcoach.core.session.session import Session
    from runcoach.paths import Paths
    from runcoach.ui.app import RunCoach
    from runcoach.ui.services import StartRequest

TERMS_WITHOUT_CURSOR = ("dumb", "unknown")
"""Values of TERM whose terminals can't move the cursor."""

FIGURE_RATE = 10.0
REMOTE_FIGURE_RATE = 4.0
"""Frames of a figure per second; fewer over ssh, where each has to be transferred."""


def run_app(options: argparse.Namespace, paths: Paths, *, start: bool) -> int:
    """Run the app until the person leaves it. Returns the exit code.

    Raises:
        CommandError: there is no terminal that it can run in.
    """
    _need_terminal()
    # Textual reads it once, at its import; 120 halves the time from a key to its frame.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    if os.environ.get("NO_COLOR") == "":
        del os.environ[
            "NO_COLOR"
        ]  # An empty value counts as unset; Textual only tests for presence.
    if hasattr(sys.stderr, "reconfigure"):
        # Terminals speak UTF-8 whatever LANG says.
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    import asyncio

    return asyncio.run(_run(options, paths, start=start))


def _need_terminal() -> None:
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise CommandError(
            "runcoach needs a terminal; `runcoach plan` and `history` do not.", MISUSE
        )
    if os.environ.get("TERM") in TERMS_WITHOUT_CURSOR:
        raise CommandError(
            f"runcoach needs a terminal that can draw, and TERM={os.environ['TERM']} can't; "
            "`runcoach plan` and `history` do not need one.",
            MISUSE,
        )


async def _run(options: argparse.Namespace, paths: Paths, *, start: bool) -> int:
    import asyncio
    import gc
    from functools import partial

    from runcoach.catalogue.figure_cache import FigureCache
    from runcoach.cli.start_marker import SAFE_MODE, StartMarker
    from runcoach.cli.wiring import HistoryExporter, load_runs, open_context
    from runcoach.core.ports import Folders, Notice
    from runcoach.core.remote import is_remote
    from runcoach.device.clock import LoopClock
    from runcoach.resources import assets_folder, read_guide_pages
    from runcoach.storage.background import ThreadBackground
    from runcoach.storage.conflict_copies import find_conflict_copies
    from runcoach.ui.app import RunCoach
    from runcoach.ui.services import Services

    marker = StartMarker(paths.cache)
    safe = marker.last_start_died()
    marker.put()
    context = open_context(paths, writer=True, own_files=not safe)
    loop = asyncio.get_running_loop()

    def deliver(call: Callable[[], None]) -> None:
        loop.call_soon_threadsafe(app.call_in_app_context, call)

    def weights() -> WeightUnit:
        return app.settings.weight_unit

    journal = context.data_folder.journal(deliver)
    background = ThreadBackground(deliver)
    aside = ThreadBackground(deliver)
    notices = (
        *((Notice(SAFE_MODE),) if safe else ()),
        *(Notice(f"{problem}; the default is used.") for problem in context.settings_problems),
        *(Notice(text, str(path)) for path, text in find_conflict_copies(paths.data)),
    )
    requested = _compose_start(options, context) if start else None
    app = RunCoach(
        Services(
            catalogue=context.catalogue,
            history=context.data_folder.history,
            journal=journal,
            documents=context.data_folder.documents,
            coaching=context.coaching,
            clock=LoopClock(),
            background=background,
            settings=context.settings,
            folders=Folders(paths.data, paths.exercises, paths.programmes, notices=notices),
            new_id=_new_id,
            guide=read_guide_pages,
            figure=FigureCache(context.catalogue, assets_folder()).figure,
            figure_rate=REMOTE_FIGURE_RATE if is_remote(os.environ) else FIGURE_RATE,
            open_device=partial(_laptop, paths),
            words=partial(_words, context.catalogue, weights),
            aside=aside,
            read_runs=partial(load_runs, context.data_folder),
            write_session=_write_session,
            exporter=HistoryExporter(context.data_folder.history, context.catalogue),
            speed=options.speed,
            start=requested,
            waiting=None if safe else journal.waiting(),
            first_frame=marker.remove,
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
        context.data_folder.history.close()
    if app.defect is not None:
        raise app.defect
    return code if isinstance(code, int) else app.return_code or 0


def _compose_start(options: argparse.Namespace, context: CommandContext) -> StartRequest:
    from runcoach.cli.plan_command import compose_requested_plan
    from runcoach.ui.services import StartRequest

    return StartRequest(compose_requested_plan(options, context), options.hands_free)


def _write_session(record: SessionRecord, folder: Path) -> Path:
    from runcoach.interchange.exporter import write_session

    return write_session(record, folder)


def _new_id() -> str:
    # Imported at the first session, and so after the first frame.
    import uuid

    return uuid.uuid4().hex


def _laptop(
    paths: Paths, settings: Settings, ring: Callable[[], None], flash: Callable[[], None]
) -> Device:
    from runcoach.device.laptop import Laptop, LaptopParts
    from runcoach.resources import assets_folder

    means = LaptopParts(assets_folder() / "sounds", paths.cache / "lines", ring, flash, os.environ)
    return Laptop(means, lambda: settings)


def _words(
    catalogue: Catalogue,
    weights: Callable[[], WeightUnit],
    alert: Alert,
    session: Session,
    unseen: bool,
) -> str | None:
    from runcoach.device.voice.phrases import phrase_for

    return phrase_for(alert, session, unseen, catalogue, weights())


def _catch_strays(loop: asyncio.AbstractEventLoop, app: RunCoach, paths: Paths) -> None:
    """Handle defects that reach no screen: in callbacks of the event loop, and in threads."""
    import contextlib
    import threading

    def on_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception) and "handle" in context:
            # A failed timer callback is not set again: the session's clock would silently stop.
            app.crash(error)
            return
        with contextlib.suppress(OSError):
            log_defect(paths.log, error or RuntimeError(str(context.get("message"))))

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            with contextlib.suppress(OSError):
                log_defect(paths.log, args.exc_value)

    loop.set_exception_handler(on_loop)
    threading.excepthook = in_thread
