"""The week around runs and races, and the lighter week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from runcoach.core.coach.schedule import (
    find_day_rules,
    starting_week,
)
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
    ("weekday", "mobility", "legs", "heavy"),
    [(0, False, True, False), (1, False, True, True), (2, False, False, False),
     (3, False, False, False), (4, False, True, False), (5, False, False, False),
     (6, True, False, False)],
)  # fmt: skip
def test_days_around_runs(weekday, mobility, legs, heavy):
    found = rules(weekday, RUNS)
    assert (found.mobility_only, found.legs, found.heavy) == (mobility, legs, heavy)


def test_on_the_day_of_a_hard_run_fifteen_minutes_without_legs():
    assert rules(3, RUNS).minutes == 15
    assert ids(rules(3, RUNS))[0] == "week-run-hard"


def test_hard_days_hard_puts_legs_on_the_hard_day():
    found = rules(3, replace(RUNS, hard_days_hard=True))
    assert found.legs
    assert found.heavy


CROWDED = Profile(run_days=tuple(range(7)), long_run_day=SUNDAY, hard_days=(1, 4))


def test_without_a_day_for_heavy_legs_the_day_after_a_hard_run_takes_them():
    heavy = [day for day in range(7) if rules(day, CROWDED).heavy]
    assert heavy == [2]
    assert "run-after-hard" in ids(rules(2, CROWDED))


def test_else_half_the_leg_sets_come_after_the_hard_run():
    crowded = replace(CROWDED, hard_days=(1, 3, 5), long_run_day=SUNDAY)
    half = [day for day in range(7) if rules(day, crowded).half_legs]
    assert half == [1, 3]


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
    ("days_to", "km", "legs"),
    [
        (5, 10, True),
        (4, 10, False),
        (1, 10, False),
        (-3, 10, False),
        (-4, 10, True),
        (-7, 42.2, False),
        (-8, 42.2, True),
    ],
)
def test_days_around_a_race(days_to, km, legs):
    assert rules(0, race(days_to, km)).legs == legs


def test_race_day_is_mobility_only():
    found = rules(0, race(0))
    assert found.mobility_only
    assert ids(found) == ["race-day"]


def test_beginners_start_with_one_session_of_15_min():
    assert starting_week(Experience.BEGINNER) == (1, 15)
