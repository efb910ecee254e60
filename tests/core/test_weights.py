"""Weights come back as they were entered, in either unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.settings import WeightUnit
from runcoach.core.weights import kilograms, shown, weight_words

KG, LB = WeightUnit.KG, WeightUnit.LB


@pytest.mark.parametrize(
    ("kg", "unit", "words"),
    [
        (16.0, KG, "16 kg"),
        (7.255, KG, "7.25 kg"),
        (2.27, LB, "5 lb"),
        (11.34, LB, "25 lb"),
        (16.0, LB, "35.5 lb"),
        (0.0, LB, "0 lb"),
    ],
)
def test_a_weight_in_words(kg, unit, words):
    assert weight_words(kg, unit) == words


@given(st.integers(0, 2200))
def test_half_pounds_come_back_from_the_kilograms_that_are_kept(halves):
    assert shown(kilograms(halves / 2, LB), LB) == halves / 2


@given(st.integers(0, 100_000))
def test_kilograms_are_kept_to_the_hundredth(hundredths):
    assert shown(kilograms(hundredths / 100, KG), KG) == hundredths / 100
