"""Picks: the exercise that serves each need of a session, and the reason for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from runcoach.core.coach.jump_clearance import FIRST_LANDINGS, USUAL_LANDINGS
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.schedule import FULL_MINUTES
from runcoach.core.coach.training_day import Soreness, TrainingDay
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.exercise import Kind, Sides, Use
from runcoach.core.model.focus import (
    EXTRA_NEEDS_BY_FOCUS,
    LEG_NEEDS,
    MAIN_NEEDS,
    NEEDS_BY_FOCUS,
    Focus,
    Need,
    need_of,
)
from runcoach.core.planner.block_picks import NEED_WORDS
from runcoach.core.planner.candidates import Candidate, find_candidates, was_done_before
from runcoach.core.planner.lifts import EXPOSURES
from runcoach.core.planner.prescriptions import FEWEST_REPS, MOST_SETS
from runcoach.core.planner.time_fit import Pick

STALE_DAYS = 6
"""A need last trained longer ago comes first, so that two sessions a week cover them all."""


@dataclass(slots=True)
class _PickState:
    """The picks so far, and what the next one depends on."""

    day: TrainingDay
    another: int
    used: dict[Need, list[str]]
    """Ids of exercises by need, of sessions selected for a day, newest first."""
    fitting: Mapping[Need, Sequence[Candidate]]
    """The candidates for each need today."""
    picks: list[Pick] = field(default_factory=list)
    changed: bool = False
    """An accessory exercise was already changed for variety."""


def pick_exercises(
    focus: Focus, day: TrainingDay, today: date, another: int = 0
) -> tuple[tuple[Pick, ...], tuple[Reason, ...]]:
    """Return the picks for a focus, the most needed first, and why needs went without one."""
    wanted = (*order_needs(focus, day, today), *EXTRA_NEEDS_BY_FOCUS[focus])
    fitting = {need: find_candidates(need, day) for need in dict.fromkeys(wanted)}
    state = _PickState(day, another, _used(day), fitting)
    jumps = sum(need is Need.POWER for need in wanted)
    for need in wanted:
        _pick(state, need, jumps)
    missing = [need for need in dict.fromkeys(NEEDS_BY_FOCUS[focus]) if not fitting[need]]
    return tuple(state.picks), tuple(explain_missing(need, day) for need in missing)


JUMP_ORDER = (
    "jump-squat", "jumping-jack", "rope-jumping", "box-jump", "long-jump", "speed-skater",
    "bounding", "power-clean", "burpee",
)  # fmt: skip
"""From landing in place to two feet forward to one foot; burpees never first (practice)."""
FIRST_JUMPS = 3
"""Jumps of `JUMP_ORDER` open at the first power session; one more opens with each session."""


def pick_jumps(day: TrainingDay, landings: int, minutes: int) -> tuple[Pick, ...]:
    """Return the jumps of a session in a season; none without clearance, or in a block without."""
    if landings <= 0:
        return ()
    fitting = find_candidates(Need.POWER, day)
    jumped = sum(s.landings_done > 0 for s in training_sessions(day.history))
    opened = JUMP_ORDER[: FIRST_JUMPS + jumped]
    free = [c for c in fitting if c.tier.landings and c.exercise.id in opened]
    used = [id for id in _used(day).get(Need.POWER, []) if id in opened]
    count = 1 if landings <= FIRST_LANDINGS or minutes < FULL_MINUTES else 2
    recent = {id: place for place, id in reversed(list(enumerate(used)))}
    free.sort(key=lambda c: (-recent.get(c.exercise.id, len(used)), opened.index(c.exercise.id)))
    share = landings // count
    picks = []
    for jump in [c for c in free if _can_keep_to(share, c)][:count]:
        value = _limited_value(jump, share)
        sets = jump.sets
        while sets > 1 and jump.landings(sets, value) > share:
            sets -= 1
        reason = cite_rule("need", name=jump.tier.name, what=Need.POWER.value)
        picks.append(Pick(jump, sets, reason, sets, value))
    return tuple(picks)


def order_needs(focus: Focus, day: TrainingDay, today: date) -> tuple[Need, ...]:
    """Return the needs of a focus in order.

    In a full body session a main leg lift comes first, then what was not trained for longest.
    """
    wanted = NEEDS_BY_FOCUS[focus]
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


def _pick(state: _PickState, need: Need, jumps: int) -> None:
    """Pick an exercise for a need, if any is free; each of the `jumps` has an equal share."""
    day = state.day
    taken = {p.candidate.exercise.id for p in state.picks}
    share = min(day.jump_clearance.landings, USUAL_LANDINGS) // max(1, jumps)
    fitting = state.fitting[need]
    free = [c for c in fitting if c.exercise.id not in taken and _can_keep_to(share, c)]
    if not free:
        return
    order, rule = _preferred(state, need, free)
    chosen = order[state.another % len(order)]
    if state.another % len(order):
        rule = "another"
    value = _limited_value(chosen, share)
    each = "" if chosen.tier.sides is Sides.BOTH else " a side"
    figures = {
        "name": chosen.tier.name,
        "what": NEED_WORDS.get(need, need.value),
        "value": f"{value} reps{each}",
    }
    if value is not None:
        rule = "power-landings"
    elif need is Need.POWER and not chosen.tier.landings:
        rule = "power-stand-in"
    elif need is Need.MOBILITY:
        rule = "mobility"
    sets = _sets(chosen, day)
    most = sets if _is_eased(chosen, day) else MOST_SETS
    state.picks.append(Pick(chosen, sets, cite_rule(rule, **figures), most, value))


def _preferred(
    state: _PickState, need: Need, free: Sequence[Candidate]
) -> tuple[list[Candidate], str]:
    """The candidates in order of preference, and the rule that puts the first one there."""
    used = state.used.get(need, [])
    legs = [p.candidate for p in state.picks if p.candidate.need in LEG_NEEDS]
    one = sum(c.one_leg for c in legs)
    prefers_one_leg = need in LEG_NEEDS and one <= len(legs) - one
    recent = {id: place for place, id in reversed(list(enumerate(used)))}
    stale = None
    if not state.changed and need not in MAIN_NEEDS and len(free) > 1:
        last = used[:EXPOSURES]
        if len(last) == EXPOSURES and len(set(last)) == 1:
            stale = last[0]
    ordered = sorted(
        free,
        key=lambda c: (
            prefers_one_leg and not c.one_leg,
            c.exercise.id == stale,
            recent.get(c.exercise.id, len(used)),
        ),
    )
    first = ordered[0]
    if stale is not None and first.exercise.id != stale:
        state.changed = True
        return ordered, "variety"
    if first.exercise.id in used[:EXPOSURES]:
        return ordered, "keep"
    if need in LEG_NEEDS and first.one_leg and need is not Need.POWER:
        return ordered, "one-leg"
    return ordered, "need" if not state.used else "need-stale"


def _can_keep_to(share: int, jump: Candidate) -> bool:
    """Whether one set stays within a share of the landings; only an interval's reps are open."""
    return jump.tier.kind is not Kind.INTERVAL or jump.landings(1) <= share


