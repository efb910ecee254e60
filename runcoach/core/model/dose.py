"""Dose and tempo: how much of an exercise to do, and how fast."""

from enum import StrEnum

from msgspec import Struct

HOLD_POSE = "hold"


class Unit(StrEnum):
    """What the target and the result of a set are counted in."""

    REPS = "reps"
    SECONDS = "seconds"


SINGLE_REP_STEPS_UP_TO = 10
"""Up to this many reps a step adds a single rep, whatever `by` says (practice)."""


class TempoPhase(Struct, frozen=True):
    """One part of a rep: the pose it ends in (`hold` for no movement) and its duration."""

    pose: str
    seconds: float


class Dose(Struct, frozen=True):
    """Sets x (reps or seconds), the rest between sets, and the steps from start to target."""

    sets: int
    unit: Unit
    start: int
    """Per side where sides alternate: 8 alternating reps are 16 in all."""
    target: int
    by: int
    """What one step adds; up to ten reps, a step adds only one."""
    rest_s: int
    seconds: int | None = None
    """Length of an interval; None for reps and holds."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Every value from start to target; the last is the target even if `by` would pass it."""
        values = []
        value = self.start if self.by > 0 else self.target
        while value < self.target:
            values.append(value)
            fine = self.unit is Unit.REPS and value < SINGLE_REP_STEPS_UP_TO
            value += 1 if fine else self.by
        return (*values, self.target)

    def at(self, step: int) -> int:
        """The value at a step, counted from 0 and clamped to the range of steps."""
        steps = self.steps
        return steps[max(0, min(step, len(steps) - 1))]
