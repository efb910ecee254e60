"""What Today asks before a session: places that hurt, and soreness; and how far a programme is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from runcoach.core.coach.athlete import Known, asides_of, break_of
from runcoach.core.coach.evidence import counting, moment
from runcoach.core.coach.pain import Aside
from runcoach.core.coach.schedule import Progress
from runcoach.core.model.programme import Programme
from runcoach.core.planner.propose import Proposed
from runcoach.ui.coach import Coach
from runcoach.ui.forms.choices import Choice
from runcoach.ui.text import formatting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runcoach.core.model.exercise import Exercise
    from runcoach.core.model.plan import Plan
    from runcoach.core.model.settings import WeightUnit

UNSAID = "not said"
PAIN = (UNSAID, "fine", "hurts")
LOOKED_AT = "looked at"
"""By a professional; only asked where it hurt twice."""
SORE = (
    ("no", "", False),
    ("legs, a bit", "legs", False),
    ("upper body, a bit", "upper body", False),
    ("all over, a bit", "all over", False),
    ("very", "all over", True),
)
REASONS = 3
"""What has room beside a plan; `w` shows all."""
SORE_WITHIN = timedelta(days=4)
"""Soreness from a session is over by then."""


def rows(known: Known) -> tuple[Choice, ...]:
    """A row for each place that is not quiet, and one for soreness in the days after a session."""
    asked = [_pain_row(aside, known) for aside in asides_of(known) if not aside.quiet]
    last = next(iter(counting(known.history)), None)
    if last is not None and known.at - moment(last.started_at) <= SORE_WITHIN:
        asked.append(_sore_row(known))
    return tuple(asked)


def _pain_row(aside: Aside, known: Known) -> Choice:
    values = (*PAIN, LOOKED_AT) if aside.professional else PAIN
    at = 0
    for check in known.notebook.checks:
        same = (check.area, check.side) == (aside.area, aside.side)
        if same and moment(check.at).date() == known.at.date():
            at = 2 if check.hurts else 1
    return Choice(f"pain:{aside.area}:{aside.side}", aside.question, values, at)


def _sore_row(known: Known) -> Choice:
    sore, at = known.notebook.sore, 0
    if sore is not None and moment(sore.at).date() == known.at.date():
        said = (sore.where, sore.severe)
        at = next((i for i, (_, *meant) in enumerate(SORE) if tuple(meant) == said), 0)
    return Choice("sore", "Still sore?", tuple(words for words, *_ in SORE), at)


def answered(choice: Choice, known: Known, coach: Coach) -> bool:
    """Keep the answer of one of these rows; False where it is none of them."""
    if choice.id == "sore":
        _, where, severe = SORE[choice.at]
        coach.sore(where, severe)
        return True
    kind, _, place = choice.id.partition(":")
    if kind != "pain":
        return False
    area, _, side = place.partition(":")
    for aside in asides_of(known):
        if (aside.area, aside.side.value) == (area, side) and choice.value != UNSAID:
            if choice.value == LOOKED_AT:
                coach.looked_at(aside)
            else:
                coach.hurts(aside, choice.value == "hurts")
    return True


def break_line(known: Known) -> str:
    """`16 days off: one step easier today. H: as before`; empty without a break."""
    pause = break_of(known)
    if pause is None:
        return ""
    return pause.why.sentence + (" H: as before" if pause.change.after else "")


def facts(made: Proposed, now: datetime) -> list[str]:
    """How long and how much, then what gave way, or how far a programme is."""
    plan = made.plan
    over = now + timedelta(seconds=plan.estimated_s)
    sets = formatting.plural(len(plan.work), "set")
    length = formatting.length(plan.estimated_s)
    lines = [f"{length}, {sets}, over at {over:%H:%M}. Space begins."]
    if made.gave_way:
        lines.append(made.gave_way[0].sentence)
    elif made.progress is not None:
        lines.append(progress_words(made.progress))
    return lines


def reasons(made: Proposed, programme: Programme | None, *, said: bool) -> list[str]:
    """What stands beside a plan: what is unsaid, whom a programme is for, the first reasons."""
    # First, for where there is no room for all of it: `w` tells the rest.
    lines = [] if said else ["Three questions fit the sessions to you: i."]
    lines += [programme.summary] if programme else []
    return lines + [w.sentence for w in (*made.gave_way[1:], *made.whys)][:REASONS]


def plan_rows(
    plan: Plan, exercises: Mapping[str, Exercise], unit: WeightUnit
) -> list[tuple[str, str, str]]:
    """Each exercise of a plan: its dose, its name, and what it gives where `exercises` has it."""
    return [
        (dose, name, exercises[id].benefit if id in exercises else "")
        for dose, name, id in formatting.plan_rows(plan, unit)
    ]


def progress_words(progress: Progress) -> str:
    """`Week 2, session 3 of 12.`, with a word on the lighter week."""
    if progress.finished:
        return "All its sessions are done: again, or another one (o)."
    lighter = " The lighter week." if progress.lighter else ""
    return f"Week {progress.week}, session {progress.done + 1} of {progress.of}.{lighter}"
