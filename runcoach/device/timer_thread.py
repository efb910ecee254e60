"""A thread that acts at due times, for output that is not samples: bell and direct speech."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Condition, Thread

from runcoach.device.audio.schedule import ScheduledSound, SoundSchedule

CHECK_S = 1.0
"""The longest wait between two checks while something is pending, so that sleep is noticed."""
EARLY_S = 0.001
"""Anything due within a millisecond counts as due."""


class TimerThread:
    """Calls `act` for each entry at its due time. The thread starts with the first entry."""

    def __init__(
        self,
        act: Callable[[ScheduledSound], None],
        clock: Callable[[], float],
        wall: Callable[[], float],
    ) -> None:
        self._act = act
        self._clock = clock
        self._wall = wall
        self._schedule = SoundSchedule()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def schedule(self, parts: Iterable[ScheduledSound]) -> None:
        """Replace the pending entries; see `SoundSchedule.replace`."""
        with self._changed:
            self._reset_gap_check()
            self._schedule.replace(parts, self._clock())
            self._wake()

    def add(self, part: ScheduledSound) -> None:
        """Add one entry to the pending ones."""
        with self._changed:
            self._reset_gap_check()
            self._schedule.add(part)
            self._wake()

    def silence(self) -> None:
        """Drop the pending entries."""
        with self._changed:
            self._schedule.clear()
            self._wake()

    def close(self) -> None:
        """Drop the pending entries and end the thread."""
        with self._changed:
            self._closed = True
            self._schedule.clear()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(CHECK_S)

    def step(self, now: float, wall: float) -> None:
        """Act on everything due at `now`; `wall` (seconds) is used only to detect a gap."""
        with self._changed:
            self._schedule.detect_sleep(now, wall)
            ready = self._schedule.take_due(now, now + EARLY_S)
        for part in ready:
            self._act(part)

    def _reset_gap_check(self) -> None:
        if not self._schedule.pending:
            self._schedule.detect_sleep(self._clock(), self._wall())  # it was idle, not asleep

    def _wake(self) -> None:
        if self._thread is None and not self._closed and self._schedule.pending:
            self._thread = Thread(target=self._run, name="timetable", daemon=True)
            self._thread.start()
        self._changed.notify()

    def _run(self) -> None:
        while True:
            self.step(self._clock(), self._wall())
            with self._changed:
                if self._closed:
                    return
                waiting = self._schedule.pending
                delay = min(CHECK_S, waiting[0].due - self._clock()) if waiting else None
                if delay is None or delay > 0:
                    self._changed.wait(delay)
