"""The command line and the composition root: the only place that wires the rooms together.

Every import of a room stands where it is used: `runcoach --version` loads next to nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runcoach import __version__

if TYPE_CHECKING:
    from datetime import date, datetime

    from runcoach.core.catalogue import Catalogue
    from runcoach.core.known import Known
    from runcoach.core.plan import Plan
    from runcoach.core.programme import Programme
    from runcoach.core.records import SessionRecord
    from runcoach.core.settings import Settings
    from runcoach.paths import Paths
    from runcoach.storage.coaching import StoredCoaching
    from runcoach.storage.store import Store

MISUSE = 2
FAILURE = 1
TIERS = ("foundation", "standard", "challenge")
FOCUSES = ("full-body", "legs", "core", "upper-body", "power", "mobility")


class Refused(Exception):
    """Something the person can mend, said in one line; `code` is what the command exits with."""

    def __init__(self, line: str, code: int = FAILURE) -> None:
        super().__init__(line)
        self.code = code


def run(arguments: Sequence[str]) -> int:
    """The command line; what it exits with. A fault is one line on standard error."""
    options = parser().parse_args(arguments)
    act: Callable[[argparse.Namespace], int] = options.act
    try:
        return act(options)
    except Refused as refused:
        print(f"runcoach: {refused}", file=sys.stderr)
        return refused.code
    except BrokenPipeError:
        # The reader of a pipe has gone, as `head` does; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except OSError as error:
        print(f"runcoach: {_disk_words(error)}", file=sys.stderr)
        return FAILURE
    except KeyboardInterrupt:
        return 130


def _disk_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def parser() -> argparse.ArgumentParser:
    """Every command with its flags."""
    top = argparse.ArgumentParser(
        prog="runcoach",
        description="A strength coach for runners that lives in the terminal.",
        epilog="Without a command the app opens. General training advice, not medical care.",
    )
    top.add_argument("--version", action="version", version=f"runcoach {__version__}")
    top.add_argument("--data-dir", metavar="DIR", help="where your data is (RUNCOACH_DATA_DIR)")
    top.set_defaults(act=_open, speed=1.0)
    top.add_argument("--speed", type=_speed, metavar="N", help="run sessions N times as fast")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    start = commands.add_parser("start", help="go straight into a session")
    _session_flags(start)
    start.add_argument("--hands-free", action="store_true", help="no key needed")
    start.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help="run the session's clock N times as fast, to rehearse",
    )
    start.set_defaults(act=_start)

    plan = commands.add_parser("plan", help="show the plan that `start` would run")
    _session_flags(plan)
    plan.add_argument("--hands-free", action="store_true", help=argparse.SUPPRESS)
    plan.add_argument("--speed", type=_speed, default=1.0, help=argparse.SUPPRESS)
    plan.add_argument("--json", action="store_true", help="as JSON")
    plan.set_defaults(act=_plan)

    exercises = commands.add_parser("exercises", help="list every exercise with its tiers")
    exercises.add_argument("--json", action="store_true", help="as JSON")
    exercises.set_defaults(act=_exercises)

    week = commands.add_parser("week", help="the strength days of a week")
    week.add_argument(
        "--from", dest="start", type=_day, metavar="DATE", help="its first day; else this Monday"
    )
    week.add_argument("--json", action="store_true", help="as JSON")
    week.set_defaults(act=_week)

    history = commands.add_parser("history", help="list what was done")
    history.add_argument("--since", type=_day, metavar="DATE", help="from this day on, YYYY-MM-DD")
    history.add_argument("--json", action="store_true", help="as JSON")
    history.set_defaults(act=_history)
    return top


def _session_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?", metavar="NAME", help="a programme's id or title")
    command.add_argument("--minutes", type=_minutes, metavar="N", help="8 to 45")
    command.add_argument("--focus", choices=FOCUSES, help="what it is for, instead of a NAME")
    command.add_argument("--tier", choices=TIERS, help="one tier for every exercise")
    command.add_argument("--equipment", type=_listed, metavar="A,B", help="what is at hand")


def _minutes(text: str) -> int:
    if not text.isdigit() or not 8 <= int(text) <= 45:
        raise argparse.ArgumentTypeError("minutes are a whole number from 8 to 45")
    return int(text)


def _speed(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 1000:
        raise argparse.ArgumentTypeError("speed is a number from 0.1 to 1000")
    return value


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written YYYY-MM-DD") from None


# --- rooms, opened where a command needs them ------------------------------------------------


@dataclass(frozen=True)
class Rooms:
    """The person's folders, the catalogue and the store behind a command."""

    paths: Paths
    catalogue: Catalogue
    store: Store
    settings: Settings
    coaching: StoredCoaching


