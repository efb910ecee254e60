"""Prescriptions: the exercise, tier and dose that fill each slot of a session."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.coach.demands import HEAVY_REST_S
from runcoach.core.coach.dose_text import format_equipment
from runcoach.core.coach.jump_clearance import count_landings
from runcoach.core.coach.ladder import starting_standing, tempo_at
from runcoach.core.coach.rulebook import cite_rule
from runcoach.core.model.body import BodyNeed
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Kind, Tier, TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Profile, choose_owned_load, name_implements
from runcoach.core.model.programme import SessionOutline, Slot
from runcoach.core.model.standing import Standing, Standings, sets_at, value_at
from runcoach.core.session.block_layout import Prescription

MOST_SETS = 4
RAMP_SHARE = 0.7
"""Most of the load in the lighter set before a heavy one (practice)."""
FEWEST_REPS = 4
"""A jump's reps are not cut below this; sets go first."""
CUT_BY = 2


class PrescriptionContext(Struct, frozen=True):
    """What a session has to fit: the person, the day and the equipment."""

    standings: Standings = field(default_factory=dict)
    tier: TierName | None = None
    """One tier for everything, instead of the person's own."""
    minutes: int | None = None
    equipment: tuple[str, ...] | None = None
    """What is at hand; None to take each exercise as its file states it."""
    owner: Profile | None = None
    """The profile whose loads are used; None to take loads as the standings state them."""
    count_in_s: float = 3.0
    rest_scale: float = 1.0
    own_pace: float = 1.0
    """How long this person takes, as a ratio of what tempo and gaps add up to."""
    first_sides: Mapping[str, Side] = field(default_factory=dict)
    """The side that begins, by exercise id; left where there is none."""
    jumps_cleared: bool = True
    """Jumps are cleared."""
    max_landings: int | None = None
    """Most landings in the session; None for no limit."""
    needs: frozenset[BodyNeed] = frozenset()
    """The needs of this body: what is not for them is left out."""
    spared: frozenset[str] = frozenset()
    """Areas that nothing may load."""
    sore: frozenset[str] = frozenset()
    """Areas whose exercises get one set each."""
    lighter: bool = False
    """One set fewer of each exercise."""
    halved: bool = False
    """Half the sets of each exercise: a race is near."""


def prescribe_bouts(
    outline: SessionOutline, catalogue: Catalogue, context: PrescriptionContext
) -> tuple[list[Prescription], list[str]]:
    """Return the bouts for a session's slots, and a sentence for each that is not as written."""
    bouts: list[Prescription] = []
    sentences: list[str] = []
    if context.lighter and not context.halved:
        sentences.append(cite_rule("lighter-week").sentence)
    for slot in outline.slots:
        taken = {b.exercise.id for b in bouts}
        bout, reason = _bout(slot, outline, catalogue, context, taken)
        if bout is not None:
            bouts.append(bout)
        if reason:
            sentences.append(reason)
    if context.max_landings is not None:
        fewer = _within_landings(bouts, context.max_landings)
        if fewer != bouts:
            sentences.append(cite_rule("power-open", contacts=context.max_landings).sentence)
            bouts = fewer
    return bouts, sentences


def _bout(
    slot: Slot,
    outline: SessionOutline,
    catalogue: Catalogue,
    context: PrescriptionContext,
    taken: set[str],
) -> tuple[Prescription | None, str]:
    """The bout of a slot, by its exercise or an alternative, and why it is not as written."""
    wanted = catalogue.exercise(slot.exercise)
    first_reason = "" if wanted else f"{slot.exercise} is not in the catalogue: left out."
    for id in (slot.exercise, *slot.alternatives):
        exercise = catalogue.exercise(id)
        if exercise is None or exercise.id in taken:
            continue
        hurting = sorted(context.spared & set(exercise.areas))
        if hurting:
            dropped = cite_rule("pain-dropped", out=exercise.name, area=hurting[0])
            first_reason = first_reason or dropped.sentence
            continue
        if context.needs.intersection(exercise.not_for):
            first_reason = first_reason or f"{exercise.name} left out: not for your body now."
            continue
        standing = context.standings.get(exercise.id)
        name = context.tier or slot.tier or (standing.tier if standing else outline.tier)
        tier, reason = _tier_at_hand(exercise, name, context)
        if tier is not None:
            if exercise is not wanted:
                reason = f"{first_reason} {exercise.name} takes its place.".strip()
            else:
                reason = first_reason or reason
            return _with_dose(exercise, tier, slot, standing, context), reason
        first_reason = first_reason or reason
    return None, first_reason


