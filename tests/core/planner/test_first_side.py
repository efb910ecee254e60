"""Which side begins."""

from __future__ import annotations

import pytest

from runcoach.core.model.plan import Side
from runcoach.core.model.records import Source
from runcoach.core.planner.first_side import choose_first_side, choose_first_sides
from tests.core.coach.small_catalogue import CATALOGUE, LUNGE, F, done, session

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def sides(day, first, left, right, source=Source.ENTERED):
    order = (first, first.other)
    actual = {LEFT: left, RIGHT: right}
    return session(day, *(done("lunge", F, 6, actual[s], side=s, source=source) for s in order))


@pytest.mark.parametrize(
    ("history", "begins"),
    [
        ([], LEFT),
        ([sides(0, LEFT, 6, 5)], RIGHT),
        ([sides(0, RIGHT, 5, 6)], LEFT),
        ([sides(0, LEFT, 6, 6)], RIGHT),
        ([sides(0, LEFT, 6, 6), sides(3, RIGHT, 6, 6)], LEFT),
        ([sides(0, LEFT, 6, 5), sides(3, RIGHT, 6, 4, Source.ASSUMED)], RIGHT),
    ],
)
def test_the_weaker_side_begins_else_they_alternate(history, begins):
    assert choose_first_side(LUNGE, history) is begins


def test_only_exercises_with_sides_have_a_first_one():
    found = choose_first_sides(CATALOGUE.exercises.values(), [])
    assert "lunge" in found
    assert "squat" not in found
