"""One step up and down, with loads."""

from __future__ import annotations

import pytest

from runcoach.core.coach.ladder import (
    Move,
    standing_at,
    starting_standing,
    step_down,
    step_up,
    tempo_at,
)
from runcoach.core.model.profile import Load, Profile
from runcoach.core.model.standing import Standing, value_at
from tests.core.coach.small_catalogue import (
    CATALOGUE,
    LUNGE,
    PRESS,
    ROW,
    SIDE_PLANK,
    SQUAT,
    C,
    F,
    S,
)

OWNED = Profile(equipment=("dumbbell",), loads=(Load(8, 2), Load(16)))
FINE = Profile(loads=(Load(10), Load(11), Load(14)))
BARE = Profile()

UP = [
    ("a step within the tier", SQUAT, Standing(F, 2), OWNED, Standing(F, 3)),
    ("five seconds", SIDE_PLANK, Standing(S, 0), OWNED, Standing(S, 1)),
    ("the next tier's start", SQUAT, Standing(F, 4), OWNED, Standing(S)),
    ("into a load, the lightest", SQUAT, Standing(S), OWNED, Standing(C, load_kg=8)),
    ("no load owned: the top", SQUAT, Standing(S), BARE, None),
    ("the ladder's end", PRESS, Standing(C), OWNED, None),
    ("two sets before anything", SQUAT, Standing(F, one_set=True), OWNED, Standing(F)),
    ("10 % heavier follows at once", ROW, Standing(F, load_kg=10), FINE, Standing(S, load_kg=11)),
    ("reps first: 8 to 9", ROW, Standing(C, load_kg=11), FINE, Standing(C, load_kg=11, extra=1)),
    ("9 to 10", ROW, Standing(C, 0, 11, extra=1), FINE, Standing(C, 0, 11, extra=2)),
    ("10 to 12", ROW, Standing(C, 0, 11, extra=2), FINE, Standing(C, 0, 11, extra=4)),
    ("then two thirds of 12", ROW, Standing(C, 0, 11, extra=4), FINE, Standing(C, 0, 14)),
    ("no next load: reps end", ROW, Standing(C, 0, 14, extra=4), FINE, None),
    ("double the load: slower first", ROW, Standing(C, 0, 8, extra=4), OWNED,
     Standing(C, 0, 8, slow=True)),
    ("slow, then the load", ROW, Standing(C, 0, 8, slow=True), OWNED, Standing(C, 0, 16, extra=-3)),
    ("below the tier's value", ROW, Standing(C, 0, 16, extra=-3), OWNED,
     Standing(C, 0, 16, extra=-2)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("exercise", "before", "profile", "after"), [c[1:] for c in UP], ids=[c[0] for c in UP]
)
def test_step_up(exercise, before, profile, after):
    step = step_up(exercise, before, profile)
    assert (step and step[1]) == after


def test_a_load_half_heavier_needs_no_slowing():
    profile = Profile(loads=(Load(10), Load(15)))
    step = step_up(ROW, Standing(C, 0, 10, extra=4), profile)
    assert step == (Move.LOAD, Standing(C, 0, 15))


DOWN = [
    ("a step", SQUAT, Standing(F, 3), OWNED, Standing(F, 2)),
    ("the tier below, its target", SQUAT, Standing(S), OWNED, Standing(F, 4)),
    ("without its load", LUNGE, Standing(C, 0, 8), OWNED, Standing(S)),
    ("a lighter load first", LUNGE, Standing(C, 0, 16), OWNED, Standing(C, 0, 8)),
    ("one set", SQUAT, Standing(F), OWNED, Standing(F, one_set=True)),
    ("one set is the floor", SQUAT, Standing(F, one_set=True), OWNED, None),
    ("usual speed", ROW, Standing(C, 0, 8, slow=True), OWNED, Standing(C, 0, 8)),
    ("fewer extra reps", ROW, Standing(C, 0, 8, extra=4), OWNED, Standing(C, 0, 8, extra=2)),
    ("heavier tier to lighter", ROW, Standing(C, 0, 16), OWNED, Standing(S, 0, 8)),
    ("same load, fewer reps", ROW, Standing(C, 0, 8), OWNED, Standing(S, 0, 8, extra=-5)),
]


@pytest.mark.parametrize(
    ("exercise", "before", "profile", "after"), [c[1:] for c in DOWN], ids=[c[0] for c in DOWN]
)
def test_step_down(exercise, before, profile, after):
    step = step_down(exercise, before, profile)
    assert (step and step[1]) == after


@pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda e: e.id)
@pytest.mark.parametrize("profile", [OWNED, FINE, BARE], ids=["owned", "fine", "bare"])
def test_ladders_end_and_use_only_loads_owned(exercise, profile):
    at = starting_standing(exercise, F, profile)
    seen = [at]
    while (step := step_up(exercise, at, profile)) is not None:
        at = step[1]
        assert at not in seen
        assert at.load_kg in (0.0, *profile.available_loads_kg(exercise.tier(at.tier)))
        seen.append(at)
    while (step := step_down(exercise, at, profile)) is not None:
        at = step[1]
        assert value_at(exercise.tier(at.tier).dose, at) >= 1
        assert len(seen) < 200
        seen.append(at)
    assert at.one_set


@pytest.mark.parametrize(
    ("target", "step", "extra"), [(6, 0, 0), (8, 2, 0), (12, 4, 2), (5, 0, -1)]
)
def test_placed(target, step, extra):
    at = standing_at(SQUAT.tier(F), target, 0.0)
    assert at == Standing(F, step, extra=extra)
    assert value_at(SQUAT.tier(F).dose, at) == target


def test_an_implement_in_each_hand_takes_two_of_a_weight():
    from msgspec.structs import replace

    both = replace(LUNGE.tier(C), equipment=("dumbbell", "dumbbell"))
    assert OWNED.available_loads_kg(both) == (16.0,)
    assert OWNED.available_loads_kg(LUNGE.tier(C)) == (8, 16)


def test_slow_means_a_longer_lowering():
    tier = ROW.tier(S)
    assert tempo_at(tier, Standing(S)) == tier.tempo
    usual = [s.seconds for s in tier.tempo]
    slowed = [s.seconds for s in tempo_at(tier, Standing(S, slow=True))]
    assert [b - a for a, b in zip(usual, slowed, strict=True)] == [2, 0]
