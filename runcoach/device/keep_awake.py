"""The wake lock that keeps the laptop from going to sleep during a session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread
from typing import Protocol

ANSWER_LIMIT_S = 2.0
"""How long the system may take to answer before that counts as a refusal."""


class WakeMode(Protocol):
    """What the context manager yields."""

    @property
    def active(self) -> bool:
        """Whether sleep is really prevented."""


WakeContext = Callable[[], AbstractContextManager[WakeMode]]
"""Creates the context manager inside which the laptop stays awake."""


class WakeLock:
    """Acquires and releases the wake lock. If the process crashes, the system releases it too."""

    def __init__(self, keep: WakeContext | None = None) -> None:
        self._keep = keep or keep_presenting
        self._hold: _Hold | None = None

    def acquire(self, refused: Callable[[], None] = lambda: None) -> None:
        """Request the lock without waiting for the answer; does nothing if it is already held.

        `refused` is called from another thread when the system refuses.
        """
        if self._hold is None:
            self._hold = _Hold(self._keep, refused)
            self._hold.start()

    def is_held(self) -> bool:
        """Whether the lock is held; waits at most ANSWER_LIMIT_S seconds for the answer."""
        return self._hold is not None and self._hold.answer()

    def release(self, *, wait: bool = False) -> None:
        """Let the laptop sleep again; does nothing if the lock is not held.

        With `wait`, block until the system has been informed: for when the process is about to end.
        """
        hold, self._hold = self._hold, None
        if hold is not None:
            hold.end(wait)


class _Hold(Thread):
    """A thread that enters the context and leaves it: wakepy requires the same thread for both."""

    def __init__(self, keep: WakeContext, refused: Callable[[], None]) -> None:
        super().__init__(name="awake", daemon=True)
        self._keep = keep
        self._refused = refused
        self._answered = Event()
        self._released = Event()
        self._active = False

    def run(self) -> None:
        try:
            with self._keep() as mode:
                self._active = mode.active
                self._answered.set()
                if self._active:
                    self._released.wait()
        except Exception:
            # An error in the system's services or in the library counts as a refusal and never
            # crashes the session; the person sees a message that the laptop may sleep.
            self._active = False
        self._answered.set()
        if not self._active:
            self._refused()

    def answer(self) -> bool:
        return self._answered.wait(ANSWER_LIMIT_S) and self._active

    def end(self, wait: bool) -> None:
        self._released.set()
        if wait:
            self.join(ANSWER_LIMIT_S)


def keep_presenting() -> AbstractContextManager[WakeMode]:
    """Keep screen and machine on; prints nothing where that is not possible."""
    from wakepy import keep

    mode: AbstractContextManager[WakeMode] = keep.presenting(on_fail="pass")
    return mode
