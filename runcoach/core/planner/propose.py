"""The session for a request: a programme's, or one selected for the day."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.ladder import starting_standing
from runcoach.core.coach.programme_progress import ProgrammeProgress, progress_after
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.training_day import Soreness, TrainingDay
from runcoach.core.model.dates import format_weekday_date
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import is_leg_work
from runcoach.core.model.plan import Block, Plan
from runcoach.core.model.programme import Programme, SessionOutline
from runcoach.core.model.standing import Standing, Standings
from runcoach.core.planner.compose import compose_plan, estimate_outline_s
from runcoach.core.planner.first_side import choose_first_sides
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.planner.request import SessionRequest
from runcoach.core.planner.warm_up import build_cool_down
from runcoach.core.planner.week import next_planned_day


class ProposedSession(Struct, frozen=True):
    """A plan, the reasons for it, and its outline as a programme would state it."""

    plan: Plan
    outline: SessionOutline
    reasons: tuple[Reason, ...] = ()
    gave_way: tuple[Reason, ...] = ()
    progress: ProgrammeProgress | None = None
    """Progress of a programme over weeks; None for any other session."""


def propose_session(
    request: SessionRequest, athlete: Athlete, day: TrainingDay | None = None
) -> ProposedSession:
    """Return the session for a request; the same request, day and history give the same one.

    `day` is the training day to plan for, the athlete's own if None. With severe soreness a
    requested programme gives way to mobility.
    """
    day = day or athlete.training_day
    if request.programme is not None and Soreness.SEVERE not in day.sore.values():
        return _from_programme(request, request.programme, athlete, day)
    return _selected_for_day(request, athlete, day)


FIRST_PROGRAMME = "first-session"
"""Proposed to someone who has never trained."""


def choose_programme(athlete: Athlete, last: str) -> Programme | None:
    """Return the programme that a day begins with; None for a session chosen for the day.

    The very first session; else the last programme where it goes on over weeks, is not finished
    and suits the day. A single named session is not repeated unasked.
    """
    programmes = athlete.catalogue.programmes
    logged = athlete.entries or athlete.history
    if all(entry.rehearsal for entry in logged):
        return programmes.get(FIRST_PROGRAMME) or min(
            programmes.values(), key=lambda p: p.order, default=None
        )
    programme = programmes.get(last)
    if programme is None or programme.weeks is None:
        return None
    progress = progress_after(programme, athlete.programme_sessions.get(programme.id, 0))
    return programme if not progress.finished and suits_day(programme, athlete) else None


def suits_day(programme: Programme, athlete: Athlete) -> bool:
    """Whether the day allows a programme's next session.

    If not, a session for the day is proposed instead; a programme requested by name runs anyway.
    """
    rules = athlete.day_rules
    if rules.mobility_only:
        return False
    outline = progress_after(programme, athlete.programme_sessions.get(programme.id, 0)).outline
    slots = (athlete.catalogue.exercise(slot.exercise) for slot in outline.slots)
    return rules.legs or not any(e is not None and is_leg_work(e) for e in slots)


def _context(
    request: SessionRequest, athlete: Athlete, outline: SessionOutline, standings: Standings
) -> PrescriptionContext:
    ids = (id for slot in outline.slots for id in (slot.exercise, *slot.alternatives))
    exercises = (athlete.catalogue.exercise(id) for id in dict.fromkeys(ids))
    return PrescriptionContext(
        standings=standings,
        count_in_s=request.count_in_s,
        rest_scale=request.rest_scale,
        own_pace=athlete.notebook.own_pace,
        first_sides=choose_first_sides((e for e in exercises if e is not None), athlete.history),
    )


def _selected_for_day(
    request: SessionRequest, athlete: Athlete, day: TrainingDay
) -> ProposedSession:
    # Imported here because most starts show a programme and never need it.
    from runcoach.core.planner.selection import select_session

    if request.tier is not None:
        day = replace(day, standings=_standings_at(request.tier, day))
    rough = _context(request, athlete, SessionOutline("", "", (), 0), {})

    # About two dozen outlines are tried, all with the same cool-down.
    cool_downs: dict[tuple[tuple[str, ...], int], tuple[Block, ...]] = {}

    def estimate(outline: SessionOutline, standings: Standings) -> float:
        key = (outline.cool_down, outline.cool_down_s)
        if key not in cool_downs:
            cool_downs[key] = tuple(build_cool_down(outline, athlete.catalogue))
        context = replace(rough, standings=standings)
        return estimate_outline_s(outline, athlete.catalogue, context, cool_downs[key])

    selected = select_session(request, day, athlete.at.date(), estimate)
    context = _context(request, athlete, selected.outline, selected.standings)
    programme = Programme("", selected.outline.title, "", (selected.outline,))
    plan = compose_plan(programme, athlete.catalogue, context)
    reasons = (*_next_one(athlete), *selected.reasons)
    sentences = tuple(w.sentence for w in (*selected.gave_way, *reasons))
    return ProposedSession(
        replace(plan, why=sentences),
        selected.outline,
        reasons,
        selected.gave_way,
    )


def _next_one(athlete: Athlete) -> tuple[Reason, ...]:
    """When the next session is, where one was done today already."""
    if athlete.at.date() not in athlete.training_days[-1:]:
        return ()
    planned = next_planned_day(athlete)
    if planned is None:
        return ()
    return (cite_rule("season-next", day=format_weekday_date(planned.day)),)


def _standings_at(tier: TierName, day: TrainingDay) -> dict[str, Standing]:
    """The standing on every exercise at one tier: the person's own if it has it, else the start."""
    standings = {}
    for exercise in day.catalogue.exercises.values():
        own = day.standings.get(exercise.id)
        rung = exercise.tier(tier).tier
        at_rung = own is not None and own.tier is rung
        standings[exercise.id] = (
            own if own and at_rung else starting_standing(exercise, rung, day.profile)
        )
    return standings


