"""A proposed session in words: how long, why, and each exercise of its plan. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from runcoach.core.coach.programme_progress import ProgrammeProgress
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.plan import Plan
from runcoach.core.model.programme import Programme
from runcoach.core.model.settings import WeightUnit
from runcoach.core.planner.propose import FIRST_PROGRAMME, ProposedSession
from runcoach.core.planner.request import FITS_WITHIN
from runcoach.ui.text import formatting

FIRST = "15 minutes, no equipment, easy start. Space begins."
"""The first line of the very first proposal, at its usual length."""
FIRST_S = 15 * 60
QUESTIONS = "Three questions tailor the sessions to you: i."
REASONS = 3
"""How many reasons fit beside a plan; `w` shows all."""


class ProposalText(Struct, frozen=True):
    """The lines above a plan and beside it."""

    facts: tuple[str, ...]
    reasons: str
    more: str
    """The last line where not all reasons fit: the key that shows them."""


def describe_proposal(
    made: ProposedSession,
    programme: Programme | None,
    now: datetime,
    *,
    first: bool,
    profile_given: bool,
) -> ProposalText:
    """The words around a plan.

    Args:
        made: The proposal.
        programme: The programme it is from; None for a session chosen for today.
        now: Local time, from which the end is computed.
        first: Whether nothing was ever done: then health and advice replace the reasons.
        profile_given: Whether the first questions are answered.
    """
    facts = _facts(made, now)
    if first and programme is not None:
        usual = abs(made.plan.estimated_s - FIRST_S) <= FIRST_S * FITS_WITHIN
        easy = programme.id == FIRST_PROGRAMME and usual
        lines = (FIRST,) if easy else tuple(dict.fromkeys((*facts, *made.plan.why[-1:])))
        return ProposalText((*lines, formatting.HEALTH), formatting.ADVICE, "… ?: all of it")
    reasons = _reasons(made, programme, profile_given)
    return ProposalText(facts, "\n".join(reasons), "… w: why")


def _facts(made: ProposedSession, now: datetime) -> tuple[str, ...]:
    """How long and how many sets, then what gave way, or how far the programme is."""
    plan = made.plan
    end = now + timedelta(seconds=plan.estimated_s)
    sets = formatting.format_count(len(plan.work), "set")
    length = formatting.format_length(plan.estimated_s)
    line = f"{length}, {sets}, over at {end:%H:%M}. Space begins."
    if made.gave_way:
        return (line, made.gave_way[0].sentence)
    return (line, _progress(made.progress)) if made.progress is not None else (line,)


def _reasons(made: ProposedSession, programme: Programme | None, profile_given: bool) -> list[str]:
    """The open questions, whom the programme is for, and the first reasons."""
    # In this order because the last ones are cut first: `w` shows the rest.
    lines = [] if profile_given else [QUESTIONS]
    lines += [programme.summary] if programme else []
    return lines + [w.sentence for w in (*made.gave_way[1:], *made.reasons)][:REASONS]


def plan_rows(
    plan: Plan, exercises: Mapping[str, Exercise], unit: WeightUnit
) -> list[tuple[str, str, str]]:
    """Each exercise of a plan: its dose, its name, and its benefit where `exercises` has it."""
    return [
        (dose, name, exercises[id].benefit if id in exercises else "")
        for dose, name, id in formatting.plan_rows(plan, unit)
    ]


def _progress(progress: ProgrammeProgress) -> str:
    """`Week 2, session 3 of 12.`, and whether it is the lighter week."""
    if progress.finished:
        return "All its sessions are done: again, or another one (o)."
    lighter = " The lighter week." if progress.lighter else ""
    return f"Week {progress.week}, session {progress.done + 1} of {progress.total}.{lighter}"
