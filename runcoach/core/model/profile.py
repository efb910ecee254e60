"""The profile: the person, their equipment, and their training week."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta, Struct

from runcoach.core.model.body import BodyNeed
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Tier
from runcoach.core.model.weights import MOST_ALIKE, MOST_KG

MARATHON_KM = 42.0
"""A race of this length or more is preceded by a week without leg work (practice)."""

DUMBBELL = "dumbbell"
"""What exercises call a weight held in one hand."""
BARBELL, VEST, MEDICINE_BALL = "barbell", "vest", "medicine ball"
WEIGHT_KINDS = (DUMBBELL, "kettlebell", "backpack", MEDICINE_BALL, VEST, BARBELL)
"""The kinds of weight; `can_replace` says which can be used for which."""
ALWAYS_THERE = frozenset({"floor", "wall"})
HOUSEHOLD = ("chair", "table", "towel", "backpack", "bottles", "stairs")
"""What a home has, unless the profile's `missing` names it."""
BANDS = ("light band", "medium band", "heavy band")
MACHINES = ("leg press", "leg curl")
"""Machines with a stack of weights of their own."""
ALSO_SERVES = MappingProxyType(
    {
        "bench": ("chair",),
        "box": ("step",),
        "discs": ("towel",),
        "sofa": ("chair",),
        "stairs": ("step",),
        "step": ("stairs",),
        "towel": ("discs",),
        "band": BANDS,
        **dict.fromkeys(BANDS, ("band",)),
        MEDICINE_BALL: ("ball",),
    }
)
"""What a thing can also be used as; a band of unknown strength is taken for any."""


Implement = Annotated[str, Meta(min_length=1, description=f"one of {', '.join(WEIGHT_KINDS)}")]
Weekday = Annotated[int, Meta(ge=0, le=6, description="a weekday from 0 (Monday) to 6")]


class Experience(StrEnum):
    """How much strength training a person has done before."""

    BEGINNER = "beginner"
    SOME = "some"
    REGULAR = "regular"


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
    """Household things that are not there, by name; see `HOUSEHOLD`."""

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
        """All that can be used: owned, weights included, of the household, and what they serve as.

        A weight held in one hand counts as a dumbbell.
        """
        kinds = {load.kind for load in self.loads}
        held = {DUMBBELL} if any(can_replace(x, DUMBBELL) for x in self.loads) else set()
        household = set(HOUSEHOLD).difference(self.missing)
        own = ALWAYS_THERE | household | set(self.equipment) | kinds | held
        return frozenset(own.union(*(ALSO_SERVES.get(name, ()) for name in own)))

    def has_equipment_for(self, tier: Tier) -> bool:
        """Whether a tier's equipment is available, and a weight for it if it is loaded."""
        return self.has_weight_for(tier) and self.at_hand >= self.needed_besides_loads(tier)

    def needed_besides_loads(self, tier: Tier) -> frozenset[str]:
        """A tier's equipment without the weights that a listed load stands for."""
        weights = WEIGHT_KINDS if self.available_loads_kg(tier) else ()
        return frozenset(tier.equipment).difference(weights)

    def has_weight_for(self, tier: Tier) -> bool:
        """Whether there is a weight for a tier, or it needs none.

        Any weight is assumed where none is listed in `loads`, on a machine, and for a bag that
        can be filled.
        """
        if not tier.loaded or not self.loads or self.available_loads_kg(tier):
            return True
        fillable = set(tier.equipment) & set(HOUSEHOLD) & self.at_hand
        return bool(fillable & set(WEIGHT_KINDS)) or _is_machine(tier)

    def available_loads_kg(self, tier: Tier) -> tuple[float, ...]:
        """The total weights in kilograms that can be used for a tier, lightest first.

        A tier that names a dumbbell twice takes one in each hand, both of the same weight, or one
        weight that is worn or held in front.
        """
        if _is_machine(tier):
            return ()
        kind = next((name for name in tier.equipment if name in WEIGHT_KINDS), DUMBBELL)
        hands = max(1, tier.equipment.count(kind))
        pairs = {round(x.kg * hands, 2) for x in self.loads if _fills(x, kind, hands)}
        ones = {x.kg for x in self.loads if hands > 1 and can_be_worn(x)}
        return tuple(sorted(pairs | ones))


def _is_machine(tier: Tier) -> bool:
    return not set(MACHINES).isdisjoint(tier.equipment)


def _fills(load: Load, kind: str, hands: int) -> bool:
    return load.count >= hands and can_replace(load, kind)


def can_replace(load: Load, kind: str) -> bool:
    """Whether a load can be used where that kind of weight is required, in each hand if asked."""
    if kind == DUMBBELL:
        return load.kind not in (BARBELL, VEST)
    return load.kind == kind or (kind == "backpack" and load.kind == VEST)


def can_be_worn(load: Load) -> bool:
    """Whether one of it can stand for two dumbbells: on the back, or held in front with both hands.

    One dumbbell can't: it would hang on one side.
    """
    return load.kind in ("kettlebell", "backpack", MEDICINE_BALL, VEST)


def count_implements(equipment: Sequence[str]) -> int:
    """How many weights are held at once: a kind that is named twice is one in each hand."""
    return max(1, *(equipment.count(name) for name in WEIGHT_KINDS))


def choose_owned_load(profile: Profile, tier: Tier, wanted_kg: float) -> float:
    """The heaviest available load up to `wanted_kg`, else the lightest; 0 if there is none."""
    owned = profile.available_loads_kg(tier)
    return max((kg for kg in owned if kg <= wanted_kg), default=min(owned, default=0.0))


def name_implements(profile: Profile, tier: Tier, kg: float) -> tuple[str, ...]:
    """A tier's equipment with the kind that is really held, where one weight stands for two."""
    hands = tier.equipment.count(DUMBBELL)
    pair = any(_fills(x, DUMBBELL, hands) and round(x.kg * hands, 2) == kg for x in profile.loads)
    worn = next((x.kind for x in profile.loads if can_be_worn(x) and x.kg == kg), None)
    if hands < 2 or pair or worn is None:
        return tier.equipment
    return (*(name for name in tier.equipment if name != DUMBBELL), worn)


def known_equipment(catalogue: Catalogue) -> frozenset[str]:
    """Every name of equipment that means something: in exercises, the household, weights, bands."""
    tiers = (t for e in catalogue.exercises.values() for t in e.tiers)
    used = {name for tier in tiers for name in tier.equipment}
    return ALWAYS_THERE | used.union(HOUSEHOLD, WEIGHT_KINDS, BANDS, ALSO_SERVES)
