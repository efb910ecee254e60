"""Loads as a person writes them: `2 x 8 kg, 16 kg bell`, or in pounds; and the likeliest sets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from runcoach.core.model.profile import WEIGHT, Load, Profile
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import kilograms, shown, weight_words

OWN = "your own, as you said"
"""What stands at home where it is none of the likeliest things: it is left alone."""
MOST_KG = 200
MOST_ALIKE = 20

_LOAD = re.compile(
    r"^(?:(?P<count>\d+)\s*[x×]\s*)?(?P<number>\d+(?:[.,]\d+)?)\s*"
    r"(?P<unit>kgs?\b|lbs?\b|pounds?\b)?\s*(?P<kind>[a-z ]*)$",
    re.IGNORECASE,
)
_KINDS = {
    "": WEIGHT,
    "dumbbell": WEIGHT,
    "dumbbells": WEIGHT,
    "weight": WEIGHT,
    "weights": WEIGHT,
    "bell": "kettlebell",
    "bells": "kettlebell",
    "kettlebell": "kettlebell",
    "kettlebells": "kettlebell",
    "backpack": "backpack",
    "barbell": "barbell",
    "bar": "barbell",
}

_Home = tuple[str, tuple[str, ...], tuple[Load, ...]]
_LIGHT = {WeightUnit.KG: Load(4, 2), WeightUnit.LB: Load(4.54, 2)}
_HEAVIER = {WeightUnit.KG: Load(8, 2), WeightUnit.LB: Load(9.07, 2)}
"""Pairs as they are sold: 4 and 8 kg, 10 and 20 lb."""


def loads_written(unit: WeightUnit) -> str:
    """An example of the line that can be typed."""
    if unit is WeightUnit.LB:
        return "2 x 20 lb, 35 lb bell, 10 lb backpack"
    return "2 x 8 kg, 16 kg bell, 5 kg backpack"


def loads_words(loads: Sequence[Load], unit: WeightUnit = WeightUnit.KG) -> str:
    """`2 x 8 kg, 16 kg kettlebell`: what is typed in its row."""
    return ", ".join(
        f"{f'{x.count} x ' if x.count > 1 else ''}{weight_words(x.kg, unit)}"
        f"{'' if x.kind == WEIGHT else ' ' + x.kind}"
        for x in loads
    )


def loads_of(
    text: str, unit: WeightUnit = WeightUnit.KG, before: Sequence[Load] = ()
) -> tuple[Load, ...]:
    """The loads that a line says; a number without its unit is in the one given.

    A number that was shown for one of `before` keeps that weight exactly.

    Raises:
        ValueError: the part that is none, and what would be one.
    """
    found = []
    for part in re.split(r"[;+]|,(?!\d)", text):
        said = part.strip()
        if not said or said == "none":
            continue
        match = _LOAD.match(said)
        kind = _KINDS.get(match["kind"].strip().lower()) if match else None
        count = int(match["count"] or 1) if match else 0
        kg = _kg(match, unit, [x.kg for x in before if x.kind == kind]) if match else 0.0
        if kind is None or not 0 < kg <= MOST_KG or not 1 <= count <= MOST_ALIKE:
            first, second, *_ = loads_written(unit).split(", ")
            raise ValueError(f"{said!r} is no weight; as in {first}, {second}")
        found.append(Load(kg, count, kind))
    return tuple(found)


def _kg(match: re.Match[str], unit: WeightUnit, before: Sequence[float]) -> float:
    number = float(match["number"].replace(",", "."))
    if match["unit"]:
        unit = WeightUnit.KG if match["unit"][0] in "kK" else WeightUnit.LB
    kept = next((kg for kg in before if shown(kg, unit) == number), None)
    return kilograms(number, unit, kept)


def _homes(unit: WeightUnit) -> tuple[_Home, ...]:
    light, heavier = _LIGHT[unit], _HEAVIER[unit]
    return (
        ("no equipment", (), ()),
        ("a step", ("step",), ()),
        (f"light weights, {loads_words([light], unit)}", (), (light,)),
        (f"weights, {loads_words([heavier], unit)}", (), (heavier,)),
        (f"a step and {loads_words([heavier], unit)}", ("step",), (heavier,)),
    )


def at_home(profile: Profile, unit: WeightUnit) -> tuple[tuple[str, ...], int]:
    """The likeliest things at home in the unit chosen, and which of them the profile says."""
    homes = _homes(unit)
    said = (profile.equipment, profile.loads)
    words = tuple(words for words, _, _ in homes)
    at = next((at for at, (_, *meant) in enumerate(homes) if tuple(meant) == said), None)
    return (words, at) if at is not None else ((*words, OWN), len(words))


def with_home(profile: Profile, words: str) -> Profile:
    """The profile with what one of these stands for, in whichever unit."""
    homes = (home for unit in WeightUnit for home in _homes(unit))
    found = next((home for home in homes if home[0] == words), None)
    return replace(profile, equipment=found[1], loads=found[2]) if found else profile
