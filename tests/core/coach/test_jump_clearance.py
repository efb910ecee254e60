"""Jumps come after strength, and few at first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from runcoach.core.coach.jump_clearance import check_jump_clearance, count_landings
from runcoach.core.coach.pain import PainCheck
from runcoach.core.model.exercise import Sides
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Pain
from tests.core.coach.small_catalogue import CATALOGUE, DAY_0, JUMP, F, S, at, done, session


def base(day, tier=S, form=True, second="lunge"):
    return session(day, done("squat", tier, 15, form=form), done(second, tier, 10))


def jumped(day, reps=12):
    return session(day, done("jump", S, reps, landings=1))


SIX = [base(d) for d in (0, 6, 12, 18, 24, 28)]
AT_30 = 30

CASES = {
    "six sessions over 28 days": (SIX, "power-open"),
    "five are too few": (SIX[1:], "power-base"),
    "over 27 days are too short": ([base(d) for d in (1, 6, 12, 18, 24, 28)], "power-days"),
    "foundation is no base": ([*SIX[1:], base(0, F)], "power-base"),
    "nor is broken form": ([*SIX[1:], base(0, form=False)], "power-base"),
    "nor one leg exercise": ([*SIX[1:], base(0, second="press-up")], "power-base"),
    "knee pain 13 days ago": (
        [*SIX, session(17, done("squat", S, 15, pain=Pain("knee", level=1)))],
        "power-pain",
    ),
    "knee pain 14 days ago": (
        [*SIX, session(16, done("squat", S, 15, pain=Pain("knee", level=1)))],
        "power-open",
    ),
    "shoulder pain does not matter": (
        [*SIX, session(29, done("press-up", S, 10, pain=Pain("shoulder", level=1)))],
        "power-open",
    ),
    "jumps six days ago": ([*SIX, jumped(24.1)], "power-week"),
    "jumps seven days ago": ([*SIX, jumped(23)], "power-open"),
}


@pytest.mark.parametrize(("history", "rule"), CASES.values(), ids=CASES)
def test_clearance(history, rule):
    clearance = check_jump_clearance(
        history, CATALOGUE, Profile(), (DAY_0 + timedelta(days=AT_30)).date()
    )
    assert clearance.reason.rule == rule
    assert clearance.granted == (rule == "power-open")
    assert (clearance.landings > 0) == clearance.granted


def on(n, history=SIX, profile=None, checks=()):
    day = (DAY_0 + timedelta(days=n)).date()
    return check_jump_clearance(history, CATALOGUE, profile or Profile(), day, checks)


@pytest.mark.parametrize(("days", "rule"), [(27, "power-open"), (28, "power-base")])
def test_it_has_to_be_earned_again_after_28_days_off(days, rule):
    assert on(28 + days).reason.rule == rule


@pytest.mark.parametrize(("before", "landings"), [(0, 40), (1, 40), (2, 80), (5, 80)])
def test_landings_rise_after_two_power_sessions(before, landings):
    history = [*SIX, *(jumped(d) for d in (1, 8, 14, 19, 22)[:before])]
    assert on(30, history).landings == landings


def test_careful_means_no_jumps():
    assert on(30, profile=Profile(careful=True)).reason.rule == "power-careful"


@pytest.mark.parametrize(("race", "rule"), [(37, "power-race"), (38, "power-open")])
def test_no_jumps_in_the_last_7_days_before_a_race(race, rule):
    race_date = (DAY_0 + timedelta(days=race)).date().isoformat()
    assert on(30, profile=Profile(race_date=race_date)).reason.rule == rule


def test_pain_in_daily_life_withdraws_it_too():
    check = PainCheck("ankle", Side.LEFT, at(29), hurts=True)
    assert on(30, checks=[check]).reason.rule == "power-pain"


def test_every_landing_counts_on_one_foot_or_both():
    assert count_landings(JUMP.tier(S), 2, 12) == 24
    each = replace(JUMP.tier(S), sides=Sides.EACH)
    assert count_landings(each, 2, 12) == 48
    assert jumped(0, 9).landings_done == 9