def _rooms(options: argparse.Namespace, *, writer: bool) -> Rooms:
    from datetime import datetime

    from runcoach.catalogue.compiled import load_catalogue
    from runcoach.paths import find_paths
    from runcoach.resources import assets_folder
    from runcoach.storage.coaching import StoredCoaching
    from runcoach.storage.preferences import read_settings
    from runcoach.storage.store import open_store

    paths = find_paths(options.data_dir)
    catalogue = load_catalogue(assets_folder(), paths.data, paths.cache)
    store = open_store(paths.data, wall=lambda: datetime.now().astimezone(), writer=writer)
    coaching = StoredCoaching(store.documents, catalogue, paths.programmes)
    return Rooms(paths, catalogue, store, read_settings(store.documents), coaching)


def _known(rooms: Rooms, at: datetime) -> Known:
    from runcoach.core.known import RECENT, Known, counted

    history, coaching = rooms.store.history, rooms.coaching
    return Known(
        rooms.catalogue,
        at,
        coaching.profile(),
        coaching.notebook(),
        history.recent(RECENT),
        counted(history.entries()),
    )


def _composed(options: argparse.Namespace, rooms: Rooms) -> Plan:
    from datetime import datetime

    from runcoach.core.choosing import Wish
    from runcoach.core.exercise import TierName
    from runcoach.core.focus import Focus
    from runcoach.core.today import Ask, proposed

    settings = rooms.settings
    focus = Focus(options.focus.replace("-", " ")) if options.focus else None
    ask = Ask(
        Wish(options.minutes, focus, options.equipment),
        None if focus else _programme(options, rooms),
        TierName(options.tier) if options.tier else None,
        settings.count_in_s,
        settings.rest_scale,
    )
    return proposed(ask, _known(rooms, datetime.now().astimezone())).plan


def _programme(options: argparse.Namespace, rooms: Rooms) -> Programme | None:
    """The one that was named, or what Today would show first; None for one for the day."""
    catalogue = rooms.catalogue
    if options.name:
        programme = catalogue.programme(options.name)
        if programme is None:
            known = ", ".join(sorted(p.id for p in catalogue.programmes.values()))
            raise Refused(f"there is no programme {options.name!r}; there are: {known}", MISUSE)
        return programme
    if all(e.rehearsal for e in rooms.store.history.entries()):
        return min(catalogue.programmes.values(), key=lambda p: p.order, default=None)
    return catalogue.programme(rooms.settings.last_programme)


def _refuse_both(options: argparse.Namespace) -> None:
    if options.name and options.focus:
        raise Refused("a NAME has its own focus: give a NAME or --focus, not both", MISUSE)


def _tell_problems(catalogue: Catalogue, coaching: StoredCoaching | None = None) -> None:
    for problem in (*catalogue.problems, *(coaching.problems() if coaching else ())):
        print(f"runcoach: {problem}", file=sys.stderr)


# --- commands ----------------------------------------------------------------------------------


def _exercises(options: argparse.Namespace) -> int:
    from runcoach.catalogue.listing import exercises_document

    catalogue = _rooms(options, writer=False).catalogue
    _tell_problems(catalogue)
    if options.json:
        print(json.dumps(exercises_document(catalogue), ensure_ascii=False, indent=1))
        return 0
    for exercise in catalogue.exercises.values():
        number = f"{exercise.list_number:>2}" if exercise.list_number else "  "
        print(f"{number}  {exercise.id:<24} {exercise.name}")
        for tier in exercise.tiers:
            dose = tier.dose
            unit = "s" if dose.unit.value == "seconds" else "reps"
            span = f"{dose.start}" if dose.start == dose.target else f"{dose.start}-{dose.target}"
            print(f"      {tier.tier.value:<11} {dose.sets} x {span} {unit}  {tier.name}")
    return 0


