"""The wake lock: requested, granted, released; a refusal is only reported."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event, current_thread

import pytest

from runcoach.device.keep_awake import WakeLock, WakeMode, keep_presenting

WAIT_S = 10


class Lock:
    """A wake lock of the system that records whether it is held and which threads used it."""

    def __init__(self, active: bool = True) -> None:
        self.active = active
        self.held = 0
        self.threads: list[str] = []
        self.released = Event()

    @contextmanager
    def keep(self) -> Iterator[WakeMode]:
        self.threads.append(current_thread().name)
        self.held += 1
        yield self
        self.held -= 1
        self.threads.append(current_thread().name)
        self.released.set()


def test_it_is_held_until_released_and_taken_once() -> None:
    lock = Lock()
    awake = WakeLock(lock.keep)
    assert not awake.is_held()
    awake.acquire()
    awake.acquire()
    assert awake.is_held()
    assert lock.held == 1
    awake.release()
    assert lock.released.wait(WAIT_S)
    awake.release(wait=True)
    assert lock.held == 0
    assert set(lock.threads) == {"awake"}, "entered and left on the same thread, not the caller's"


def test_it_can_be_taken_again_after_a_pause() -> None:
    lock = Lock()
    awake = WakeLock(lock.keep)
    for _ in range(2):
        awake.acquire()
        assert awake.is_held()
        awake.release(wait=True)
    assert lock.threads == ["awake"] * 4


def broken() -> AbstractContextManager[WakeMode]:
    raise RuntimeError("no bus")


@pytest.mark.parametrize("keep", [Lock(active=False).keep, broken])
def test_a_refusal_is_reported_and_nothing_more(keep: object) -> None:
    refused = Event()
    awake = WakeLock(keep)
    awake.acquire(refused.set)
    assert refused.wait(WAIT_S)
    assert not awake.is_held()
    awake.release(wait=True)


def test_the_real_lock_answers_without_output(capfd: pytest.CaptureFixture[str]) -> None:
    """Whether it is granted depends on the machine; any output would be a fault."""
    awake = WakeLock()
    awake.acquire()
    assert awake.is_held() in (True, False)
    awake.release(wait=True)
    assert capfd.readouterr() == ("", "")


def test_the_library_takes_what_it_is_asked() -> None:
    """`WakeLock` takes any fault of the library for a no: this one would not."""
    with keep_presenting() as mode:
        assert mode.active in (True, False)
