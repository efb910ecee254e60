"""Weights as kept and as shown: nothing shifts that nobody touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import kilograms, load_told, shown, stepped, weight_words

KG, LB = WeightUnit.KG, WeightUnit.LB
KEPT = st.integers(0, 50_000).map(lambda cents: cents / 100)
UNITS = st.sampled_from(WeightUnit)


@pytest.mark.parametrize(
    ("kg", "unit", "words"),
    [
        (7.25, KG, "7.25 kg"),
        (8.0, KG, "8 kg"),
        (7.5, LB, "16.5 lb"),
        (9.07, LB, "20 lb"),
        (0.0, LB, "0 lb"),
        (500.0, LB, "1102.5 lb"),
    ],
)
def test_words(kg: float, unit: WeightUnit, words: str) -> None:
    assert weight_words(kg, unit) == words


@given(KEPT, UNITS)
def test_what_is_shown_and_not_touched_is_kept_exactly(kg: float, unit: WeightUnit) -> None:
    assert kilograms(shown(kg, unit), unit, kg) == kg


@given(KEPT, UNITS, st.integers(1, 40))
def test_steps_up_and_down_again_end_where_they_began(kg: float, unit: WeightUnit, by: int) -> None:
    there = kg
    for step in (1,) * by + (-1,) * by:
        there = stepped(there, step, unit, kg)
    assert there == kg


@given(KEPT, UNITS, st.integers(1, 40))
def test_each_step_shows_a_whole_one_more(kg: float, unit: WeightUnit, by: int) -> None:
    began, there = shown(kg, unit), kg
    for _ in range(by):
        there = stepped(there, 1, unit, kg)
    assert shown(there, unit) == pytest.approx(began + by)


def test_a_typed_number_is_kept_in_kilograms_and_none_is_the_least() -> None:
    assert kilograms(20, LB, 8.0) == 9.07
    assert kilograms(12.5, KG, 8.0) == 12.5
    assert stepped(0.2, -1, KG) == 0.0


@pytest.mark.parametrize(
    ("kg", "implements", "unit", "told"),
    [
        (16, 1, WeightUnit.KG, "16 kg"),
        (16, 2, WeightUnit.KG, "2 × 8 kg"),
        (18.14, 2, WeightUnit.LB, "2 × 20 lb"),
        (16, 0, WeightUnit.KG, "16 kg"),
    ],
)
def test_a_load_tells_its_implements(kg, implements, unit, told):
    assert load_told(kg, implements, unit) == told
