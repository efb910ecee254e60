"""The next four sessions, if all goes well."""

from __future__ import annotations

from runcoach.core.coach.decisions import Decision, Direction
from runcoach.core.coach.exercise_case import CoachingContext
from runcoach.core.coach.forecast import forecast_sessions
from runcoach.core.coach.progression import make_proposals
from runcoach.core.model.profile import Profile
from tests.core.coach.small_catalogue import CATALOGUE, F, done, session, twice

COACH = CoachingContext(CATALOGUE, Profile(sessions_per_week=2))
BEFORE = [session(d, done("bridge", F, 10), id=f"b{d}") for d in (-9, -7)]


def test_one_exercise_rises_every_second_session():
    last = session(0, *twice("squat", F, 6))
    ahead = forecast_sessions(last, BEFORE, COACH)
    assert [a.standings["squat"].step for a in ahead] == [0, 1, 1, 2]
    assert [a.risen for a in ahead] == [(), ("squat",), (), ("squat",)]


def test_an_open_proposal_is_accepted_first():
    last = session(0, *twice("squat", F, 6))
    earlier = session(-3, *twice("squat", F, 6))
    history = [*BEFORE, earlier]
    (found,) = make_proposals(last, history, COACH)
    assert found.change is Direction.UP
    coach = CoachingContext(CATALOGUE, COACH.profile, decisions=[Decision(found)])
    ahead = forecast_sessions(last, history, coach)
    assert [a.standings["squat"].step for a in ahead] == [1, 1, 2, 2]


def test_reps_within_a_tier_rise_together():
    last = session(0, *twice("squat", F, 6), *twice("lunge", F, 6), *twice("press-up", F, 6))
    ahead = forecast_sessions(last, BEFORE, COACH)
    assert [len(a.risen) for a in ahead] == [0, 3, 0, 2]