def _tier_at_hand(
    exercise: Exercise, name: TierName, context: PrescriptionContext
) -> tuple[Tier | None, str]:
    """The tier of that name, or the nearest below whose equipment is at hand, and why."""
    order = list(TierName)
    wanted = exercise.tier(name)
    for tier in reversed([t for t in exercise.tiers if order.index(t.tier) <= order.index(name)]):
        if exercise.needs_clearance(tier) and not context.jumps_cleared:
            continue
        if context.needs.intersection(tier.not_for):
            continue
        if _at_hand(tier, context):
            return tier, _lower_words(exercise, tier, wanted, context)
    if exercise.power and not context.jumps_cleared:
        return None, f"{exercise.name} waits: strength comes before jumps."
    missing = format_equipment(wanted.equipment) or "equipment"
    return None, f"{exercise.name} left out: it needs {missing}."


def _lower_words(exercise: Exercise, tier: Tier, wanted: Tier, context: PrescriptionContext) -> str:
    if tier is wanted:
        return ""
    if exercise.needs_clearance(wanted) and not context.jumps_cleared:
        return f"{exercise.name}: {tier.tier} tier first, strength comes before jumps."
    return f"{exercise.name}: {tier.tier} tier, to fit your equipment."


def _at_hand(tier: Tier, context: PrescriptionContext) -> bool:
    owner = context.owner
    if owner is not None and not owner.has_weight_for(tier):
        return False
    if context.equipment is None:
        return True
    needed = set(tier.equipment) if owner is None else owner.needed_besides_loads(tier)
    return needed <= set(context.equipment)


def _with_dose(
    exercise: Exercise,
    tier: Tier,
    slot: Slot,
    standing: Standing | None,
    context: PrescriptionContext,
) -> Prescription:
    if standing is None or standing.tier is not tier.tier:
        start = Standing(tier.tier, load_kg=standing.load_kg if standing else 0.0)
        standing = (
            start
            if context.owner is None
            else starting_standing(exercise, tier.tier, context.owner)
        )
    rest = slot.rest_s if slot.rest_s is not None else tier.dose.rest_s
    load = standing.load_kg
    if context.owner is not None and tier.loaded:
        load = choose_owned_load(context.owner, tier, load)
        tier = replace(tier, equipment=name_implements(context.owner, tier, load))
    return Prescription(
        exercise=exercise,
        tier=replace(tier, tempo=tempo_at(tier, standing)),
        sets=_sets(exercise, tier, slot, standing, context),
        value=slot.value or value_at(tier.dose, standing),
        rest_s=round(rest * context.rest_scale),
        load_kg=load,
        first_side=context.first_sides.get(exercise.id, Side.LEFT),
        pair=slot.pair,
        ramp_kg=_ramp_kg(tier, load, rest, context.owner),
    )


def _ramp_kg(tier: Tier, load: float, rest_s: float, owner: Profile | None) -> float | None:
    """The load of one lighter set before a heavy one; None where the lift is not heavy."""
    if rest_s < HEAVY_REST_S:
        return None
    if owner is None or not tier.loaded:
        return 0.0
    lighter = [kg for kg in owner.available_loads_kg(tier) if kg <= load * RAMP_SHARE]
    return max(lighter, default=0.0)


def _sets(
    exercise: Exercise, tier: Tier, slot: Slot, standing: Standing, context: PrescriptionContext
) -> int:
    if context.sore & set(exercise.areas):
        return 1
    sets = sets_at(tier.dose, standing)
    if slot.sets is not None:
        sets = min(sets, slot.sets) if standing.one_set else slot.sets
    if context.halved:
        return max(1, sets // 2)
    return max(1, sets - 1) if context.lighter else sets


def _within_landings(bouts: list[Prescription], most: int) -> list[Prescription]:
    """Cut reps of every jump, then sets, then jumps, until the landings fit.

    The reps of an interval are open, so its sets go first.
    """
    while (jumps := [b for b in bouts if b.tier.landings]) and _landings(jumps) > most:
        last = jumps[-1]
        timed = [b for b in jumps if b.tier.kind is Kind.INTERVAL]
        counted = [b for b in jumps if b.tier.kind is not Kind.INTERVAL]
        if any(b.sets > 1 for b in timed):
            changed = {b.exercise.id: replace(b, sets=max(1, b.sets - 1)) for b in timed}
        elif any(b.value > FEWEST_REPS for b in counted):
            changed = {b.exercise.id: replace(b, value=_fewer(b.value)) for b in counted}
        elif any(b.sets > 1 for b in jumps):
            changed = {b.exercise.id: replace(b, sets=max(1, b.sets - 1)) for b in jumps}
        else:
            bouts = [b for b in bouts if b is not last]
            continue
        bouts = [changed.get(b.exercise.id, b) for b in bouts]
    return bouts


def _fewer(value: int) -> int:
    return max(min(value, FEWEST_REPS), value - CUT_BY)


def _landings(bouts: list[Prescription]) -> int:
    return sum(count_landings(b.tier, b.sets, b.value) for b in bouts)
