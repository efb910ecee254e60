"""Weights: stored in kilograms to 0.01, displayed in kilograms or in half pounds."""

from __future__ import annotations

from runcoach.core.model.settings import WeightUnit

KG_PER_LB = 0.45359237
"""Exact, by the international yard and pound agreement of 1959."""
MOST_KG = 200
"""The heaviest implement that can be owned."""
MOST_ALIKE = 20
"""How many alike can be owned."""
LB_DIVISIONS = 2
"""Pounds are displayed to the nearest 1/2."""


def to_unit(kg: float, unit: WeightUnit = WeightUnit.KG) -> float:
    """A weight in kilograms as the number displayed in that unit."""
    if unit is WeightUnit.LB:
        return round(kg / KG_PER_LB * LB_DIVISIONS) / LB_DIVISIONS
    return round(kg, 2)


def to_kilograms(
    number: float, unit: WeightUnit = WeightUnit.KG, before: float | None = None
) -> float:
    """A displayed or typed number as the weight to store, in kilograms to 0.01.

    If the number is what `before` is displayed as, `before` is returned unchanged: pounds are
    displayed more coarsely than kilograms are stored, so reading and saving must not shift a
    weight.
    """
    if before is not None and number == to_unit(before, unit):
        return before
    return round(number * KG_PER_LB if unit is WeightUnit.LB else number, 2)


def step_weight(kg: float, by: int, unit: WeightUnit, before: float = 0.0) -> float:
    """The weight changed by whole kilograms or pounds as displayed; in kilograms, at least 0.

    Stepping back to the number displayed for `before` returns `before` exactly.
    """
    return to_kilograms(max(0.0, to_unit(kg, unit) + by), unit, before)


def format_implements(kg: float, implements: int, unit: WeightUnit = WeightUnit.KG) -> str:
    """A load by its implements: `16 kg`, or `2 × 8 kg` for one in each hand."""
    if implements <= 1:
        return format_weight(kg, unit)
    return f"{implements} × {format_weight(kg / implements, unit)}"


def format_weight(kg: float, unit: WeightUnit = WeightUnit.KG) -> str:
    """A weight with its unit: `7.25 kg`, `16.5 lb`."""
    return f"{to_unit(kg, unit):.10g} {unit.value}"
