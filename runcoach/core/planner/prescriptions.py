"""Slots: which exercise each of a session is done with, at which tier and which dose."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.coach.dose_text import equipment_words
from runcoach.core.coach.jump_clearance import landings_of
from runcoach.core.coach.ladder import start_of, tempo_at
from runcoach.core.coach.rulebook import why
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Kind, Tier, TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Profile, owned_load
from runcoach.core.model.programme import SessionOutline, Slot
from runcoach.core.model.standing import Standing, Standings, sets_at, value_at
from runcoach.core.session.block_layout import Bout

FEWEST_REPS = 4
"""A jump's reps are not cut below this; sets go first."""
CUT_BY = 2


class Terms(Struct, frozen=True):
    """What a session has to fit: the person, the day and the room."""

    standings: Standings = field(default_factory=dict)
    tier: TierName | None = None
    """One tier for everything, instead of the person's own."""
    minutes: int | None = None
    equipment: tuple[str, ...] | None = None
    """What is at hand; None where it does not matter."""
    owner: Profile | None = None
    """Whose loads are taken, where weights are part of it; None where that does not matter."""
    count_in_s: float = 3.0
    rest_scale: float = 1.0
    own_pace: float = 1.0
    """How long this person takes, as a part of what the tempo and the gaps say."""
    first_sides: Mapping[str, Side] = field(default_factory=dict)
    """The side that begins, by exercise; left where nothing is said."""
    power: bool = True
    """The power gate is open."""
    landings: int | None = None
    """The most landings of the session; None for no limit."""
    spared: frozenset[str] = frozenset()
    """Areas that nothing may load."""
    sore: frozenset[str] = frozenset()
    """Areas with one set each."""
    lighter: bool = False
    """One set less of each exercise."""
    halved: bool = False
    """Half the sets of each exercise: a race is near."""


def bouts_of(
    outline: SessionOutline, catalogue: Catalogue, terms: Terms
) -> tuple[list[Bout], list[str]]:
    """The bouts of a session's slots, and a sentence for each that is not as written."""
    bouts: list[Bout] = []
    why_not: list[str] = []
    if terms.lighter and not terms.halved:
        why_not.append(why("lighter-week").sentence)
    for slot in outline.slots:
        taken = {b.exercise.id for b in bouts}
        bout, reason = _bout(slot, outline, catalogue, terms, taken)
        if bout is not None:
            bouts.append(bout)
        if reason:
            why_not.append(reason)
    if terms.landings is not None:
        fewer = _within_landings(bouts, terms.landings)
        if fewer != bouts:
            why_not.append(why("power-open", contacts=terms.landings).sentence)
            bouts = fewer
    return bouts, why_not


def _bout(
    slot: Slot, outline: SessionOutline, catalogue: Catalogue, terms: Terms, taken: set[str]
) -> tuple[Bout | None, str]:
    wanted = catalogue.exercise(slot.exercise)
    first_reason = "" if wanted else f"{slot.exercise} is not in the catalogue: left out."
    for id in (slot.exercise, *slot.alternatives):
        exercise = catalogue.exercise(id)
        if exercise is None or exercise.id in taken:
            continue
        hurting = sorted(terms.spared & set(exercise.areas))
        if hurting:
            said = why("pain-dropped", out=exercise.name, area=hurting[0])
            first_reason = first_reason or said.sentence
            continue
        standing = terms.standings.get(exercise.id)
        name = terms.tier or slot.tier or (standing.tier if standing else outline.tier)
        tier, reason = _tier_at_hand(exercise, name, terms)
        if tier is not None:
            instead = "" if exercise is wanted else f"{exercise.name} stands in."
            said_all = f"{first_reason} {instead}".strip() if instead else first_reason or reason
            return _with_dose(exercise, tier, slot, standing, terms), said_all
        first_reason = first_reason or reason
    return None, first_reason


def _tier_at_hand(exercise: Exercise, name: TierName, terms: Terms) -> tuple[Tier | None, str]:
    """The tier of that name, or the nearest below it that needs only what is there."""
    order = list(TierName)
    wanted = exercise.tier(name)
    for tier in reversed([t for t in exercise.tiers if order.index(t.tier) <= order.index(name)]):
        if tier.landings and exercise.power and not terms.power:
            continue
        if _at_hand(tier, terms):
            return tier, _lower_words(exercise, tier, wanted, terms)
    if exercise.power and not terms.power:
        return None, f"{exercise.name} waits: strength comes before jumps."
    missing = equipment_words(wanted.equipment) or "equipment"
    return None, f"{exercise.name} left out: it needs {missing}."


def _lower_words(exercise: Exercise, tier: Tier, wanted: Tier, terms: Terms) -> str:
    if tier is wanted:
        return ""
    if exercise.power and wanted.landings and not terms.power:
        return f"{exercise.name}: its {tier.tier} first, strength comes before jumps."
    return f"{exercise.name}: {tier.tier} tier, for what is at hand."


def _at_hand(tier: Tier, terms: Terms) -> bool:
    owner = terms.owner
    if owner is not None and tier.loaded and owner.loads and not owner.totals(tier):
        return False
    return terms.equipment is None or set(tier.equipment) <= set(terms.equipment)


def _with_dose(
    exercise: Exercise, tier: Tier, slot: Slot, standing: Standing | None, terms: Terms
) -> Bout:
    if standing is None or standing.tier is not tier.tier:
        start = Standing(tier.tier, load_kg=standing.load_kg if standing else 0.0)
        standing = start if terms.owner is None else start_of(exercise, tier.tier, terms.owner)
    rest = slot.rest_s if slot.rest_s is not None else tier.dose.rest_s
    load = standing.load_kg
    if terms.owner is not None and tier.loaded:
        load = owned_load(terms.owner, tier, load)
    return Bout(
        exercise=exercise,
        tier=replace(tier, tempo=tempo_at(tier, standing)),
        sets=_sets(exercise, tier, slot, standing, terms),
        value=slot.value or value_at(tier.dose, standing),
        rest_s=round(rest * terms.rest_scale),
        load_kg=load,
        first_side=terms.first_sides.get(exercise.id, Side.LEFT),
    )


def _sets(exercise: Exercise, tier: Tier, slot: Slot, standing: Standing, terms: Terms) -> int:
    if terms.sore & set(exercise.areas):
        return 1
    sets = sets_at(tier.dose, standing)
    if slot.sets is not None:
        sets = min(sets, slot.sets) if standing.one_set else slot.sets
    if terms.halved:
        return max(1, sets // 2)
    return max(1, sets - 1) if terms.lighter else sets


def _within_landings(bouts: list[Bout], most: int) -> list[Bout]:
    """Fewer reps of every jump, then fewer sets, then fewer jumps, until the landings fit.

    An interval holds as many reps as the person does in it, so of these sets go first.
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


def _landings(bouts: list[Bout]) -> int:
    return sum(landings_of(b.tier, b.sets, b.value) for b in bouts)
