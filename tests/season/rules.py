"""COACHING's rules, checked on every session that a virtual runner was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import mean

from runcoach.core.coach.demands import JUMP_CONTACTS
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Use
from runcoach.core.model.focus import LEG_LIFTS, WEEKLY_NEEDS, Need, is_one_legged, need_of
from runcoach.core.model.plan import Plan
from runcoach.core.model.season import BlockName
from runcoach.core.planner.budget import UNCOUNTED
from tests.season.virtual_runner import Done, Runner

LIGHT = (BlockName.TAPER, BlockName.RECOVER)
ORDINARY = (BlockName.LEARN, BlockName.BUILD, BlockName.STRENGTH, BlockName.POWER)


def count_sets(plan: Plan, catalogue: Catalogue) -> dict[Need, int]:
    """Sets by need; left and right together are one."""
    sets: dict[Need, set[tuple[str, int]]] = defaultdict(set)
    for block in plan.work:
        exercise = catalogue.exercise(block.exercise)
        assert exercise is not None
        sets[need_of(exercise)].add((block.exercise, block.set))
    return {need: len(found) for need, found in sets.items()}


def hard_sets(done: Done) -> int:
    """Sets of knee, hinge, calf, push, pull and trunk work."""
    counted = count_sets(done.proposed.plan, done.athlete.catalogue)
    return sum(n for need, n in counted.items() if need not in UNCOUNTED)


def by_week(sessions: Sequence[Done]) -> dict[int, list[Done]]:
    """The sessions of each week."""
    weeks: dict[int, list[Done]] = defaultdict(list)
    for done in sessions:
        weeks[done.week].append(done)
    return weeks


def find_breaches(runner: Runner, catalogue: Catalogue) -> Iterator[str]:
    """Every breach of a rule, as `rule: what`."""
    sessions = runner.done
    for done in sessions:
        yield from _session_breaches(done, catalogue)
    yield from _budget_breaches(sessions)
    yield from _coverage_breaches(runner, catalogue)
    yield from _lift_breaches(sessions, catalogue)


def _session_breaches(done: Done, catalogue: Catalogue) -> Iterator[str]:
    plan, profile = done.proposed.plan, done.athlete.profile
    spared = done.athlete.training_day.spared
    for block in (*plan.work, *(b for b in plan.blocks if b.role != "main" and b.exercise)):
        exercise = catalogue.exercise(block.exercise)
        assert exercise is not None
        tier = exercise.tier(block.tier)
        if profile.body_needs.intersection(exercise.not_for):
            yield f"excluded: {exercise.id} on {done.day}"
        if spared.intersection(tier.areas or exercise.areas):
            yield f"spared: {exercise.id} on {done.day}"
        if not profile.at_hand.issuperset(tier.equipment):
            yield f"unowned: {exercise.id} on {done.day}"
        if tier.landings and not done.athlete.training_day.allows_jumps:
            yield f"gated: {exercise.id} on {done.day}"
    contacts = sum(b.landings * b.target for b in plan.work)
    if contacts > JUMP_CONTACTS[done.season_week.block.name]:
        yield f"contacts: {contacts} on {done.day}"
    light = done.season_week.lighter or done.season_week.block.name in LIGHT
    asked = profile.minutes * 60
    free = done.athlete.day_rules.minutes is None and done.athlete.day_rules.full
    moves = not done.proposed.outline.slots or "Mobility" in plan.title
    if not light and free and not moves and abs(plan.estimated_s - asked) > 0.1 * asked:
        yield f"length: {plan.estimated_s / 60:.0f} of {profile.minutes} min on {done.day}"
    legs = [0, 0]
    for id in dict.fromkeys(b.exercise for b in plan.work):
        exercise = catalogue.exercise(id)
        assert exercise is not None
        if need_of(exercise) in LEG_LIFTS:
            blocks = [b for b in plan.work if b.exercise == id]
            one = is_one_legged(exercise, exercise.tier(blocks[0].tier))
            legs[one] += len({b.set for b in blocks})
    if legs[0] > legs[1]:
        yield f"one leg: {legs[1]} of {sum(legs)} on {done.day}"
    for proposal in done.proposals:
        if proposal.rule.startswith("up") and light:
            yield f"rise in a light week: {proposal.exercise} on {done.day}"
    layoff = done.athlete.layoff
    if layoff is not None and layoff.days < 14:
        yield f"false layoff: on {done.day}"


def _budget_breaches(sessions: Sequence[Done]) -> Iterator[str]:
    weeks = by_week(sessions)
    ordinary: list[tuple[int, float]] = []
    for number, week in weeks.items():
        sets = sum(map(hard_sets, week))
        minutes = sum(d.proposed.plan.estimated_s for d in week) / 60
        first = week[0].season_week
        if first.lighter or first.block.name is BlockName.TAPER:
            if not ordinary:
                continue
            usual = mean(s for s, _ in ordinary[-3:])
            length = mean(m for _, m in ordinary[-3:])
            if sets > 0.65 * usual or minutes >= length:
                yield f"budget: {sets} of {usual:.0f} sets, {minutes:.0f} min in week {number}"
        elif first.block.name in ORDINARY:
            ordinary.append((sets, minutes))


def _coverage_breaches(runner: Runner, catalogue: Catalogue) -> Iterator[str]:
    weeks = by_week(runner.done)
    seldom = runner.profile.sessions_per_week == 1
    served = {n for n in WEEKLY_NEEDS for d in runner.done if n in _needs(d, catalogue)}
    yield from (f"never: {need.value}" for need in WEEKLY_NEEDS if need not in served)
    for number, week in weeks.items():
        first = week[0].season_week
        spared = any(d.athlete.training_day.spared for d in week)
        if first.lighter or first.block.name in LIGHT or spared or (seldom and number == 0):
            continue
        if len(week) < runner.profile.sessions_per_week:
            continue
        both = [*week, *(weeks.get(number - 1, []) if seldom else [])]
        have = {need for done in both for need in _needs(done, catalogue)}
        for need in served - have:
            yield f"coverage: {need.value} missing in week {number}"


def _needs(done: Done, catalogue: Catalogue) -> set[Need]:
    return set(count_sets(done.proposed.plan, catalogue))


def _lift_breaches(sessions: Sequence[Done], catalogue: Catalogue) -> Iterator[str]:
    """A block's leg lifts stay; between Learn, Build and Strength they change."""
    lifts: dict[object, dict[Need, list[str]]] = {}
    for done in sessions:
        block = done.season_week.block
        seen = set()
        for id in dict.fromkeys(b.exercise for b in done.proposed.plan.work):
            exercise = catalogue.exercise(id)
            assert exercise is not None
            need = need_of(exercise)
            if need in LEG_LIFTS and need not in seen:
                seen.add(need)
                own = lifts.setdefault(block.start, {}).setdefault(need, [])
                if id not in own:
                    own.append(id)
    for start, needs in lifts.items():
        for need, ids in needs.items():
            if len(ids) > 2:
                yield f"lifts: {need.value} {', '.join(ids)} in the block of {start}"


