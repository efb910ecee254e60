"""The ladder: what one step up or down from a standing is, with the loads a person owns."""

from __future__ import annotations

from enum import StrEnum

from msgspec.structs import replace

from runcoach.core.model.dose import FINE_UP_TO, Stroke, Unit
from runcoach.core.model.exercise import Exercise, Tier, TierName
from runcoach.core.model.profile import Profile
from runcoach.core.model.standing import SLOWER_S, Standing, value_at
from runcoach.core.session.timing import LOWERING

MOST_EXTRA = 4
"""Reps that a target may rise while the next load is too far off."""
CLOSE = 1.10
"""A load at most 10 % heavier follows at once (ACSM 2009: loads rise by 2 to 10 %)."""
FAR = 1.50
"""Before a load more than half heavier, the lowering slows first (practice)."""


class Move(StrEnum):
    """What a step changes; the sentence is chosen by it."""

    SETS = "sets"
    VALUE = "value"
    TIER = "tier"
    LOAD = "load"
    SLOW = "slow"


def placed(tier: Tier, target: int, load_kg: float) -> Standing:
    """The standing at which a tier asks for this value: the step at or below it, the rest extra."""
    steps = tier.dose.steps
    step = max((i for i, value in enumerate(steps) if value <= target), default=0)
    return Standing(tier.tier, step, load_kg, extra=target - steps[step])


def tempo_at(tier: Tier, standing: Standing) -> tuple[Stroke, ...]:
    """The tempo at a standing: where it says slow, each stroke that lowers takes longer."""
    if not standing.slow:
        return tier.tempo
    return tuple(
        replace(s, seconds=s.seconds + SLOWER_S) if s.pose in LOWERING else s for s in tier.tempo
    )


def start_of(exercise: Exercise, tier: TierName, profile: Profile) -> Standing:
    """The start of a tier, with the lightest load owned where it is loaded."""
    rung = exercise.tier(tier)
    return Standing(rung.tier, load_kg=_lightest(rung, profile))


def step_up(
    exercise: Exercise, standing: Standing, profile: Profile
) -> tuple[Move, Standing] | None:
    """The next step up, or None at the top of what this person can do with what they own."""
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
        if not profile.has(above):
            return None
        return Move.TIER, Standing(above.tier, load_kg=_lightest(above, profile))
    if tier.loaded:
        return _heavier(tier, above, standing, profile)
    return None


def _heavier(
    tier: Tier, above: Tier | None, standing: Standing, profile: Profile
) -> tuple[Move, Standing] | None:
    """Towards the next load owned: at once if close, else by reps first, then slower lowering."""
    rung = above or tier
    load = next((kg for kg in profile.totals(rung) if kg > standing.load_kg), None)
    if load is not None and (above is None or profile.has(above)):
        ratio = load / standing.load_kg if standing.load_kg else 1.0
        if ratio <= CLOSE:
            if above is not None:
                return Move.TIER, Standing(above.tier, load_kg=load)
            return Move.LOAD, replace(standing, load_kg=load, slow=False)
        ready = standing.slow or standing.extra >= MOST_EXTRA
        if ready and (ratio <= FAR or standing.slow):
            if above is not None:
                return Move.TIER, Standing(above.tier, load_kg=load)
            return Move.LOAD, _two_thirds(tier, standing, load)
        if ready:
            return Move.SLOW, replace(standing, slow=True, extra=0)
    if tier.dose.unit is Unit.REPS and not standing.slow and standing.extra < MOST_EXTRA:
        raised = standing.extra + _rep_step(value_at(tier.dose, standing))
        return Move.VALUE, replace(standing, extra=min(MOST_EXTRA, raised))
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
    """The next step down, or None where one set at foundation's start is all that is left."""
    tier = exercise.tier(standing.tier)
    if standing.slow:
        return Move.SLOW, replace(standing, slow=False, extra=0)
    if standing.extra > 0:
        value = value_at(tier.dose, standing)
        step = 2 if value - 2 >= FINE_UP_TO else 1
        return Move.VALUE, replace(standing, extra=max(0, standing.extra - step))
    if standing.extra == 0 and standing.step > 0:
        return Move.VALUE, replace(standing, step=standing.step - 1)
    below = _below(exercise, tier)
    lighter = max((kg for kg in profile.totals(tier) if kg < standing.load_kg), default=None)
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
    """Back to the loaded tier below: its target with a lighter load, else fewer of the same."""
    lighter = max((kg for kg in profile.totals(below) if kg < standing.load_kg), default=None)
    if lighter is not None:
        return Standing(below.tier, len(below.dose.steps) - 1, lighter)
    value = value_at(tier.dose, standing) - 1
    fewer = placed(below, value, standing.load_kg)
    return replace(fewer, extra=min(0, fewer.extra))


def _rep_step(value: int) -> int:
    return 1 if value < FINE_UP_TO else 2


def _lightest(tier: Tier, profile: Profile) -> float:
    return min(profile.totals(tier), default=0.0) if tier.loaded else 0.0


def _above(exercise: Exercise, tier: Tier) -> Tier | None:
    rungs = exercise.tiers
    place = rungs.index(tier)
    return rungs[place + 1] if place + 1 < len(rungs) else None


def _below(exercise: Exercise, tier: Tier) -> Tier | None:
    place = exercise.tiers.index(tier)
    return exercise.tiers[place - 1] if place else None
