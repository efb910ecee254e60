"""The session proposed for a day: what holds for any athlete, and what each input changes."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from msgspec.structs import replace

from runcoach.core.coach.after_session import review_session
from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.decisions import Direction, Reply, answer_all
from runcoach.core.coach.evidence import reported_pain
from runcoach.core.coach.jump_clearance import MOST_LANDINGS
from runcoach.core.coach.notebook import Notebook, SorenessCheck
from runcoach.core.coach.pain import PainCheck
from runcoach.core.coach.programme_progress import count_programme_sessions
from runcoach.core.coach.rulebook import RULES
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import LEG_LIFTS, Focus, is_one_legged, need_of
from runcoach.core.model.plan import BlockKind, Role, Side
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.records import Effort, Pain
from runcoach.core.model.standing import Standing, StandingChange
from runcoach.core.planner.propose import propose_session, suits_day
from runcoach.core.planner.request import SessionRequest
from runcoach.storage.history.index import make_entry
from tests.built_in import built_in_catalogue
from tests.core.coach.completed_records import completed_record
from tests.core.coach.small_catalogue import DAY_0, F, S, at
from tests.core.planner.test_selection import random_day

CATALOGUE = built_in_catalogue()
MISSED = re.compile(r"\d min( at most| at least| can't be met)")
PROGRAMMES = list(CATALOGUE.programmes.values())


def random_athlete(seed):
    dice = random.Random(seed)
    request, day = random_day(seed)
    book = Notebook(
        changes=(StandingChange("c", at(-90), day.standings),) if day.standings else (),
        own_pace=dice.choice([1.0, 1.0, 0.9, 1.2]),
        sore=SorenessCheck(at(0), dice.choice(["legs", "upper body"]), dice.random() < 0.2)
        if dice.random() < 0.2
        else None,
    )
    said = None if dice.random() < 0.1 else day.profile
    athlete = Athlete(CATALOGUE, DAY_0, said, book, tuple(day.history))
    programme = dice.choice([None, None, dice.choice(PROGRAMMES)])
    minutes = request.minutes if programme is None or dice.random() < 0.5 else None
    tier = dice.choice([None, None, None, *TierName])
    return replace(request, minutes=minutes, programme=programme, tier=tier), athlete


def check(request, athlete, made):
    day = athlete.training_day
    profile = athlete.profile
    if request.equipment is not None:
        day = day.with_equipment(request.equipment)
        profile = day.profile
    plan = made.plan
    usual = made.outline.minutes if request.programme else profile.minutes
    asked = (request.minutes or usual) * 60
    fits = abs(plan.estimated_s - asked) <= asked * 0.1
    if request.minutes is not None or request.programme is None:
        limited = any(line.startswith("Less than") for line in plan.why)
        assert fits is not any(MISSED.search(line) for line in plan.why) or limited
    matters = (
        athlete.saved_profile is not None or request.equipment is not None or not request.programme
    )
    one = both = landings = 0
    seen = set()
    works = [b for b in plan.blocks if b.kind is BlockKind.WORK]
    if plan.work and made.outline.warm_up != ("none",) and not day.spared:
        assert works[0].role is Role.WARM_UP
    for block in works:
        exercise = CATALOGUE.exercises[block.exercise]
        tier = exercise.tier(block.tier)
        assert not day.spared & set(tier.areas)
        if matters:
            assert set(block.equipment) <= profile.at_hand
            if tier.loaded and block.role is Role.MAIN and profile.loads:
                assert block.load_kg in (profile.available_loads_kg(tier) or (0.0,))
        if block.role is not Role.MAIN:
            assert not block.landings or not exercise.power
            continue
        landings += block.landings * block.target
        leg = need_of(exercise) in LEG_LIFTS
        if leg and (block.exercise, block.set) not in seen:
            seen.add((block.exercise, block.set))
            single = is_one_legged(exercise, tier)
            one += single
            both += not single
        if exercise.power and tier.landings:
            assert day.allows_jumps
    allowed = day.jump_clearance.landings if day.allows_jumps else 0
    assert landings <= min(allowed, MOST_LANDINGS)
    if request.programme is None:
        assert one >= both
    return fits


@pytest.mark.parametrize("part", range(3))
def test_invariants_for_any_athlete(part):
    fits = 0
    for seed in range(5000 + part * 30, 5030 + part * 30):
        request, athlete = random_athlete(seed)
        fits += check(request, athlete, propose_session(request, athlete))
    assert fits >= 13


def lived(sessions, programme="full-body", profile=None, effort=Effort.RIGHT, apart=3.0):
    """Sessions of a programme, each with its proposals accepted the same evening."""
    said = profile or Profile(Experience.SOME, ("step",), (Load(8, 2), Load(16, 1)), 20)
    athlete = Athlete(CATALOGUE, DAY_0 - timedelta(days=sessions * apart), said)
    history, book = [], Notebook()
    for number in range(sessions):
        moment = athlete.at + timedelta(days=apart * number)
        done = count_programme_sessions(make_entry(r, r.started_at[:7]) for r in history)
        today = replace(
            athlete, at=moment, notebook=book, history=history[::-1], programme_sessions=done
        )
        request = SessionRequest(programme=CATALOGUE.programmes[programme])
        record = completed_record(
            propose_session(request, today).plan, moment, f"s{number}", effort
        )
        book, proposals = review_session(record, today)
        evening = (moment + timedelta(hours=1)).isoformat()
        moving = [p for p in proposals if p.change is not Direction.HOLD]
        book = book.with_decisions(answer_all(moving, Reply.YES, evening))
        history.append(record)
    done = count_programme_sessions(make_entry(r, r.started_at[:7]) for r in history)
    return replace(
        athlete, at=DAY_0, notebook=book, history=tuple(history[::-1]), programme_sessions=done
    )


def targets(plan):
    return {b.exercise: (b.tier, b.target, b.load_kg) for b in plan.work}


def test_an_accepted_proposal_is_in_the_next_plan():
    athlete = lived(4)
    moved = {d.proposal.exercise for d in athlete.notebook.decisions if d.reply is Reply.YES}
    assert moved
    request = SessionRequest(programme=CATALOGUE.programmes["full-body"])
    before, now = (
        targets(propose_session(request, lived(0)).plan),
        targets(propose_session(request, athlete).plan),
    )
    assert moved >= {id for id in now if now[id] != before[id]}
    assert any(now[id] != before[id] for id in moved)


def test_extra_reps_slow_lowering_and_one_set_are_planned():
    profile = Profile(Experience.SOME, loads=(Load(8, 1),))
    after = {
        "single-leg-deadlift": Standing(S, 0, 8.0, extra=2, slow=True),
        "squat": Standing(F, 0, one_set=True),
    }
    book = Notebook(changes=(StandingChange("c", at(-1), after),))
    athlete = Athlete(CATALOGUE, DAY_0, profile, book)
    plan = propose_session(SessionRequest(programme=CATALOGUE.programmes["legs"]), athlete).plan
    deadlifts = [b for b in plan.work if b.exercise == "single-leg-deadlift"]
    tier = CATALOGUE.exercises["single-leg-deadlift"].tier(S)
    assert {b.target for b in deadlifts} == {tier.dose.at(0) + 2}
    assert {b.load_kg for b in deadlifts} == {8.0}
    assert deadlifts[0].cycle_s == tier.cycle_s + 2
    assert len([b for b in plan.work if b.exercise == "squat"]) == 1


def test_a_layoff_is_one_step_down_unless_as_before():
    athlete = replace(lived(6), at=DAY_0 + timedelta(days=30))
    pause = athlete.layoff
    assert pause is not None
    assert pause.change.after
    eased = athlete.standings
    assert all(eased[id] == pause.change.after[id] for id in pause.change.after)
    undone = athlete.notebook.with_changes([replace(pause.change, undone=True)])
    as_before = replace(athlete, notebook=undone)
    assert as_before.layoff is None
    assert as_before.standings != eased
    kept = replace(athlete, notebook=athlete.notebook.with_changes(athlete.changes_today))
    assert kept.layoff is None
    assert kept.standings == eased


def test_an_area_that_hurt_is_spared_until_it_is_quiet():
    athlete = lived(3)
    last = athlete.history[0]
    sets = tuple(
        replace(s, pain=Pain("knee", Side.LEFT, 2)) if s.exercise == "squat" else s
        for s in last.sets
    )
    hurt = replace(last, id="hurt", sets=sets)
    book, _ = review_session(hurt, athlete)
    assert [r.area for r in book.hurt] == ["knee"]
    athlete = replace(athlete, notebook=book, history=())
    for programme in (None, CATALOGUE.programmes["full-body"]):
        plan = propose_session(SessionRequest(programme=programme), athlete).plan
        assert plan.work
        assert not any(
            "knee" in CATALOGUE.exercises[b.exercise].tier(b.tier).areas for b in plan.work
        )
    assert any("knee" in line for line in plan.why)
    assert any(reported_pain(s) for s in hurt.sets)


def test_soreness_and_the_lighter_week_take_sets_away():
    athlete = lived(1)
    request = SessionRequest(programme=CATALOGUE.programmes["legs"])
    sets = len(propose_session(request, athlete).plan.work)
    sore = replace(athlete, notebook=replace(athlete.notebook, sore=SorenessCheck(at(0), "legs")))
    assert len(propose_session(request, sore).plan.work) < sets
    yesterday = replace(
        athlete, notebook=replace(athlete.notebook, sore=SorenessCheck(at(-1), "legs"))
    )
    assert len(propose_session(request, yesterday).plan.work) == sets
    lighter = lived(5, apart=4)
    assert lighter.day_rules.lighter
    made = propose_session(request, lighter)
    assert len(made.plan.work) < sets
    assert RULES["season-lighter"].sentence in made.plan.why


def test_a_programme_over_weeks_counts_sessions_and_has_lighter_weeks():
    twelve = CATALOGUE.programmes["first-twelve"]
    athlete = lived(6, "first-twelve", Profile(), apart=20)
    made = propose_session(SessionRequest(programme=twelve), athlete)
    assert (made.progress.done, made.progress.week, made.progress.lighter) == (6, 4, True)
    assert made.outline == twelve.sessions[0]
    usual = propose_session(
        SessionRequest(programme=twelve), replace(athlete, programme_sessions={})
    )
    assert len(made.plan.work) < len(usual.plan.work)


def test_the_estimate_follows_the_person_s_own_pace():
    athlete = lived(0)
    request = SessionRequest(programme=CATALOGUE.programmes["core"])
    plan = propose_session(request, athlete).plan
    slow = completed_record(plan, DAY_0, "slow", active_s=round(plan.estimated_s * 1.3))
    book, _ = review_session(slow, athlete)
    assert book.own_pace > 1.05
    then = replace(athlete, notebook=book)
    assert propose_session(request, then).plan.estimated_s > plan.estimated_s
    fitted = propose_session(SessionRequest(20, Focus.CORE), then).plan
    assert fitted.estimated_s == pytest.approx(1200, rel=0.1)


def test_the_same_day_gives_the_same_plan():
    request, athlete = SessionRequest(25), lived(5)
    assert propose_session(request, athlete) == propose_session(request, athlete)


def test_reviewing_a_session_twice_changes_nothing():
    athlete = lived(2)
    record = completed_record(propose_session(SessionRequest(), athlete).plan, DAY_0, "once")
    book, first = review_session(record, athlete)
    again, second = review_session(record, replace(athlete, notebook=book))
    assert first == second
    assert again == book


def test_a_quiet_area_returns_what_loads_it_one_step_lower():
    athlete = lived(4)
    squat = athlete.standings["squat"]
    hurting = replace(athlete.history[3], sets=tuple(
        replace(s, pain=Pain("knee", Side.LEFT, 2)) if s.exercise == "squat" else s
        for s in athlete.history[3].sets
    ))  # fmt: skip
    athlete = replace(athlete, history=(*athlete.history[:3], hurting))
    check_ = PainCheck("knee", Side.LEFT, at(-1), False)
    athlete = replace(athlete, notebook=replace(athlete.notebook, checks=(check_,)))
    assert "knee" not in athlete.training_day.spared
    assert athlete.standings["squat"] != squat


@pytest.mark.parametrize(
    ("loads", "kilos"),
    [
        ((Load(8, 1), Load(12, 1, "kettlebell")), (12,)),
        ((Load(8, 1),), ()),
        ((Load(20, 1, "barbell"),), ()),
    ],
)
def test_a_kettlebell_serves_as_a_dumbbell_but_not_the_reverse(loads, kilos):
    profile = Profile(loads=loads)
    swing = CATALOGUE.exercises["kettlebell-swing"].tier(S)
    assert profile.available_loads_kg(swing) == kilos
    assert profile.has_equipment_for(swing) == bool(kilos)
    row = CATALOGUE.exercises["dumbbell-row"].tier(S)
    assert profile.has_equipment_for(row) == any(x.kind != "barbell" for x in loads)


def test_a_weight_of_unknown_size_is_planned_without_a_load():
    asked = SessionRequest(equipment=("dumbbell",), programme=CATALOGUE.programmes["upper-body"])
    plan = propose_session(asked, lived(0, profile=Profile())).plan
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
    athlete = Athlete(CATALOGUE, DAY_0, profile)
    assert suits_day(CATALOGUE.programmes["legs"], athlete) is legs
    # Its glute bridge is leg work.
    assert suits_day(CATALOGUE.programmes["core"], athlete) is (legs and core)
    assert suits_day(CATALOGUE.programmes["upper-body"], athlete) is core


def test_severe_soreness_is_mobility_whatever_was_requested():
    book = Notebook(sore=SorenessCheck(at(0), "all over", severe=True))
    made = propose_session(
        SessionRequest(programme=CATALOGUE.programmes["legs"]),
        Athlete(CATALOGUE, DAY_0, notebook=book),
    )
    assert made.plan.title.startswith("Mobility")
    assert "Very sore: mobility today." in made.plan.why


@pytest.mark.parametrize("programme", [None, "full-body", "power"])
def test_a_careful_athlete_is_told_to_keep_support_at_hand(programme):
    profile = Profile(Experience.SOME, ("step",), (Load(8, 2),), careful=True)
    athlete = replace(random_athlete(3)[1], saved_profile=profile)
    chosen = CATALOGUE.programmes.get(programme)
    plan = propose_session(SessionRequest(programme=chosen), athlete).plan
    assert "Keep a wall or a chair at hand: you asked for care." in plan.why
    assert not sum(b.landings for b in plan.work)
