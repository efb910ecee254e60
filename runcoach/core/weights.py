"""Weights: kept in kilograms to 0.01, shown in kilograms, or in pounds to the half."""

from __future__ import annotations

from runcoach.core.settings import WeightUnit

KG_IN_LB = 0.45359237
"""Exactly, by the international agreement of 1959."""
HALVES = 2
"""Parts of a pound that are shown."""


def in_unit(kg: float, unit: WeightUnit) -> float:
    """The number that is shown for a weight in kilograms."""
    if unit is WeightUnit.LB:
        return round(kg / KG_IN_LB * HALVES) / HALVES
    return round(kg, 2)


def kilograms(shown: float, unit: WeightUnit, before: float = 0.0) -> float:
    """The weight to keep where that number is shown or typed, in kilograms to 0.01.

    A number that was shown for `before`, and still stands, keeps it exactly: pounds are shown
    coarser than kilograms are kept, so reading and saving must not shift a weight.
    """
    if shown == in_unit(before, unit):
        return before
    return round(shown * KG_IN_LB, 2) if unit is WeightUnit.LB else round(shown, 2)


def stepped(kg: float, by: int, unit: WeightUnit, before: float = 0.0) -> float:
    """So many whole kilograms or pounds more, as shown; kept in kilograms, never below none.

    Back at what is shown for `before`, it is `before` again.
    """
    return kilograms(max(0.0, in_unit(kg, unit) + by), unit, before)


def weight_words(kg: float, unit: WeightUnit = WeightUnit.KG) -> str:
    """A weight as shown: `7.25 kg`, `16.5 lb`."""
    return f"{in_unit(kg, unit):.10g} {unit.value}"
