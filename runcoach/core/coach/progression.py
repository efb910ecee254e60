"""Progression: after a session, what should come next for each of its exercises, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.decisions import (
    Decision,
    Direction,
    Proposal,
    Reply,
    declined_at,
    open_proposals,
)
from runcoach.core.coach.dose_text import at_words, move_words
from runcoach.core.coach.evidence import (
    WINDOW_DAYS,
    ExerciseRecord,
    counting,
    exercise_records,
    hurts,
    moment,
)
from runcoach.core.coach.ladder import Move, placed, step_down, step_up
from runcoach.core.coach.rulebook import why
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Change, Standing, fold, value_at

REST_AFTER_NO = 3
"""Sessions of that exercise for which a declined proposal rests."""
FIRST_SESSIONS = 2
"""Sessions done before anything rises."""
TAPER_DAYS = 14
"""Days before a race with nothing new (practice)."""


class Coaching(Struct, frozen=True):
    """What the coach knows beside the history."""

    catalogue: Catalogue
    profile: Profile
    changes: Sequence[Change] = ()
    """Every change of standing: those of accepted proposals and the person's own."""
    decisions: Sequence[Decision] = ()
    lighter: bool = False
    """This is a lighter week."""
    power_open: bool = False
    """The power gate is open."""
    unit: WeightUnit = WeightUnit.KG


def propose(
    session: SessionRecord, history: Iterable[SessionRecord], coaching: Coaching
) -> tuple[Proposal, ...]:
    """One proposal for each exercise of the session's main part, in the order they were done.

    `history` may hold the session itself and later ones: nothing later than it is looked at.
    Rehearsals and locked exercises give none.
    """
    if not counting([session]):
        return ()
    start = moment(session.started_at)
    earlier = [s for s in history if s.id != session.id and moment(s.started_at) <= start]
    sessions = counting([session, *earlier])
    ids = dict.fromkeys(done.exercise for done in session.main_sets)
    exercises = {
        found.id: found for id in ids if (found := coaching.catalogue.exercise(id)) is not None
    }
    cases = [_case(e, session, sessions, coaching) for e in exercises.values()]
    decided = [(case, _decide(case, len(sessions), coaching)) for case in cases if case]
    return _by_turns(decided, session.id, len(exercises), coaching)


