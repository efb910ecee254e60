"""Picks of a session in a season: the block's lifts, then accessories, with the block's doses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.coach.block_ladder import demand_for
from runcoach.core.coach.capacity import dose_in_block
from runcoach.core.coach.demands import JUMP_CONTACTS, Demand, Part, find_demand, part_of
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.schedule import FULL_MINUTES
from runcoach.core.coach.training_day import Soreness, TrainingDay
from runcoach.core.model.focus import (
    LEG_LIFTS,
    LEG_NEEDS,
    NEEDS_BY_FOCUS,
    WEEKLY_NEEDS,
    Focus,
    Need,
)
from runcoach.core.model.season import BlockName, SeasonWeek
from runcoach.core.planner.candidates import Candidate, find_candidates
from runcoach.core.planner.lifts import (
    LiftPeriod,
    Use,
    find_lift_period,
    list_uses,
    order_accessories,
    order_lifts,
)
from runcoach.core.planner.prescriptions import MOST_SETS
from runcoach.core.planner.time_fit import Pick

ACCESSORY_NEEDS: Mapping[Focus, tuple[Need, ...]] = {
    Focus.FULL_BODY: (
        Need.HIP_SIDE, Need.QUADS, Need.TRUNK, Need.HIPS, Need.SHIN, Need.PUSH, Need.PULL,
    ),
    Focus.LEGS: (Need.QUADS, Need.HIPS, Need.HIP_SIDE, Need.SHIN, Need.TRUNK),
    Focus.CORE: (Need.TRUNK, Need.PUSH, Need.PULL),
    Focus.UPPER_BODY: (Need.PUSH, Need.PULL, Need.TRUNK),
}  # fmt: skip
"""What fills a session after its lifts. A focus without leg work gets none of it."""

NEED_WORDS: Mapping[Need, str] = {
    Need.CALF_BENT: "the deep calf",
    Need.TRUNK: "the trunk",
    Need.TRUNK_SIDE: "the side of the trunk",
    Need.PUSH: "pushing",
    Need.PULL: "pulling",
}


class Picking(Struct, frozen=True):
    """What the picks of a session depend on."""

    day: TrainingDay
    week: SeasonWeek
    period: LiftPeriod
    uses: Mapping[Need, Sequence[Use]]
    fitting: Mapping[Need, Sequence[Candidate]] = field(default_factory=dict)
    another: int = 0


def pick_for_block(
    focus: Focus, day: TrainingDay, week: SeasonWeek, today: date, minutes: int, another: int = 0
) -> tuple[tuple[Pick, ...], tuple[Need, ...]]:
    """Return the picks for a focus, the most needed first, and the needs that nothing serves."""
    season = day.season
    assert season is not None
    wanted = [n for n in dict.fromkeys(NEEDS_BY_FOCUS[focus]) if n is not Need.POWER]
    repeated = [n for i, n in enumerate(NEEDS_BY_FOCUS[focus]) if n in NEEDS_BY_FOCUS[focus][:i]]
    extras = (*repeated, *ACCESSORY_NEEDS.get(focus, ()))
    fitting = {n: find_candidates(n, day) for n in dict.fromkeys((*wanted, *extras))}
    picking = Picking(day, week, find_lift_period(season, today), list_uses(day), fitting, another)
    missing = tuple(n for n in wanted if not fitting[n])
    needs = _by_wait([n for n in wanted if fitting[n]], picking, minutes)
    picks: list[Pick] = []
    for need in needs:
        if (pick := _pick_lift(need, picks, picking, minutes)) is not None:
            picks.append(pick)
    if not (day.rules.lighter or day.rules.halved or week.block.name is BlockName.RECOVER):
        if minutes <= FULL_MINUTES:
            # What the week needs comes before second sets: these are added where time is left.
            picks = [replace(p, sets=1) for p in picks]
        accessories = _pick_accessories(extras, picks, picking)
        picks += accessories[:1] if minutes <= FULL_MINUTES else accessories
        if focus is not Focus.FULL_BODY:
            # Few exercises serve one focus: more sets of them fill what was asked for.
            picks = [replace(p, most_sets=MOST_SETS) if p.most_sets > 1 else p for p in picks]
    return tuple(picks), missing


def jump_limit(day: TrainingDay) -> int:
    """Return the most landings of a session today; 0 where the block or the day has no jumps."""
    week = day.rules.week
    if not day.allows_jumps or not day.rules.legs or not day.rules.heavy:
        return 0
    if week is None:
        return day.jump_clearance.landings
    contacts = JUMP_CONTACTS[week.block.name]
    return min(day.jump_clearance.landings, contacts // 2 if week.lighter else contacts)


def _by_wait(needs: Iterable[Need], picking: Picking, minutes: int) -> list[Need]:
    """What waited longest first, a leg lift before the others; one leg lift in a short session."""
    last = {need: uses[0].day for need, uses in picking.uses.items()}
    order = sorted(needs, key=lambda n: (last.get(n, date.min), WEEKLY_NEEDS.index(n)))
    legs = [n for n in order if n in LEG_LIFTS]
    others = [n for n in order if n not in LEG_LIFTS]
    if minutes < FULL_MINUTES or (minutes == FULL_MINUTES and _is_heavy(picking)):
        legs, late = legs[:1], legs[1:]
        return [*legs, *others, *(() if _is_heavy(picking) else late)]
    return [*legs, *others]


def _is_heavy(picking: Picking) -> bool:
    return _demand(Part.LEG_LIFT, picking).heavy


def _demand(part: Part, picking: Picking) -> Demand:
    """What the block asks; Learn's doses for legs on a day that has no heavy ones."""
    block = picking.week.block.name
    if part is Part.LEG_LIFT and not picking.day.rules.heavy:
        block = BlockName.LEARN
    demand = find_demand(block, part, picking.day.profile.body_needs)
    if picking.day.rules.lighter:
        demand = replace(demand, fewest_sets=1, sets=max(1, (demand.sets + 1) // 2))
    if picking.day.rules.half_legs and part in (Part.LEG_LIFT, Part.CALF_LIFT):
        demand = replace(demand, fewest_sets=1, sets=max(1, demand.sets // 2))
    return demand


def _pick_lift(need: Need, picks: Sequence[Pick], picking: Picking, minutes: int) -> Pick | None:
    part = part_of(need, first=True)
    demand = _demand(part, picking)
    one_leg = need in LEG_LIFTS and _wants_one_leg(need, picks, picking, minutes)
    uses = picking.uses.get(need, ())
    order = order_lifts(picking.fitting[need], uses, picking.period, demand, one_leg)
    chosen = order[picking.another % len(order)]
    kept = any(u.lift and u.exercise == chosen.exercise.id for u in uses[:3])
    rule = "keep" if kept else "one-leg" if chosen.one_leg else "need"
    if chosen is not order[0]:
        rule = "another"
    return _pick(chosen, demand, rule, picking)


def _wants_one_leg(need: Need, picks: Sequence[Pick], picking: Picking, minutes: int) -> bool:
    """At least half of the knee and hinge sets are on one leg: the two take it in turns."""
    if minutes < FULL_MINUTES or (minutes == FULL_MINUTES and _is_heavy(picking)):
        return True
    other = [p for p in picks if p.candidate.need in LEG_LIFTS]
    if other:
        return not other[0].candidate.one_leg
    one_legged = {n: any(c.one_leg for c in picking.fitting.get(n, ())) for n in LEG_LIFTS}
    second = LEG_LIFTS[1 - LEG_LIFTS.index(need)]
    return not one_legged[second] or (picking.period.number % 2 == 0) == (need is Need.QUADS)


def _pick_accessories(needs: Sequence[Need], lifts: Sequence[Pick], picking: Picking) -> list[Pick]:
    """One accessory for each need, what waited longest first, and the coming lifts in time."""
    last = {
        need: next((u.day for u in picking.uses.get(need, ()) if not u.lift), date.min)
        for need in needs
    }
    done = {p.candidate.exercise.id for p in lifts}
    served = {p.candidate.need for p in lifts}
    demand = _demand(Part.ACCESSORY, picking)
    picks = []
    for need in sorted(needs, key=lambda n: (last[n], needs.index(n))):
        if need in (*LEG_LIFTS, Need.CALF, Need.CALF_BENT) and need not in served:
            continue
        own = frozenset(
            u.exercise
            for u in picking.uses.get(need, ())
            if u.lift and u.day >= picking.period.start
        )
        order = order_accessories(
            picking.fitting.get(need, ()), picking.uses.get(need, ()), own | done
        )
        if order:
            chosen = order[picking.another % len(order)]
            picks.append(_pick(chosen, demand, "variety", picking))
            done.add(chosen.exercise.id)
    return picks


def _pick(chosen: Candidate, demand: Demand, rule: str, picking: Picking) -> Pick:
    profile = picking.day.profile
    asked = demand_for(demand, chosen.exercise, chosen.standing, profile)
    dose = dose_in_block(chosen.standing, chosen.tier, asked, profile)
    standing = replace(chosen.standing, load_kg=dose.load_kg, slow=dose.slow)
    sore = {picking.day.sore.get(area) for area in chosen.exercise.areas}
    most = 1 if standing.one_set or Soreness.MODERATE in sore else demand.sets
    what = NEED_WORDS.get(chosen.need, chosen.need.value)
    return Pick(
        replace(chosen, standing=standing),
        min(most, demand.fewest_sets),
        cite_rule(rule, name=chosen.tier.name, what=what),
        most,
        dose.value,
        demand.rest_s,
    )


def describe_week(week: SeasonWeek) -> Reason:
    """Return where a day stands in the season, in one line."""
    return cite_rule(
        "season-week",
        block=week.block.name.value.capitalize(),
        number=week.number,
        weeks=week.block.weeks,
        lighter=", a lighter one" if week.lighter else "",
    )


def is_leg_pick(pick: Pick) -> bool:
    """Whether it is leg work."""
    return pick.candidate.need in LEG_NEEDS
