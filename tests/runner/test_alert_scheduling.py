"""What a session asks of the device: sound, voice, staying awake, and release."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace

from runcoach.core.model.plan import Block
from runcoach.core.model.settings import Settings
from runcoach.core.ports import Readiness
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.events import HandsFree, Leaving, Pause, Press, Skip
from runcoach.core.session.session import Phase, Session
from runcoach.runner.alert_scheduling import TOO_FAST
from runcoach.runner.conductor import Conductor, Listener
from tests.core.session.plans import SIDES, TWO_EXERCISES, hold, ready, start
from tests.fakes import Ear, InlineBackground, ManualClock, MemoryHistory, MemoryJournal

FIVE_MINUTES_S = 300
WORDLESS = {AlertKind.SET_DONE, AlertKind.EXERCISE_DONE}


def words(alert: Alert, session: Session, unseen: bool) -> str | None:
    """A line for nearly every alert, with its block, so that any extra line is noticed."""
    if alert.kind in WORDLESS:
        return None
    return f"{alert.kind} {alert.block}{' unseen' if unseen else ''}"


class Evening:
    def __init__(self, session: Session, ear: Ear | None = None, **more: Any) -> None:
        self.clock = ear._clock if ear else ManualClock()
        self.ear = ear or Ear(self.clock)
        self.told: list[str] = []
        self.due: list[Alert] = []
        self.conductor = Conductor(
            session,
            Listener(lambda: None, self.due.extend, self.told.append),
            clock=self.clock,
            journal=MemoryJournal(),
            history=MemoryHistory(),
            background=InlineBackground(),
            device=self.ear,
            **{"words": words} | more,
        )
        self.conductor.start()

    def finish(self) -> None:
        for _ in range(5000):
            if self.conductor.session.phase is Phase.FINISHED:
                self.clock.move(2)
                return
            if self.conductor.session.phase_ends_at is None:
                self.clock.move(1.0)
                self.conductor.press()
            self.clock.move(0.7)
        raise AssertionError("never finished")


def evening(*blocks: Block, hands_free: bool = True, **more: Any) -> Evening:
    return Evening(start(*blocks, hands_free=hands_free), **more)


def spoken(alert: Alert) -> str:
    return f"{alert.kind} {alert.block}"


@pytest.mark.parametrize("hands_free", [True, False])
@pytest.mark.parametrize("speed", [1.0, 1.7])
def test_every_alert_sounds_once_and_at_its_time(hands_free: bool, speed: float) -> None:
    heard = evening(*TWO_EXERCISES, hands_free=hands_free, speed=speed)
    heard.finish()
    first, *rest = heard.ear.alerts
    assert (first.kind, first.block) == (AlertKind.READY, "r1"), "the first exercise is named too"
    assert Counter(rest) == Counter(heard.due), "none missing"
    assert max(Counter(heard.ear.alerts).values()) == 1, "none doubled"
    for due, what in heard.ear.heard:
        if isinstance(what, Alert):
            assert due == pytest.approx(1000.0 + what.at / speed, abs=1e-6)
    said = [spoken(a) for a in heard.ear.alerts if a.kind not in WORDLESS]
    assert Counter(heard.ear.lines) == Counter(said), "and as many lines"


def test_alerts_caused_by_an_event_are_scheduled_with_those_ahead() -> None:
    heard = evening(*SIDES, hands_free=False)
    heard.clock.move(3)
    heard.conductor.press()
    assert spoken(heard.ear.alerts[-1]) == "tick r1" or heard.ear.alerts[-1].value == 3
    heard.clock.move(10)
    heard.conductor.send(Pause())
    assert heard.ear.alerts[-1].kind is AlertKind.PAUSED


@pytest.mark.parametrize("at", [5.0, 13.1, 20.0, 29.99, 46.0])
def test_nothing_sounds_while_paused(at: float) -> None:
    heard = evening(*SIDES)
    heard.clock.move(at)
    heard.conductor.send(Pause())
    alerts, lines = len(heard.ear.alerts), heard.ear.lines
    assert heard.ear.alerts[-1].kind is AlertKind.PAUSED
    heard.clock.move(600)
    assert len(heard.ear.alerts) == alerts
    assert [line for line in heard.ear.lines if line not in lines] == [spoken(heard.ear.alerts[-1])]


@pytest.mark.parametrize("counted", [True, False])
def test_no_stale_alert_sounds_after_sleep(counted: bool) -> None:
    heard = evening(*SIDES)
    heard.clock.move(25.5)
    before = list(heard.ear.heard)
    heard.clock.sleep(900, counted=counted)
    heard.ear._waiting.clear()  # a device notices a gap by itself, and drops what waited
    heard.clock.move(30)
    assert heard.ear.heard == before
    heard.conductor.send(Press())
    heard.finish()
    assert max(Counter(heard.ear.alerts).values()) == 1


@pytest.mark.parametrize("how", list(Leaving)[:3])
def test_leaving_silences_and_releases_the_device(how: Leaving) -> None:
    heard = evening(*SIDES)
    heard.clock.move(20)
    heard.conductor.leave(how)
    heard.conductor.close()
    count = len(heard.ear.heard)
    heard.clock.move(100)
    assert len(heard.ear.heard) == count
    assert not heard.ear.awake
    assert heard.ear.calls == ["open", "close"]
    heard.conductor.close()
    assert heard.ear.calls == ["open", "close"], "closed once"


def test_skipped_alerts_do_not_sound() -> None:
    heard = evening(*SIDES)
    heard.clock.move(20)
    heard.conductor.send(Skip())
    heard.clock.move(200)
    assert [a for a in heard.ear.alerts if a.block == "left" and a.at > 20.0 + 1e-6] == []


# --- awake ---------------------------------------------------------------------------------------


def test_the_laptop_is_kept_awake_while_the_session_runs() -> None:
    heard = evening(*SIDES)
    assert heard.ear.awake
    heard.clock.move(80)
    assert heard.ear.awake
    heard.finish()
    assert not heard.ear.awake, "though the summary still stands"


def test_a_pause_of_over_five_minutes_allows_sleep_until_resumed() -> None:
    heard = evening(*SIDES, speed=1.0)
    heard.clock.move(20)
    heard.conductor.send(Pause())
    heard.clock.move(FIVE_MINUTES_S - 2)
    assert heard.ear.awake
    heard.clock.move(4)
    assert not heard.ear.awake
    heard.conductor.send(Press())
    assert heard.ear.awake


def test_the_five_minutes_are_real_time_at_any_speed() -> None:
    heard = evening(*SIDES, speed=10.0)
    heard.clock.move(2)
    heard.conductor.send(Pause())
    heard.clock.move(60)
    assert heard.ear.awake


def test_waiting_long_for_the_key_allows_sleep_too() -> None:
    heard = evening(*SIDES, hands_free=False)
    heard.clock.move(FIVE_MINUTES_S + 5)
    assert not heard.ear.awake


# --- what is missing -----------------------------------------------------------------------------


def test_what_is_missing_is_reported_in_one_line_before_the_first_set() -> None:
    clock = ManualClock()
    ear = Ear(clock, Readiness(line="No sound here: bell and flashes instead."))
    heard = Evening(start(*SIDES, hands_free=True), ear)
    assert heard.told == ["No sound here: bell and flashes instead."]
    assert heard.conductor.session.phase is Phase.READY
    heard.finish()
    assert heard.told == ["No sound here: bell and flashes instead."]
    assert len(ear.alerts) > 20, "the bell is rung from the same alerts"
    assert ear.lines == [], "and without a voice nothing is said"


def test_a_later_fault_is_one_line_and_the_session_goes_on() -> None:
    heard = evening(*SIDES)
    heard.clock.move(20)
    heard.ear.notify("The sound device is gone: bell and flashes instead.")
    heard.finish()
    assert heard.told == ["The sound device is gone: bell and flashes instead."]
    assert len(heard.conductor.session.sets) == 2


class Held(InlineBackground):
    """Jobs are delayed, as behind a sound system that takes seconds to open."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Any] = []

    def run(self, job: Any, done: Any = None, failed: Any = None) -> None:
        self.jobs.append((job, done, failed))

    def go(self) -> None:
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            super().run(*job)


