"""A training day: what the planner knows when it selects exercises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.coach.jump_clearance import JumpClearance
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.schedule import FIRST_SESSIONS, DayRules
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.profile import HOUSEHOLD, Profile, can_replace
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.season import Season
from runcoach.core.model.standing import Standings


class Soreness(StrEnum):
    """Soreness on the next day, as asked at the next start; it is normal (article)."""

    MODERATE = "moderate"
    SEVERE = "severe"


class TrainingDay(Struct, frozen=True):
    """The person, what they have done, and what today allows."""

    catalogue: Catalogue
    profile: Profile
    rules: DayRules
    jump_clearance: JumpClearance
    standings: Standings = field(default_factory=dict)
    history: Sequence[SessionRecord] = ()
    spared: frozenset[str] = frozenset()
    """Areas that nothing may load."""
    sore: Mapping[str, Soreness] = field(default_factory=dict)
    """How sore each sore area is."""
    spared_reasons: tuple[Reason, ...] = ()
    """The reason why each spared area is spared."""
    season: Season | None = None
    """The season that the day is in; None to select by each tier's own doses."""

    @property
    def sessions_done(self) -> int:
        """Sessions of the recent history that count."""
        return len(training_sessions(self.history))

    @property
    def first_sessions(self) -> bool:
        """Whether this is one of the person's first two sessions."""
        return self.sessions_done < FIRST_SESSIONS

    @property
    def allows_jumps(self) -> bool:
        """Whether jumps are cleared; never for a person who asked for care."""
        return self.jump_clearance.granted and not self.profile.jumps_ruled_out

    @property
    def soreness_reasons(self) -> tuple[Reason, ...]:
        """The rules that apply because of soreness."""
        rules = {Soreness.MODERATE: "sore-moderate", Soreness.SEVERE: "sore-severe"}
        return tuple(
            cite_rule(rule) for level, rule in rules.items() if level in self.sore.values()
        )

    def with_equipment(self, equipment: Iterable[str]) -> TrainingDay:
        """Return the same day with only this equipment at hand, and household things.

        Without any name not even those: floor and wall alone. Loads stay if the equipment
        includes weights of their kind.
        """
        names = tuple(equipment)
        missing = self.profile.missing if names else HOUSEHOLD
        loads = tuple(x for x in self.profile.loads if any(can_replace(x, name) for name in names))
        return replace(
            self, profile=replace(self.profile, equipment=names, missing=missing, loads=loads)
        )
