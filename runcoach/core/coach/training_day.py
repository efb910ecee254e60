"""Day: all that a choice of exercises rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.coach.evidence import counting
from runcoach.core.coach.jump_clearance import Gate
from runcoach.core.coach.rulebook import Why, why
from runcoach.core.coach.schedule import DayRules
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.profile import Profile, serves
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.standing import Standings

FIRST_SESSIONS = 2
"""The first two sessions are foundation or lower standard."""


class Soreness(StrEnum):
    """Next day soreness, asked at the next start. It is normal (article)."""

    MODERATE = "moderate"
    SEVERE = "severe"


class Day(Struct, frozen=True):
    """All that a choice rests on: the person, what they have done, and what today allows."""

    catalogue: Catalogue
    profile: Profile
    rules: DayRules
    gate: Gate
    standings: Standings = field(default_factory=dict)
    history: Sequence[SessionRecord] = ()
    spared: frozenset[str] = frozenset()
    """Areas that nothing may load."""
    sore: Mapping[str, Soreness] = field(default_factory=dict)
    """Sore areas."""
    sparing: tuple[Why, ...] = ()
    """Why each area that hurts is set aside."""

    @property
    def first_sessions(self) -> bool:
        """This is one of the person's first two sessions."""
        return len(counting(self.history)) < FIRST_SESSIONS

    @property
    def soreness(self) -> tuple[Why, ...]:
        """What soreness asks for."""
        said = {Soreness.MODERATE: "sore-moderate", Soreness.SEVERE: "sore-severe"}
        return tuple(why(rule) for level, rule in said.items() if level in self.sore.values())

    def with_equipment(self, equipment: Iterable[str]) -> Day:
        """The same day with only that at hand; loads stay where weights are named."""
        names = tuple(equipment)
        loads = tuple(x for x in self.profile.loads if any(serves(x, name) for name in names))
        return replace(self, profile=replace(self.profile, equipment=names, loads=loads))
