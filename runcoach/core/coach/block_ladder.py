"""One rise or fall of an exercise within what a training block asks.

Reps first, to the top of the block's range; then the next load, slower lowering where that load is
far away, or the next variant. Where nothing comes after it: more reps, then slower, then it is
done and another exercise takes its place next block.
"""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.coach.capacity import (
    at_other_load,
    capacity_of,
    left_in_unit,
    range_of,
    with_capacity,
)
from runcoach.core.coach.demands import Demand
from runcoach.core.coach.ladder import FAR_RATIO, Move, starting_standing
from runcoach.core.model.dose import SINGLE_REP_STEPS_UP_TO, Unit
from runcoach.core.model.exercise import Exercise, Pattern, Tier
from runcoach.core.model.profile import Profile
from runcoach.core.model.standing import Standing

MOST_REPS = 20
MOST_CALF_REPS = 25
MOST_HOLD_S = 60
"""Where nothing comes after an exercise, its range goes on to here (practice)."""
HOLD_STEP_S = 5

Step = tuple[Move, Standing]


def demand_for(demand: Demand, exercise: Exercise, standing: Standing, profile: Profile) -> Demand:
    """Return what the block asks; without an upper end where nothing comes after the exercise."""
    if not is_last(exercise, standing, profile):
        return demand
    most = MOST_CALF_REPS if exercise.pattern is Pattern.CALF else MOST_REPS
    return replace(demand, high=max(most, demand.high), hold_high=MOST_HOLD_S)


def is_last(exercise: Exercise, standing: Standing, profile: Profile) -> bool:
    """Whether there is neither a heavier load nor another variant or exercise after this one."""
    tier = exercise.tier(standing.tier)
    if exercise.leads_to or _next_load(tier, standing, profile) is not None:
        return False
    return tier_above(exercise, tier, profile) is None


def tier_above(exercise: Exercise, tier: Tier, profile: Profile) -> Tier | None:
    """Return the variant above that the person has the equipment for, further up if need be."""
    for rung in exercise.tiers[exercise.tiers.index(tier) + 1 :]:
        same = rung.loaded and tier.loaded and rung.sides is tier.sides
        if not same and profile.has_equipment_for(rung):
            return rung
    return None


def _next_load(tier: Tier, standing: Standing, profile: Profile) -> float | None:
    if not tier.loaded:
        return None
    return next((kg for kg in profile.available_loads_kg(tier) if kg > standing.load_kg), None)


def rise_in_block(
    exercise: Exercise, standing: Standing, demand: Demand, profile: Profile, shown: int | None
) -> Step | None:
    """Return the next rise; None where this exercise is done.

    Args:
        exercise: the exercise.
        standing: its standing.
        demand: what the block asks, by `demand_for`.
        profile: whose loads are used.
        shown: the capacity that an easy set showed; None to go one step further.
    """
    tier = exercise.tier(standing.tier)
    if standing.one_set:
        return Move.SETS, replace(standing, one_set=False)
    low, high = range_of(demand, tier)
    left = left_in_unit(demand.left, tier)
    capacity = capacity_of(standing, tier)
    value = min(high, max(low, capacity - left))
    if value < high:
        capacity = max(capacity, value + left)
        raised = max(shown or 0, capacity + _value_step(value, tier))
        return Move.VALUE, with_capacity(standing, tier, raised)
    capacity = max(capacity, shown or 0)
    load = _next_load(tier, standing, profile)
    if load is not None:
        far = standing.load_kg > 0 and load / standing.load_kg > FAR_RATIO
        if far and not standing.slow and tier.tempo:
            return Move.SLOW, replace(with_capacity(standing, tier, low + left), slow=True)
        possible = at_other_load(capacity, standing.load_kg, load)
        heavier = with_capacity(standing, tier, max(low + left if not far else 1, possible))
        return Move.LOAD, replace(heavier, load_kg=load, slow=False)
    above = tier_above(exercise, tier, profile)
    if above is not None:
        start = starting_standing(exercise, above.tier, profile)
        return Move.TIER, replace(start, locked=standing.locked)
    if not exercise.leads_to and not standing.slow and tier.tempo:
        return Move.SLOW, replace(with_capacity(standing, tier, low + left), slow=True)
    return None


def fall_in_block(
    exercise: Exercise, standing: Standing, demand: Demand, profile: Profile
) -> Step | None:
    """Return the next fall: fewer reps, the usual tempo, a lighter load, the variant below."""
    tier = exercise.tier(standing.tier)
    low, high = range_of(demand, tier)
    left = left_in_unit(demand.left, tier)
    capacity = capacity_of(standing, tier)
    value = min(high, capacity - left)
    if standing.slow:
        return Move.SLOW, replace(standing, slow=False)
    if value > low:
        fewer = max(low, value - _value_step(value - 1, tier))
        return Move.VALUE, with_capacity(standing, tier, fewer + left)
    lighter = max(
        (kg for kg in profile.available_loads_kg(tier) if kg < standing.load_kg), default=None
    )
    if tier.loaded and lighter is not None:
        possible = min(high + left, at_other_load(capacity, standing.load_kg, lighter))
        return Move.LOAD, replace(with_capacity(standing, tier, possible), load_kg=lighter)
    at = exercise.tiers.index(tier)
    if at:
        below = exercise.tiers[at - 1]
        start = starting_standing(exercise, below.tier, profile)
        _, top = range_of(demand, below)
        most = with_capacity(start, below, top + left_in_unit(demand.left, below))
        return Move.TIER, replace(most, locked=standing.locked)
    if not standing.one_set and tier.dose.sets > 1:
        return Move.SETS, replace(standing, one_set=True)
    return None


def _value_step(value: int, tier: Tier) -> int:
    if tier.dose.unit is Unit.SECONDS:
        return HOLD_STEP_S
    return 1 if value < SINGLE_REP_STEPS_UP_TO else 2
