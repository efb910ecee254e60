"""The ladder of an exercise: one step up or down from a standing, with the loads a person owns."""

from __future__ import annotations

from enum import StrEnum

from msgspec.structs import replace

from runcoach.core.model.dose import SINGLE_REP_STEPS_UP_TO, TempoPhase, Unit
from runcoach.core.model.exercise import Exercise, Tier, TierName
from runcoach.core.model.profile import Profile
from runcoach.core.model.standing import SLOW_LOWERING_EXTRA_S, Standing, value_at
from runcoach.core.session.timing import LOWERING_POSES

MOST_EXTRA_REPS = 4
"""Reps that a target may rise by while the next load is too heavy."""
CLOSE_RATIO = 1.10
"""A load at most 10 % heavier follows at once (ACSM 2009: loads rise by 2 to 10 %)."""
FAR_RATIO = 1.50
"""Before a load that is more than half heavier, the lowering slows first (practice)."""


class Move(StrEnum):
    """What a step changes; it decides the sentence of the proposal."""

    SETS = "sets"
    VALUE = "value"
    TIER = "tier"
    LOAD = "load"
    SLOW = "slow"


def standing_at(tier: Tier, target: int, load_kg: float) -> Standing:
    """Return the standing at which a tier asks for `target` reps or seconds.

    Its step is the highest at or below the target, and the rest is extra.
    """
    steps = tier.dose.steps
    step = max((i for i, value in enumerate(steps) if value <= target), default=0)
    return Standing(tier.tier, step, load_kg, extra=target - steps[step])


def tempo_at(tier: Tier, standing: Standing) -> tuple[TempoPhase, ...]:
    """Return the tempo at a standing; if it is slow, `SLOW_LOWERING_EXTRA_S` more to lower."""
    if not standing.slow:
        return tier.tempo
    return tuple(
        replace(s, seconds=s.seconds + SLOW_LOWERING_EXTRA_S) if s.pose in LOWERING_POSES else s
        for s in tier.tempo
    )


def starting_standing(exercise: Exercise, tier: TierName, profile: Profile) -> Standing:
    """Return the standing at the start of a tier, with the lightest owned load if it is loaded."""
    rung = exercise.tier(tier)
    return Standing(rung.tier, load_kg=_lightest(rung, profile))


def step_up(
    exercise: Exercise, standing: Standing, profile: Profile
) -> tuple[Move, Standing] | None:
    """Return the next step up of a tier's own dose; None at the top of what equipment allows.

    Capacity is read from the new step.
    """
    return _without_capacity(_next_up(exercise, standing, profile))


def _without_capacity(step: tuple[Move, Standing] | None) -> tuple[Move, Standing] | None:
    return None if step is None else (step[0], replace(step[1], capacity=0))


def _next_up(
    exercise: Exercise, standing: Standing, profile: Profile
) -> tuple[Move, Standing] | None:
    tier = exercise.tier(standing.tier)
    if standing.one_set:
        return Move.SETS, replace(standing, one_set=False)
    if standing.extra < 0:
        value = value_at(tier.dose, standing)
        return Move.VALUE, replace(standing, extra=min(0, standing.extra + _rep_step(value)))
    if standing.extra == 0 and standing.step < len(tier.dose.steps) - 1:
        return Move.VALUE, replace(standing, step=standing.step + 1)
    above = _above(exercise, tier)
    if above is not None and not (tier.loaded and above.loaded):
        if not profile.has_equipment_for(above):
            return None
        return Move.TIER, Standing(above.tier, load_kg=_lightest(above, profile))
    if tier.loaded:
        return _heavier(tier, above, standing, profile)
    return None


