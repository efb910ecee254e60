"""What is to sound and when: hands out each sound once, when due, and never when stale."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable

from msgspec import Struct, field

from runcoach.core.session.alerts import SLEEP_GAP_S, STALE_S

REMEMBERED_S = 30.0
"""How long a sound that has begun is remembered, so that it can't begin again."""


class ScheduledSound(Struct, frozen=True):
    """A sound or spoken line with the time at which it is due."""

    key: Hashable
    """Entries with equal keys are the same sound, which is played once."""
    name: str
    """A kind of alert, or the words of a spoken line."""
    due: float
    """Monotonic seconds."""
    samples: array[int] = field(default_factory=lambda: array("h"))
    """Empty if it is not played as samples: the bell, or a voice that can't render."""
    spoken: bool = False
    """A line of speech; a new one cuts off the one before it."""


class SoundSchedule:
    """Pending sounds by key. Not thread-safe: the owner holds a lock."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, ScheduledSound] = {}
        self._begun: dict[Hashable, float] = {}
        self._last_check: tuple[float, float] | None = None

    @property
    def pending(self) -> tuple[ScheduledSound, ...]:
        """The pending sounds, soonest first."""
        return tuple(sorted(self._waiting.values(), key=lambda part: part.due))

    def replace(self, parts: Iterable[ScheduledSound], now: float) -> None:
        """Replace the pending sounds.

        A sound that is already due but not handed out yet is kept, because a caller that looks
        ahead no longer sees it. A sound that has begun doesn't begin again.
        """
        self._waiting = {key: part for key, part in self._waiting.items() if part.due <= now}
        for part in parts:
            self.add(part)

    def add(self, part: ScheduledSound) -> None:
        """Add one sound to the pending ones."""
        if part.key not in self._begun:
            self._waiting[part.key] = part

    def clear(self) -> None:
        """Drop the pending sounds."""
        self._waiting.clear()

    def forget(self, part: ScheduledSound) -> None:
        """Treat a sound that was handed out as if it had never begun."""
        self._begun.pop(part.key, None)

    def detect_sleep(self, now: float, wall: float) -> bool:
        """Return whether the machine slept since the last call; if so, drop the pending sounds.

        After sleep the session is paused at the last moment it was awake, so nothing scheduled
        before is valid any more, even if it is not late yet.
        """
        last, self._last_check = self._last_check, (now, wall)
        if last is None or (now - last[0] <= SLEEP_GAP_S and wall - last[1] <= SLEEP_GAP_S):
            return False
        self.clear()
        return True

    def take_due(self, start: float, end: float) -> list[ScheduledSound]:
        """Hand out the sounds due before `end`, soonest first; stale ones are dropped."""
        due = [part for part in self.pending if part.due < end] if self._waiting else []
        if not due:
            return due
        for part in due:
            del self._waiting[part.key]
        self._begun = {k: at for k, at in self._begun.items() if at > start - REMEMBERED_S}
        fresh = [part for part in due if part.due >= start - STALE_S]
        self._begun.update((part.key, part.due) for part in fresh)
        return fresh