def _limited_value(chosen: Candidate, share: int) -> int | None:
    """Reps of a jump cut to its share of the landings; None where no cut is needed."""
    if not chosen.tier.landings or chosen.tier.kind is Kind.INTERVAL:
        return None
    value = chosen.value
    while value > FEWEST_REPS and chosen.landings(chosen.sets, value) > share:
        value -= 1
    return None if value == chosen.value else value


def _sets(chosen: Candidate, day: TrainingDay) -> int:
    """Sets today: half of them before a race, one fewer in a lighter week, one where sore."""
    sets = chosen.sets
    if day.rules.halved:
        sets = max(1, sets // 2)
    elif day.rules.lighter:
        sets = max(1, sets - 1)
    sore = [day.sore.get(area) for area in chosen.exercise.areas]
    return 1 if Soreness.MODERATE in sore else sets


def _is_eased(chosen: Candidate, day: TrainingDay) -> bool:
    """Whether no set may be added to it."""
    sore = any(area in day.sore for area in chosen.exercise.areas)
    return day.rules.halved or day.rules.lighter or sore or chosen.standing.one_set


def explain_missing(need: Need, day: TrainingDay) -> Reason:
    """Return why a need goes without an exercise."""
    what = NEED_WORDS.get(need, need.value)
    serving = [
        e for e in day.catalogue.exercises.values() if e.use is Use.MAIN and need_of(e) is need
    ]
    if need in LEG_NEEDS and not day.rules.legs:
        return cite_rule("gave-legs", what=what)
    if serving and all(day.spared & set(e.areas) for e in serving):
        return cite_rule("gave-spared", what=what)
    if day.rules.halved and not any(was_done_before(e, day) for e in serving):
        return cite_rule("gave-new", what=what)
    return cite_rule("gave-equipment", what=what)


def _used(day: TrainingDay) -> dict[Need, list[str]]:
    """Ids of exercises by need, newest first; sessions of programmes don't count."""
    used: dict[Need, list[str]] = {}
    for session in training_sessions(day.history):
        if session.programme:
            continue
        for id in dict.fromkeys(s.exercise for s in session.main_sets if not s.skipped):
            exercise = day.catalogue.exercise(id)
            if exercise is not None:
                used.setdefault(need_of(exercise), []).append(exercise.id)
    return used


def _last_trained(day: TrainingDay) -> Mapping[Need, date]:
    last: dict[Need, date] = {}
    for session in training_sessions(day.history):
        for done in session.main_sets:
            exercise = day.catalogue.exercise(done.exercise)
            if exercise is not None and not done.skipped:
                last.setdefault(need_of(exercise), parse_moment(session.started_at).date())
    return last
