"""The bell: what stands in for the sounds where there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from runcoach.core.session.alerts import SEEN, AlertKind
from runcoach.device.audio.schedule import Part
from runcoach.device.timer_thread import Timetable

APART_S = 0.25
"""Between the rings of one alert: closer, and a terminal makes one of them."""
RINGS = {
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
"""How often the bell rings for an alert; one that is missing here (reps, cues) stays silent."""
FLASH_APART_S = 0.5
"""Never three flashes in a second (SCREENS, legibility)."""


class Bell:
    """Rings, and flashes where it can, for the alerts that matter most."""

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
        self.timetable = Timetable(self._act, clock, wall)

    def schedule(self, parts: Iterable[Part]) -> None:
        """Replace the alerts that are still to come."""
        self.timetable.schedule(ring for part in parts for ring in rings(part))

    def silence(self) -> None:
        """Drop what waits."""
        self.timetable.silence()

    def close(self) -> None:
        """Drop what waits and end the thread."""
        self.timetable.close()

    def _act(self, part: Part) -> None:
        if self._failed:
            return
        try:
            self._ring()
            if self._flash is not None and part.name in SEEN and self._may_flash():
                self._flash()
        except Exception as error:
            # The callables are the app's own, and it may be closing: a fault here must end
            # neither the thread nor the session. Told once.
            self._failed = True
            self._fail(error)

    def _may_flash(self) -> bool:
        now = self._clock()
        if self._flashed is not None and now - self._flashed < FLASH_APART_S:
            return False
        self._flashed = now
        return True


def rings(part: Part) -> tuple[Part, ...]:
    """One part for each ring of an alert; only the first may flash."""
    count = RINGS.get(AlertKind(part.name), 0)
    return tuple(
        Part((part.key, i), part.name if i == 0 else "again", part.due + i * APART_S)
        for i in range(count)
    )
