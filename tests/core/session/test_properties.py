"""Properties that hold for any plan and any sequence of events."""

from __future__ import annotations

from itertools import pairwise
from math import floor

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.model.records import SessionRecord, SetRecord, Status
from runcoach.core.session.alerts import Alert
from runcoach.core.session.cursor import UnfitEvent
from runcoach.core.session.events import Elapsed, Event, Leave, Leaving, Redo, Slept, StoppedAt
from runcoach.core.session.machine import advance, upcoming_alerts
from runcoach.core.session.recording import make_session_record
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import total_length_s
from runcoach.core.session.transition_table import TABLE
from tests.core.session.outcomes import reached
from tests.core.session.plans import start
from tests.core.session.random_sessions import ACTS, Act, block_lists, sessions

SOME = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow], database=None
)

Step = tuple[Session, Event, Session]


def small_steps(session: Session, act: Act) -> tuple[list[Step], Session, list[Alert]]:
    """One act as many calls, one per deadline, then the event; returns steps, end and alerts."""
    now = session.advanced_to + act.after
    awake = max(session.advanced_to, now - act.pick) if act.kind is Slept else now
    steps: list[Step] = []
    alerts: list[Alert] = []

    def call(event: Event | None, at: float) -> None:
        nonlocal session
        before = session
        session, heard = advance(session, event, at)
        alerts.extend(heard)
        if event is not None:
            steps.append((before, event, session))
        elif before.phase_ends_at is not None and before.phase_ends_at <= at:
            steps.append((before, Elapsed(), session))

    while session.phase_ends_at is not None and session.phase_ends_at <= awake:
        until = session.phase_ends_at
        if session.advanced_to < until:
            call(None, (session.advanced_to + until) / 2)
        call(None, until)
    call(None, awake)
    event = act.event(session, now)
    if event is not None:
        call(event, now)
    return steps, session, alerts


def played(session: Session, acts: list[Act]) -> tuple[list[Step], list[Alert], Session]:
    """A whole session run in small calls."""
    steps: list[Step] = []
    alerts: list[Alert] = []
    for act in acts:
        more, session, heard = small_steps(session, act)
        steps += more
        alerts += heard
    return steps, alerts, session


@SOME
@given(sessions(), ACTS)
def test_every_transition_is_declared_by_the_table(session: Session, acts: list[Act]) -> None:
    for before, event, after in played(session, acts)[0]:
        row = TABLE[before.phase, type(event)]
        assert reached(row, before, after) & row.outcomes, (before.phase, event, after.phase)


@SOME
@given(sessions(), ACTS)
def test_a_session_is_always_consistent(session: Session, acts: list[Act]) -> None:
    steps, _, _ = played(session, acts)
    for before, event, after in steps:
        assert before.advanced_to <= after.advanced_to
        assert 0 <= after.phase_began_at <= after.advanced_to
        assert after.phase_ends_at is None or after.phase_ends_at >= after.phase_began_at
        if isinstance(event, Elapsed):
            assert after.phase_began_at == before.phase_ends_at
        else:
            assert after.phase_ends_at is None or after.phase_ends_at >= after.advanced_to
        assert (after.phase is Phase.PAUSED) == (after.interruption is not None)
        assert after.held_rest_ends_at is None or after.phase is Phase.REST
        assert after.carried_work_s >= 0
        block = after.block
        assert block is not None or after.phase in (Phase.FINISHED, Phase.LEFT)
        assert block is None or after.phase is not Phase.FINISHED
        if after.phase in (Phase.WORK, Phase.COUNT_IN):
            assert block is not None
            assert block.kind is BlockKind.WORK
        kept = before.cursor
        assert after.plan.blocks[:kept] == before.plan.blocks[:kept]
        blocks = [b.id for b in after.plan.blocks]
        assert len(set(blocks)) == len(blocks)
        sets = [s.id for s in after.sets]
        assert len(set(sets)) == len(sets)
        for done in after.sets:
            assert done.skipped == (done.actual <= 0)
        if not isinstance(event, StoppedAt):
            assert {s.id for s in before.sets} <= set(sets)


@SOME
@given(sessions(), ACTS)
def test_one_late_call_equals_many_small_ones(session: Session, acts: list[Act]) -> None:
    for act in acts:
        now = session.advanced_to + act.after
        _, small, heard = small_steps(session, act)
        awake = max(session.advanced_to, now - act.pick) if act.kind is Slept else now
        idle, _ = advance(session, None, awake)
        late, alerts = advance(session, act.event(idle, now), now)
        assert replace(late, advanced_to=now) == replace(small, advanced_to=now)
        assert list(alerts) == heard
        session = late


@SOME
@given(sessions(), ACTS)
def test_alerts_are_ordered_and_never_repeated(session: Session, acts: list[Act]) -> None:
    _, alerts, _ = played(session, acts)
    assert all(a.at <= b.at for a, b in pairwise(alerts))
    assert len(set(alerts)) == len(alerts)


@SOME
@given(sessions(), ACTS, st.floats(0, 10), st.floats(1, 120))
def test_alerts_scheduled_ahead_are_those_that_occur(
    session: Session, acts: list[Act], late: float, horizon: float
) -> None:
    _, _, session = played(session, acts)
    now = session.advanced_to + late
    ahead = upcoming_alerts(session, now, horizon)
    came: list[Alert] = []
    for _ in range(10):
        session, heard = advance(session, None, session.advanced_to + (late + horizon) / 10)
        came += heard
    end = now + horizon - 1e-6
    assert [a for a in ahead if a.at < end] == [a for a in came if a.at < end]


