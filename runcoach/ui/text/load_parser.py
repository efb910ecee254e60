"""Loads as a person types them: `2 x 8 kg, 16 kg bell`, or in pounds; and usual sets of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from msgspec.structs import replace

from runcoach.core.model.decimals import parse_decimal
from runcoach.core.model.profile import DUMBBELL, Load, Profile
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import MOST_ALIKE, MOST_KG, format_weight, to_kilograms, to_unit

OWN_EQUIPMENT = "your own, as entered"
"""The answer for equipment that is none of the usual sets; it changes nothing."""

_LOAD = re.compile(
    r"^(?:(?P<count>\d+)\s*[x×]\s*)?(?:(?P<from>[\d.,]+)\s*(?:-|to)\s*)?"
    r"(?P<number>[\d.,]+)\s*"
    r"(?P<unit>kgs?\b|lbs?\b|pounds?\b)?\s*(?:by\s*(?P<by>[\d.,]+)\s*)?(?P<kind>[a-z ]*)$",
    re.IGNORECASE,
)
_KINDS = {
    "": DUMBBELL,
    "dumbbell": DUMBBELL,
    "dumbbells": DUMBBELL,
    "weight": DUMBBELL,
    "weights": DUMBBELL,
    "bell": "kettlebell",
    "bells": "kettlebell",
    "kettlebell": "kettlebell",
    "kettlebells": "kettlebell",
    "backpack": "backpack",
    "barbell": "barbell",
    "bar": "barbell",
    "vest": "vest",
    "weight vest": "vest",
    "medicine ball": "medicine ball",
    "ball": "medicine ball",
}

ADJUSTED_BY = {WeightUnit.KG: 2, WeightUnit.LB: 5}
"""The usual step of an adjustable dumbbell."""
MOST_SETTINGS = 40

_Home = tuple[str, tuple[str, ...], tuple[Load, ...]]
_LIGHT = {WeightUnit.KG: Load(4, 2), WeightUnit.LB: Load(4.54, 2)}
_HEAVIER = {WeightUnit.KG: Load(8, 2), WeightUnit.LB: Load(9.07, 2)}
"""Pairs as they are sold: 4 and 8 kg, 10 and 20 lb."""


def example_loads(unit: WeightUnit) -> str:
    """An example of a line that can be typed."""
    if unit is WeightUnit.LB:
        return "2 x 20 lb, 35 lb bell, 10 lb backpack"
    return "2 x 8 kg, 16 kg bell, 5 kg backpack"


def format_loads(loads: Sequence[Load], unit: WeightUnit = WeightUnit.KG) -> str:
    """Loads as they are typed: `2 x 8 kg, 16 kg kettlebell`."""
    return ", ".join(
        f"{f'{x.count} x ' if x.count > 1 else ''}{format_weight(x.kg, unit)}"
        f"{'' if x.kind == DUMBBELL else ' ' + x.kind}"
        for x in loads
    )


def parse_loads(
    text: str, unit: WeightUnit = WeightUnit.KG, before: Sequence[Load] = ()
) -> tuple[Load, ...]:
    """The loads of a line that was typed.

    Args:
        text: Loads, separated by commas; `none` or empty for none. An adjustable pair is written
            as `2 x 4-24 kg by 4`, and becomes one load for each weight that it can be set to.
        unit: The unit of numbers without one.
        before: The loads so far; a number that is displayed for one of them keeps that weight
            exactly.

    Raises:
        ValueError: A part is no load; the message names it and shows how loads are written.
    """
    loads = []
    for part in map(str.strip, re.split(r"[;+\n]|,(?!\d)", text)):
        if not part or part == "none":
            continue
        match = _LOAD.match(part)
        kind = _KINDS.get(match["kind"].strip().lower()) if match else None
        count = int(match["count"] or 1) if match else 0
        kg = 0.0
        lighter: tuple[float, ...] = ()
        if match is not None:
            with suppress(ValueError):
                kg = _kg(match, unit, [x.kg for x in before if x.kind == kind])
                lighter = _lighter(match, unit, kg)
        if kind is None or not 0 < kg <= MOST_KG or not 1 <= count <= MOST_ALIKE:
            first, second, *_ = example_loads(unit).split(", ")
            raise ValueError(f"{part!r} is not a weight; write it like {first}, {second}")
        loads += [Load(each, count, kind) for each in (*lighter, kg)]
    return tuple(loads)


def _lighter(match: re.Match[str], unit: WeightUnit, top_kg: float) -> tuple[float, ...]:
    """The weights of an adjustable implement below its heaviest, in kilograms."""
    if not match["from"]:
        return ()
    if match["unit"]:
        unit = WeightUnit.KG if match["unit"][0] in "kK" else WeightUnit.LB
    start, by = (
        parse_decimal(match[name] or str(default))
        for name, default in (("from", 0), ("by", ADJUSTED_BY[unit]))
    )
    steps = range(MOST_SETTINGS) if start > 0 and by > 0 else ()
    each = (to_kilograms(start + by * step, unit) for step in steps)
    return tuple(kg for kg in each if kg < top_kg - 0.01)


def _kg(match: re.Match[str], unit: WeightUnit, before: Sequence[float]) -> float:
    number = parse_decimal(match["number"])
    if match["unit"]:
        unit = WeightUnit.KG if match["unit"][0] in "kK" else WeightUnit.LB
    kept = next((kg for kg in before if to_unit(kg, unit) == number), None)
    return to_kilograms(number, unit, kept)


def _homes(unit: WeightUnit) -> tuple[_Home, ...]:
    light, heavier = _LIGHT[unit], _HEAVIER[unit]
    return (
        ("no equipment", (), ()),
        ("a step", ("step",), ()),
        (f"light weights, {format_loads([light], unit)}", (), (light,)),
        (f"weights, {format_loads([heavier], unit)}", (), (heavier,)),
        (f"a step and {format_loads([heavier], unit)}", ("step",), (heavier,)),
    )


def home_answers(profile: Profile, unit: WeightUnit) -> tuple[tuple[str, ...], int]:
    """The usual equipment at home as answers, and the index of the one that the profile has."""
    homes = _homes(unit)
    owned = (profile.equipment, profile.loads)
    words = tuple(words for words, _, _ in homes)
    at = next((at for at, (_, *home) in enumerate(homes) if tuple(home) == owned), None)
    return (words, at) if at is not None else ((*words, OWN_EQUIPMENT), len(words))


def with_home_answer(profile: Profile, words: str) -> Profile:
    """The profile with the equipment of an answer of `home_answers`, in either unit."""
    homes = (home for unit in WeightUnit for home in _homes(unit))
    home = next((home for home in homes if home[0] == words), None)
    return replace(profile, equipment=home[1], loads=home[2]) if home else profile
