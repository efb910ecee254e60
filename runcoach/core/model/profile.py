"""The profile: the person, what they own, and the week they train in."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.exercise import Tier

MARATHON_KM = 42.0
"""From this length on, a race asks for a week without leg work (practice)."""

WEIGHT = "dumbbell"
"""The name under which exercises ask for a weight in one hand."""
BARBELL = "barbell"
WEIGHTS = (WEIGHT, "kettlebell", "backpack", BARBELL)
"""The kinds of weight; any but a barbell serves where a dumbbell is asked for."""


class Experience(StrEnum):
    """How much strength work a person has done before."""

    BEGINNER = "beginner"
    SOME = "some"
    REGULAR = "regular"


class Load(Struct, frozen=True):
    """Implements of one weight: `2 x 8 kg` is `Load(8, 2)`, a bell `Load(16, 1, "kettlebell")`."""

    kg: float
    count: int = 1
    kind: str = "dumbbell"
    """The equipment it is: dumbbell, kettlebell, backpack."""


class Profile(Struct, frozen=True):
    """The person. Weekdays count from 0, Monday."""

    experience: Experience = Experience.BEGINNER
    equipment: tuple[str, ...] = ()
    """What is at hand, by the names that exercises use."""
    loads: tuple[Load, ...] = ()
    minutes: int = 15
    """The usual length of a session."""
    sessions_per_week: int = 2
    run_days: tuple[int, ...] = ()
    long_run_day: int | None = None
    hard_days: tuple[int, ...] = ()
    """Days of intervals or other hard running."""
    race_date: str | None = None
    """ISO date of the next race, or of the last one while it still matters."""
    race_km: float | None = None
    careful: bool = False
    """Older, osteoporotic or pregnant: power off, support at hand."""

    @property
    def race(self) -> date | None:
        """The day of the race."""
        return date.fromisoformat(self.race_date) if self.race_date else None

    def days_to_race(self, day: date) -> int | None:
        """Days from `day` to the race, negative after it; None without one."""
        race = self.race
        return None if race is None else (race - day).days

    @property
    def at_hand(self) -> frozenset[str]:
        """All that is at hand, the weights included: a bell or a backpack serves as a dumbbell."""
        kinds = {load.kind for load in self.loads}
        held = {WEIGHT} if kinds - {BARBELL} else set()
        return frozenset(self.equipment) | kinds | held

    def has(self, tier: Tier) -> bool:
        """Whether all that a tier needs is at hand, and a weight owned where it is loaded.

        Where weights are at hand and none was ever named, any will do.
        """
        weight = not tier.loaded or not self.loads or bool(self.totals(tier))
        return weight and self.at_hand.issuperset(tier.equipment)

    def totals(self, tier: Tier) -> tuple[float, ...]:
        """The total weights in kilograms that can be taken for a tier, lightest first.

        A dumbbell named twice means one in each hand, and both of the same weight.
        """
        kind = next((name for name in tier.equipment if name in WEIGHTS), WEIGHT)
        hands = max(1, tier.equipment.count(kind))
        fitting = (x for x in self.loads if x.count >= hands and serves(x, kind))
        return tuple(sorted({round(x.kg * hands, 2) for x in fitting}))


def serves(load: Load, kind: str) -> bool:
    """Whether a load can be taken where that kind of weight is asked for."""
    return load.kind == kind or (kind == WEIGHT and load.kind != BARBELL)


def implements_of(equipment: Sequence[str]) -> int:
    """How many weights are held at once; what is named twice is one in each hand."""
    return max(1, *(equipment.count(name) for name in WEIGHTS))


def owned_load(profile: Profile, tier: Tier, wanted_kg: float) -> float:
    """The heaviest load owned that is not above the wanted one, else the lightest; 0 for none."""
    owned = profile.totals(tier)
    return max((kg for kg in owned if kg <= wanted_kg), default=min(owned, default=0.0))
