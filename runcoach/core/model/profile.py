"""The profile: the person, their equipment, and their training week."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from runcoach.core.model.exercise import Tier
from runcoach.core.model.weights import MOST_ALIKE, MOST_KG

MARATHON_KM = 42.0
"""A race of this length or more is preceded by a week without leg work (practice)."""

DUMBBELL = "dumbbell"
"""What exercises call a weight held in one hand."""
BARBELL = "barbell"
WEIGHT_KINDS = (DUMBBELL, "kettlebell", "backpack", BARBELL)
"""The kinds of weight; any but a barbell can replace a dumbbell."""


Implement = Annotated[str, Meta(min_length=1, description=f"one of {', '.join(WEIGHT_KINDS)}")]
Weekday = Annotated[int, Meta(ge=0, le=6, description="a weekday from 0 (Monday) to 6")]


class Experience(StrEnum):
    """How much strength training a person has done before."""

    BEGINNER = "beginner"
    SOME = "some"
    REGULAR = "regular"


class BodyNeed(StrEnum):
    """What some bodies need; each has its own lists of what is left out."""

    PREGNANT = "pregnant"
    GIVEN_BIRTH = "given-birth"
    FRAGILE_BONES = "fragile-bones"
    UNSTEADY = "unsteady"
    BONE_STRESS = "bone-stress"
    """A bone stress injury before, or missed periods, until a professional has looked."""


CAREFUL_NEEDS = (BodyNeed.PREGNANT, BodyNeed.FRAGILE_BONES, BodyNeed.UNSTEADY)
"""What the older switch `careful` stands for until the person has chosen."""


class Load(Struct, frozen=True):
    """Implements of one weight: `Load(8, 2)` is 2 x 8 kg, `Load(16, 1, "kettlebell")` one bell."""

    kg: Annotated[float, Meta(gt=0, le=MOST_KG, description="kilograms above 0")]
    count: Annotated[int, Meta(ge=1, le=MOST_ALIKE, description="how many, 1 to 20")] = 1
    kind: Annotated[str, Meta(min_length=1, description=f"one of {', '.join(WEIGHT_KINDS)}")] = (
        "dumbbell"
    )
    """The kind of implement, one of `WEIGHT_KINDS`."""


class Profile(Struct, frozen=True):
    """The person. Weekdays count from 0, Monday."""

    experience: Experience = Experience.BEGINNER
    equipment: Annotated[tuple[str, ...], Meta(description="a list of names")] = ()
    """What the person has, by the names that exercises use."""
    loads: tuple[Load, ...] = ()
    minutes: Annotated[int, Meta(ge=8, le=45)] = 15
    """The usual length of a session."""
    sessions_per_week: Annotated[int, Meta(ge=1, le=7)] = 2
    run_days: tuple[Weekday, ...] = ()
    long_run_day: Weekday | None = None
    hard_days: tuple[Weekday, ...] = ()
    """Days of intervals or other hard running."""
    race_date: Annotated[str, Meta(description="a day as YYYY-MM-DD")] | None = None
    """ISO date of the next race, or of the last one while recovery from it lasts."""
    race_km: Annotated[float, Meta(gt=0, le=1000, description="kilometres above 0")] | None = None
    careful: bool = False
    """Older, osteoporotic or pregnant; read by `body_needs` until `needs` is chosen."""
    needs: Annotated[tuple[BodyNeed, ...], Meta(description="a list of needs")] | None = None
    """What this body needs; None until the person has chosen."""
    hard_days_hard: bool = False
    """Legs come after the hard run on the same day, so that easy days stay easy."""
    missing: Annotated[tuple[str, ...], Meta(description="a list of names")] = ()
    """Household things that this home does not have."""

    @property
    def body_needs(self) -> frozenset[BodyNeed]:
        """The needs that count: those chosen, else what `careful` stands for."""
        if self.needs is not None:
            return frozenset(self.needs)
        return frozenset(CAREFUL_NEEDS if self.careful else ())

    @property
    def jumps_ruled_out(self) -> bool:
        """Whether a need of this body rules out every jump; all five do."""
        return bool(self.body_needs)

    @property
    def race(self) -> date | None:
        """The race date, or None."""
        return date.fromisoformat(self.race_date) if self.race_date else None

    def days_to_race(self, day: date) -> int | None:
        """Days from `day` to the race, negative after it; None without a race."""
        race = self.race
        return None if race is None else (race - day).days

    @property
    def at_hand(self) -> frozenset[str]:
        """All equipment, weights included; a kettlebell or a backpack also counts as a dumbbell."""
        kinds = {load.kind for load in self.loads}
        held = {DUMBBELL} if kinds - {BARBELL} else set()
        return frozenset(self.equipment) | kinds | held

    def has_equipment_for(self, tier: Tier) -> bool:
        """Whether a tier's equipment is available, and a weight for it if it is loaded.

        If weights are available but none is listed in `loads`, any weight is assumed.
        """
        weight = not tier.loaded or not self.loads or bool(self.available_loads_kg(tier))
        return weight and self.at_hand.issuperset(tier.equipment)

    def available_loads_kg(self, tier: Tier) -> tuple[float, ...]:
        """The total weights in kilograms that can be used for a tier, lightest first.

        A tier that names a dumbbell twice takes one in each hand, both of the same weight.
        """
        kind = next((name for name in tier.equipment if name in WEIGHT_KINDS), DUMBBELL)
        hands = max(1, tier.equipment.count(kind))
        fitting = (x for x in self.loads if x.count >= hands and can_replace(x, kind))
        return tuple(sorted({round(x.kg * hands, 2) for x in fitting}))


def can_replace(load: Load, kind: str) -> bool:
    """Whether a load can be used where that kind of weight is required."""
    return load.kind == kind or (kind == DUMBBELL and load.kind != BARBELL)


def count_implements(equipment: Sequence[str]) -> int:
    """How many weights are held at once: a kind that is named twice is one in each hand."""
    return max(1, *(equipment.count(name) for name in WEIGHT_KINDS))


def choose_owned_load(profile: Profile, tier: Tier, wanted_kg: float) -> float:
    """The heaviest available load up to `wanted_kg`, else the lightest; 0 if there is none."""
    owned = profile.available_loads_kg(tier)
    return max((kg for kg in owned if kg <= wanted_kg), default=min(owned, default=0.0))
