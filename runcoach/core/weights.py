"""Weights: kept in kilograms to 0.01, shown and entered in the person's unit. Pure."""

from __future__ import annotations

from runcoach.core.settings import WeightUnit

KG_PER_LB = 0.45359237
"""The international pound, exactly."""


def shown(kg: float, unit: WeightUnit = WeightUnit.KG) -> float:
    """The number that stands for a weight: kilograms to 0.01, pounds to the half."""
    if unit is WeightUnit.LB:
        return round(kg / KG_PER_LB * 2) / 2
    return round(kg, 2)


def kilograms(number: float, unit: WeightUnit = WeightUnit.KG) -> float:
    """What is kept of a number that was entered; `shown` gives that number back."""
    return round(number * KG_PER_LB if unit is WeightUnit.LB else number, 2)


def weight_words(kg: float, unit: WeightUnit = WeightUnit.KG) -> str:
    """A weight with its unit: `16 kg`, `35.5 lb`."""
    return f"{shown(kg, unit):g} {unit}"
