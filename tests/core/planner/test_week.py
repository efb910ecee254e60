"""The days of a week with strength work."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.notebook import Notebook
from runcoach.core.model.profile import Profile
from runcoach.core.model.season import Absence, AbsenceKind, MovedSession, SeasonChoices
from runcoach.core.planner.week import next_planned_day, plan_days
from tests.core.coach.small_catalogue import CATALOGUE, DAY_0, F, done, session

MONDAY = DAY_0.date()
RUNS = Profile(minutes=25, run_days=(0, 2, 4), long_run_day=6)


def athlete(profile: Profile = RUNS, now: int = 0, *done_on: int, **choices: object) -> Athlete:
    history = [session(day, done("press-up", F, 6)) for day in reversed(done_on)]
    book = Notebook(season=SeasonChoices(**choices))
    at = DAY_0 + timedelta(days=now)
    return Athlete(CATALOGUE, at, profile, book, tuple(history))


def weekdays(person: Athlete) -> list[int]:
    return [planned.day.weekday() for planned in plan_days(person, MONDAY)]


def test_heavy_days_two_days_apart_and_never_around_the_long_run() -> None:
    days = weekdays(athlete())
    assert len(days) == 2
    assert not {5, 6, 0} & set(days)
    assert all(b - a >= 2 for a, b in pairwise(days))


@pytest.mark.parametrize(("now", "most"), [(3, 2), (5, 2), (6, 0)])
def test_missed_days_move_on_and_never_stack(now: int, most: int) -> None:
    days = weekdays(athlete(now=now))
    assert len(days) <= most
    assert len(set(days)) == len(days)
    assert all(day >= now for day in days)


def test_what_was_done_counts() -> None:
    person = athlete(RUNS, 2, 1)
    assert len(weekdays(person)) == 1
    assert weekdays(athlete(RUNS, 4, 1, 3)) == []


def test_what_the_person_moved_stays_where_they_put_it() -> None:
    moved = MovedSession("m", MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    assert 2 in weekdays(athlete(moved=(moved,)))
    assert 2 not in weekdays(athlete()) or 1 not in weekdays(athlete(moved=(moved,)))


def test_nothing_is_planned_while_somebody_is_away() -> None:
    away = Absence("a", AbsenceKind.ILL, MONDAY, MONDAY + timedelta(days=6))
    assert weekdays(athlete(absences=(away,))) == []
    assert weekdays(athlete(absences=(replace(away, undone=True),))) != []


def test_after_a_session_the_next_day_is_known() -> None:
    planned = next_planned_day(athlete(RUNS, 1, 1))
    assert planned is not None
    assert planned.day > date(2026, 3, 3)
