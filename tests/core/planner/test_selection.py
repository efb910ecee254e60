"""Invariants of every selected session, and the reasons for its exercises."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from msgspec.structs import replace

from runcoach.core.coach.jump_clearance import (
    MOST_LANDINGS,
    JumpClearance,
    check_jump_clearance,
    count_landings,
)
from runcoach.core.coach.pain import find_spared_areas, names_to_spare
from runcoach.core.coach.rulebook import cite_rule
from runcoach.core.coach.schedule import DayRules, find_day_rules
from runcoach.core.coach.training_day import Soreness, TrainingDay
from runcoach.core.model.body import AREAS
from runcoach.core.model.exercise import Sides, TierName, Use
from runcoach.core.model.focus import LEG_LIFTS, LEG_NEEDS, Focus, is_one_legged, need_of
from runcoach.core.model.plan import Role
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.programme import Format, Programme
from runcoach.core.model.records import Effort, Pain
from runcoach.core.model.standing import Standing
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.planner.request import SessionRequest
from runcoach.core.planner.selection import select_session
from runcoach.core.planner.substitutes import find_substitute, substitute_for_pain
from runcoach.core.session.block_layout import seconds_per_set
from tests.built_in import built_in_catalogue
from tests.core.coach.small_catalogue import DAY_0, F, S, at, done, session

CATALOGUE = built_in_catalogue()
TODAY = DAY_0.date()
OPEN = JumpClearance(True, 80, cite_rule("power-open", contacts=80))
CLOSED = JumpClearance(False, 0, cite_rule("power-base", done=0))
OWNED = Profile(
    Experience.REGULAR, equipment=("step", "box", "ball"), loads=(Load(8, 2), Load(16, 1))
)
MAIN = [e for e in CATALOGUE.exercises.values() if e.use is Use.MAIN]


def plan_of(outline, standings):
    programme = Programme("", outline.title, "", (outline,))
    return compose_plan(programme, CATALOGUE, PrescriptionContext(standings=standings))


def estimate(outline, standings):
    return plan_of(outline, standings).estimated_s


def rough(outline, standings):
    """A cheap estimate for a thousand days: work, rests, a fixed time to get ready."""
    total = outline.warm_up_s + outline.cool_down_s + 15
    for slot in outline.slots:
        tier = CATALOGUE.exercises[slot.exercise].tier(slot.tier)
        sides = 2 if tier.sides is Sides.EACH else 1
        work = sides * seconds_per_set(tier, slot.value) + (sides - 1) * 6
        total += 20 + slot.sets * work + (slot.sets - 1) * tier.dose.rest_s
    return total


def lived(dice, profile):
    """Some weeks of random sessions."""
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
    clearance = check_jump_clearance(history, CATALOGUE, profile, TODAY)
    if dice.random() < 0.5 and not profile.careful:
        clearance = JumpClearance(True, dice.choice([40, 80]), clearance.reason)
    standings = {
        e.id: Standing(dice.choice(list(TierName)), dice.randint(0, 3), dice.choice([0, 8, 30]))
        for e in MAIN
        if dice.random() < 0.5
    }
    spared = names_to_spare(find_spared_areas(history, [], [], TODAY))
    if dice.random() < 0.3:
        spared |= {dice.choice(AREAS)}
    sore = {dice.choice(AREAS): dice.choice(list(Soreness))} if dice.random() < 0.2 else {}
    rules = find_day_rules(profile, history, CATALOGUE, DAY_0)
    day = TrainingDay(CATALOGUE, profile, rules, clearance, standings, history, spared, sore)
    request = SessionRequest(
        minutes=dice.choice([None, dice.randint(8, 45)]),
        focus=dice.choice([None, Focus.POWER, *Focus]),
        equipment=dice.choice([None, None, (), ("step", "dumbbell")]),
        format=dice.choice(list(Format)),
        another=dice.choice([0, 0, 1, 5]),
    )
    return request, day


def check_plan(plan, day, spared, landings):
    """Check the invariants of any plan, block by block."""
    works = [b for b in plan.blocks if b.kind == "work"]
    main = [b for b in works if b.role is Role.MAIN]
    for block in works:
        exercise = CATALOGUE.exercises[block.exercise]
        assert not spared & set(exercise.tier(block.tier).areas)
        assert set(block.equipment) <= day.profile.at_hand
        if block.load_kg:
            assert block.load_kg in day.profile.available_loads_kg(exercise.tier(block.tier))
        assert not block.landings or block.role is Role.MAIN
    assert sum(b.landings * b.target for b in main) <= min(landings, MOST_LANDINGS)
    moves = [e for e in CATALOGUE.used_for(Use.WARM_UP) if not e.power]
    if main and any(not spared & set(e.areas) for e in moves):
        assert works[0].role is Role.WARM_UP
    roles = [b.role for b in works]
    assert roles == sorted(roles, key=[Role.WARM_UP, Role.MAIN, Role.COOL_DOWN].index)


def check(request, day, choice, seconds):
    outline, rules = choice.outline, {w.rule for w in choice.gave_way}
    asked = (request.minutes or day.profile.minutes) * 60
    if seconds < asked * 0.9:
        assert rules & {"gave-short", "gave-limit"}
    if seconds > asked * 1.1:
        assert "gave-long" in rules
    if request.equipment is not None:
        day = day.with_equipment(request.equipment)
    one_leg = both_legs = landings = 0
    for slot in outline.slots:
        exercise = CATALOGUE.exercises[slot.exercise]
        tier = exercise.tier(slot.tier)
        standing = choice.standings[exercise.id]
        assert tier.tier is slot.tier is standing.tier
        assert set(tier.equipment) <= day.profile.at_hand
        weights = (day.profile.available_loads_kg(tier) if tier.loaded else ()) or (0.0,)
        assert standing.load_kg in weights
        assert not day.spared & set(tier.areas)
        assert 1 <= slot.sets <= 4
        landings += count_landings(tier, slot.sets, slot.value)
        if need_of(exercise) in LEG_NEEDS:
            assert day.rules.legs
        if need_of(exercise) in LEG_LIFTS:
            one_leg += slot.sets * is_one_legged(exercise, tier)
            both_legs += slot.sets * (not is_one_legged(exercise, tier))
        if day.rules.mobility_only or Soreness.SEVERE in day.sore.values():
            assert need_of(exercise) not in LEG_NEEDS
            assert exercise.use is not Use.MAIN
        if Soreness.MODERATE in [day.sore.get(a) for a in exercise.areas]:
            assert slot.sets == 1
    assert one_leg >= both_legs
    allowed = day.jump_clearance.landings if day.allows_jumps else 0
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
    assert len(choice.reasons) >= len(outline.slots)


@pytest.mark.parametrize(
    "part", [0, 1, *(pytest.param(part, marks=pytest.mark.slow) for part in (2, 3))]
)
def test_invariants_for_a_thousand_days(part):
    full = 0
    for seed in range(part * 250, part * 250 + 250):
        request, day = random_day(seed)
        choice = select_session(request, day, TODAY, rough)
        check(request, day, choice, rough(choice.outline, choice.standings))
        if request.equipment is not None:
            day = day.with_equipment(request.equipment)
        allowed = day.jump_clearance.landings if day.allows_jumps else 0
        check_plan(plan_of(choice.outline, choice.standings), day, day.spared, allowed)
        full += len(choice.outline.slots) >= 3
    assert full > 100


def test_invariants_with_the_composer_s_own_estimate():
    for seed in range(2000, 2025):
        request, day = random_day(seed)
        choice = select_session(request, day, TODAY, estimate)
        plan = plan_of(choice.outline, choice.standings)
        check(request, day, choice, plan.estimated_s)
        done_in = {b.exercise for b in plan.work}
        assert done_in == {s.exercise for s in choice.outline.slots}
        works = [b.role for b in plan.blocks if b.kind == "work"]
        if choice.outline.slots and choice.outline.warm_up != ("none",):
            assert works[0] is Role.WARM_UP
        assert all(not b.landings for b in plan.blocks if b.role is not Role.MAIN)


def a_day(profile=OWNED, clearance=CLOSED, **rest):
    return TrainingDay(CATALOGUE, profile, rest.pop("rules", DayRules()), clearance, **rest)


def ids(choice):
    return [s.exercise for s in choice.outline.slots]


def test_the_same_day_gives_the_same_session():
    request, day = SessionRequest(25), a_day()
    assert select_session(request, day, TODAY, estimate) == select_session(
        request, day, TODAY, estimate
    )


def test_each_request_for_another_gives_another():
    found = [
        select_session(SessionRequest(20, another=n), a_day(), TODAY, estimate) for n in range(3)
    ]
    assert len({tuple(ids(c)) for c in found}) == 3
    assert any(w.rule == "another" for w in found[1].reasons)


def test_it_says_so_if_nothing_else_fits():
    few = {e.id: e for e in MAIN if e.id in ("plank", "side-plank")}
    day = replace(a_day(), catalogue=replace(CATALOGUE, exercises=few))
    choice = select_session(SessionRequest(15, Focus.CORE, another=1), day, TODAY, rough)
    assert "gave-same" in {w.rule for w in choice.gave_way}


PULLS_WITHOUT_EQUIPMENT = ("prone-pull", "bag-row", "towel-row")
BARE = replace(
    a_day(Profile()),
    catalogue=replace(
        CATALOGUE,
        exercises={
            id: e for id, e in CATALOGUE.exercises.items() if id not in PULLS_WITHOUT_EQUIPMENT
        },
    ),
)


@pytest.mark.parametrize(
    ("day", "asked", "rule"),
    [
        (BARE, SessionRequest(15), "gave-equipment"),
        (a_day(spared=frozenset({"shoulder"})), SessionRequest(15), "gave-spared"),
        (a_day(rules=DayRules(legs=False)), SessionRequest(15, Focus.LEGS), "gave-focus"),
        (a_day(rules=DayRules(mobility_only=True, legs=False)), SessionRequest(15), None),
        (
            a_day(rules=DayRules(legs=False, full=False)),
            SessionRequest(30, Focus.CORE),
            "gave-limit",
        ),
        (a_day(Profile()), SessionRequest(45, Focus.CORE), "gave-short"),
    ],
)
def test_what_gives_way_has_its_reason(day, asked, rule):
    choice = select_session(asked, day, TODAY, estimate)
    found = {w.rule for w in choice.gave_way}
    assert (rule in found) if rule else not found


def test_without_a_base_the_foundations_stand_in_for_jumps():
    closed = select_session(SessionRequest(20, Focus.POWER), a_day(), TODAY, estimate)
    tiers = {s.tier for s in closed.outline.slots if CATALOGUE.exercises[s.exercise].power}
    assert tiers == {F}
    assert {"power-base", "power-stand-in"} <= {w.rule for w in closed.reasons}
    opened = select_session(SessionRequest(20, Focus.POWER), a_day(clearance=OPEN), TODAY, estimate)
    assert S in {s.tier for s in opened.outline.slots if CATALOGUE.exercises[s.exercise].power}


def test_an_accessory_changes_after_three_sessions_except_in_programmes():
    def history(programme):
        sets = [done(e, F, 6) for e in ("front-lunge", "press-up", "leg-raise")]
        return [session(-3 * n, *sets, programme=programme) for n in (1, 2, 3)]

    core = SessionRequest(12, Focus.CORE)
    changed = select_session(core, a_day(history=history("")), TODAY, estimate)
    assert "variety" in {w.rule for w in changed.reasons}
    assert ids(changed)[0] != "leg-raise"
    kept = select_session(core, a_day(history=history("core")), TODAY, estimate)
    assert "variety" not in {w.rule for w in kept.reasons}
    main = select_session(
        SessionRequest(20, Focus.LEGS), a_day(history=history("")), TODAY, estimate
    )
    assert "front-lunge" in ids(main)
    assert "keep" in {w.rule for w in main.reasons}


def test_two_sessions_a_week_cover_what_a_runner_needs():
    history = []
    trained = set()
    for day in (-4, -1):
        choice = select_session(
            SessionRequest(25),
            a_day(history=history),
            (DAY_0 + timedelta(days=day)).date(),
            estimate,
        )
        trained |= {need_of(CATALOGUE.exercises[id]) for id in ids(choice)}
        sets = [done(s.exercise, s.tier, s.value) for s in choice.outline.slots]
        history.append(session(day, *sets, id=at(day)))
    assert {n.value for n in trained} >= {
        "thighs", "hip extensors", "calves", "deep calf", "trunk", "push", "pull",
    }  # fmt: skip


def test_pairs_alternate_legs_with_the_rest():
    choice = select_session(SessionRequest(30, format=Format.PAIRS), a_day(), TODAY, estimate)
    legs = [need_of(CATALOGUE.exercises[id]) in LEG_NEEDS for id in ids(choice)]
    assert legs[:4] == [True, False, True, False]


def test_the_first_two_sessions_are_foundation_or_lower_standard():
    hard = {e.id: Standing(TierName.CHALLENGE, 0, 16) for e in MAIN}
    choice = select_session(SessionRequest(30), a_day(standings=hard), TODAY, estimate)
    assert {s.tier for s in choice.outline.slots} <= {F, S}


# In a session


def test_pain_replaces_or_drops_what_loads_the_area():
    remaining = ["squat", "glute-bridge", "press-up", "calf-raise"]
    swaps = substitute_for_pain("knee", remaining, a_day(), hurting="squat")
    assert {s.replaced for s in swaps} == {"squat"}
    swaps = substitute_for_pain("shoulder", ["press-up", "dumbbell-row", "plank"], a_day())
    assert {s.replaced for s in swaps} == {"press-up", "dumbbell-row", "plank"}
    for swap in swaps:
        if swap.substitute is not None:
            assert "shoulder" not in swap.substitute.tier.areas
    assert {s.reason.rule for s in swaps} == {"pain-swapped", "pain-dropped"}


def test_a_substitute_of_the_same_kind():
    lunge = CATALOGUE.exercises["reverse-lunge"]
    first = find_substitute(lunge, a_day(), taken=["front-lunge"])
    assert first.substitute.exercise.pattern is lunge.pattern
    assert first.substitute.exercise.id not in ("reverse-lunge", "front-lunge")
    second = find_substitute(lunge, a_day(), taken=["front-lunge"], another=1)
    assert second.substitute.exercise != first.substitute.exercise
