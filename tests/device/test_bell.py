"""The bell and its timetable: rings at their time, never stale, never too many flashes."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable
from threading import Event

import pytest

from runcoach.core.session.alerts import AlertKind
from runcoach.device.audio.schedule import GAP_S, STALE_S, Part
from runcoach.device.bell import APART_S, FLASH_APART_S, RINGS, Bell
from runcoach.device.timer_thread import Timetable


class Watch:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def alert(kind: AlertKind, due: float) -> Part:
    return Part((kind, due), kind, due, array("h"))


def table(watch: Watch, act: Callable[[Part], None]) -> Timetable:
    return Timetable(act, watch, watch)


def test_each_part_once_and_not_before_its_time() -> None:
    watch, done = Watch(), []
    timetable = table(watch, lambda part: done.append(part.name))
    timetable.close()  # its thread stays out of it: the steps are ours
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
    ("now", "wall"), [(1.0 + STALE_S + 0.1, 2.0), (1.0, 8000.0), (1.0 + GAP_S, 1.0 + GAP_S)]
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
        bell.timetable.step(1.0 + i * APART_S, 1.0 + i * APART_S)
    return len(rings), len(flashes)


@pytest.mark.parametrize("kind", list(AlertKind))
def test_each_alert_rings_as_often_as_it_should(kind: AlertKind) -> None:
    rings, flashes = rung(kind, Watch())
    assert rings == RINGS.get(kind, 0)
    important = {"go", "switch", "rest", "set_done", "exercise_done", "session_done"}
    assert flashes == (kind in important)


def test_under_three_flashes_a_second() -> None:
    watch, flashes = Watch(), []
    bell = Bell(lambda: None, lambda: flashes.append(watch.now), print, watch, watch)
    bell.close()
    bell.schedule([alert(AlertKind.GO, 1.0 + i * 0.1) for i in range(20)])
    for i in range(40):
        watch.now = 1.0 + i * 0.1
        bell.timetable.step(watch.now, watch.now)
    assert len(flashes) > 2
    assert all(b - a >= FLASH_APART_S - 1e-9 for a, b in itertools.pairwise(flashes))


def test_a_bell_that_fails_is_told_once() -> None:
    def broken() -> None:
        raise RuntimeError("the app is closing")

    watch, told = Watch(), []
    bell = Bell(broken, None, told.append, watch, watch)
    bell.close()
    bell.schedule([alert(AlertKind.SESSION_DONE, 1.0)])
    for i in range(5):
        bell.timetable.step(1.0 + i * APART_S, 1.0 + i * APART_S)
    assert len(told) == 1
