"""The week around runs and races, the lighter week, and programmes."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from runcoach.core.coach.schedule import day_rules, progress, training_week, usual_week, week
from runcoach.core.model.focus import Focus
from runcoach.core.model.profile import Experience, Profile
from runcoach.core.model.programme import Programme, SessionOutline
from runcoach.core.model.records import Status
from tests.core.coach.small_catalogue import CATALOGUE, DAY_0, F, done, session

MONDAY, WEDNESDAY, SATURDAY, SUNDAY = 0, 2, 5, 6


def rules(day, profile=None, history=()):
    moment = DAY_0 + timedelta(days=day)
    return day_rules(profile or Profile(), history, CATALOGUE, moment)


def ids(found):
    return [w.rule for w in found.whys]


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
    assert training_week(history, day) == number


def planned(profile, history=(), now=0.0, start=0):
    moment = DAY_0 + timedelta(days=now)
    first = (DAY_0 + timedelta(days=start)).date()
    return week(profile, history, CATALOGUE, first, moment)


def test_strength_comes_on_easy_run_days_two_days_apart():
    found = planned(Profile(minutes=25, run_days=(0, 2, 4, 6), long_run_day=SUNDAY))
    assert [d.day.weekday() for d in found] == [MONDAY, WEDNESDAY]
    assert found[0].whys[0].rule == "week-easy-run"


def test_short_days_take_turns():
    found = planned(Profile(minutes=12, sessions_per_week=6))
    assert len(found) == 6
    legs = [d.day for d in found if d.focus is Focus.FULL_BODY]
    assert all((b - a).days >= 2 for a, b in pairwise(legs))
    assert {d.focus for d in found} == {Focus.FULL_BODY, Focus.CORE, Focus.UPPER_BODY}


def test_missed_days_roll_forward_and_never_stack():
    profile = Profile(minutes=25)
    assert [d.day.weekday() for d in planned(profile)] == [0, 2]
    late = planned(profile, now=3)
    assert [d.day.weekday() for d in late] == [3, 5]
    last = planned(profile, now=6)
    assert [d.day.weekday() for d in last] == [6]


def test_what_is_done_counts():
    done_monday = session(0, done("squat", F, 6), active_s=1500)
    found = planned(Profile(minutes=25), [done_monday], now=1)
    assert [(d.day.weekday(), d.done) for d in found] == [(0, True), (2, False)]


def test_beginners_start_with_one_of_15():
    assert usual_week(Experience.BEGINNER) == (1, 15)


# Programmes


def outline(id):
    return SessionOutline(id, id, (), 15)


TWELVE = Programme("twelve", "First twelve", "", (outline("a"), outline("b")), 6, 2)


def of_programme(count, status=Status.COMPLETED):
    return [
        session(n * 5, done("squat", F, 6), programme="twelve", status=status) for n in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "week_number", "lighter", "next_id", "finished"),
    [(0, 1, False, "a", False), (1, 1, False, "b", False), (2, 2, False, "a", False),
     (6, 4, True, "a", False), (7, 4, True, "b", False), (8, 5, False, "a", False),
     (12, 7, False, "a", True)],
)  # fmt: skip
def test_programmes_advance_by_sessions_done(count, week_number, lighter, next_id, finished):
    found = progress(TWELVE, of_programme(count))
    assert (found.week, found.lighter, found.outline.id) == (week_number, lighter, next_id)
    assert found.finished is finished


def test_a_session_left_early_does_not_advance_it():
    left = of_programme(1, Status.PARTIAL)[0]
    few = session(0, done("squat", F, 6), programme="twelve", status=Status.PARTIAL,
                  planned=left.planned * 3)  # fmt: skip
    assert progress(TWELVE, [few]).done == 0
    assert progress(TWELVE, [left]).done == 1