def _from_programme(
    request: SessionRequest, programme: Programme, athlete: Athlete, day: TrainingDay
) -> ProposedSession:
    progress = progress_after(programme, athlete.programme_sessions.get(programme.id, 0))
    if request.equipment is not None:
        day = day.with_equipment(request.equipment)
    # Until the profile or the request names equipment, a programme runs as it is written.
    has_profile = athlete.saved_profile is not None or request.equipment is not None
    lighter = progress.lighter if programme.weeks else day.rules.lighter
    context = replace(
        _context(request, athlete, progress.outline, day.standings),
        tier=request.tier,
        minutes=request.minutes,
        equipment=tuple(sorted(day.profile.at_hand)) if has_profile else None,
        owner=day.profile if has_profile else None,
        jumps_cleared=day.allows_jumps,
        max_landings=day.jump_clearance.landings if day.allows_jumps else None,
        needs=day.profile.body_needs,
        spared=day.spared,
        sore=frozenset(day.sore),
        lighter=lighter,
        halved=day.rules.halved,
    )
    plan = compose_plan(programme, athlete.catalogue, context, progress.outline)
    rules = (w for w in day.rules.reasons if not (programme.weeks and w.rule == "season-lighter"))
    reasons = (*day.spared_reasons, *day.soreness_reasons, *rules)
    exercises = (athlete.catalogue.exercise(s.exercise) for s in progress.outline.slots)
    if any(e is not None and e.power for e in exercises):
        reasons = (*reasons, day.jump_clearance.reason)
    if day.profile.body_needs:
        reasons = (*reasons, cite_rule("careful"))
    sentences = (*plan.why, *(w.sentence for w in reasons if w.sentence not in plan.why))
    return ProposedSession(
        replace(plan, why=sentences),
        progress.outline,
        reasons,
        progress=progress if programme.weeks else None,
    )
