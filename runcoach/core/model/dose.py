"""Dose and tempo: how much of an exercise, and how fast."""

from enum import StrEnum

from msgspec import Struct

HOLD_STROKE = "hold"


class Unit(StrEnum):
    """What a set's target and result count."""

    REPS = "reps"
    SECONDS = "seconds"


FINE_UP_TO = 10
"""Rep steps are 1 up to ten reps, then 2 (practice)."""


class Stroke(Struct, frozen=True):
    """One part of a rep: the pose it ends in (or `hold`, to stay) and its seconds."""

    pose: str
    seconds: float


class Dose(Struct, frozen=True):
    """Sets x (reps or seconds), with the rest between sets and the steps from start to target."""

    sets: int
    unit: Unit
    start: int
    """Of one side, wherever sides take turns: 8 reps that alternate are 16 in all."""
    target: int
    by: int
    """How much one step adds; up to ten reps no more than one."""
    rest_s: int
    seconds: int | None = None
    """An interval's length; None for reps and holds."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Each value from start to target; the last one is the target whatever `by` says."""
        values = []
        value = self.start if self.by > 0 else self.target
        while value < self.target:
            values.append(value)
            fine = self.unit is Unit.REPS and value < FINE_UP_TO
            value += 1 if fine else self.by
        return (*values, self.target)

    def at(self, step: int) -> int:
        """The value at a step, counted from 0; beyond either end, that end."""
        steps = self.steps
        return steps[max(0, min(step, len(steps) - 1))]
