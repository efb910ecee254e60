"""Picks: which exercise serves each need of a session, and why that one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from runcoach.core.coach.evidence import counting, moment
from runcoach.core.coach.jump_clearance import LANDINGS
from runcoach.core.coach.rulebook import Why, why
from runcoach.core.coach.training_day import Day, Soreness
from runcoach.core.model.exercise import Kind, Sides, Use
from runcoach.core.model.focus import EXTRA, LEG_NEEDS, MAIN_NEEDS, WANTED, Focus, Need, need_of
from runcoach.core.planner.candidates import Candidate, candidates, done_before
from runcoach.core.planner.time_fit import MOST_SETS, Pick

EXPOSURES = 3
"""An accessory exercise changes after so many sessions (article: "shake up your routine")."""
STALE_DAYS = 6
"""A need trained longer ago comes first, so that two sessions a week cover them all."""
FEWEST_REPS = 4
"""A jump's reps are not cut below this; sets go first."""


@dataclass(slots=True)
class _Picking:
    """The picks so far, while they are made."""

    day: Day
    another: int
    used: dict[Need, list[str]]
    """Exercises by need, of composed sessions, newest first."""
    fitting: Mapping[Need, Sequence[Candidate]]
    """What serves each need today."""
    picks: list[Pick] = field(default_factory=list)
    changed: bool = False
    """One accessory exercise was changed for variety already."""


def picked(
    focus: Focus, day: Day, today: date, another: int = 0
) -> tuple[tuple[Pick, ...], tuple[Why, ...]]:
    """The picks for a focus, the most wanted first, and the needs that nothing fits."""
    wanted = (*ordered_needs(focus, day, today), *EXTRA[focus])
    fitting = {need: candidates(need, day) for need in dict.fromkeys(wanted)}
    picking = _Picking(day, another, _used(day), fitting)
    jumps = sum(need is Need.POWER for need in wanted)
    for need in wanted:
        _pick(picking, need, jumps)
    missing = [need for need in dict.fromkeys(WANTED[focus]) if not fitting[need]]
    return tuple(picking.picks), tuple(_missing(need, day) for need in missing)


def ordered_needs(focus: Focus, day: Day, today: date) -> tuple[Need, ...]:
    """The needs of a focus; in a full body session a main leg lift, then what waited longest."""
    wanted = WANTED[focus]
    if focus is not Focus.FULL_BODY:
        return wanted
    last = _last_trained(day)

    def days_ago(need: Need) -> int:
        return (today - last[need]).days if need in last else 1000

    first = max((Need.QUADS, Need.HIPS), key=lambda n: (days_ago(n) > STALE_DAYS, days_ago(n)))
    if days_ago(Need.QUADS) == days_ago(Need.HIPS):
        first = Need.QUADS
    rest = [n for n in wanted if n is not first]
    rest.sort(key=lambda n: days_ago(n) <= STALE_DAYS)
    return (first, *rest)


def _pick(picking: _Picking, need: Need, jumps: int) -> None:
    day = picking.day
    taken = {p.candidate.exercise.id for p in picking.picks}
    share = min(day.gate.landings, LANDINGS) // max(1, jumps)
    fitting = picking.fitting[need]
    found = [c for c in fitting if c.exercise.id not in taken and _held_to(c, share)]
    if not found:
        return
    order, rule = _preferred(picking, need, found)
    chosen = order[picking.another % len(order)]
    if picking.another % len(order):
        rule = "another"
    value = _limited(chosen, share)
    each = "" if chosen.tier.sides is Sides.BOTH else " a side"
    figures = {"name": chosen.tier.name, "what": need.value, "value": f"{value} reps{each}"}
    if value is not None:
        rule = "power-landings"
    elif need is Need.POWER and not chosen.tier.landings:
        rule = "power-stand-in"
    elif need is Need.MOBILITY:
        rule = "mobility"
    sets = _sets(chosen, day)
    most = sets if _eased(chosen, day) else MOST_SETS
    picking.picks.append(Pick(chosen, sets, why(rule, **figures), most, value))