def test_a_session_does_not_wait_for_its_device() -> None:
    aside = Held()
    heard = evening(*SIDES, aside=aside)
    heard.clock.move(30)
    assert heard.ear.calls == []
    assert heard.conductor.session.phase is Phase.WORK
    aside.go()
    heard.finish()
    kinds = [a.kind for a in heard.ear.alerts]
    assert AlertKind.READY not in kinds, "too late to be named"
    assert kinds.count(AlertKind.GO) == 1
    assert kinds[-1] is AlertKind.SESSION_DONE


def test_a_device_that_opens_after_leaving_is_closed() -> None:
    aside = Held()
    heard = evening(*SIDES, aside=aside)
    heard.conductor.leave(Leaving.DISCARD)
    heard.conductor.close()
    aside.go()
    assert heard.ear.calls == ["open", "close"]
    assert heard.ear.alerts == []
    assert not heard.ear.awake


def test_volume_and_mute_apply_at_once() -> None:
    heard = evening(*SIDES)
    heard.conductor.apply_settings(Settings(volume=30, sound=False))
    assert (heard.ear.volume, heard.ear.muted) == (30, True)


# --- the voice -----------------------------------------------------------------------------------


def test_lines_are_rendered_well_ahead_even_across_a_wait_for_the_key() -> None:
    heard = evening(*SIDES, hands_free=False)
    assert {"tick left", "halfway left", "switch sw"} <= set(heard.ear.prepared)
    heard.finish()
    assert set(heard.ear.lines) <= {*heard.ear.prepared, "ready r1"}
    assert len(heard.ear.prepared) == len(set(heard.ear.prepared)), "each is asked for once"


