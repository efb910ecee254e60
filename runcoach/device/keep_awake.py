"""Stay awake: hold off the laptop's sleep while a session runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread
from typing import Protocol

LIMIT_S = 2.0
"""How long the system may take to answer before it counts as a no."""


class Mode(Protocol):
    """What the context manager gives: whether sleep is really held off."""

    @property
    def active(self) -> bool:
        """True while it is."""


Keep = Callable[[], AbstractContextManager[Mode]]
"""Makes the context in which the laptop stays awake."""


class Awake:
    """Takes and releases the wake lock. A crash of the process releases it too."""

    def __init__(self, keep: Keep | None = None) -> None:
        self._keep = keep or keep_presenting
        self._hold: _Hold | None = None

    def take(self, refused: Callable[[], None] = lambda: None) -> None:
        """Ask for it, without waiting for the answer; harmless when it is held already.

        `refused` is called from another thread when the answer is no.
        """
        if self._hold is None:
            self._hold = _Hold(self._keep, refused)
            self._hold.start()

    def works(self) -> bool:
        """Whether it is held; waits for the answer at most LIMIT_S seconds."""
        return self._hold is not None and self._hold.answer()

    def release(self, *, wait: bool = False) -> None:
        """Let the laptop sleep again; harmless when it is not held.

        Where the process is about to end, wait until the system has been told.
        """
        hold, self._hold = self._hold, None
        if hold is not None:
            hold.end(wait)


class _Hold(Thread):
    """One thread that enters the context, waits, and leaves it: the library asks for the same."""

    def __init__(self, keep: Keep, refused: Callable[[], None]) -> None:
        super().__init__(name="awake", daemon=True)
        self._keep = keep
        self._refused = refused
        self._answered = Event()
        self._over = Event()
        self._active = False

    def run(self) -> None:
        try:
            with self._keep() as mode:
                self._active = mode.active
                self._answered.set()
                if self._active:
                    self._over.wait()
        except Exception:
            # A fault of the system's services or of the library is a "no", never a crash of
            # the session; the person is told that the laptop may sleep.
            self._active = False
        self._answered.set()
        if not self._active:
            self._refused()

    def answer(self) -> bool:
        return self._answered.wait(LIMIT_S) and self._active

    def end(self, wait: bool) -> None:
        self._over.set()
        if wait:
            self.join(LIMIT_S)


def keep_presenting() -> AbstractContextManager[Mode]:
    """The screen and the machine stay on; where that can't be had, nothing is printed."""
    from wakepy import keep

    mode: AbstractContextManager[Mode] = keep.presenting(on_fail="pass")
    return mode