def _plan(options: argparse.Namespace) -> int:
    _refuse_both(options)
    rooms = _rooms(options, writer=False)
    plan = _composed(options, rooms)
    _tell_problems(rooms.catalogue, rooms.coaching)
    if options.json:
        from runcoach.interchange.plan_document import plan_document

        print(json.dumps(plan_document(plan), ensure_ascii=False, indent=1))
        return 0
    from runcoach.ui.wording import plan_lines

    print(f"{plan.title}: {round(plan.estimated_s / 60)} min, {len(plan.work)} sets")
    for line in (*plan_lines(plan), *plan.why):
        print(f"  {line}")
    return 0


def _week(options: argparse.Namespace) -> int:
    from datetime import datetime

    from runcoach.core.days import long_day, monday
    from runcoach.core.schedule import week
    from runcoach.interchange.week_document import week_document

    rooms = _rooms(options, writer=False)
    now = datetime.now().astimezone()
    start = options.start or monday(now.date())
    known = _known(rooms, now)
    _tell_problems(rooms.catalogue, rooms.coaching)
    history = _around(rooms, known, start)
    days = week(known.profile, history, rooms.catalogue, start, now)
    if options.json:
        print(json.dumps(week_document(start, days), ensure_ascii=False, indent=1))
        return 0
    if not days:
        print("No strength day is left in this week.")
    for each in days:
        done = "done" if each.done else " ".join(w.sentence for w in each.whys)
        print(f"{long_day(each.day):<16} {each.focus.shown}, {each.minutes} min. {done}")
    return 0


def _around(rooms: Rooms, known: Known, start: date) -> list[SessionRecord]:
    """The newest sessions, and those of a week that may be long ago."""
    from datetime import timedelta

    from runcoach.core.days import local_day

    history = rooms.store.history
    history.read_older()
    ids = {r.id for r in known.history}
    days = {start + timedelta(days=n) for n in range(7)}
    wanted = [e.id for e in history.entries() if not e.deleted and e.id not in ids]
    of_week = {e.id for e in history.entries() if local_day(e.started_at) in days}
    older = (history.load(id) for id in wanted if id in of_week)
    return [*known.history, *(r for r in older if r is not None)]


def _history(options: argparse.Namespace) -> int:
    from runcoach.interchange.json_document import history_document
    from runcoach.interchange.table import history_table

    history = _rooms(options, writer=False).store.history
    for notice in history.notices():
        print(f"runcoach: {notice.text}", file=sys.stderr)
    records = list(history.records())
    if options.json:
        print(json.dumps(history_document(records, options.since), ensure_ascii=False, indent=1))
        return 0
    width = os.get_terminal_size().columns if sys.stdout.isatty() else None
    print(history_table(records, options.since, width), end="")
    return 0


def _open(options: argparse.Namespace) -> int:
    return _app(options, start=False)


def _start(options: argparse.Namespace) -> int:
    _refuse_both(options)
    return _app(options, start=True)


def _app(options: argparse.Namespace, *, start: bool) -> int:
    """The app itself, in a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused("runcoach needs a terminal; `runcoach plan` and `history` do not.", MISUSE)
    import asyncio

    return asyncio.run(_run_app(options, start=start))


async def _run_app(options: argparse.Namespace, *, start: bool) -> int:
    import asyncio
    import gc
    import uuid

    from runcoach.core.ports import Folders
    from runcoach.device.clock import LoopClock
    from runcoach.storage.background import ThreadBackground
    from runcoach.ui.app import RunCoach
    from runcoach.ui.services import Services, Start

    rooms = _rooms(options, writer=True)
    deliver = asyncio.get_running_loop().call_soon_threadsafe
    journal = rooms.store.journal(deliver)
    background = ThreadBackground(deliver)
    asked = Start(_composed(options, rooms), options.hands_free) if start else None
    paths = rooms.paths
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
            folders=Folders(paths.data, paths.exercises, paths.programmes),
            new_id=lambda: uuid.uuid4().hex,
            speed=options.speed or 1.0,
            start=asked,
            waiting=journal.waiting(),
        )
    )
    gc.freeze()
    gc.enable()
    try:
        code = await app.run_async()
    finally:
        await asyncio.to_thread(journal.close)
        await asyncio.to_thread(background.close)
        rooms.store.history.close()
    return code if isinstance(code, int) else app.return_code or 0