@SOME
@given(sessions(), ACTS)
def test_json_round_trip_of_session_and_record(session: Session, acts: list[Act]) -> None:
    _, _, session = played(session, acts)
    assert msgspec.json.decode(msgspec.json.encode(session), type=Session) == session
    record = make_session_record(session, "2026-11-03T18:30:00+01:00")
    assert msgspec.json.decode(msgspec.json.encode(record), type=SessionRecord) == record


class Ledger:
    """A plain count of the seconds of work, from the sequence of phases alone."""

    def __init__(self) -> None:
        self.worked = 0.0
        self.longest = 0.0

    def see(self, before: Session, event: Event, after: Session) -> None:
        block = before.block
        if block is None or block.kind is not BlockKind.WORK:
            return
        if before.phase is Phase.WORK:
            stop = after.interruption.paused_at if after.interruption else None
            ended = stop if after.phase is Phase.PAUSED and stop is not None else None
            at = before.phase_ends_at if isinstance(event, Elapsed) else ended
            self.worked += (after.phase_began_at if at is None else at) - before.phase_began_at
        self.check_closed(block, before, after)
        if after.block is None or after.block.id != block.id or isinstance(event, StoppedAt | Redo):
            self.__init__()
        elif before.phase is Phase.PAUSED and after.phase is Phase.READY:
            self.go_on(block, before, after)

    def go_on(self, block: Block, before: Session, after: Session) -> None:
        was = before.interruption
        assert was is not None
        if block.measure is Kind.HOLD and (after.phase_began_at - was.paused_at > 20 or block.open):
            self.longest = max(self.longest, self.worked)
            self.worked = 0.0
        elif was.phase is Phase.WORK and was.remaining_s is not None and block.measure is Kind.REPS:
            self.worked = min(block.target, floor(self.worked / block.cycle_s + 1e-9)) * (
                block.cycle_s
            )

    def check_closed(self, block: Block, before: Session, after: Session) -> None:
        record = next((s for s in after.sets[len(before.sets) :] if s.block == block.id), None)
        if record is None:
            return
        seconds = max(self.worked, self.longest)
        assert record.seconds == pytest.approx(seconds, abs=1e-3)
        assert_fits(record, block, seconds)


def assert_fits(record: SetRecord, block: Block, seconds: float) -> None:
    """A full set reaches its target; a partial one no more than the time worked allows."""
    assert record.target == block.target
    if block.measure is Kind.HOLD:
        assert record.actual == floor(seconds + 1e-6)
        assert record.actual <= block.target * (2 if block.open else 1)
    elif block.measure is Kind.REPS:
        cycles = seconds / block.cycle_s
        whole = {floor(cycles - 1e-6), floor(cycles + 1e-6)}
        assert record.actual in {block.target, *whole}
        assert record.actual <= block.target
    else:
        share = min(1.0, seconds / block.seconds)
        assert record.actual == pytest.approx(block.target * share, abs=1)


@SOME
@given(sessions(), ACTS)
def test_recorded_work_is_the_work_done(session: Session, acts: list[Act]) -> None:
    ledger = Ledger()
    for before, event, after in played(session, acts)[0]:
        ledger.see(before, event, after)


@SOME
@given(sessions(), ACTS)
def test_every_pause_is_recorded_with_its_length(session: Session, acts: list[Act]) -> None:
    steps, _, session = played(session, acts)
    if session.phase is not Phase.LEFT:
        last, saved = session, Leave(Leaving.SAVE)
        session, _ = advance(session, saved, session.advanced_to)
        steps.append((last, saved, session))
    paused = 0.0
    for before, _, after in steps:
        if before.interruption and not after.interruption:
            paused += after.phase_began_at - before.interruption.paused_at
    assert sum(p.seconds for p in session.pauses) == pytest.approx(paused, abs=0.01)
    record = make_session_record(session, "2026-11-03T18:30:00+01:00")
    assert record.active_s == pytest.approx(session.ended_at - paused, abs=0.6)


@SOME
@given(block_lists(), st.sampled_from((3.0, 5.0)))
def test_hands_free_a_plan_takes_its_computed_length(
    blocks: tuple[Block, ...], count_in_s: float
) -> None:
    session = start(*blocks, hands_free=True, count_in_s=count_in_s)
    session, _ = advance(session, None, 100_000)
    tests = sum(b.seconds for b in blocks if b.open)
    assert session.ended_at == pytest.approx(total_length_s(blocks, count_in_s) + tests)
    work = [b for b in blocks if b.kind is BlockKind.WORK]
    assert [(s.block, s.actual) for s in session.sets] == [
        (b.id, b.target * 2 if b.open else b.target) for b in work
    ]
    assert make_session_record(session, "").status is Status.COMPLETED


@SOME
@given(sessions(), ACTS, st.integers(0, 30))
def test_a_refused_event_changes_nothing(session: Session, acts: list[Act], number: int) -> None:
    _, _, session = played(session, acts)
    if session.phase is Phase.PAUSED:
        before = repr(session)
        with pytest.raises(UnfitEvent):
            advance(session, StoppedAt(f"no{number}"), session.advanced_to + 1)
        assert repr(session) == before


def test_random_events_reach_every_phase_and_most_events() -> None:
    """Guards the properties above against random events that never leave the first phase."""
    phases: set[Phase] = set()
    events: set[type[Event]] = set()

    @settings(SOME, derandomize=True)
    @given(sessions(), ACTS)
    def gather(session: Session, acts: list[Act]) -> None:
        for before, event, after in played(session, acts)[0]:
            phases.update((before.phase, after.phase))
            events.add(type(event))

    gather()
    assert phases == set(Phase)
    assert len(events) >= 12
