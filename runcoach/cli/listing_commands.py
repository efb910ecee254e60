"""The commands that only look: `plan`, `week`, `exercises` and `history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import MISUSE, Refused, tell
from runcoach.cli.output import print_json, width
from runcoach.cli.wiring import (
    Rooms,
    composed,
    known,
    open_catalogue,
    open_rooms,
    tell_problems,
    wall,
)

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from runcoach.core.coach.athlete import Known
    from runcoach.core.model.records import SessionRecord
    from runcoach.paths import Paths


def act(options: argparse.Namespace, paths: Paths) -> int:
    """The one that was asked for; what to exit with."""
    match options.command:
        case "plan":
            return _plan(options, paths)
        case "week":
            return _week(options, paths)
        case "exercises":
            return _exercises(options, paths)
        case _:
            return _history(options, paths)


def _plan(options: argparse.Namespace, paths: Paths) -> int:
    rooms = open_rooms(paths, writer=False)
    plan = composed(options, rooms)
    tell_problems(rooms.catalogue, rooms.coaching)
    if options.json:
        from runcoach.interchange.json.plan import plan_document

        print_json(plan_document(plan))
        return 0
    from runcoach.ui.text.formatting import plan_lines

    print(f"{plan.title}: {round(plan.estimated_s / 60)} min, {len(plan.work)} sets")
    for line in (*plan_lines(plan, rooms.settings.weight_unit), *plan.why):
        print(f"  {line}")
    return 0


def _week(options: argparse.Namespace, paths: Paths) -> int:
    from runcoach.core.coach.schedule import week
    from runcoach.core.model.dates import long_day, monday
    from runcoach.interchange.json.week import week_document

    rooms = open_rooms(paths, writer=False)
    now = wall()
    first = options.first or monday(now.date())
    person = known(rooms, now)
    tell_problems(rooms.catalogue, rooms.coaching)
    history = _around(rooms, person, first)
    days = week(person.profile, history, rooms.catalogue, first, now)
    if options.json:
        print_json(week_document(first, days))
        return 0
    if not days:
        print("No strength day is left in this week.")
    for each in days:
        done = "done" if each.done else " ".join(w.sentence for w in each.whys)
        print(f"{long_day(each.day):<16} {each.focus.shown}, {each.minutes} min. {done}")
    return 0


def _around(rooms: Rooms, person: Known, first: date) -> list[SessionRecord]:
    """The newest sessions, and those of a week that may be long ago."""
    from datetime import timedelta

    from runcoach.core.model.dates import local_day

    history = rooms.store.history
    history.read_older()
    ids = {r.id for r in person.history}
    days = {first + timedelta(days=n) for n in range(7)}
    of_week = (
        e.id
        for e in history.entries()
        if not e.deleted and e.id not in ids and local_day(e.started_at) in days
    )
    older = (history.load(id) for id in of_week)
    return [*person.history, *(r for r in older if r is not None)]


def _exercises(options: argparse.Namespace, paths: Paths) -> int:
    from runcoach.catalogue.exercises_json import exercises_document

    catalogue = open_catalogue(paths)
    tell_problems(catalogue)
    if options.json:
        print_json(exercises_document(catalogue))
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


def _history(options: argparse.Namespace, paths: Paths) -> int:
    if options.act == "restore":
        if options.json or options.since:
            raise Refused("`history restore` takes a month and a number alone", MISUSE)
        from runcoach.cli.restore_command import bring_back

        return bring_back(paths, options.month, options.generation)
    from runcoach.interchange.json.history import history_document
    from runcoach.interchange.text_table import history_table
    from runcoach.storage.data_folder import open_history

    history = open_history(paths.data, wall=wall, writer=False)
    records = list(history.records())
    for notice in history.notices():
        tell(notice.text)
    if options.json:
        print_json(history_document(records, options.since))
        return 0
    print(history_table(records, options.since, width()), end="")
    return 0
