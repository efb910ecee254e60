"""What every chosen session holds to, and why each exercise is in it."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from runcoach.catalogue.loader import read_catalogue
from runcoach.core.coach.jump_clearance import MOST_LANDINGS, Gate, landings_of, power_gate
from runcoach.core.coach.pain import AREAS, asides, spared_areas
from runcoach.core.coach.rulebook import why
from runcoach.core.coach.schedule import DayRules, day_rules
from runcoach.core.coach.training_day import Day, Soreness
from runcoach.core.model.exercise import Sides, TierName, Use
from runcoach.core.model.focus import LEG_NEEDS, Focus, need_of, on_one_leg
from runcoach.core.model.plan import Role
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.programme import Format, Programme
from runcoach.core.model.records import Effort, Pain
from runcoach.core.model.standing import Standing
from runcoach.core.planner.compose import Terms, compose
from runcoach.core.planner.request import Wish
from runcoach.core.planner.selection import choose
from runcoach.core.planner.substitutes import instead_of, spare
from runcoach.core.session.block_layout import work_seconds
from tests.core.coach.small_catalogue import DAY_0, F, S, at, done, session

CATALOGUE = read_catalogue(Path(__file__).parents[3] / "assets", None)
TODAY = DAY_0.date()
OPEN = Gate(True, 80, why("power-open", contacts=80))
CLOSED = Gate(False, 0, why("power-base", done=0))
OWNED = Profile(
    Experience.REGULAR, equipment=("step", "box", "ball"), loads=(Load(8, 2), Load(16, 1))
)
MAIN = [e for e in CATALOGUE.exercises.values() if e.use is Use.MAIN]


def plan_of(outline, standings):
    programme = Programme("", outline.title, "", (outline,))
    return compose(programme, CATALOGUE, Terms(standings=standings))


def estimate(outline, standings):
    return plan_of(outline, standings).estimated_s


def rough(outline, standings):
    """Near enough to try a thousand: work, rests, a fixed time to get ready."""
    total = outline.warm_up_s + outline.cool_down_s + 15
    for slot in outline.slots:
        tier = CATALOGUE.exercises[slot.exercise].tier(slot.tier)
        sides = 2 if tier.sides is Sides.EACH else 1
        work = sides * work_seconds(tier, slot.value) + (sides - 1) * 6
        total += 20 + slot.sets * work + (slot.sets - 1) * tier.dose.rest_s
    return total


def lived(dice, profile):
    """Some weeks of sessions with what was done in them, at random."""
    day, sessions = -dice.randint(0, 4), []
    for number in range(dice.choice([0, 0, 1, 3, 8, 14])):
        day -= dice.choice([1, 2, 3, 4, 8, 16])
        sets = []
        for e in dice.sample(MAIN, dice.randint(1, 6)):
            tier = e.tier(dice.choice([F, S]))
            landings = tier.landings
            pain = Pain(dice.choice(AREAS), level=2) if dice.random() < 0.02 else None
            sets.append(
                done(e.id, tier.tier, tier.dose.at(0), effort=Effort.RIGHT, pain=pain,
                     unit=tier.dose.unit, landings=landings)
            )  # fmt: skip
        programme = dice.choice(["", "", "legs"])
        sessions.append(session(day, *sets, id=f"r{number}", active_s=dice.choice([600, 1500]),
                                programme=programme))  # fmt: skip
    return sessions


def random_day(seed):
    dice = random.Random(seed)
    weights = [Load(8, 2), Load(16, 1, "kettlebell"), Load(5, 1), Load(12, 2)]
    profile = Profile(
        experience=dice.choice(list(Experience)),
        equipment=tuple(dice.sample(["step", "box", "ball"], dice.randint(0, 3))),
        loads=tuple(dice.sample(weights, dice.randint(0, 3))),
        minutes=dice.randint(8, 45),
        long_run_day=dice.choice([None, 6, 0, 1]),
        race_date=(TODAY + timedelta(days=dice.randint(-10, 40))).isoformat()
        if dice.random() < 0.2
        else None,
        careful=dice.random() < 0.1,
    )
    history = lived(dice, profile)
    gate = power_gate(history, CATALOGUE, profile, TODAY)
    if dice.random() < 0.5 and not profile.careful:
        gate = Gate(True, dice.choice([40, 80]), gate.why)
    standings = {
        e.id: Standing(dice.choice(list(TierName)), dice.randint(0, 3), dice.choice([0, 8, 30]))
        for e in MAIN
        if dice.random() < 0.5
    }
    spared = spared_areas(asides(history, [], [], TODAY))
    if dice.random() < 0.3:
        spared |= {dice.choice(AREAS)}
    sore = {dice.choice(AREAS): dice.choice(list(Soreness))} if dice.random() < 0.2 else {}
    rules = day_rules(profile, history, CATALOGUE, DAY_0)
    day = Day(CATALOGUE, profile, rules, gate, standings, history, spared, sore)
    wish = Wish(
        minutes=dice.choice([None, dice.randint(8, 45)]),
        focus=dice.choice([None, Focus.POWER, *Focus]),
        equipment=dice.choice([None, None, (), ("step", "dumbbell")]),
        format=dice.choice(list(Format)),
        another=dice.choice([0, 0, 1, 5]),
    )
    return wish, day


def check_plan(plan, day, spared, landings):
    """What holds of a plan, however it came about: as it would be done, block by block."""
    works = [b for b in plan.blocks if b.kind == "work"]
    main = [b for b in works if b.role is Role.MAIN]
    for block in works:
        exercise = CATALOGUE.exercises[block.exercise]
        assert not spared & set(exercise.areas)
        assert set(block.equipment) <= day.profile.at_hand
        if block.load_kg:
            assert block.load_kg in day.profile.totals(exercise.tier(block.tier))
        assert not block.landings or block.role is Role.MAIN
    assert sum(b.landings * b.target for b in main) <= min(landings, MOST_LANDINGS)
    moves = [e for e in CATALOGUE.used_for(Use.WARM_UP) if not e.power]
    if main and any(not spared & set(e.areas) for e in moves):
        assert works[0].role is Role.WARM_UP
    roles = [b.role for b in works]
    assert roles == sorted(roles, key=[Role.WARM_UP, Role.MAIN, Role.COOL_DOWN].index)


def check(wish, day, choice, seconds):
    outline, rules = choice.outline, {w.rule for w in choice.gave_way}
    asked = (wish.minutes or day.profile.minutes) * 60
    if seconds < asked * 0.9:
        assert rules & {"gave-short", "gave-limit"}
    if seconds > asked * 1.1:
        assert "gave-long" in rules
    if wish.equipment is not None:
        day = day.with_equipment(wish.equipment)
    one_leg = both_legs = landings = 0
    for slot in outline.slots:
        exercise = CATALOGUE.exercises[slot.exercise]
        tier = exercise.tier(slot.tier)
        standing = choice.standings[exercise.id]
        assert tier.tier is slot.tier is standing.tier
        assert set(tier.equipment) <= day.profile.at_hand
        weights = day.profile.totals(tier) if tier.loaded and day.profile.loads else (0.0,)
        assert standing.load_kg in weights
        assert not day.spared & set(exercise.areas)
        assert 1 <= slot.sets <= 4
        landings += landings_of(tier, slot.sets, slot.value)
        if need_of(exercise) in LEG_NEEDS:
            assert day.rules.legs
            one_leg += slot.sets * on_one_leg(exercise, tier)
            both_legs += slot.sets * (not on_one_leg(exercise, tier))
        if day.rules.mobility_only or Soreness.SEVERE in day.sore.values():
            assert need_of(exercise) not in LEG_NEEDS
            assert exercise.use is not Use.MAIN
        if Soreness.MODERATE in [day.sore.get(a) for a in exercise.areas]:
            assert slot.sets == 1
    assert one_leg >= both_legs
    allowed = day.gate.landings if day.gate.open and not day.profile.careful else 0
    assert landings <= min(allowed, MOST_LANDINGS)
    if not day.rules.full and "focus" not in rules:
        assert not any(s for s in outline.slots if need_of(CATALOGUE.exercises[s.exercise])
                       in LEG_NEEDS)  # fmt: skip
    assert outline.warm_up
    assert outline.warm_up != ("none",) or "gave-warm-up" in rules
    for id in (*outline.warm_up, *outline.cool_down):
        if id != "none":
            move = CATALOGUE.exercises[id]
            assert not day.spared & set(move.areas)
            assert not move.power
    assert len({s.exercise for s in outline.slots}) == len(outline.slots)
    assert len(choice.whys) >= len(outline.slots)


@pytest.mark.parametrize("part", range(4))
def test_what_holds_for_a_thousand_days(part):
    full = 0
    for seed in range(part * 250, part * 250 + 250):
        wish, day = random_day(seed)
        choice = choose(wish, day, TODAY, rough)
        check(wish, day, choice, rough(choice.outline, choice.standings))
        if wish.equipment is not None:
            day = day.with_equipment(wish.equipment)
        allowed = day.gate.landings if day.gate.open and not day.profile.careful else 0
        check_plan(plan_of(choice.outline, choice.standings), day, day.spared, allowed)
        full += len(choice.outline.slots) >= 3
    assert full > 100


def test_what_holds_with_the_composer_s_own_estimate():
    for seed in range(2000, 2025):
        wish, day = random_day(seed)
        choice = choose(wish, day, TODAY, estimate)
        plan = plan_of(choice.outline, choice.standings)
        check(wish, day, choice, plan.estimated_s)
        done_in = {b.exercise for b in plan.work}
        assert done_in == {s.exercise for s in choice.outline.slots}
        works = [b.role for b in plan.blocks if b.kind == "work"]
        if choice.outline.slots and choice.outline.warm_up != ("none",):
            assert works[0] is Role.WARM_UP
        assert all(not b.landings for b in plan.blocks if b.role is not Role.MAIN)


def a_day(profile=OWNED, gate=CLOSED, **rest):
    return Day(CATALOGUE, profile, rest.pop("rules", DayRules()), gate, **rest)


def ids(choice):
    return [s.exercise for s in choice.outline.slots]


def test_the_same_day_gives_the_same_choice():
    wish, day = Wish(25), a_day()
    assert choose(wish, day, TODAY, estimate) == choose(wish, day, TODAY, estimate)


def test_another_one_is_another_one():
    found = [choose(Wish(20, another=n), a_day(), TODAY, estimate) for n in range(3)]
    assert len({tuple(ids(c)) for c in found}) == 3
    assert any(w.rule == "another" for w in found[1].whys)


def test_where_nothing_else_fits_it_says_so():
    few = {e.id: e for e in MAIN if e.id in ("plank", "side-plank")}
    day = replace(a_day(), catalogue=replace(CATALOGUE, exercises=few))
    choice = choose(Wish(15, Focus.CORE, another=1), day, TODAY, rough)
    assert "gave-same" in {w.rule for w in choice.gave_way}


@pytest.mark.parametrize(
    ("day", "wish", "rule"),
    [
        (a_day(Profile()), Wish(15), "gave-equipment"),
        (a_day(spared=frozenset({"shoulder"})), Wish(15), "gave-spared"),
        (a_day(rules=DayRules(legs=False)), Wish(15, Focus.LEGS), "gave-focus"),
        (a_day(rules=DayRules(mobility_only=True, legs=False)), Wish(15), None),
        (a_day(rules=DayRules(legs=False, full=False)), Wish(30, Focus.CORE), "gave-limit"),
        (a_day(Profile()), Wish(45, Focus.CORE), "gave-short"),
    ],
)
def test_what_gives_way_is_said(day, wish, rule):
    choice = choose(wish, day, TODAY, estimate)
    found = {w.rule for w in choice.gave_way}
    assert (rule in found) if rule else not found


def test_without_a_base_the_foundations_stand_in_for_jumps():
    closed = choose(Wish(20, Focus.POWER), a_day(), TODAY, estimate)
    tiers = {s.tier for s in closed.outline.slots if CATALOGUE.exercises[s.exercise].power}
    assert tiers == {F}
    assert {"power-base", "power-stand-in"} <= {w.rule for w in closed.whys}
    opened = choose(Wish(20, Focus.POWER), a_day(gate=OPEN), TODAY, estimate)
    assert S in {s.tier for s in opened.outline.slots if CATALOGUE.exercises[s.exercise].power}


def test_an_accessory_changes_after_three_times_and_programmes_are_exempt():
    def history(programme):
        sets = [done(e, F, 6) for e in ("front-lunge", "press-up", "leg-raise")]
        return [session(-3 * n, *sets, programme=programme) for n in (1, 2, 3)]

    core = Wish(12, Focus.CORE)
    changed = choose(core, a_day(history=history("")), TODAY, estimate)
    assert "variety" in {w.rule for w in changed.whys}
    assert ids(changed)[0] != "leg-raise"
    kept = choose(core, a_day(history=history("core")), TODAY, estimate)
    assert "variety" not in {w.rule for w in kept.whys}
    main = choose(Wish(20, Focus.LEGS), a_day(history=history("")), TODAY, estimate)
    assert "front-lunge" in ids(main)
    assert "keep" in {w.rule for w in main.whys}


def test_two_sessions_a_week_cover_what_a_runner_needs():
    history = []
    trained = set()
    for day in (-4, -1):
        choice = choose(
            Wish(25), a_day(history=history), (DAY_0 + timedelta(days=day)).date(), estimate
        )
        trained |= {need_of(CATALOGUE.exercises[id]) for id in ids(choice)}
        sets = [done(s.exercise, s.tier, s.value) for s in choice.outline.slots]
        history.append(session(day, *sets, id=at(day)))
    assert {n.value for n in trained} >= {
        "thighs", "hip extensors", "calves", "deep calf", "trunk", "push", "pull",
    }  # fmt: skip


def test_pairs_alternate_legs_with_the_rest():
    choice = choose(Wish(30, format=Format.PAIRS), a_day(), TODAY, estimate)
    legs = [need_of(CATALOGUE.exercises[id]) in LEG_NEEDS for id in ids(choice)]
    assert legs[:4] == [True, False, True, False]


def test_the_first_two_sessions_are_foundation_or_lower_standard():
    hard = {e.id: Standing(TierName.CHALLENGE, 0, 16) for e in MAIN}
    choice = choose(Wish(30), a_day(standings=hard), TODAY, estimate)
    assert {s.tier for s in choice.outline.slots} <= {F, S}


# In a session


def test_pain_swaps_or_drops_all_that_loads_the_area():
    swaps = spare("knee", ["squat", "glute-bridge", "press-up", "calf-raise"], a_day(),
                  hurting="squat")  # fmt: skip
    assert {s.out for s in swaps} == {"squat"}
    swaps = spare("shoulder", ["press-up", "dumbbell-row", "plank"], a_day())
    assert {s.out for s in swaps} == {"press-up", "dumbbell-row", "plank"}
    for swap in swaps:
        if swap.instead is not None:
            assert "shoulder" not in swap.instead.exercise.areas
    assert {s.why.rule for s in swaps} == {"pain-swapped", "pain-dropped"}


def test_another_of_the_same_kind():
    lunge = CATALOGUE.exercises["reverse-lunge"]
    first = instead_of(lunge, a_day(), taken=["front-lunge"])
    assert first.instead.exercise.pattern is lunge.pattern
    assert first.instead.exercise.id not in ("reverse-lunge", "front-lunge")
    second = instead_of(lunge, a_day(), taken=["front-lunge"], another=1)
    assert second.instead.exercise != first.instead.exercise
