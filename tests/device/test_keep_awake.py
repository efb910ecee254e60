"""Stay awake: asked for, answered, let go; and a no that is only told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event, current_thread

import pytest

from runcoach.device.keep_awake import Awake, Mode

WAIT_S = 10


class Lock:
    """A wake lock of the system: whether it is held, and by which threads it was touched."""

    def __init__(self, active: bool = True) -> None:
        self.active = active
        self.held = 0
        self.threads: list[str] = []
        self.let_go = Event()

    @contextmanager
    def keep(self) -> Iterator[Mode]:
        self.threads.append(current_thread().name)
        self.held += 1
        yield self
        self.held -= 1
        self.threads.append(current_thread().name)
        self.let_go.set()


def test_it_is_held_until_released_and_taken_once() -> None:
    lock = Lock()
    awake = Awake(lock.keep)
    assert not awake.works()
    awake.take()
    awake.take()
    assert awake.works()
    assert lock.held == 1
    awake.release()
    assert lock.let_go.wait(WAIT_S)
    awake.release(wait=True)
    assert lock.held == 0
    assert set(lock.threads) == {"awake"}, "entered and left on the same thread, not ours"


def test_it_can_be_taken_again_after_a_pause() -> None:
    lock = Lock()
    awake = Awake(lock.keep)
    for _ in range(2):
        awake.take()
        assert awake.works()
        awake.release(wait=True)
    assert lock.threads == ["awake"] * 4


def broken() -> AbstractContextManager[Mode]:
    raise RuntimeError("no bus")


@pytest.mark.parametrize("keep", [Lock(active=False).keep, broken])
def test_a_refusal_is_told_and_nothing_more(keep: object) -> None:
    refused = Event()
    awake = Awake(keep)  # type: ignore[arg-type]
    awake.take(refused.set)
    assert refused.wait(WAIT_S)
    assert not awake.works()
    awake.release(wait=True)


def test_the_real_one_answers_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    """Yes or no depends on the machine; a warning or a line on the screen would be a fault."""
    awake = Awake()
    awake.take()
    assert awake.works() in (True, False)
    awake.release(wait=True)
    assert capfd.readouterr() == ("", "")
