"""What pain spares, and when it returns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from runcoach.core.coach.pain import (
    MedicalClearance,
    PainCheck,
    ease_returning_areas,
    ends_session,
    find_pain_reports,
    find_spared_areas,
    names_to_spare,
)
from runcoach.core.model.body import AREAS
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Pain
from runcoach.core.model.standing import Standing, StandingChange, fold_changes
from tests.core.coach.small_catalogue import CATALOGUE, DAY_0, F, S, at, done, session

HURT = session(0, done("squat", F, 6, pain=Pain("knee", Side.LEFT, 2)))
FREE = [session(d, done("press-up", F, 6)) for d in (2, 4)]


def day(n):
    return (DAY_0 + timedelta(days=n)).date()


def no(n, side=Side.LEFT):
    return PainCheck("knee", side, at(n), hurts=False)


def yes(n):
    return PainCheck("knee", Side.LEFT, at(n), hurts=True)


@pytest.mark.parametrize(
    ("pain", "limping", "ends"),
    [
        (Pain("knee", level=3), False, False),
        (Pain("knee", level=4), False, True),
        (Pain("knee", level=1, sharp=True), False, True),
        (Pain("knee", level=1), True, True),
    ],
)
def test_sharp_or_above_three_or_limping_ends_the_session(pain, limping, ends):
    assert ends_session(pain, limping) is ends


def test_the_next_today_asks_about_it():
    (aside,) = find_spared_areas([HURT], [], [], day(1))
    assert aside.question == "Left knee today?"
    assert names_to_spare([aside]) == {"knee"}


RETURNS = {
    "two sessions, seven days, and free": (FREE, [no(7)], 7, True),
    "six days are too few": (FREE, [no(6)], 6, False),
    "one session is too few": (FREE[:1], [no(7)], 7, False),
    "nobody said that it is free": (FREE, [], 7, False),
    "the other knee says nothing": (FREE, [no(7, Side.RIGHT)], 7, False),
    "it hurt in daily life since": (FREE, [yes(3), no(9)], 9, False),
    "and is free for a week since then": (
        [*FREE, session(6, done("press-up", F, 6))],
        [yes(3), no(10)],
        10,
        True,
    ),
}


@pytest.mark.parametrize(("free", "checks", "today", "quiet"), RETURNS.values(), ids=RETURNS)
def test_return(free, checks, today, quiet):
    (aside,) = find_spared_areas([HURT, *free], checks, [], day(today))
    assert aside.quiet is quiet
    assert names_to_spare([aside]) == (set() if quiet else {"knee"})


@pytest.mark.parametrize(("again", "needs_examination"), [(28, True), (29, False)])
def test_a_second_report_within_28_days_needs_a_professional(again, needs_examination):
    second = replace(HURT, id="again", started_at=at(again))
    free = [session(again + d, done("press-up", F, 6)) for d in (2, 4)]
    history, checks = [HURT, second, *free], [no(again + 10)]
    (aside,) = find_spared_areas(history, checks, [], day(again + 30))
    assert aside.needs_examination is needs_examination
    assert aside.quiet is not needs_examination
    looked = [MedicalClearance("knee", Side.LEFT, at(again + 12))]
    (aside,) = find_spared_areas(history, checks, looked, day(again + 30))
    assert aside.quiet


def test_two_sets_of_one_session_are_one_report():
    twice = session(0, *(done("squat", F, 6, pain=Pain("knee", Side.LEFT, n)) for n in (1, 3)))
    (report,) = find_pain_reports([twice])
    assert report.level == 3
    assert not find_spared_areas([twice], [], [], day(1))[0].needs_examination


def test_a_level_of_zero_is_no_pain():
    assert find_pain_reports([session(0, done("squat", F, 6, pain=Pain("knee", level=0)))]) == ()


def test_it_returns_one_step_lower_and_once():
    found = find_spared_areas([HURT, *FREE], [no(7)], [], day(7))
    standings = {"squat": Standing(F, 3), "lunge": Standing(S), "press-up": Standing(F, 2)}
    (change,) = ease_returning_areas(found, CATALOGUE, standings, Profile(), [], at(7))
    assert fold_changes([StandingChange("own", at(0), standings), change]) == {
        "squat": Standing(F, 2),
        "lunge": Standing(F),
        "press-up": Standing(F, 2),
    }
    undone = replace(change, undone=True)
    assert ease_returning_areas(found, CATALOGUE, standings, Profile(), [undone], at(8)) == ()


def test_the_pain_question_offers_every_area_that_exercises_load():
    loaded = {area for e in CATALOGUE.exercises.values() for area in e.areas}
    assert loaded <= set(AREAS)