def test_a_line_begins_after_its_alert_and_a_count_with_it() -> None:
    heard = evening(*SIDES)
    heard.finish()
    sounds = {spoken(a): due for due, a in reversed(heard.ear.heard) if isinstance(a, Alert)}
    said = {a: due for due, a in reversed(heard.ear.heard) if isinstance(a, str)}
    assert said["tick left"] == sounds["tick left"]
    assert said["switch sw"] == pytest.approx(sounds["switch sw"] + 0.5)


def test_lines_depend_on_whether_the_figure_is_visible() -> None:
    heard = evening(*SIDES)
    heard.conductor.set_figure_visible(False)
    heard.clock.move(50)
    assert "go left unseen" in heard.ear.lines
    heard.conductor.set_figure_visible(True)
    heard.clock.move(15)
    assert "go right" in heard.ear.lines


def test_a_fast_rehearsal_is_not_spoken() -> None:
    heard = evening(*SIDES, speed=20.0)
    heard.finish()
    assert heard.ear.lines == heard.ear.prepared == []
    assert heard.told == [TOO_FAST]
    assert len(heard.ear.alerts) > 20
    assert evening(*SIDES, speed=2.0).told == []


def test_turned_hands_free_alerts_follow_without_a_key() -> None:
    heard = evening(ready("r"), hold("w"), hands_free=False)
    heard.clock.move(5)
    heard.conductor.send(HandsFree(True))
    heard.clock.move(60)
    assert heard.ear.alerts[-1].kind is AlertKind.SESSION_DONE


def test_a_resumed_session_is_silent_until_the_person_goes_on() -> None:
    first = evening(*SIDES)
    first.clock.move(25)
    first.conductor.send(Pause())
    later = Evening(replace(first.conductor.session, advanced_to=5000.0))
    later.clock.move(20)
    assert later.ear.heard == []
    assert not later.ear.awake, "paused for longer than five minutes"
    later.conductor.send(Press())
    assert [a.kind for a in later.ear.alerts] == [AlertKind.READY]
