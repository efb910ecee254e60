"""Focus of a session, and the training need of a runner that each exercise serves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from runcoach.core.model.exercise import Exercise, Pattern, Sides, Tier


class Focus(StrEnum):
    """The emphasis that a person asks of a session."""

    FULL_BODY = "full body"
    LEGS = "legs"
    CORE = "core"
    UPPER_BODY = "upper body"
    POWER = "power"
    MOBILITY = "mobility"

    @property
    def label(self) -> str:
        """Display text: `Upper body and posture`."""
        words = "upper body and posture" if self is Focus.UPPER_BODY else self.value
        return words.capitalize()


class Need(StrEnum):
    """What a week of two sessions should train (article), and what may be added."""

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


WEEKLY_NEEDS = (
    Need.QUADS, Need.HIPS, Need.PUSH, Need.PULL,
    Need.CALF, Need.TRUNK, Need.CALF_BENT, Need.TRUNK_SIDE,
)  # fmt: skip
LEG_STRENGTH_NEEDS = frozenset({Need.QUADS, Need.HIPS, Need.CALF, Need.CALF_BENT})
"""The strength that jumping requires; outer hips and shins are leg work but not part of it."""
LEG_LIFTS = (Need.QUADS, Need.HIPS)
"""Knee and hinge: at least half of their sets are on one leg."""
LEG_NEEDS = LEG_STRENGTH_NEEDS | {Need.HIP_SIDE, Need.SHIN, Need.POWER}
MAIN_NEEDS = frozenset({Need.QUADS, Need.HIPS, Need.PUSH, Need.PULL, Need.POWER})
"""The main lifts; all other needs are accessory work."""

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

NEEDS_BY_FOCUS: Mapping[Focus, tuple[Need, ...]] = MappingProxyType(
    {
        Focus.FULL_BODY: WEEKLY_NEEDS,
        Focus.LEGS: (Need.HIPS, Need.QUADS, Need.CALF, Need.CALF_BENT, Need.QUADS, Need.HIPS),
        Focus.CORE: (Need.TRUNK, Need.TRUNK_SIDE, Need.TRUNK, Need.TRUNK),
        Focus.UPPER_BODY: (Need.PULL, Need.PUSH, Need.TRUNK, Need.TRUNK_SIDE, Need.TRUNK),
        Focus.POWER: (Need.POWER, Need.POWER, Need.QUADS, Need.HIPS, Need.CALF),
        Focus.MOBILITY: (Need.MOBILITY,) * 12,
    }
)
"""The needs of each focus, highest priority first."""

EXTRA_NEEDS_BY_FOCUS: Mapping[Focus, tuple[Need, ...]] = MappingProxyType(
    {
        Focus.FULL_BODY: (Need.QUADS, Need.HIPS, Need.HIP_SIDE, Need.SHIN),
        Focus.LEGS: (Need.HIP_SIDE, Need.SHIN, Need.TRUNK, Need.TRUNK_SIDE),
        Focus.CORE: (Need.PUSH, Need.PULL),
        Focus.UPPER_BODY: (Need.TRUNK,),
        Focus.POWER: (Need.CALF_BENT, Need.TRUNK, Need.TRUNK_SIDE),
        Focus.MOBILITY: (),
    }
)
"""What fills a longer session. A focus without leg work gets none: it would need 48 h after it."""


def need_of(exercise: Exercise) -> Need:
    """The need that an exercise serves.

    Decided by its pattern, and by the prime movers of its first tier where the pattern covers
    several needs: soleus (bent knee) or tibialis (shin raise) among calf work, abductors (outer
    hip) among lateral core work.
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


def is_leg_work(exercise: Exercise) -> bool:
    """Whether it is leg work, jumps included; mobility is not."""
    return need_of(exercise) in LEG_NEEDS


def is_one_legged(exercise: Exercise, tier: Tier) -> bool:
    """Whether each leg works alone, or in a split stance, at this tier."""
    return exercise.one_sided and tier.sides is not Sides.BOTH
