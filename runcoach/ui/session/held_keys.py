"""Keys that are held down: they repeat themselves, and nobody meant the second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.runner.conductor import REPEAT_S

if TYPE_CHECKING:
    from runcoach.core.ports import Clock


class HeldKeys:
    """Remembers the last action, and when it was asked for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = ("", 0.0)

    def again(self, action: str) -> bool:
        """The key of that action is held down: it has done its work."""
        at = self._clock.monotonic()
        before, self._last = self._last, (action, at)
        return before[0] == action and at - before[1] < REPEAT_S
