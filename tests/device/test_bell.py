"""The bell and its timer: rings on time, never stale, never too many flashes."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable
from threading import Event

import pytest

from runcoach.core.session.alerts import SLEEP_GAP_S, STALE_S, AlertKind
from runcoach.device.audio.schedule import ScheduledSound
from runcoach.device.bell import FLASH_GAP_S, RING_GAP_S, RINGS_BY_ALERT, Bell
from runcoach.device.timer_thread import TimerThread


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def alert(kind: AlertKind, due: float) -> ScheduledSound:
    return ScheduledSound((kind, due), kind, due, array("h"))


def table(watch: Watch, act: Callable[[ScheduledSound], None]) -> TimerThread:
    return TimerThread(act, watch, watch)


def test_each_part_once_and_not_before_its_time() -> None:
    watch, done = Watch(), []
    timetable = table(watch, lambda part: done.append(part.name))
    timetable.close()  # without its thread: the test makes the steps
    timetable.schedule([alert(AlertKind.GO, 1.0), alert(AlertKind.REST, 2.0)])
    timetable.step(0.9, 0.9)
    assert done == []
    timetable.step(1.0, 1.0)
    timetable.schedule([alert(AlertKind.GO, 1.0), alert(AlertKind.REST, 2.0)])
    timetable.step(1.5, 1.5)
    assert done == ["go"]
    timetable.step(2.1, 2.1)
    assert done == ["go", "rest"]


@pytest.mark.parametrize(
    ("now", "wall"),
    [(1.0 + STALE_S + 0.1, 2.0), (1.0, 8000.0), (1.0 + SLEEP_GAP_S, 1.0 + SLEEP_GAP_S)],
)
def test_nothing_stale_and_nothing_after_sleep(now: float, wall: float) -> None:
    watch, done = Watch(), []
    timetable = table(watch, lambda part: done.append(part.name))
    timetable.close()
    timetable.schedule([alert(AlertKind.GO, 1.0)])
    timetable.step(now, wall)
    timetable.step(now + 0.1, wall + 0.1)
    assert done == []


def test_the_thread_acts_by_itself() -> None:
    acted = Event()
    watch = Watch()
    timetable = table(watch, lambda part: acted.set())
    timetable.add(alert(AlertKind.GO, 0.0))
    assert acted.wait(5)
    timetable.close()


def rung(kind: AlertKind, watch: Watch) -> tuple[int, int]:
    rings, flashes = [], []
    bell = Bell(lambda: rings.append(1), lambda: flashes.append(1), print, watch, watch)
    bell.close()
    bell.schedule([alert(kind, 1.0)])
    for i in range(5):
        bell.timer.step(1.0 + i * RING_GAP_S, 1.0 + i * RING_GAP_S)
    return len(rings), len(flashes)


@pytest.mark.parametrize("kind", list(AlertKind))
def test_each_alert_rings_as_often_as_it_should(kind: AlertKind) -> None:
    rings, flashes = rung(kind, Watch())
    assert rings == RINGS_BY_ALERT.get(kind, 0)
    important = {"go", "switch", "rest", "set_done", "exercise_done", "session_done"}
    assert flashes == (kind in important)


def test_under_three_flashes_a_second() -> None:
    watch, flashes = Watch(), []
    bell = Bell(lambda: None, lambda: flashes.append(watch.now), print, watch, watch)
    bell.close()
    bell.schedule([alert(AlertKind.GO, 1.0 + i * 0.1) for i in range(20)])
    for i in range(40):
        watch.now = 1.0 + i * 0.1
        bell.timer.step(watch.now, watch.now)
    assert len(flashes) > 2
    assert all(b - a >= FLASH_GAP_S - 1e-9 for a, b in itertools.pairwise(flashes))


def test_a_bell_that_fails_is_reported_once() -> None:
    def broken() -> None:
        raise RuntimeError("the app is closing")

    watch, errors = Watch(), []
    bell = Bell(broken, None, errors.append, watch, watch)
    bell.close()
    bell.schedule([alert(AlertKind.SESSION_DONE, 1.0)])
    for i in range(5):
        bell.timer.step(1.0 + i * RING_GAP_S, 1.0 + i * RING_GAP_S)
    assert len(errors) == 1
