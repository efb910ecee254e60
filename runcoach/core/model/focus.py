"""Focus: what a session is for, and which need of a runner each exercise serves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from runcoach.core.model.exercise import Exercise, Pattern, Sides, Tier


class Focus(StrEnum):
    """What a person asks a session to be for."""

    FULL_BODY = "full body"
    LEGS = "legs"
    CORE = "core"
    UPPER_BODY = "upper body"
    POWER = "power"
    MOBILITY = "mobility"

    @property
    def shown(self) -> str:
        """As shown: `Upper body and posture`."""
        words = "upper body and posture" if self is Focus.UPPER_BODY else self.value
        return words.capitalize()


class Need(StrEnum):
    """What every week of two sessions should have (article), and what comes beside it."""

    QUADS = "thighs"
    HIPS = "hip extensors"
    CALF = "calves"
    CALF_BENT = "deep calf"
    TRUNK = "trunk"
    TRUNK_SIDE = "trunk sideways"
    HIP_SIDE = "outer hips"
    SHIN = "shins"
    PUSH = "push"
    PULL = "pull"
    POWER = "power"
    MOBILITY = "mobility"


WEEKLY = (
    Need.QUADS, Need.HIPS, Need.PUSH, Need.PULL,
    Need.CALF, Need.TRUNK, Need.CALF_BENT, Need.TRUNK_SIDE,
)  # fmt: skip
STRENGTH_OF_LEGS = frozenset({Need.QUADS, Need.HIPS, Need.CALF, Need.CALF_BENT})
"""What bears a jump; outer hips and shins are leg work as well, but no base for it."""
LEG_NEEDS = STRENGTH_OF_LEGS | {Need.HIP_SIDE, Need.SHIN, Need.POWER}
MAIN_NEEDS = frozenset({Need.QUADS, Need.HIPS, Need.PUSH, Need.PULL, Need.POWER})
"""The main lifts; the rest are accessory exercises."""

_BY_PATTERN = MappingProxyType(
    {
        Pattern.SQUAT: Need.QUADS,
        Pattern.LUNGE: Need.QUADS,
        Pattern.HINGE: Need.HIPS,
        Pattern.PUSH: Need.PUSH,
        Pattern.PULL: Need.PULL,
        Pattern.CORE: Need.TRUNK,
        Pattern.CARRY: Need.TRUNK,
        Pattern.CORE_LATERAL: Need.TRUNK_SIDE,
        Pattern.CALF: Need.CALF,
        Pattern.JUMP: Need.POWER,
        Pattern.MOBILITY: Need.MOBILITY,
    }
)

WANTED: Mapping[Focus, tuple[Need, ...]] = MappingProxyType(
    {
        Focus.FULL_BODY: WEEKLY,
        Focus.LEGS: (Need.HIPS, Need.QUADS, Need.CALF, Need.CALF_BENT, Need.QUADS, Need.HIPS),
        Focus.CORE: (Need.TRUNK, Need.TRUNK_SIDE, Need.TRUNK, Need.TRUNK),
        Focus.UPPER_BODY: (Need.PULL, Need.PUSH, Need.TRUNK, Need.TRUNK_SIDE, Need.TRUNK),
        Focus.POWER: (Need.POWER, Need.POWER, Need.QUADS, Need.HIPS, Need.CALF),
        Focus.MOBILITY: (Need.MOBILITY,) * 12,
    }
)
"""The needs of each focus, the first ones first."""


EXTRA: Mapping[Focus, tuple[Need, ...]] = MappingProxyType(
    {
        Focus.FULL_BODY: (Need.QUADS, Need.HIPS, Need.HIP_SIDE, Need.SHIN),
        Focus.LEGS: (Need.HIP_SIDE, Need.SHIN, Need.TRUNK, Need.TRUNK_SIDE),
        Focus.CORE: (Need.PUSH, Need.PULL),
        Focus.UPPER_BODY: (Need.TRUNK,),
        Focus.POWER: (Need.CALF_BENT, Need.TRUNK, Need.TRUNK_SIDE),
        Focus.MOBILITY: (),
    }
)
"""What fills a longer session; no leg work where the focus has none, for that asks for 48 h."""


def need_of(exercise: Exercise) -> Need:
    """The need that an exercise serves; the soleus works where the knee is bent.

    What its pattern does not say its first muscles do: a shin raise is no calf raise, and what
    opens the hip is no work for the trunk.
    """
    if exercise.power:
        return Need.POWER
    main = exercise.tiers[0].muscles.main
    if exercise.pattern is Pattern.CALF and "soleus" in main:
        return Need.CALF_BENT
    if exercise.pattern is Pattern.CALF and "tibialis" in main:
        return Need.SHIN
    if exercise.pattern is Pattern.CORE_LATERAL and "abductors" in main:
        return Need.HIP_SIDE
    return _BY_PATTERN[exercise.pattern]


def is_leg(exercise: Exercise) -> bool:
    """Whether it is work for the legs, jumps included; mobility is none."""
    return need_of(exercise) in LEG_NEEDS


def on_one_leg(exercise: Exercise, tier: Tier) -> bool:
    """Whether each leg works by itself, or in a split stance, at this tier."""
    return exercise.one_sided and tier.sides is not Sides.BOTH
