"""Progression: the proposal for each exercise of a session, with the rule it follows from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from runcoach.core.coach.block_ladder import demand_for, fall_in_block, rise_in_block
from runcoach.core.coach.capacity import dose_in_block, measure_capacity
from runcoach.core.coach.decisions import (
    Direction,
    Proposal,
    Reply,
    find_open_proposals,
)
from runcoach.core.coach.dose_text import format_dose, format_step
from runcoach.core.coach.evidence import (
    ExerciseRecord,
    reported_pain,
)
from runcoach.core.coach.exercise_case import (
    REST_AFTER_NO,
    CoachingContext,
    ExerciseCase,
    build_case,
)
from runcoach.core.coach.ladder import Move, standing_at, step_down, step_up
from runcoach.core.coach.rulebook import cite_rule
from runcoach.core.coach.schedule import FIRST_SESSIONS, TAPER_DAYS
from runcoach.core.history.counting import is_training, training_sessions
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.standing import Standing, fold_changes


def make_proposals(
    session: SessionRecord, history: Iterable[SessionRecord], coaching: CoachingContext
) -> tuple[Proposal, ...]:
    """Return a proposal for each exercise of the session's main part, in the order of the session.

    `history` may include the session itself and later ones; later ones are ignored. Rehearsals and
    locked exercises give no proposal.
    """
    if not is_training(session):
        return ()
    start = parse_moment(session.started_at)
    earlier = [s for s in history if s.id != session.id and parse_moment(s.started_at) <= start]
    sessions = training_sessions([session, *earlier])
    ids = dict.fromkeys(done.exercise for done in session.main_sets)
    exercises = {e.id: e for id in ids if (e := coaching.catalogue.exercise(id)) is not None}
    cases = [build_case(e, session, sessions, coaching) for e in exercises.values()]
    decided = [(case, _decide(case, len(sessions), coaching)) for case in cases if case]
    return _limit_rises(decided, session.id, len(exercises), coaching)


def _limit_rises(
    decided: Sequence[tuple[ExerciseCase, Proposal]],
    session: str,
    exercises: int,
    coaching: CoachingContext,
) -> tuple[Proposal, ...]:
    """Let at most max(1, n // 3) of the n exercises change their tier, the longest wait first.

    Reps, seconds, load and tempo within a tier are not rationed.

    Open rises of other sessions count too, since accepting all would apply them as well. So do
    answered ones of this session, or each answer would let others rise.
    """
    current = {case.exercise.id for case, _ in decided}
    answered = sum(
        d.proposal.session == session and _is_tier_rise(d.proposal) and d.reply is not Reply.OPEN
        for d in coaching.decisions
    )
    waiting = find_open_proposals(coaching.decisions, fold_changes(coaching.changes))
    others = [p for p in waiting if p.exercise not in current]
    others = [p for p in others if coaching.catalogue.exercise(p.exercise) is not None]
    elsewhere = sum(_is_tier_rise(p) for p in others)
    allowed = max(0, max(1, exercises // 3) - elsewhere - answered)
    ups = [(case, p) for case, p in decided if _is_tier_rise(p)]
    rising = sorted(ups, key=lambda pair: parse_moment(pair[0].since))
    late = {case.exercise.id for case, _ in rising[allowed:]}
    return tuple(
        _hold(case, "hold-turn", coaching) if case.exercise.id in late else proposal
        for case, proposal in decided
    )


def _is_tier_rise(proposal: Proposal) -> bool:
    return proposal.change is Direction.UP and proposal.after.tier is not proposal.before.tier


def _decide(case: ExerciseCase, sessions_done: int, coaching: CoachingContext) -> Proposal:
    latest, same = case.latest, case.same
    if not case.at_standing:
        return _hold(case, "hold-elsewhere", coaching)
    if latest.failed:
        return _down(case, "down-failed", (latest,), coaching)
    if len(same) > 1 and same[0].form_broken and same[1].form_broken:
        return _down(case, "down-form", same[:2], coaching)
    if len(same) > 1 and same[0].short and same[1].short:
        return _down(case, "down-two", same[:2], coaching)
    hold = _hold_rule(case)
    if hold == "hold-assumed" and coaching.ready and not latest.short:
        return _up(case, "up-feel", (latest,), sessions_done, coaching)
    if hold:
        return _hold(case, hold, coaching)
    if latest.beaten or (case.demand is not None and latest.easy):
        return _up(case, "up-at-once", (latest,), sessions_done, coaching)
    if len(same) > 1 and same[1].good:
        return _up(case, "up-two", same[:2], sessions_done, coaching)
    return _hold(case, "hold-evidence", coaching)


def _hold_rule(case: ExerciseCase) -> str | None:
    """The rule that keeps an exercise from rising, however strong the sets were; None if none."""
    areas = set(case.exercise.areas)
    done = case.session.sets
    names = {case.exercise.id, *case.exercise.formerly}
    if any(
        reported_pain(s) and s.pain and (s.exercise in names or s.pain.area in areas) for s in done
    ):
        return "hold-pain"
    if any(r.painful for r in case.last_two):
        return "hold-pain"
    if any(r.form_broken for r in case.last_two):
        return "hold-form"
    if not case.latest.whole or any(s.skipped for s in case.latest.sets):
        return "hold-unfinished"
    if not case.latest.confirmed:
        return "hold-assumed"
    return None if case.latest.good else "hold-hard"


def _up(
    case: ExerciseCase,
    rule: str,
    records: Sequence[ExerciseRecord],
    sessions_done: int,
    coaching: CoachingContext,
) -> Proposal:
    to_race = coaching.profile.days_to_race(case.latest.day)
    step = _next_step(case, rule, records, coaching)
    if sessions_done < FIRST_SESSIONS:
        return _hold(case, "hold-first-two", coaching)
    if coaching.lighter:
        return _hold(case, "hold-lighter", coaching)
    if to_race is not None and 0 <= to_race <= TAPER_DAYS:
        return _hold(case, "hold-race", coaching)
    if coaching.resting:
        return _hold(case, "hold-resting", coaching)
    if step is None:
        top = "hold-top" if case.demand is None else "hold-done"
        return _hold(case, top, coaching)
    next_tier = case.exercise.tier(step[1].tier)
    if case.exercise.needs_clearance(next_tier) and not coaching.jumps_cleared:
        return _hold(case, "hold-power", coaching)
    if case.sessions_since_no[Direction.UP] <= REST_AFTER_NO:
        return _hold(case, "hold-declined", coaching)
    move, after = step
    if move is Move.LOAD:
        same_reps = case.demand is not None or after.extra >= case.before.extra
        rule = "up-load" if same_reps else "up-far-load"
    elif move is Move.SLOW:
        rule = "up-slow"
    return _step(case, Direction.UP, rule, (move, after), records, coaching)


def _next_step(
    case: ExerciseCase, rule: str, records: Sequence[ExerciseRecord], coaching: CoachingContext
) -> tuple[Move, Standing] | None:
    """The step up: by the tier's own dose in named sessions, else within what the block asks."""
    if case.demand is None:
        return step_up(case.exercise, case.before, coaching.profile)
    tier = case.exercise.tier(case.before.tier)
    shown = measure_capacity(records, case.demand, tier) if rule == "up-at-once" else None
    return rise_in_block(case.exercise, case.before, case.demand, coaching.profile, shown)


def _down(
    case: ExerciseCase, rule: str, records: Sequence[ExerciseRecord], coaching: CoachingContext
) -> Proposal:
    if case.demand is None:
        step = step_down(case.exercise, case.before, coaching.profile)
    else:
        step = fall_in_block(case.exercise, case.before, case.demand, coaching.profile)
    if step is None:
        return _hold(case, "hold-floor", coaching)
    if case.sessions_since_no[Direction.DOWN] <= REST_AFTER_NO:
        return _hold(case, "hold-declined", coaching)
    return _step(case, Direction.DOWN, rule, step, records, coaching)


def _step(
    case: ExerciseCase,
    direction: Direction,
    rule: str,
    step: tuple[Move, Standing],
    records: Sequence[ExerciseRecord],
    coaching: CoachingContext,
) -> Proposal:
    move, after = step
    shown = after if case.demand is None else _as_asked(case, after, coaching)
    to = format_step(case.exercise, direction is Direction.UP, move, shown, coaching.unit)
    evidence = tuple(s for record in records for s in record.cited_sets)
    reason = cite_rule(rule, to=to)
    return Proposal(
        case.session.id,
        case.exercise.id,
        direction,
        case.before,
        after,
        rule,
        reason.sentence,
        reason.source,
        evidence,
    )


def _hold(case: ExerciseCase, rule: str, coaching: CoachingContext) -> Proposal:
    before = case.before if case.demand is None else _as_asked(case, case.before, coaching)
    reason = cite_rule(rule, at=format_dose(case.exercise, before, coaching.unit))
    return Proposal(
        case.session.id,
        case.exercise.id,
        Direction.HOLD,
        case.before,
        case.before,
        rule,
        reason.sentence,
        reason.source,
        case.latest.cited_sets,
    )


def _as_asked(case: ExerciseCase, standing: Standing, coaching: CoachingContext) -> Standing:
    """The standing whose step is the dose that the block asks for, for a sentence about it."""
    assert case.demand is not None
    tier = case.exercise.tier(standing.tier)
    demand = demand_for(case.demand, case.exercise, standing, coaching.profile)
    dose = dose_in_block(standing, tier, demand, coaching.profile)
    return replace(standing_at(tier, dose.value, dose.load_kg), slow=standing.slow)
