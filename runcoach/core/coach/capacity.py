"""Capacity: what would have been possible, and the dose that follows from it in a block.

From one load to another by Epley's estimate: a load lifted `n` times at most is
`1 / (1 + n / 30)` of what could be lifted once (Epley 1985).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.demands import HOLD_S_PER_REP, Demand
from runcoach.core.coach.evidence import ExerciseRecord
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Kind, Tier
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Effort, Source
from runcoach.core.model.standing import Standing, value_at

LEFT_BY_STEP = 2
"""Reps left that an old standing's step is read with: the lower side of "right"."""
EPLEY_REPS = 30
EASY_LEFT = 2
"""Easy: two or more left than asked."""
MOST_RISE = 1.15
"""Most that a load rises from one block to the next by itself, or the next one owned."""


class BlockDose(Struct, frozen=True):
    """The dose of one exercise in a block."""

    value: int
    load_kg: float
    slow: bool = False


def left_in_unit(left: int, tier: Tier) -> int:
    """Return reps left as what the tier counts in."""
    return left * HOLD_S_PER_REP if tier.dose.unit is Unit.SECONDS else left


def capacity_of(standing: Standing, tier: Tier) -> int:
    """Return the capacity of a standing; from its step where none is known."""
    return standing.capacity or value_at(tier.dose, standing) + left_in_unit(LEFT_BY_STEP, tier)


def range_of(demand: Demand, tier: Tier) -> tuple[int, int]:
    """Return the lowest and the highest value that a block asks of a tier."""
    if tier.dose.unit is Unit.SECONDS:
        return demand.hold_low, demand.hold_high
    return demand.low, demand.high


def at_other_load(capacity: int, load_kg: float, other_kg: float) -> int:
    """Return the reps possible at another load, by Epley."""
    if load_kg <= 0 or other_kg <= 0:
        return capacity
    ratio = load_kg * (1 + capacity / EPLEY_REPS) / other_kg
    return int(round(EPLEY_REPS * (ratio - 1), 6))


def dose_in_block(standing: Standing, tier: Tier, demand: Demand, profile: Profile) -> BlockDose:
    """Return value and load of a set: capacity less what is to be left, within the range.

    Above the range the next loads come first, then slower lowering; below it a lighter load. What
    was never measured begins at the low end of the range.
    """
    low, high = range_of(demand, tier)
    left = left_in_unit(demand.left, tier)
    if tier.kind is Kind.INTERVAL:
        return BlockDose(value_at(tier.dose, standing), standing.load_kg)
    capacity, load = capacity_of(standing, tier), standing.load_kg
    if tier.loaded and load > 0 and tier.dose.unit is Unit.REPS and standing.capacity:
        load = _fitting_load(capacity, standing, low + left, high + left, profile, tier)
        capacity = at_other_load(capacity, standing.load_kg, load)
    wanted = capacity - left
    if wanted < low and not standing.capacity:
        wanted = min(low, max(tier.dose.target, wanted))
    return BlockDose(
        max(1, min(high, wanted)), load, standing.slow or (wanted > high + 4 and demand.heavy)
    )


def _fitting_load(
    capacity: int, standing: Standing, low: int, high: int, profile: Profile, tier: Tier
) -> float:
    """The lightest owned load at which no more than `high` reps are possible, but `low` are."""
    owned = profile.available_loads_kg(tier)
    load = standing.load_kg
    if capacity > high:
        heavier = [kg for kg in owned if kg > load]
        most = max(load * MOST_RISE, heavier[0] if heavier else 0.0)
        for kg in heavier:
            if kg > most or at_other_load(capacity, standing.load_kg, kg) < low:
                break
            load = kg
            if at_other_load(capacity, standing.load_kg, kg) <= high:
                break
    elif capacity < low:
        for kg in sorted((kg for kg in owned if kg < load), reverse=True):
            load = kg
            if at_other_load(capacity, standing.load_kg, kg) >= low:
                break
    return load


def measure_capacity(records: Sequence[ExerciseRecord], demand: Demand, tier: Tier) -> int | None:
    """Return the capacity that confirmed records show, the lower one; None without any.

    The worst set counts: what was done, and what was left of what the block asks.
    """
    shown = []
    for record in records:
        measured = [s for s in record.sets if s.source is not Source.ASSUMED and s.has_answer]
        if not measured or len(measured) < len(record.sets):
            continue
        shown.append(
            min(
                round(s.actual * record.target / max(1, s.target))
                + left_in_unit(_left(s.effort, demand), tier)
                for s in measured
            )
        )
    return min(shown, default=None)


def _left(effort: Effort | None, demand: Demand) -> int:
    match effort:
        case Effort.EASY:
            return demand.left + EASY_LEFT
        case Effort.RIGHT:
            return demand.left
        case Effort.HARD:
            return max(0, demand.left - 1)
        case _:
            return 0


def with_capacity(standing: Standing, tier: Tier, capacity: int) -> Standing:
    """Return the standing with a capacity, its step following from it for named sessions."""
    value = capacity - left_in_unit(LEFT_BY_STEP, tier)
    step = max((i for i, v in enumerate(tier.dose.steps) if v <= value), default=0)
    return replace(standing, step=step, extra=0, capacity=max(1, capacity))
