"""Layoffs, illness, and the person's own requests."""

from __future__ import annotations

import pytest

from runcoach.core.coach.layoffs import ease_after_illness, find_layoff, step_on_request
from runcoach.core.model.profile import Load, Profile
from runcoach.core.model.standing import Standing, fold_changes
from tests.core.coach.small_catalogue import CATALOGUE, SQUAT, C, F, S, at, done, session

OWNED = Profile(loads=(Load(8, 2), Load(16)))


def back(days, standing, history=None, changes=()):
    history = history or [session(0, done("squat", standing.tier, 8))]
    standings = {"squat": standing}
    return find_layoff(CATALOGUE, OWNED, standings, history, changes, at(days))


@pytest.mark.parametrize(
    ("days", "rule", "step"),
    [
        (14, "break-same", 3),
        (27, "break-same", 3),
        (28, "break-step", 2),
        (55, "break-step", 2),
        (56, "break-start", 0),
        (400, "break-start", 0),
    ],
)
def test_layoff(days, rule, step):
    found = back(days, Standing(F, 3))
    assert found.days == days
    assert found.reason.rule == rule
    assert {"squat": Standing(F, 3)} | found.change.after == {"squat": Standing(F, step)}


def test_13_days_are_no_layoff():
    assert back(13, Standing(F, 3)) is None


def test_it_is_reported_once_and_as_before_undoes_it():
    found = back(30, Standing(F, 3))
    assert back(30, Standing(F, 3), changes=[found.change]) is None
    assert str(found.reason) == "30 days off: one step easier today."


def test_days_count_since_any_session():
    history = [
        session(0, done("squat", F, 8), done("press-up", F, 6)),
        *(session(d, done("press-up", F, 6)) for d in (10, 20, 28)),
    ]
    assert back(30, Standing(F, 3), history) is None
    assert back(56, Standing(F, 3), history).days == 28


def test_a_long_layoff_takes_the_lightest_load():
    assert back(60, Standing(C, 0, 16, extra=2)).change.after == {"squat": Standing(C, 0, 8)}


def test_a_person_who_never_trained_has_no_layoff():
    assert find_layoff(CATALOGUE, OWNED, {}, [], [], at(90)) is None


@pytest.mark.parametrize(("days", "step"), [(6, 3), (7, 2), (21, 2), (27, 2), (28, 0)])
def test_an_illness_eases_everything_at_once(days, step):
    standings = {"squat": Standing(F, 3), "press-up": Standing(F, 3)}
    change = ease_after_illness(days, CATALOGUE, OWNED, standings, "own-1", at(0))
    assert standings | fold_changes([change]) == {
        "squat": Standing(F, step),
        "press-up": Standing(F, step),
    }


def test_too_easy_is_one_step_up_and_too_hard_one_down():
    here = {"squat": Standing(F, 4)}
    easy = step_on_request([SQUAT], True, OWNED, here, "own-2", at(0))
    hard = step_on_request([SQUAT], False, OWNED, here, "own-3", at(0))
    assert (easy.after, hard.after) == ({"squat": Standing(S)}, {"squat": Standing(F, 3)})