def _by_turns(
    decided: Sequence[tuple[_Case, Proposal]], session: str, exercises: int, coaching: Coaching
) -> tuple[Proposal, ...]:
    """At most max(1, n // 3) rise together, those that waited longest first.

    Open rises of other sessions count, for a yes to all would move them too, and the answered
    ones of this session, or each answer would let others rise.
    """
    here = {case.exercise.id for case, _ in decided}
    answered = sum(
        d.proposal.session == session
        and d.proposal.change is Direction.UP
        and d.reply is not Reply.OPEN
        for d in coaching.decisions
    )
    waiting = open_proposals(coaching.decisions, fold(coaching.changes))
    others = [p for p in waiting if p.exercise not in here]
    others = [p for p in others if coaching.catalogue.exercise(p.exercise) is not None]
    elsewhere = sum(p.change is Direction.UP for p in others)
    allowed = max(0, max(1, exercises // 3) - elsewhere - answered)
    ups = [(case, p) for case, p in decided if p.change is Direction.UP]
    rising = sorted(ups, key=lambda pair: moment(pair[0].since))
    late = {case.exercise.id for case, _ in rising[allowed:]}
    return tuple(
        _hold(case, "hold-turn", coaching) if case.exercise.id in late else proposal
        for case, proposal in decided
    )


class _Case(Struct, frozen=True):
    """One exercise, with what counts for it."""

    exercise: Exercise
    session: SessionRecord
    before: Standing
    latest: ExerciseRecord
    same: tuple[ExerciseRecord, ...]
    """At the same tier, step and load since the last change, within the window, newest first."""
    lately: tuple[ExerciseRecord, ...]
    """The last two records at any dose."""
    sessions_since_no: dict[Direction, int]
    since: str
    """When the exercise came to where it stands."""
    there: bool
    """The latest record was done at the standing."""


def _case(
    exercise: Exercise,
    session: SessionRecord,
    sessions: Sequence[SessionRecord],
    coaching: Coaching,
) -> _Case | None:
    records = exercise_records(exercise, sessions)
    latest = records[0]
    rung = exercise.tier(latest.tier)
    before = fold(coaching.changes).get(exercise.id)
    if before is None:
        before = placed(rung, latest.target, latest.load_kg)
    if before.locked:
        return None
    there = (rung.tier, latest.target) == (before.tier, value_at(rung.dose, before))
    if there:
        # The load that was really taken is the one to go on from.
        before = replace(before, load_kg=latest.load_kg)
    arrived = max(
        (c.at for c in coaching.changes if exercise.id in c.after and not c.undone),
        key=moment,
        default=None,
    )
    oldest = moment(latest.started_at) - timedelta(days=WINDOW_DAYS)
    place = (latest.tier, latest.target, latest.load_kg)
    same = tuple(
        r
        for r in records
        if (r.tier, r.target, r.load_kg) == place
        and moment(r.started_at) >= oldest
        and (arrived is None or moment(r.started_at) > moment(arrived))
    )
    return _Case(
        exercise,
        session,
        before,
        latest,
        same,
        tuple(islice(records, 2)),
        {way: _since_no(exercise, way, records, coaching) for way in Direction},
        arrived or same[-1].started_at,
        there and bool(same),
    )


def _since_no(
    exercise: Exercise, way: Direction, records: Sequence[ExerciseRecord], coaching: Coaching
) -> int:
    """Sessions of an exercise since a proposal of that kind was declined; many if never."""
    at = declined_at(coaching.decisions, exercise.id, way)
    if at is None:
        return REST_AFTER_NO + 1
    return len({r.session for r in records if moment(r.started_at) > moment(at)})


def _decide(case: _Case, sessions_done: int, coaching: Coaching) -> Proposal:
    latest, same = case.latest, case.same
    if not case.there:
        return _hold(case, "hold-elsewhere", coaching)
    if latest.failed:
        return _down(case, "down-failed", (latest,), coaching)
    if len(same) > 1 and same[0].poor and same[1].poor:
        rule = "down-form" if same[0].broken and same[1].broken else "down-two"
        return _down(case, rule, same[:2], coaching)
    blocked = _blocked(case)
    if blocked:
        return _hold(case, blocked, coaching)
    if latest.beaten:
        return _up(case, "up-at-once", (latest,), sessions_done, coaching)
    if len(same) > 1 and same[1].good:
        return _up(case, "up-two", same[:2], sessions_done, coaching)
    return _hold(case, "hold-evidence", coaching)


def _blocked(case: _Case) -> str | None:
    """The rule that keeps an exercise from rising, whatever was lifted."""
    areas = set(case.exercise.areas)
    done = case.session.sets
    names = {case.exercise.id, *case.exercise.formerly}
    if any(hurts(s) and s.pain and (s.exercise in names or s.pain.area in areas) for s in done):
        return "hold-pain"
    if any(r.hurt for r in case.lately):
        return "hold-pain"
    if any(r.broken for r in case.lately):
        return "hold-form"
    if not case.latest.whole or any(s.skipped for s in case.latest.sets):
        return "hold-unfinished"
    if not case.latest.confirmed:
        return "hold-assumed"
    return None if case.latest.good else "hold-hard"


def _up(
    case: _Case,
    rule: str,
    records: Sequence[ExerciseRecord],
    sessions_done: int,
    coaching: Coaching,
) -> Proposal:
    to_race = coaching.profile.days_to_race(case.latest.day)
    step = step_up(case.exercise, case.before, coaching.profile)
    if sessions_done < FIRST_SESSIONS:
        return _hold(case, "hold-first-two", coaching)
    if coaching.lighter:
        return _hold(case, "hold-lighter", coaching)
    if to_race is not None and 0 <= to_race <= TAPER_DAYS:
        return _hold(case, "hold-race", coaching)
    if step is None:
        return _hold(case, "hold-top", coaching)
    if case.exercise.tier(step[1].tier).landings and not coaching.power_open:
        return _hold(case, "hold-power", coaching)
    if case.sessions_since_no[Direction.UP] <= REST_AFTER_NO:
        return _hold(case, "hold-declined", coaching)
    move, after = step
    if move is Move.LOAD:
        rule = "up-load" if after.extra >= case.before.extra else "up-far-load"
    elif move is Move.SLOW:
        rule = "up-slow"
    return _moved(case, Direction.UP, rule, (move, after), records, coaching)


def _down(
    case: _Case, rule: str, records: Sequence[ExerciseRecord], coaching: Coaching
) -> Proposal:
    step = step_down(case.exercise, case.before, coaching.profile)
    if step is None:
        return _hold(case, "hold-floor", coaching)
    if case.sessions_since_no[Direction.DOWN] <= REST_AFTER_NO:
        return _hold(case, "hold-declined", coaching)
    return _moved(case, Direction.DOWN, rule, step, records, coaching)


def _moved(
    case: _Case,
    way: Direction,
    rule: str,
    step: tuple[Move, Standing],
    records: Sequence[ExerciseRecord],
    coaching: Coaching,
) -> Proposal:
    move, after = step
    to = move_words(case.exercise, way is Direction.UP, move, after, coaching.unit)
    seen = tuple(s for record in records for s in record.seen)
    said = why(rule, to=to)
    return Proposal(
        case.session.id,
        case.exercise.id,
        way,
        case.before,
        after,
        rule,
        said.sentence,
        said.source,
        seen,
    )


def _hold(case: _Case, rule: str, coaching: Coaching) -> Proposal:
    said = why(rule, at=at_words(case.exercise, case.before, coaching.unit))
    return Proposal(
        case.session.id,
        case.exercise.id,
        Direction.HOLD,
        case.before,
        case.before,
        rule,
        said.sentence,
        said.source,
        case.latest.seen,
    )
