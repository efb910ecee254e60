"""The plan of a day: what holds for any person and history, and how all that is known enters it."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from runcoach.catalogue.loader import read_catalogue
from runcoach.core.coach.after_session import after
from runcoach.core.coach.athlete import (
    Known,
    break_of,
    changes_today,
    counted,
    day_of,
    standings_of,
)
from runcoach.core.coach.decisions import Direction, Reply, answer_all
from runcoach.core.coach.evidence import hurts
from runcoach.core.coach.jump_clearance import MOST_LANDINGS
from runcoach.core.coach.notebook import Notebook, Sore
from runcoach.core.coach.pain import PainCheck
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import LEG_NEEDS, Focus, need_of, on_one_leg
from runcoach.core.model.plan import BlockKind, Role, Side
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.records import Effort, Pain
from runcoach.core.model.standing import Change, Standing
from runcoach.core.planner.propose import Ask, proposed, suits
from runcoach.core.planner.request import Wish
from runcoach.storage.history.index import entry_of
from tests.core.coach.lived_weeks import as_done
from tests.core.coach.small_catalogue import DAY_0, F, S, at
from tests.core.planner.test_selection import random_day

CATALOGUE = read_catalogue(Path(__file__).parents[3] / "assets", None)
GAVE_WAY = re.compile(r"\d min( at most| at least|: less| can't be met)")
PROGRAMMES = list(CATALOGUE.programmes.values())


def random_known(seed):
    dice = random.Random(seed)
    wish, day = random_day(seed)
    book = Notebook(
        changes=(Change("c", at(-90), day.standings),) if day.standings else (),
        own_pace=dice.choice([1.0, 1.0, 0.9, 1.2]),
        sore=Sore(at(0), dice.choice(["legs", "upper body"]), dice.random() < 0.2)
        if dice.random() < 0.2
        else None,
    )
    said = None if dice.random() < 0.1 else day.profile
    known = Known(CATALOGUE, DAY_0, said, book, tuple(day.history))
    programme = dice.choice([None, None, dice.choice(PROGRAMMES)])
    minutes = wish.minutes if programme is None or dice.random() < 0.5 else None
    tier = dice.choice([None, None, None, *TierName])
    return Ask(replace(wish, minutes=minutes), programme, tier), known


def check(ask, known, made):
    day = day_of(known)
    profile = known.profile
    if ask.wish.equipment is not None:
        day = day.with_equipment(ask.wish.equipment)
        profile = day.profile
    plan = made.plan
    usual = made.outline.minutes if ask.programme else profile.minutes
    asked = (ask.wish.minutes or usual) * 60
    fits = abs(plan.estimated_s - asked) <= asked * 0.1 + 1
    if ask.wish.minutes is not None or ask.programme is None:
        assert fits or any(GAVE_WAY.search(line) for line in plan.why)
    matters = known.said is not None or ask.wish.equipment is not None or not ask.programme
    one = both = landings = 0
    seen = set()
    works = [b for b in plan.blocks if b.kind is BlockKind.WORK]
    if plan.work and made.outline.warm_up != ("none",) and not day.spared:
        assert works[0].role is Role.WARM_UP
    for block in works:
        exercise = CATALOGUE.exercises[block.exercise]
        tier = exercise.tier(block.tier)
        assert not day.spared & set(exercise.areas)
        if matters:
            assert set(block.equipment) <= profile.at_hand
            if tier.loaded and block.role is Role.MAIN and profile.loads:
                assert block.load_kg in profile.totals(tier)
        if block.role is not Role.MAIN:
            assert not block.landings or not exercise.power
            continue
        landings += block.landings * block.target
        leg = need_of(exercise) in LEG_NEEDS
        if leg and (block.exercise, block.set) not in seen:
            seen.add((block.exercise, block.set))
            single = on_one_leg(exercise, tier)
            one += single
            both += not single
        if exercise.power and tier.landings:
            assert day.gate.open
            assert not profile.careful
    allowed = day.gate.landings if day.gate.open and not profile.careful else 0
    assert landings <= min(allowed, MOST_LANDINGS)
    if ask.programme is None:
        assert one >= both


@pytest.mark.parametrize("part", range(3))
def test_what_holds_for_any_person_and_history(part):
    for seed in range(5000 + part * 30, 5030 + part * 30):
        ask, known = random_known(seed)
        check(ask, known, proposed(ask, known))


def lived(sessions, programme="full-body", profile=None, effort=Effort.RIGHT, apart=3.0):
    """Sessions of a programme, each with its proposals accepted the same evening."""
    said = profile or Profile(Experience.SOME, ("step",), (Load(8, 2), Load(16, 1)), 20)
    known = Known(CATALOGUE, DAY_0 - timedelta(days=sessions * apart), said)
    history, book = [], Notebook()
    for number in range(sessions):
        moment = known.at + timedelta(days=apart * number)
        done = counted(entry_of(r, r.started_at[:7]) for r in history)
        today = replace(known, at=moment, notebook=book, history=history[::-1], done=done)
        ask = Ask(programme=CATALOGUE.programmes[programme])
        record = as_done(proposed(ask, today).plan, moment, f"s{number}", effort)
        book, proposals = after(record, today)
        evening = (moment + timedelta(hours=1)).isoformat()
        moving = [p for p in proposals if p.change is not Direction.HOLD]
        book = book.with_decisions(answer_all(moving, Reply.YES, evening))
        history.append(record)
    done = counted(entry_of(r, r.started_at[:7]) for r in history)
    return replace(known, at=DAY_0, notebook=book, history=tuple(history[::-1]), done=done)


def targets(plan):
    return {b.exercise: (b.tier, b.target, b.load_kg) for b in plan.work}


def test_what_was_accepted_is_what_the_next_plan_asks():
    known = lived(4)
    moved = {d.proposal.exercise for d in known.notebook.decisions if d.reply is Reply.YES}
    assert moved
    ask = Ask(programme=CATALOGUE.programmes["full-body"])
    before, now = targets(proposed(ask, lived(0)).plan), targets(proposed(ask, known).plan)
    assert moved >= {id for id in now if now[id] != before[id]}
    assert any(now[id] != before[id] for id in moved)


def test_extra_reps_slow_lowering_and_one_set_are_planned():
    profile = Profile(Experience.SOME, loads=(Load(8, 1),))
    after = {
        "single-leg-deadlift": Standing(S, 0, 8.0, extra=2, slow=True),
        "squat": Standing(F, 0, one_set=True),
    }
    book = Notebook(changes=(Change("c", at(-1), after),))
    known = Known(CATALOGUE, DAY_0, profile, book)
    plan = proposed(Ask(programme=CATALOGUE.programmes["legs"]), known).plan
    deadlifts = [b for b in plan.work if b.exercise == "single-leg-deadlift"]
    tier = CATALOGUE.exercises["single-leg-deadlift"].tier(S)
    assert {b.target for b in deadlifts} == {tier.dose.at(0) + 2}
    assert {b.load_kg for b in deadlifts} == {8.0}
    assert deadlifts[0].cycle_s == tier.cycle_s + 2
    assert len([b for b in plan.work if b.exercise == "squat"]) == 1


def test_a_break_is_one_step_down_unless_as_before():
    known = replace(lived(6), at=DAY_0 + timedelta(days=30))
    pause = break_of(known)
    assert pause is not None
    assert pause.change.after
    eased = standings_of(known)
    assert all(eased[id] == pause.change.after[id] for id in pause.change.after)
    undone = known.notebook.with_changes([replace(pause.change, undone=True)])
    as_before = replace(known, notebook=undone)
    assert break_of(as_before) is None
    assert standings_of(as_before) != eased
    kept = replace(known, notebook=known.notebook.with_changes(changes_today(known)))
    assert break_of(kept) is None
    assert standings_of(kept) == eased


def test_what_hurt_is_spared_until_it_is_quiet():
    known = lived(3)
    last = known.history[0]
    sets = tuple(
        replace(s, pain=Pain("knee", Side.LEFT, 2)) if s.exercise == "squat" else s
        for s in last.sets
    )
    hurt = replace(last, id="hurt", sets=sets)
    book, _ = after(hurt, known)
    assert [r.area for r in book.hurt] == ["knee"]
    known = replace(known, notebook=book, history=())
    for programme in (None, CATALOGUE.programmes["full-body"]):
        plan = proposed(Ask(programme=programme), known).plan
        assert plan.work
        assert not any("knee" in CATALOGUE.exercises[b.exercise].areas for b in plan.work)
    assert any("knee" in line for line in plan.why)
    assert any(hurts(s) for s in hurt.sets)


def test_soreness_and_the_lighter_week_take_sets_away():
    known = lived(1)
    ask = Ask(programme=CATALOGUE.programmes["legs"])
    sets = len(proposed(ask, known).plan.work)
    sore = replace(known, notebook=replace(known.notebook, sore=Sore(at(0), "legs")))
    assert len(proposed(ask, sore).plan.work) < sets
    yesterday = replace(known, notebook=replace(known.notebook, sore=Sore(at(-1), "legs")))
    assert len(proposed(ask, yesterday).plan.work) == sets
    since = (DAY_0 - timedelta(days=22)).date().isoformat()
    lighter = replace(known, notebook=replace(known.notebook, training_since=since))
    made = proposed(ask, lighter)
    assert len(made.plan.work) < sets
    assert "The lighter week: one set less, no rises." in made.plan.why


def test_a_programme_over_weeks_goes_by_sessions_done_and_has_its_lighter_week():
    twelve = CATALOGUE.programmes["first-twelve"]
    known = lived(6, "first-twelve", Profile(), apart=20)
    made = proposed(Ask(programme=twelve), known)
    assert (made.progress.done, made.progress.week, made.progress.lighter) == (6, 4, True)
    assert made.outline == twelve.sessions[0]
    usual = proposed(Ask(programme=twelve), replace(known, done={}))
    assert len(made.plan.work) < len(usual.plan.work)


def test_the_estimate_follows_how_long_a_person_takes():
    known = lived(0)
    ask = Ask(programme=CATALOGUE.programmes["core"])
    plan = proposed(ask, known).plan
    slow = as_done(plan, DAY_0, "slow", active_s=round(plan.estimated_s * 1.3))
    book, _ = after(slow, known)
    assert book.own_pace > 1.05
    then = replace(known, notebook=book)
    assert proposed(ask, then).plan.estimated_s > plan.estimated_s
    fitted = proposed(Ask(Wish(20, Focus.CORE)), then).plan
    assert fitted.estimated_s == pytest.approx(1200, rel=0.1)


def test_the_same_day_gives_the_same_plan():
    ask, known = Ask(Wish(25)), lived(5)
    assert proposed(ask, known) == proposed(ask, known)


def test_the_same_session_looked_at_twice_is_one():
    known = lived(2)
    record = as_done(proposed(Ask(), known).plan, DAY_0, "once")
    book, first = after(record, known)
    again, second = after(record, replace(known, notebook=book))
    assert first == second
    assert again == book


def test_a_quiet_word_about_an_area_returns_what_loads_it_one_step_lower():
    known = lived(4)
    squat = standings_of(known)["squat"]
    hurting = replace(known.history[3], sets=tuple(
        replace(s, pain=Pain("knee", Side.LEFT, 2)) if s.exercise == "squat" else s
        for s in known.history[3].sets
    ))  # fmt: skip
    known = replace(known, history=(*known.history[:3], hurting))
    check_ = PainCheck("knee", Side.LEFT, at(-1), False)
    known = replace(known, notebook=replace(known.notebook, checks=(check_,)))
    assert "knee" not in day_of(known).spared
    assert standings_of(known)["squat"] != squat


@pytest.mark.parametrize(
    ("loads", "kilos"),
    [
        ((Load(8, 1), Load(12, 1, "kettlebell")), (12,)),
        ((Load(8, 1),), ()),
        ((Load(20, 1, "barbell"),), ()),
    ],
)
def test_a_bell_serves_as_a_dumbbell_and_not_the_other_way(loads, kilos):
    profile = Profile(loads=loads)
    swing = CATALOGUE.exercises["kettlebell-swing"].tier(S)
    assert profile.totals(swing) == kilos
    assert profile.has(swing) == bool(kilos)
    row = CATALOGUE.exercises["dumbbell-row"].tier(S)
    assert profile.has(row) == any(x.kind != "barbell" for x in loads)


def test_a_weight_at_hand_that_was_never_named_is_planned_without_a_number():
    asked = Ask(Wish(equipment=("dumbbell",)), CATALOGUE.programmes["upper-body"])
    plan = proposed(asked, lived(0, profile=Profile())).plan
    rows = [b for b in plan.work if b.exercise == "dumbbell-row"]
    assert rows
    assert {b.load_kg for b in rows} == {0.0}


@pytest.mark.parametrize(
    ("profile", "legs", "core"),
    [
        (Profile(), True, True),
        (Profile(long_run_day=DAY_0.weekday()), False, False),
        (Profile(long_run_day=(DAY_0.weekday() + 1) % 7), False, True),
    ],
)
def test_a_programme_is_only_proposed_on_a_day_that_allows_it(profile, legs, core):
    known = Known(CATALOGUE, DAY_0, profile)
    assert suits(CATALOGUE.programmes["legs"], known) is legs
    # Its glute bridge is leg work.
    assert suits(CATALOGUE.programmes["core"], known) is (legs and core)
    assert suits(CATALOGUE.programmes["upper-body"], known) is core


def test_severe_soreness_is_mobility_whatever_was_chosen():
    book = Notebook(sore=Sore(at(0), "all over", severe=True))
    made = proposed(
        Ask(programme=CATALOGUE.programmes["legs"]), Known(CATALOGUE, DAY_0, notebook=book)
    )
    assert made.plan.title.startswith("Mobility")
    assert "Very sore: mobility today." in made.plan.why


@pytest.mark.parametrize("programme", [None, "full-body", "power"])
def test_support_is_at_hand_whatever_session_it_is(programme):
    profile = Profile(Experience.SOME, ("step",), (Load(8, 2),), careful=True)
    known = replace(random_known(3)[1], said=profile)
    chosen = CATALOGUE.programmes.get(programme)
    plan = proposed(Ask(programme=chosen), known).plan
    assert "A wall or a chair at hand, as you asked for care." in plan.why
    assert not sum(b.landings for b in plan.work)
