"""Weights: kept in kilograms to 0.01, shown in kilograms, or in pounds to the half."""

from __future__ import annotations

from runcoach.core.model.settings import WeightUnit

KG_PER_LB = 0.45359237
"""Exactly, by the international agreement of 1959."""
HALVES = 2
"""Parts of a pound that are shown."""


def shown(kg: float, unit: WeightUnit = WeightUnit.KG) -> float:
    """The number that is shown for a weight in kilograms."""
    if unit is WeightUnit.LB:
        return round(kg / KG_PER_LB * HALVES) / HALVES
    return round(kg, 2)


def kilograms(
    number: float, unit: WeightUnit = WeightUnit.KG, before: float | None = None
) -> float:
    """The weight to keep where that number is shown or typed, in kilograms to 0.01.

    A number that was shown for `before`, and still stands, keeps it exactly: pounds are shown
    coarser than kilograms are kept, so reading and saving must not shift a weight.
    """
    if before is not None and number == shown(before, unit):
        return before
    return round(number * KG_PER_LB if unit is WeightUnit.LB else number, 2)


def stepped(kg: float, by: int, unit: WeightUnit, before: float = 0.0) -> float:
    """So many whole kilograms or pounds more, as shown; kept in kilograms, never below none.

    Back at what is shown for `before`, it is `before` again.
    """
    return kilograms(max(0.0, shown(kg, unit) + by), unit, before)


def load_told(kg: float, implements: int, unit: WeightUnit = WeightUnit.KG) -> str:
    """A load by its implements: `16 kg`, or `2 × 8 kg` where each hand holds one."""
    if implements <= 1:
        return weight_words(kg, unit)
    return f"{implements} × {weight_words(kg / implements, unit)}"


def weight_words(kg: float, unit: WeightUnit = WeightUnit.KG) -> str:
    """A weight as shown: `7.25 kg`, `16.5 lb`."""
    return f"{shown(kg, unit):.10g} {unit.value}"
