"""`runcoach plan`, and the plan that the flags of `plan` and `start` ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import MISUSE, CommandError
from runcoach.cli.output import print_json
from runcoach.cli.wiring import (
    CommandContext,
    load_athlete,
    local_now,
    open_context,
    print_problems,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from runcoach.core.coach.athlete import Athlete
    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.plan import Plan
    from runcoach.core.model.programme import Programme
    from runcoach.paths import Paths


def print_plan(options: argparse.Namespace, paths: Paths) -> int:
    """Print the plan that `start` would run with the same flags. Returns the exit code."""
    context = open_context(paths, writer=False)
    plan = compose_requested_plan(options, context)
    print_problems(context.catalogue, context.coaching)
    if options.json:
        from runcoach.interchange.json.plan import build_plan_document

        print_json(build_plan_document(plan))
        return 0
    from runcoach.ui.text.formatting import format_plan

    print(f"{plan.title}: {round(plan.estimated_s / 60)} min, {len(plan.work)} sets")
    for line in (*format_plan(plan, context.settings.weight_unit), *plan.why):
        print(f"  {line}")
    return 0


def compose_requested_plan(options: argparse.Namespace, context: CommandContext) -> Plan:
    """The plan that the flags of `start` and `plan` ask for.

    Raises:
        CommandError: there is no such programme, or none at all; no exercise uses a piece of the
            equipment; or both a NAME and a focus are given.
    """
    from runcoach.core.model.exercise import TierName
    from runcoach.core.model.focus import Focus
    from runcoach.core.planner.propose import propose_session
    from runcoach.core.planner.request import SessionRequest

    if options.name and options.focus:
        raise CommandError("a NAME has its own focus: give a NAME or --focus, not both", MISUSE)
    _check_equipment(options.equipment or (), context.catalogue)
    settings = context.settings
    focus = Focus(options.focus.replace("-", " ")) if options.focus else None
    athlete = load_athlete(context, local_now())
    request = SessionRequest(
        minutes=options.minutes,
        focus=focus,
        equipment=options.equipment,
        programme=None if focus else _find_programme(options, context, athlete),
        tier=TierName(options.tier) if options.tier else None,
        count_in_s=settings.count_in_s,
        rest_scale=settings.rest_scale,
    )
    return propose_session(request, athlete).plan


def _check_equipment(names: Sequence[str], catalogue: Catalogue) -> None:
    from runcoach.core.model.profile import known_equipment

    used = known_equipment(catalogue)
    for name in names:
        if name not in used:
            choices = ", ".join(sorted(used))
            raise CommandError(f"no exercise uses {name!r}; choose from: {choices}", MISUSE)


def _find_programme(
    options: argparse.Namespace, context: CommandContext, athlete: Athlete
) -> Programme | None:
    """The programme named by the options, or the one that Today would show first.

    None stands for a session composed for the day.
    """
    catalogue = context.catalogue
    if options.name:
        programme = catalogue.programme(options.name)
        if programme is None:
            ids = ", ".join(sorted(p.id for p in catalogue.programmes.values()))
            raise CommandError(
                f"there is no programme {options.name!r}; choose from: {ids}", MISUSE
            )
        return programme
    if not catalogue.programmes:
        raise CommandError("no programme can be read; `runcoach doctor` says why")
    from runcoach.core.planner.propose import choose_programme

    return choose_programme(athlete, context.settings.last_programme)
