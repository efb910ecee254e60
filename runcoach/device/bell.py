"""The terminal's bell and a flash of the screen, in place of sounds where there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from runcoach.core.session.alerts import FLASHED_KINDS, AlertKind
from runcoach.device.audio.schedule import ScheduledSound
from runcoach.device.timer_thread import TimerThread

RING_GAP_S = 0.25
"""Between the rings of one alert; closer together, terminals merge them into one."""
RINGS_BY_ALERT = {
    AlertKind.TICK: 1,
    AlertKind.GO: 2,
    AlertKind.HALFWAY: 1,
    AlertKind.LAST_FIVE: 1,
    AlertKind.SWITCH: 2,
    AlertKind.REST: 1,
    AlertKind.REST_TEN: 1,
    AlertKind.SET_DONE: 2,
    AlertKind.EXERCISE_DONE: 2,
    AlertKind.SESSION_DONE: 3,
    AlertKind.PAUSED: 1,
}
"""How many times the bell rings for an alert; alerts not listed (reps, cues) are silent."""
FLASH_GAP_S = 0.5
"""Keeps flashes below three a second, for people whom flicker harms (WCAG 2.3.1)."""


class Bell:
    """Rings the bell, and flashes the screen where possible, for the alerts that matter most."""

    def __init__(
        self,
        ring: Callable[[], None],
        flash: Callable[[], None] | None,
        fail: Callable[[Exception], None],
        clock: Callable[[], float],
        wall: Callable[[], float],
    ) -> None:
        self._ring = ring
        self._flash = flash
        self._fail = fail
        self._clock = clock
        self._flashed: float | None = None
        self._failed = False
        self.timer = TimerThread(self._act, clock, wall)

    def schedule(self, parts: Iterable[ScheduledSound]) -> None:
        """Replace the pending alerts."""
        self.timer.schedule(ring for part in parts for ring in ring_times(part))

    def silence(self) -> None:
        """Drop the pending alerts."""
        self.timer.silence()

    def close(self) -> None:
        """Drop the pending alerts and end the thread."""
        self.timer.close()

    def _act(self, part: ScheduledSound) -> None:
        if self._failed:
            return
        try:
            self._ring()
            if self._flash is not None and part.name in FLASHED_KINDS and self._may_flash():
                self._flash()
        except Exception as error:
            # The callables belong to the app, which may be closing: an error here must end
            # neither the thread nor the session. Reported once.
            self._failed = True
            self._fail(error)

    def _may_flash(self) -> bool:
        now = self._clock()
        if self._flashed is not None and now - self._flashed < FLASH_GAP_S:
            return False
        self._flashed = now
        return True


def ring_times(part: ScheduledSound) -> tuple[ScheduledSound, ...]:
    """One entry for each ring of an alert; only the first may flash."""
    count = RINGS_BY_ALERT.get(AlertKind(part.name), 0)
    return tuple(
        ScheduledSound((part.key, i), part.name if i == 0 else "again", part.due + i * RING_GAP_S)
        for i in range(count)
    )
