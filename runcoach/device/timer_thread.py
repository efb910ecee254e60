"""A thread that does a thing at its due time, for what is no samples: bell, direct speech."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Condition, Thread

from runcoach.device.audio.schedule import Agenda, Part

LOOK_S = 1.0
"""The longest wait between two looks while something waits, so that sleep is noticed."""
EARLY_S = 0.001
"""What is due within a millisecond is due."""


class Timetable:
    """Calls `act` for each part at its due time. The thread starts with the first part."""

    def __init__(
        self, act: Callable[[Part], None], clock: Callable[[], float], wall: Callable[[], float]
    ) -> None:
        self._act = act
        self._clock = clock
        self._wall = wall
        self._agenda = Agenda()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def schedule(self, parts: Iterable[Part]) -> None:
        """Replace what is still to come; see `Agenda.replace`."""
        with self._changed:
            self._look_again()
            self._agenda.replace(parts, self._clock())
            self._wake()

    def add(self, part: Part) -> None:
        """Put one more beside what waits."""
        with self._changed:
            self._look_again()
            self._agenda.add(part)
            self._wake()

    def silence(self) -> None:
        """Drop what waits."""
        with self._changed:
            self._agenda.clear()
            self._wake()

    def close(self) -> None:
        """Drop what waits and end the thread."""
        with self._changed:
            self._closed = True
            self._agenda.clear()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(LOOK_S)

    def step(self, now: float, wall: float) -> None:
        """Act on what is due at `now`; `wall` seconds are looked at only for a gap."""
        with self._changed:
            self._agenda.slept(now, wall)
            ready = self._agenda.take(now, now + EARLY_S)
        for part in ready:
            self._act(part)

    def _look_again(self) -> None:
        if not self._agenda.waiting:
            self._agenda.slept(self._clock(), self._wall())  # it was idle, not asleep

    def _wake(self) -> None:
        if self._thread is None and not self._closed and self._agenda.waiting:
            self._thread = Thread(target=self._run, name="timetable", daemon=True)
            self._thread.start()
        self._changed.notify()

    def _run(self) -> None:
        while True:
            self.step(self._clock(), self._wall())
            with self._changed:
                if self._closed:
                    return
                waiting = self._agenda.waiting
                delay = min(LOOK_S, waiting[0].due - self._clock()) if waiting else None
                if delay is None or delay > 0:
                    self._changed.wait(delay)
