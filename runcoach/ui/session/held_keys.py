"""Repeats of a key that is held down, which nobody intends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.runner.conductor import REPEAT_S

if TYPE_CHECKING:
    from runcoach.core.ports import Clock


class HeldKeys:
    """Remembers the last action and its time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = ("", 0.0)

    def is_repeat(self, action: str) -> bool:
        """Whether this is a repeat: the same action within `REPEAT_S` of the last call."""
        at = self._clock.monotonic()
        before, self._last = self._last, (action, at)
        return before[0] == action and at - before[1] < REPEAT_S
