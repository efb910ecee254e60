"""The commands that only look: `plan`, `exercises` and `history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.faults import MISUSE, Refused, tell
from runcoach.output import print_json, width
from runcoach.rooms import composed, open_catalogue, open_rooms, tell_problems, wall

if TYPE_CHECKING:
    import argparse

    from runcoach.paths import Paths


def act(options: argparse.Namespace, paths: Paths) -> int:
    """The one that was asked for; what to exit with."""
    match options.command:
        case "plan":
            return _plan(options, paths)
        case "exercises":
            return _exercises(options, paths)
        case _:
            return _history(options, paths)


def _plan(options: argparse.Namespace, paths: Paths) -> int:
    rooms = open_rooms(paths, writer=False)
    plan = composed(options, rooms)
    tell_problems(rooms.catalogue)
    if options.json:
        from runcoach.interchange.plan_document import plan_document

        print_json(plan_document(plan))
        return 0
    from runcoach.ui.wording import plan_lines

    print(f"{plan.title}: {round(plan.estimated_s / 60)} min, {len(plan.work)} sets")
    for line in (*plan_lines(plan), *plan.why):
        print(f"  {line}")
    return 0


def _exercises(options: argparse.Namespace, paths: Paths) -> int:
    from runcoach.catalogue.listing import exercises_document

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
        from runcoach.bringing_back import bring_back

        return bring_back(paths, options.month, options.generation)
    from runcoach.interchange.json_document import history_document
    from runcoach.interchange.table import history_table
    from runcoach.storage.store import open_history

    history = open_history(paths.data, wall=wall, writer=False)
    records = list(history.records())
    for notice in history.notices():
        tell(notice.text)
    if options.json:
        print_json(history_document(records, options.since))
        return 0
    print(history_table(records, options.since, width()), end="")
    return 0
