"""The conductor without a screen: time, alarms, keys, and callbacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from runcoach.core.model.plan import Block
from runcoach.core.model.records import Status
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.events import Leaving, Pause, Press, Reflect, Skip
from runcoach.core.session.machine import IllegalEvent
from runcoach.core.session.session import Phase, Session
from runcoach.runner.conductor import Conductor, Listener, resume_from_journal
from tests.core.session.plans import SIDES, TWO_EXERCISES, TWO_SETS, hold, ready, rest, start
from tests.fakes import BEGIN, InlineBackground, ManualClock, MemoryHistory, MemoryJournal


@dataclass
class Stage:
    """A conductor with a fake clock, journal and history."""

    clock: ManualClock = field(default_factory=ManualClock)
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    history: MemoryHistory = field(default_factory=MemoryHistory)
    background: InlineBackground = field(default_factory=InlineBackground)
    heard: list[Alert] = field(default_factory=list)
    heard_at: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    changes: int = 0

    def run(self, session: Session, **more: Any) -> Conductor:
        self.conductor = Conductor(
            session,
            Listener(self._changed, self._heard, self.told.append),
            clock=self.clock,
            journal=self.journal,
            history=self.history,
            background=self.background,
            **more,
        )
        self.conductor.start()
        return self.conductor

    def _changed(self) -> None:
        self.changes += 1

    def _heard(self, alerts: Sequence[Alert]) -> None:
        self.heard += alerts
        self.heard_at += [self.clock.monotonic()] * len(alerts)

    def to(self, phase: Phase) -> None:
        for _ in range(4000):
            if self.conductor.session.phase is phase:
                return
            self.clock.move(0.5)
        raise AssertionError(f"never {phase}")


@pytest.fixture
def stage() -> Stage:
    return Stage()


def hands_free(*blocks: Block) -> Session:
    return start(*blocks, hands_free=True)


# --- the alarm ---------------------------------------------------------------------------------


def test_one_alarm_is_set_for_exactly_the_next_moment(stage: Stage) -> None:
    conductor = stage.run(hands_free(*SIDES))
    moments = 0
    while conductor.session.phase is not Phase.FINISHED:
        looks = [a for a in stage.clock.alarms if a > 1.0 + 1e-9]
        assert len(stage.clock.alarms) == 2, "the next moment, and the look at the clocks"
        assert len(looks) <= 1
        stage.clock.move(min(stage.clock.alarms))
        moments += 1
    late = [at - 1000.0 - a.at for a, at in zip(stage.heard, stage.heard_at, strict=True)]
    assert len(late) > 20
    assert max(map(abs, late)) < 1e-6, "each alert at its own moment"
    assert moments < 200


def test_no_alarm_is_set_while_waiting_for_the_person(stage: Stage) -> None:
    stage.run(start(*SIDES))
    assert stage.clock.alarms == [1.0], "only the look at the clocks"
    stage.clock.move(60)
    assert stage.conductor.session.phase is Phase.READY


def test_no_alarm_rings_after_closing(stage: Stage) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.clock.move(20)
    conductor.close()
    phase = conductor.session.phase
    assert stage.clock.alarms == []
    stage.clock.move(100)
    assert conductor.session.phase is phase
    assert not conductor.accepts(Pause)


@pytest.mark.parametrize("speed", [0.5, 2.0, 20.0])
def test_speed_applies_to_the_session_clock_only(stage: Stage, speed: float) -> None:
    conductor = stage.run(hands_free(*SIDES), speed=speed)
    stage.clock.move(12 / speed - 0.01)
    assert conductor.session.phase is Phase.READY
    stage.clock.move(0.02)
    assert conductor.session.phase is Phase.COUNT_IN
    assert conductor.now() == pytest.approx(12.01 * 1.0, abs=0.02 * speed)
    stage.clock.move((3 + 30 + 6 + 30) / speed + 0.1)
    assert conductor.session.phase is Phase.FINISHED


# --- keys --------------------------------------------------------------------------------------


def test_a_key_held_down_is_one_press(stage: Stage) -> None:
    conductor = stage.run(start(*SIDES))
    for _ in range(30):
        conductor.press()
        stage.clock.move(0.05)
    assert conductor.session.phase is Phase.COUNT_IN
    stage.clock.move(1.0)
    conductor.press()
    assert conductor.session.phase is Phase.PAUSED


@pytest.mark.parametrize(("after", "phase"), [(0.4, Phase.WORK), (0.6, Phase.PAUSED)])
@pytest.mark.parametrize("speed", [1.0, 20.0])
def test_a_key_right_after_an_automatic_change_is_ignored(
    stage: Stage, after: float, phase: Phase, speed: float
) -> None:
    blocks = (ready("r"), hold("w", seconds=600))
    conductor = stage.run(hands_free(*blocks), speed=speed)
    stage.clock.move(15 / speed + after)
    assert conductor.session.phase is Phase.WORK
    conductor.press()
    assert conductor.session.phase is phase


def test_an_illegal_event_changes_nothing(stage: Stage) -> None:
    conductor = stage.run(start(*SIDES))
    conductor.press()
    conductor.send(Pause())
    before = conductor.session
    assert not conductor.accepts(Pause)
    with pytest.raises(IllegalEvent):
        conductor.send(Pause())
    assert replace(conductor.session, advanced_to=before.advanced_to) == before


# --- both clocks -------------------------------------------------------------------------------


@pytest.mark.parametrize("counted", [True, False], ids=["monotonic counts sleep", "it does not"])
@pytest.mark.parametrize("woken_by", ["alarm", "key"])
def test_sleep_pauses_at_the_last_moment_awake(stage: Stage, counted: bool, woken_by: str) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.clock.move(25.3)
    assert conductor.session.phase is Phase.WORK
    heard = len(stage.heard)
    stage.clock.sleep(1800, counted=counted)
    if woken_by == "key":
        conductor.send(Press())
    else:
        stage.clock.move(1.5)
    session = conductor.session
    if woken_by == "alarm":
        assert session.phase is Phase.PAUSED
        assert session.interruption is not None
        assert session.interruption.paused_at == pytest.approx(25.0, abs=0.4)
        assert stage.heard[heard:] == [], "nothing stale, not even that it is paused"
    else:
        assert session.phase is Phase.READY, "the pause it was, and going on from it"
        assert session.pauses[-1].seconds == pytest.approx(1800, abs=1.5)
    assert conductor.now() == pytest.approx(1825, abs=2)


def test_suspension_by_a_signal_is_treated_as_sleep(stage: Stage) -> None:
    """SIGSTOP: both clocks run on, and no alarm rings meanwhile."""
    conductor = stage.run(hands_free(*SIDES))
    stage.clock.move(20)
    stage.clock.sleep(4.0)
    stage.clock.move(0.1)
    assert conductor.session.phase is Phase.PAUSED


def test_three_seconds_without_a_clock_check_are_not_sleep(stage: Stage) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.clock.move(20)
    stage.clock.sleep(1.9)
    stage.clock.move(0.0)
    assert conductor.session.phase is Phase.WORK


@pytest.mark.parametrize("back", [timedelta(days=3650), timedelta(hours=1), timedelta(seconds=5)])
def test_a_wall_clock_set_back_changes_nothing(stage: Stage, back: timedelta) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.clock.move(20)
    stage.clock.set_wall(stage.clock.wall() - back)
    stage.clock.move(24.9)
    assert conductor.session.phase is Phase.WORK
    stage.clock.move(0.2)
    assert conductor.session.phase is Phase.SWITCH, "to the second where it would have been"
    stage.to(Phase.FINISHED)
    record = stage.history.records_by_id["s"]
    # Not before the session began.
    assert datetime.fromisoformat(record.finished_at) >= datetime.fromisoformat(record.started_at)


def test_a_wall_clock_set_forward_is_treated_as_sleep_and_pauses(stage: Stage) -> None:
    """If the monotonic clock stops during sleep, the two cannot be distinguished."""
    conductor = stage.run(hands_free(ready("r"), hold("w"), rest("p"), hold("w2")))
    stage.clock.move(25)
    stage.clock.set_wall(stage.clock.wall() + timedelta(days=1))
    stage.clock.move(1.5)
    assert conductor.session.phase is Phase.PAUSED
    assert conductor.session.interruption is not None
    assert conductor.session.interruption.remaining_s == pytest.approx(20.0, abs=0.1)
    conductor.send(Press())
    stage.to(Phase.FINISHED)
    assert [s.actual for s in conductor.session.sets] == [30, 30]


def test_the_session_still_waits_for_the_key_after_sleep(stage: Stage) -> None:
    conductor = stage.run(start(*SIDES))
    stage.clock.move(2)
    stage.clock.sleep(3600)
    stage.clock.move(2)
    assert conductor.session.phase is Phase.READY


@pytest.mark.parametrize(("late", "played"), [(2.2, [3, 2, 1]), (2.9, [3, 1])])
def test_a_late_alarm_plays_no_alert_older_than_a_second_and_a_half(
    stage: Stage, late: float, played: list[int]
) -> None:
    stage.run(hands_free(*SIDES))
    stage.clock.move(12.0)
    stage.clock.sleep(late)
    stage.clock.move(0.0)
    assert [a.value for a in stage.heard if a.kind is AlertKind.TICK] == played


# --- journal -----------------------------------------------------------------------------------


def test_every_change_is_journaled_and_work_every_five_seconds(stage: Stage) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.clock.move(15.5)
    saves = stage.journal.saves
    stage.clock.move(20)
    assert 3 <= stage.journal.saves - saves <= 5
    written = stage.journal.session
    assert written is not None
    assert conductor.now() - written.advanced_to <= 6.5


def test_a_set_is_acknowledged_only_after_the_journal_answered(stage: Stage) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.clock.move(40)
    stage.journal.held = True
    stage.to(Phase.SWITCH)
    done = conductor.session.sets[0].id
    assert not conductor.acknowledged(done)
    changes = stage.changes
    stage.journal.answer()
    assert conductor.acknowledged(done)
    assert stage.changes == changes + 1, "and the screen is told"


def test_a_slow_journal_is_reported_and_retried_while_time_goes_on(stage: Stage) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.journal.held = True
    stage.clock.move(12.1)
    saves = stage.journal.saves
    stage.clock.move(3.9)
    assert conductor.session.phase is Phase.WORK
    assert stage.told == ["The disk is slow: continuing, will retry."]
    assert stage.journal.saves > saves


def test_a_failed_journal_write_is_retried_with_the_newest_session(stage: Stage) -> None:
    conductor = stage.run(hands_free(*SIDES))
    stage.journal.fault = OSError("no space left")
    stage.to(Phase.SWITCH)
    assert "no space left" in stage.told[0]
    assert "continuing, will retry" in stage.told[0]
    done = conductor.session.sets[0].id
    assert not conductor.acknowledged(done)
    stage.journal.fault = None
    stage.clock.move(2.5)
    assert stage.journal.session is not None
    assert [s.id for s in stage.journal.session.sets] == [done], "newest wins"
    assert conductor.acknowledged(done)


# --- the end -----------------------------------------------------------------------------------


def test_finished_it_is_saved_and_then_the_journal_is_cleared(stage: Stage) -> None:
    conductor = stage.run(hands_free(*TWO_SETS))
    order: list[str] = []
    save, clear = stage.history.save, stage.journal.clear
    stage.history.save = lambda r: (order.append("save"), save(r))  # type: ignore[func-returns-value]
    stage.journal.clear = lambda: (order.append("clear"), clear())  # type: ignore[func-returns-value]
    stage.to(Phase.FINISHED)
    assert order == ["save", "clear"]
    assert conductor.saved
    assert stage.journal.session is None
    record = stage.history.records_by_id["s"]
    assert record.status is Status.COMPLETED
    assert all(conductor.acknowledged(s.id) for s in record.sets)


def test_a_failed_save_keeps_the_journal_and_is_retried(stage: Stage) -> None:
    conductor = stage.run(hands_free(*TWO_SETS))
    stage.background.fault = OSError("read-only file system")
    stage.to(Phase.FINISHED)
    assert not conductor.saved
    assert "read-only file system" in stage.told[0]
    assert stage.journal.session is not None
    stage.background.fault = None
    stage.clock.move(2.5)
    assert conductor.saved
    assert stage.journal.session is None


@pytest.mark.parametrize("how", [Leaving.KEEP, Leaving.SAVE, Leaving.DISCARD])
@pytest.mark.parametrize("after", [5.0, 25.0, 60.0])
def test_a_session_can_be_left_in_three_ways(stage: Stage, how: Leaving, after: float) -> None:
    conductor = stage.run(hands_free(*TWO_SETS))
    stage.clock.move(after)
    conductor.leave(how)
    assert conductor.session.phase is Phase.LEFT
    kept = stage.journal.session
    records = stage.history.records_by_id
    if how is Leaving.KEEP:
        assert records == {}
        assert kept is not None
        assert kept.phase is Phase.PAUSED
        assert kept.advanced_to == pytest.approx(after, abs=0.1)
        return
    assert kept is None
    assert conductor.saved
    if after == 5.0:
        assert records == {}, "nothing was done: no empty record, and nothing for the trash"
    elif how is Leaving.SAVE:
        assert records["s"].status is Status.PARTIAL
        assert records["s"].deleted_at is None
        assert [s.actual for s in records["s"].sets][:1] == {25.0: [10]}.get(after, [30])
    else:
        assert all(r.deleted_at is not None for r in records.values())


def test_a_resumed_session_is_paused_and_knows_how_long_it_was_away(stage: Stage) -> None:
    stage.run(hands_free(*TWO_EXERCISES))
    stage.clock.move(30)
    stage.conductor.close()
    written = stage.journal.session
    assert written is not None
    session = resume_from_journal(written, BEGIN, BEGIN + timedelta(minutes=22))
    assert session.phase is Phase.PAUSED
    assert session.advanced_to == pytest.approx(written.advanced_to + 22 * 60)
    assert session.interruption is not None
    assert session.interruption.paused_at == pytest.approx(written.advanced_to)
    conductor = stage.run(session)
    assert conductor.session.phase is Phase.PAUSED
    conductor.press()
    stage.to(Phase.FINISHED)
    assert len(conductor.session.effective_sets) == 4
    assert resume_from_journal(
        written, BEGIN, BEGIN - timedelta(days=1)
    ).advanced_to == pytest.approx(written.advanced_to)


def test_a_session_of_skipped_sets_leaves_no_record_and_no_journal(stage: Stage) -> None:
    conductor = stage.run(start(*TWO_SETS))
    while conductor.session.phase is not Phase.FINISHED:
        conductor.send(Skip())
    assert conductor.saved
    assert list(stage.history.records()) == []
    assert stage.journal.waiting() is None
    conductor.send(Reflect(note="Ill today"))
    assert [r.note for r in stage.history.records()] == ["Ill today"]
    conductor.send(Reflect(note=""))
    assert [r.note for r in stage.history.records()] == [""], "rubbed out there as well"
