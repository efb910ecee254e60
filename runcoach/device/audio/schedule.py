"""The agenda: what is to sound and when. It plays nothing; each part is handed out once."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable

from msgspec import Struct, field

STALE_S = 1.5
"""An alert older than this is not played: it would only confuse (DESIGN, section 4)."""
GAP_S = 3.0
"""More than this between two looks, on either clock, was sleep (DESIGN, section 4)."""
REMEMBERED_S = 30.0
"""How long a part that has begun is known, so that it can't begin again."""


class Part(Struct, frozen=True):
    """One sound that waits for its moment."""

    key: Hashable
    """Two parts of one key are the same part, and it sounds once."""
    name: str
    """What it is: a kind of alert, or the words of a line."""
    due: float
    """Monotonic seconds."""
    samples: array[int] = field(default_factory=lambda: array("h"))
    """Empty where it is not played as samples: the bell, a voice that speaks by itself."""
    spoken: bool = False
    """A line of speech: a new one takes the floor from the one before it."""


class Agenda:
    """Parts by key. Not for several threads at once: its owner holds a lock."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, Part] = {}
        self._begun: dict[Hashable, float] = {}
        self._looked: tuple[float, float] | None = None

    @property
    def waiting(self) -> tuple[Part, ...]:
        """What is still to come, soonest first."""
        return tuple(sorted(self._waiting.values(), key=lambda part: part.due))

    def replace(self, parts: Iterable[Part], now: float) -> None:
        """Replace what is still to come.

        What is due already and was not handed out yet stays, for a caller that looks ahead no
        longer sees it. What has begun doesn't begin again.
        """
        self._waiting = {key: part for key, part in self._waiting.items() if part.due <= now}
        for part in parts:
            self.add(part)

    def add(self, part: Part) -> None:
        """Put one more beside what waits."""
        if part.key not in self._begun:
            self._waiting[part.key] = part

    def clear(self) -> None:
        """Drop what waits."""
        self._waiting.clear()

    def forget(self, part: Part) -> None:
        """Take it that this part never began."""
        self._begun.pop(part.key, None)

    def slept(self, now: float, wall: float) -> bool:
        """Whether the machine slept since the last look; then nothing waits any more.

        The session stands paused at the moment it was last seen awake, and what was to follow
        is no longer true, even where it is not late yet.
        """
        looked, self._looked = self._looked, (now, wall)
        if looked is None or (now - looked[0] <= GAP_S and wall - looked[1] <= GAP_S):
            return False
        self.clear()
        return True

    def take(self, start: float, end: float) -> list[Part]:
        """Hand out what is due before `end`, soonest first; the stale is dropped."""
        ready = [part for part in self.waiting if part.due < end] if self._waiting else []
        if not ready:
            return ready
        for part in ready:
            del self._waiting[part.key]
        self._begun = {k: due for k, due in self._begun.items() if due > start - REMEMBERED_S}
        fresh = [part for part in ready if part.due >= start - STALE_S]
        self._begun.update((part.key, part.due) for part in fresh)
        return fresh
