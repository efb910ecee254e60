"""Time, distance, climb and heart rate from the points of a track, one point at a time."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

JUMP_S = 6 * 3600
"""A longer gap is no pause but a clock that was set, as when the satellites are found."""
PAUSE_S = 60
"""A longer gap is a pause, unless the distance shows that the run went on."""
SLOW = 0.5
FAST = 12.0
"""Metres a second: below it nobody runs, above it a position is wrong."""
BELIEVED = 1.05
"""A total that a device gives may exceed the sum over its points by this factor, and a minute."""
CLIMB_M = 3.0
"""Less than this is the noise of an altimeter."""
EARTH_M = 6_371_000.0


class Track:
    """Sums over the points added so far; keeps no point but the last."""

    def __init__(self) -> None:
        self.points = 0
        self.elapsed_s = 0.0
        self.moving_s = 0.0
        self.jumped = False
        """Whether the clock was set on the way; the start then follows from the end."""
        self.place: tuple[float, float] | None = None
        self.highest_heart_rate = 0.0
        self.ascent_m = 0.0
        self._first: float | None = None
        self._last: float | None = None
        self._position: tuple[float, float] | None = None
        self._measured_m = 0.0
        self._told_m: float | None = None
        self._told_sum_m = 0.0
        self._low: float | None = None
        self._beats = 0.0
        self._beat_points = 0

    def add(
        self,
        at: float | None,
        *,
        metres: float | None = None,
        position: tuple[float, float] | None = None,
        altitude: float | None = None,
        heart_rate: float | None = None,
    ) -> None:
        """Add a point: seconds since 1970, and what its device knew there."""
        self.points += 1
        step = self._step(at)
        moved = self._move(metres, position, step)
        if 0 < step <= JUMP_S:
            self.elapsed_s += step
            if step <= PAUSE_S or moved >= SLOW * step:
                self.moving_s += step
        if altitude is not None:
            self._climb(altitude)
        if heart_rate:
            self._beats += heart_rate
            self._beat_points += 1
            self.highest_heart_rate = max(self.highest_heart_rate, heart_rate)

    def believes(self, seconds: float) -> bool:
        """Whether a duration that a device gives can be, by the points; always without points."""
        return not self.elapsed_s or seconds <= self.elapsed_s * BELIEVED + 60

    @property
    def started(self) -> float | None:
        """Seconds since 1970; counted back from the end where the clock was set on the way."""
        if self.jumped and self._last is not None:
            return self._last - self.elapsed_s
        return self._first

    @property
    def metres(self) -> float | None:
        """As the device counted it, else as measured between positions; None without either."""
        if self._told_sum_m > 0:
            return self._told_sum_m
        return self._measured_m if self._position else None

    @property
    def heart_rate(self) -> float | None:
        """The average."""
        return self._beats / self._beat_points if self._beat_points else None

    def _step(self, at: float | None) -> float:
        """Seconds since the last point; notes a clock that was set."""
        if at is None:
            return 0.0
        last, self._last = self._last, at
        if last is None:
            self._first = at
            return 0.0
        step = at - last
        if step > JUMP_S or step < -1:
            self.jumped = True
        return step

    def _move(
        self, metres: float | None, position: tuple[float, float] | None, step: float
    ) -> float:
        """Metres since the last point."""
        moved = 0.0
        if metres is not None:
            if self._told_m is not None and metres - self._told_m > 0:
                moved = metres - self._told_m
            elif self._told_m is None:
                self._told_sum_m = max(0.0, metres)
            self._told_m = metres
            self._told_sum_m += moved
        if position is not None:
            if self.place is None:
                self.place = position
            # Measured only where the device does not count: it takes as long as all the rest.
            if self._position is not None and metres is None:
                between = distance_m(self._position, position)
                if not step or between <= FAST * max(step, 1.0):
                    self._measured_m += between
                    moved = moved or between
            self._position = position
        return moved

    def _climb(self, altitude: float) -> None:
        if self._low is None or altitude < self._low:
            self._low = altitude
        elif altitude >= self._low + CLIMB_M:
            self.ascent_m += altitude - self._low
            self._low = altitude


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two positions in degrees, on a sphere."""
    (lat1, lon1), (lat2, lon2) = one, other
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))