def summarize(runner: Runner, catalogue: Catalogue) -> dict[str, str]:
    """One row of the table."""
    sessions = runner.done
    weeks = by_week(sessions)
    kinds: dict[str, list[float]] = defaultdict(list)
    for week in weeks.values():
        first = week[0].season_week
        kind = "lighter" if first.lighter else first.block.name.value
        kinds[kind].append(sum(map(hard_sets, week)))
    ordinary = [n for k, v in kinds.items() if k in [o.value for o in ORDINARY] for n in v]
    used = {b.exercise for d in sessions for b in d.proposed.plan.work}
    fits = {
        e.id
        for e in catalogue.used_for(Use.MAIN)
        if need_of(e) is not Need.POWER
        and not runner.profile.body_needs.intersection(e.not_for)
        and any(runner.profile.has_equipment_for(t) for t in e.tiers[:2])
    }
    proposals = [p for d in sessions for p in d.proposals]
    rises = sum(p.change == "up" for p in proposals)
    tops = sum(p.rule in ("hold-top", "hold-done") for p in proposals)
    warm_ups = {
        tuple(b.exercise for b in d.proposed.plan.blocks if b.role == "warm-up") for d in sessions
    }
    jumps = sum(b.landings * b.target for d in sessions for b in d.proposed.plan.work)

    def shown(kind: str) -> str:
        return f"{mean(kinds[kind]):.1f}" if kinds[kind] else "-"

    return {
        "runner": runner.name,
        "sessions": str(len(sessions)),
        "sets": f"{mean(ordinary):.1f}" if ordinary else "-",
        "lighter": shown("lighter"),
        "taper": shown("taper"),
        "used": f"{len(used & fits)}/{len(fits)}",
        "rises/month": f"{rises / max(1, len(weeks)) * 4.33:.0f}",
        "top": f"{100 * tops / max(1, len(proposals)):.0f} %",
        "warm-ups": str(len(warm_ups)),
        "contacts": str(jumps),
        "layoffs": str(sum(d.athlete.layoff is not None for d in sessions)),
    }
