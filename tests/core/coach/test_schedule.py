"""The week around runs and races, and the lighter week."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from runcoach.core.coach.schedule import (
    count_training_week,
    find_day_rules,
    plan_week,
    starting_week,
)
from runcoach.core.model.focus import Focus
from runcoach.core.model.profile import Experience, Profile
from tests.core.coach.small_catalogue import CATALOGUE, DAY_0, F, done, session

MONDAY, WEDNESDAY, SATURDAY, SUNDAY = 0, 2, 5, 6


def rules(day, profile=None, history=()):
    moment = DAY_0 + timedelta(days=day)
    return find_day_rules(profile or Profile(), history, CATALOGUE, moment)


def ids(found):
    return [w.rule for w in found.reasons]


RUNS = Profile(run_days=(1, 3, 6), long_run_day=SUNDAY, hard_days=(3,))


@pytest.mark.parametrize(
    ("weekday", "mobility", "legs"),
    [(0, False, True), (1, False, True), (2, False, False), (3, True, False), (4, False, True),
     (5, False, False), (6, True, False)],
)  # fmt: skip
def test_days_around_runs(weekday, mobility, legs):
    found = rules(weekday, RUNS)
    assert (found.mobility_only, found.legs) == (mobility, legs)


@pytest.mark.parametrize(
    ("hours", "minutes", "exercise", "full"),
    [
        (24, 25, "press-up", False),
        (43, 25, "press-up", False),
        (44, 25, "press-up", True),
        (48, 25, "press-up", True),
        (24, 12, "squat", False),
        (24, 12, "press-up", True),
    ],
)
def test_a_full_session_is_48_hours_from_the_last(hours, minutes, exercise, full):
    last = session(0, done(exercise, F, 6), active_s=minutes * 60)
    found = rules(hours / 24, history=[last])
    assert (found.full, found.legs) == (full, full)


def race(days_to, km=10.0):
    return Profile(race_date=(DAY_0 + timedelta(days=days_to)).date().isoformat(), race_km=km)


@pytest.mark.parametrize(
    ("days_to", "km", "legs", "halved"),
    [
        (15, 10, True, False),
        (14, 10, True, True),
        (5, 10, True, True),
        (4, 10, False, True),
        (1, 10, False, True),
        (-3, 10, False, False),
        (-4, 10, True, False),
        (-7, 42.2, False, False),
        (-8, 42.2, True, False),
    ],
)
def test_days_around_a_race(days_to, km, legs, halved):
    found = rules(0, race(days_to, km))
    assert (found.legs, found.halved) == (legs, halved)


def test_race_day_is_mobility_only():
    found = rules(0, race(0))
    assert found.mobility_only
    assert ids(found) == ["race-day"]


def test_every_fourth_week_is_lighter():
    history = [session(d, done("press-up", F, 6)) for d in range(0, 60, 7)]
    lighter = [rules(d, history=history).lighter for d in range(3, 60, 7)]
    assert lighter == [False, False, False, True, False, False, False, True, False]


@pytest.mark.parametrize(("pause", "number"), [(13, 4), (14, 1)])
def test_a_pause_of_14_days_begins_the_count_again(pause, number):
    history = [session(d, done("press-up", F, 6)) for d in (0, 6, 12)]
    day = (DAY_0 + timedelta(days=12 + pause)).date()
    assert count_training_week(history, day) == number


def planned(profile, history=(), now=0.0, start=0):
    moment = DAY_0 + timedelta(days=now)
    first = (DAY_0 + timedelta(days=start)).date()
    return plan_week(profile, history, CATALOGUE, first, moment)


def test_strength_days_are_easy_run_days_two_days_apart():
    found = planned(Profile(minutes=25, run_days=(0, 2, 4, 6), long_run_day=SUNDAY))
    assert [d.day.weekday() for d in found] == [MONDAY, WEDNESDAY]
    assert found[0].reasons[0].rule == "week-easy-run"


def test_short_days_alternate():
    found = planned(Profile(minutes=12, sessions_per_week=6))
    assert len(found) == 6
    legs = [d.day for d in found if d.focus is Focus.FULL_BODY]
    assert all((b - a).days >= 2 for a, b in pairwise(legs))
    assert {d.focus for d in found} == {Focus.FULL_BODY, Focus.CORE, Focus.UPPER_BODY}


def test_missed_days_move_on_and_never_stack():
    profile = Profile(minutes=25)
    assert [d.day.weekday() for d in planned(profile)] == [0, 2]
    late = planned(profile, now=3)
    assert [d.day.weekday() for d in late] == [3, 5]
    last = planned(profile, now=6)
    assert [d.day.weekday() for d in last] == [6]


def test_a_session_done_counts():
    done_monday = session(0, done("squat", F, 6), active_s=1500)
    found = planned(Profile(minutes=25), [done_monday], now=1)
    assert [(d.day.weekday(), d.done) for d in found] == [(0, True), (2, False)]


def test_beginners_start_with_one_session_of_15_min():
    assert starting_week(Experience.BEGINNER) == (1, 15)
