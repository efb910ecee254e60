"""What a training block asks of each exercise of a session: sets, reps, what is left, and rest.

One literal table, COACHING's section 1. The doses of a tier hold in named sessions; in a season the
block sets sets, reps and rest, and the tier names the variant. Sources: practice; ACSM 2009 for
loads and repetitions; ACSM 2026 for power.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.body import BodyNeed
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.focus import WEEKLY_NEEDS, Need, need_of
from runcoach.core.model.season import BlockName

HEAVY_REST_S = 120
"""From this rest on a lift is heavy: a lighter set comes before it."""
HOLD_S_PER_REP = 5
"""Seconds of a hold that stand for one rep left."""


class Part(StrEnum):
    """What an exercise is in its session."""

    LEG_LIFT = "leg lift"
    """Knee or hinge."""
    CALF_LIFT = "calf lift"
    LIFT = "lift"
    """Push, pull or trunk."""
    ACCESSORY = "accessory"

    @property
    def is_lift(self) -> bool:
        """Whether it is one of the block's main lifts."""
        return self is not Part.ACCESSORY


class Demand(Struct, frozen=True):
    """What a block asks of one exercise."""

    fewest_sets: int
    sets: int
    """Most sets; a session that is short of time does fewer."""
    low: int
    high: int
    """The range of reps."""
    left: int
    """Reps left in reserve, the lower side of what is asked."""
    rest_s: int
    hold_low: int = 20
    hold_high: int = 40
    """The range of seconds of a hold."""

    @property
    def heavy(self) -> bool:
        """Whether it needs the long rest."""
        return self.rest_s >= HEAVY_REST_S


def _demands(leg: Demand, calf: Demand, other: Demand, accessory: Demand) -> Mapping[Part, Demand]:
    return MappingProxyType(
        {
            Part.LEG_LIFT: leg,
            Part.CALF_LIFT: calf,
            Part.LIFT: other,
            Part.ACCESSORY: accessory,
        }
    )


_LEARN = Demand(2, 2, 8, 12, 3, 60)
_BUILD = Demand(2, 3, 8, 12, 2, 75)
_CALVES = Demand(2, 3, 8, 12, 2, 75, 20, 30)
_OTHERS = Demand(1, 2, 6, 10, 2, 75, 20, 30)
_RECOVER = Demand(1, 2, 10, 10, 4, 60, 20, 30)

BLOCK_DEMANDS: Mapping[BlockName, Mapping[Part, Demand]] = MappingProxyType(
    {
        BlockName.LEARN: _demands(_LEARN, _LEARN, _LEARN, Demand(1, 2, 8, 12, 3, 60)),
        BlockName.BUILD: _demands(_BUILD, _BUILD, _BUILD, Demand(1, 2, 10, 15, 2, 60)),
        BlockName.STRENGTH: _demands(
            Demand(2, 4, 4, 6, 1, 150, 20, 30), _CALVES, _OTHERS, Demand(1, 2, 6, 10, 2, 75, 20, 30)
        ),
        BlockName.POWER: _demands(
            Demand(2, 2, 3, 5, 1, 150, 20, 30),
            replace(_CALVES, fewest_sets=1, sets=2),
            _OTHERS,
            Demand(1, 1, 8, 8, 2, 75, 20, 30),
        ),
        BlockName.TAPER: _demands(
            Demand(1, 2, 4, 6, 1, 150, 20, 30),
            replace(_CALVES, fewest_sets=1, sets=1),
            replace(_OTHERS, sets=1),
            Demand(1, 1, 6, 10, 2, 75, 20, 30),
        ),
        BlockName.RECOVER: _demands(_RECOVER, _RECOVER, _RECOVER, _RECOVER),
        BlockName.MAINTAIN: _demands(
            Demand(1, 2, 4, 6, 1, 150, 20, 30),
            replace(_CALVES, fewest_sets=1, sets=2),
            replace(_OTHERS, fewest_sets=1),
            Demand(1, 1, 6, 10, 2, 75, 20, 30),
        ),
    }
)

JUMP_CONTACTS: Mapping[BlockName, int] = MappingProxyType(
    {
        BlockName.LEARN: 0,
        BlockName.BUILD: 40,
        BlockName.STRENGTH: 40,
        BlockName.POWER: 80,
        BlockName.TAPER: 40,
        BlockName.RECOVER: 0,
        BlockName.MAINTAIN: 40,
    }
)
"""Most landings of a session, once jumps are cleared."""

KEEPS_RANGE = frozenset({BodyNeed.PREGNANT, BodyNeed.GIVEN_BIRTH, BodyNeed.FRAGILE_BONES})
"""Needs with 8 to 12 reps in every block, and `LEFT_WITH_NEEDS` or more left."""
LEFT_WITH_NEEDS = 3


def find_demand(block: BlockName, part: Part, needs: Collection[BodyNeed] = frozenset()) -> Demand:
    """Return what a block asks of a part of a session, for a body with these needs."""
    demand = BLOCK_DEMANDS[block][part]
    if not KEEPS_RANGE & set(needs):
        return demand
    return replace(
        demand,
        low=max(8, demand.low),
        high=max(12, demand.high),
        left=max(LEFT_WITH_NEEDS, demand.left),
        rest_s=min(demand.rest_s, HEAVY_REST_S - 30),
    )


def part_of(need: Need, first: bool) -> Part:
    """Return the part of an exercise for a need; only the first one for it is a lift."""
    if not first or need not in WEEKLY_NEEDS:
        return Part.ACCESSORY
    if need in (Need.QUADS, Need.HIPS):
        return Part.LEG_LIFT
    return Part.CALF_LIFT if need in (Need.CALF, Need.CALF_BENT) else Part.LIFT


def find_parts(exercises: Iterable[str], catalogue: Catalogue) -> dict[str, Part]:
    """Return the part of each exercise of a session, by id, in the order of the session.

    Jumps and mobility have none.
    """
    parts: dict[str, Part] = {}
    seen: set[Need] = set()
    for id in dict.fromkeys(exercises):
        exercise = catalogue.exercise(id)
        if exercise is None or not is_strength(exercise):
            continue
        need = need_of(exercise)
        parts[exercise.id] = part_of(need, need not in seen)
        seen.add(need)
    return parts


def is_strength(exercise: Exercise) -> bool:
    """Whether a block's doses apply to it: neither a jump nor mobility."""
    return need_of(exercise) not in (Need.POWER, Need.MOBILITY)
