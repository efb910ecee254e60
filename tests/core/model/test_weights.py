"""Weights as stored and as displayed: displaying never shifts a weight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import (
    format_implements,
    format_weight,
    step_weight,
    to_kilograms,
    to_unit,
)

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
def test_weights_are_formatted_in_their_unit(kg: float, unit: WeightUnit, words: str) -> None:
    assert format_weight(kg, unit) == words


@given(KEPT, UNITS)
def test_a_displayed_weight_that_is_not_changed_is_kept_exactly(
    kg: float, unit: WeightUnit
) -> None:
    assert to_kilograms(to_unit(kg, unit), unit, kg) == kg


@given(KEPT, UNITS, st.integers(1, 40))
def test_stepping_up_and_down_again_restores_the_weight(
    kg: float, unit: WeightUnit, by: int
) -> None:
    there = kg
    for step in (1,) * by + (-1,) * by:
        there = step_weight(there, step, unit, kg)
    assert there == kg


@given(KEPT, UNITS, st.integers(1, 40))
def test_each_step_changes_the_displayed_number_by_one(
    kg: float, unit: WeightUnit, by: int
) -> None:
    began, there = to_unit(kg, unit), kg
    for _ in range(by):
        there = step_weight(there, 1, unit, kg)
    assert to_unit(there, unit) == pytest.approx(began + by)


def test_a_typed_number_is_stored_in_kilograms_and_zero_is_the_minimum() -> None:
    assert to_kilograms(20, LB, 8.0) == 9.07
    assert to_kilograms(12.5, KG, 8.0) == 12.5
    assert step_weight(0.2, -1, KG) == 0.0


@pytest.mark.parametrize(
    ("kg", "implements", "unit", "told"),
    [
        (16, 1, WeightUnit.KG, "16 kg"),
        (16, 2, WeightUnit.KG, "2 × 8 kg"),
        (18.14, 2, WeightUnit.LB, "2 × 20 lb"),
        (16, 0, WeightUnit.KG, "16 kg"),
    ],
)
def test_a_load_is_formatted_by_its_implements(kg, implements, unit, told):
    assert format_implements(kg, implements, unit) == told
