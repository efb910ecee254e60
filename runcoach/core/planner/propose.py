"""Today: the plan of a session for what is asked, on a day, by a person."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.coach.athlete import Known, day_of, rules_of
from runcoach.core.coach.ladder import start_of
from runcoach.core.coach.rulebook import Why, why
from runcoach.core.coach.schedule import Progress, progress_at
from runcoach.core.coach.training_day import Day, Soreness
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import is_leg
from runcoach.core.model.plan import Block, Plan
from runcoach.core.model.programme import Programme, SessionOutline
from runcoach.core.model.standing import Standing, Standings
from runcoach.core.planner.compose import compose, length_s
from runcoach.core.planner.first_side import first_sides
from runcoach.core.planner.prescriptions import Terms
from runcoach.core.planner.request import Wish
from runcoach.core.planner.warm_up import cool_down


class Ask(Struct, frozen=True):
    """What a session is asked to be."""

    wish: Wish = field(default_factory=Wish)
    programme: Programme | None = None
    """None for one chosen for the day."""
    tier: TierName | None = None
    """One tier for everything, instead of the person's own."""
    count_in_s: float = 3.0
    rest_scale: float = 1.0


class Proposed(Struct, frozen=True):
    """A plan, why it is this, and the session as a programme would write it."""

    plan: Plan
    outline: SessionOutline
    whys: tuple[Why, ...] = ()
    gave_way: tuple[Why, ...] = ()
    progress: Progress | None = None
    """Where a programme over weeks stands."""


def proposed(ask: Ask, known: Known, day: Day | None = None) -> Proposed:
    """The plan for what was asked, on this day; the same for the same day and history."""
    day = day or day_of(known)
    if ask.programme is not None and Soreness.SEVERE not in day.sore.values():
        return _of_programme(ask, ask.programme, known, day)
    return _chosen(ask, known, day)


def suits(programme: Programme, known: Known) -> bool:
    """Whether a programme is what a day allows: else one for the day is proposed in its place.

    Who asks for it by name gets it all the same.
    """
    rules = rules_of(known)
    if rules.mobility_only:
        return False
    outline = progress_at(programme, known.done.get(programme.id, 0)).outline
    slots = (known.catalogue.exercise(slot.exercise) for slot in outline.slots)
    return rules.legs or not any(e is not None and is_leg(e) for e in slots)


def _terms(ask: Ask, known: Known, outline: SessionOutline, standings: Standings) -> Terms:
    ids = (id for slot in outline.slots for id in (slot.exercise, *slot.alternatives))
    found = (known.catalogue.exercise(id) for id in dict.fromkeys(ids))
    return Terms(
        standings=standings,
        count_in_s=ask.count_in_s,
        rest_scale=ask.rest_scale,
        own_pace=known.notebook.own_pace,
        first_sides=first_sides((e for e in found if e is not None), known.history),
    )


def _chosen(ask: Ask, known: Known, day: Day) -> Proposed:
    # Most starts show a programme, and need not wait for what chooses.
    from runcoach.core.planner.selection import choose

    if ask.tier is not None:
        day = replace(day, standings=_at_tier(ask.tier, day))
    rough = _terms(ask, known, SessionOutline("", "", (), 0), {})

    cooling: dict[tuple[tuple[str, ...], int], tuple[Block, ...]] = {}

    def estimate(outline: SessionOutline, standings: Standings) -> float:
        key = (outline.cool_down, outline.cool_down_s)
        if key not in cooling:  # Two dozen sessions are tried, all with the same one.
            cooling[key] = tuple(cool_down(outline, known.catalogue))
        terms = replace(rough, standings=standings)
        return length_s(outline, known.catalogue, terms, cooling[key])

    choice = choose(ask.wish, day, known.at.date(), estimate)
    terms = _terms(ask, known, choice.outline, choice.standings)
    programme = Programme("", choice.outline.title, "", (choice.outline,))
    made = compose(programme, known.catalogue, terms)
    said = (*choice.gave_way, *choice.whys)
    return Proposed(
        replace(made, why=tuple(w.sentence for w in said)),
        choice.outline,
        choice.whys,
        choice.gave_way,
    )


def _at_tier(tier: TierName, day: Day) -> dict[str, Standing]:
    """Every exercise at one tier: where the person stands on it, else at its start."""
    found = {}
    for exercise in day.catalogue.exercises.values():
        own = day.standings.get(exercise.id)
        rung = exercise.tier(tier).tier
        there = own is not None and own.tier is rung
        found[exercise.id] = own if own and there else start_of(exercise, rung, day.profile)
    return found


def _of_programme(ask: Ask, programme: Programme, known: Known, day: Day) -> Proposed:
    stands = progress_at(programme, known.done.get(programme.id, 0))
    if ask.wish.equipment is not None:
        day = day.with_equipment(ask.wish.equipment)
    matters = known.said is not None or ask.wish.equipment is not None
    lighter = stands.lighter if programme.weeks else day.rules.lighter
    jumps = day.gate.open and not day.profile.careful
    terms = replace(
        _terms(ask, known, stands.outline, day.standings),
        tier=ask.tier,
        minutes=ask.wish.minutes,
        equipment=tuple(sorted(day.profile.at_hand)) if matters else None,
        owner=day.profile if matters else None,
        power=jumps,
        landings=day.gate.landings if jumps else None,
        spared=day.spared,
        sore=frozenset(day.sore),
        lighter=lighter,
        halved=day.rules.halved,
    )
    made = compose(programme, known.catalogue, terms, stands.outline)
    rules = (w for w in day.rules.whys if not (programme.weeks and w.rule == "lighter-week"))
    whys = (*day.sparing, *day.soreness, *rules)
    slots = (known.catalogue.exercise(s.exercise) for s in stands.outline.slots)
    if any(e is not None and e.power for e in slots):
        whys = (*whys, day.gate.why)
    if day.profile.careful:
        whys = (*whys, why("careful"))
    said = (*made.why, *(w.sentence for w in whys if w.sentence not in made.why))
    return Proposed(
        replace(made, why=said),
        stands.outline,
        whys,
        progress=stands if programme.weeks else None,
    )