def _heavier(
    tier: Tier, above: Tier | None, standing: Standing, profile: Profile
) -> tuple[Move, Standing] | None:
    """A step towards the next owned load: at once if close, else more reps, then slower lowering.

    `above` is the tier above if it is loaded.
    """
    rung = above or tier
    load = next((kg for kg in profile.available_loads_kg(rung) if kg > standing.load_kg), None)
    if load is not None and (above is None or profile.has_equipment_for(above)):
        ratio = load / standing.load_kg if standing.load_kg else 1.0
        if ratio <= CLOSE_RATIO:
            if above is not None:
                return Move.TIER, Standing(above.tier, load_kg=load)
            return Move.LOAD, replace(standing, load_kg=load, slow=False)
        ready = standing.slow or standing.extra >= MOST_EXTRA_REPS
        if ready and (ratio <= FAR_RATIO or standing.slow):
            if above is not None:
                return Move.TIER, Standing(above.tier, load_kg=load)
            return Move.LOAD, _two_thirds(tier, standing, load)
        if ready:
            return Move.SLOW, replace(standing, slow=True, extra=0)
    if tier.dose.unit is Unit.REPS and not standing.slow and standing.extra < MOST_EXTRA_REPS:
        raised = standing.extra + _rep_step(value_at(tier.dose, standing))
        return Move.VALUE, replace(standing, extra=min(MOST_EXTRA_REPS, raised))
    if load is not None and tier.dose.unit is Unit.SECONDS and above is None:
        return Move.LOAD, _two_thirds(tier, standing, load)
    return None


def _two_thirds(tier: Tier, standing: Standing, load: float) -> Standing:
    """The new load at two thirds of the reps or seconds."""
    value = round(value_at(tier.dose, standing) * 2 / 3)
    last = len(tier.dose.steps) - 1
    return replace(
        standing, step=last, load_kg=load, extra=min(0, value - tier.dose.at(last)), slow=False
    )


def step_down(
    exercise: Exercise, standing: Standing, profile: Profile
) -> tuple[Move, Standing] | None:
    """Return the next step down, or None at one set at the start of foundation."""
    return _without_capacity(_next_down(exercise, standing, profile))


def _next_down(
    exercise: Exercise, standing: Standing, profile: Profile
) -> tuple[Move, Standing] | None:
    tier = exercise.tier(standing.tier)
    if standing.slow:
        return Move.SLOW, replace(standing, slow=False, extra=0)
    if standing.extra > 0:
        value = value_at(tier.dose, standing)
        step = 2 if value - 2 >= SINGLE_REP_STEPS_UP_TO else 1
        return Move.VALUE, replace(standing, extra=max(0, standing.extra - step))
    if standing.extra == 0 and standing.step > 0:
        return Move.VALUE, replace(standing, step=standing.step - 1)
    below = _below(exercise, tier)
    lighter = max(
        (kg for kg in profile.available_loads_kg(tier) if kg < standing.load_kg), default=None
    )
    last = len(tier.dose.steps) - 1
    if tier.loaded and lighter is not None and not (below and below.loaded):
        return Move.LOAD, replace(standing, step=last, load_kg=lighter, extra=0)
    if below is not None and below.loaded and tier.loaded:
        return Move.TIER, _lighter_tier(tier, below, standing, profile)
    if below is not None:
        return Move.TIER, Standing(below.tier, len(below.dose.steps) - 1, _lightest(below, profile))
    if not standing.one_set and tier.dose.sets > 1:
        return Move.SETS, replace(standing, one_set=True)
    return None


def _lighter_tier(tier: Tier, below: Tier, standing: Standing, profile: Profile) -> Standing:
    """The loaded tier below: its target with a lighter load, else one rep fewer with the same."""
    lighter = max(
        (kg for kg in profile.available_loads_kg(below) if kg < standing.load_kg), default=None
    )
    if lighter is not None:
        return Standing(below.tier, len(below.dose.steps) - 1, lighter)
    value = value_at(tier.dose, standing) - 1
    fewer = standing_at(below, value, standing.load_kg)
    return replace(fewer, extra=min(0, fewer.extra))


def _rep_step(value: int) -> int:
    return 1 if value < SINGLE_REP_STEPS_UP_TO else 2


def _lightest(tier: Tier, profile: Profile) -> float:
    return min(profile.available_loads_kg(tier), default=0.0) if tier.loaded else 0.0


def _above(exercise: Exercise, tier: Tier) -> Tier | None:
    rungs = exercise.tiers
    index = rungs.index(tier)
    return rungs[index + 1] if index + 1 < len(rungs) else None


def _below(exercise: Exercise, tier: Tier) -> Tier | None:
    index = exercise.tiers.index(tier)
    return exercise.tiers[index - 1] if index else None