def _preferred(
    picking: _Picking, need: Need, found: Sequence[Candidate]
) -> tuple[list[Candidate], str]:
    """The candidates in order of preference, and the rule that puts the first one there."""
    used = picking.used.get(need, [])
    legs = [p.candidate for p in picking.picks if p.candidate.need in LEG_NEEDS]
    one = sum(c.one_leg for c in legs)
    wants_one = need in LEG_NEEDS and one <= len(legs) - one
    recent = {id: place for place, id in reversed(list(enumerate(used)))}
    stale = None
    if not picking.changed and need not in MAIN_NEEDS and len(found) > 1:
        last = used[:EXPOSURES]
        if len(last) == EXPOSURES and len(set(last)) == 1:
            stale = last[0]
    ordered = sorted(
        found,
        key=lambda c: (
            wants_one and not c.one_leg,
            c.exercise.id == stale,
            recent.get(c.exercise.id, len(used)),
        ),
    )
    first = ordered[0]
    if stale is not None and first.exercise.id != stale:
        picking.changed = True
        return ordered, "variety"
    if first.exercise.id in used[:EXPOSURES]:
        return ordered, "keep"
    if need in LEG_NEEDS and first.one_leg and need is not Need.POWER:
        return ordered, "one-leg"
    return ordered, "need" if not picking.used else "need-stale"


def _held_to(jump: Candidate, share: int) -> bool:
    """Whether it can keep to its share: an interval holds as many reps as one does in it."""
    return jump.tier.kind is not Kind.INTERVAL or jump.landings(1) <= share


def _limited(chosen: Candidate, share: int) -> int | None:
    """Fewer reps of a jump where its share of the landings asks for it."""
    if not chosen.tier.landings or chosen.tier.kind is Kind.INTERVAL:
        return None
    value = chosen.value
    while value > FEWEST_REPS and chosen.landings(chosen.sets, value) > share:
        value -= 1
    return None if value == chosen.value else value


def _sets(chosen: Candidate, day: Day) -> int:
    """Sets today: half of them before a race, one less in a lighter week, one where sore."""
    sets = chosen.sets
    if day.rules.halved:
        sets = max(1, sets // 2)
    elif day.rules.lighter:
        sets = max(1, sets - 1)
    sore = [day.sore.get(area) for area in chosen.exercise.areas]
    return 1 if Soreness.MODERATE in sore else sets


def _eased(chosen: Candidate, day: Day) -> bool:
    """Whether its sets may not be added to."""
    sore = any(area in day.sore for area in chosen.exercise.areas)
    return day.rules.halved or day.rules.lighter or sore or chosen.standing.one_set


def _missing(need: Need, day: Day) -> Why:
    """Why a need goes without an exercise."""
    serving = [
        e for e in day.catalogue.exercises.values() if e.use is Use.MAIN and need_of(e) is need
    ]
    if need in LEG_NEEDS and not day.rules.legs:
        return why("gave-legs", what=need.value)
    if serving and all(day.spared & set(e.areas) for e in serving):
        return why("gave-spared", what=need.value)
    if day.rules.halved and not any(done_before(e, day) for e in serving):
        return why("gave-new", what=need.value)
    return why("gave-equipment", what=need.value)


def _used(day: Day) -> dict[Need, list[str]]:
    """Exercises by need in composed sessions, newest first; programmes are exempt."""
    used: dict[Need, list[str]] = {}
    for session in counting(day.history):
        if session.programme:
            continue
        for id in dict.fromkeys(s.exercise for s in session.main_sets if not s.skipped):
            exercise = day.catalogue.exercise(id)
            if exercise is not None:
                used.setdefault(need_of(exercise), []).append(exercise.id)
    return used


def _last_trained(day: Day) -> Mapping[Need, date]:
    last: dict[Need, date] = {}
    for session in counting(day.history):
        for done in session.main_sets:
            exercise = day.catalogue.exercise(done.exercise)
            if exercise is not None and not done.skipped:
                last.setdefault(need_of(exercise), moment(session.started_at).date())
    return last
