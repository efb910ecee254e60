"""The words for a standing, a step and what is needed: `8 reps at 16 kg`, `Up to 35 s`."""

from __future__ import annotations

from collections.abc import Sequence

from runcoach.core.coach.ladder import Move
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.profile import implements_of
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import SLOWER_S, Standing, value_at
from runcoach.core.model.weights import load_told


def load_words(kg: float, equipment: Sequence[str], unit: WeightUnit = WeightUnit.KG) -> str:
    """A load by its implements: `16 kg`, or `2 × 8 kg` where each hand holds one."""
    return load_told(kg, implements_of(equipment), unit)


def equipment_words(equipment: Sequence[str]) -> str:
    """What is needed: `step, two dumbbells`; what is named twice is one in each hand."""
    return ", ".join(
        f"two {name}s" if equipment.count(name) > 1 else name for name in dict.fromkeys(equipment)
    )


def at_words(exercise: Exercise, standing: Standing, unit: WeightUnit = WeightUnit.KG) -> str:
    """What a set asks for at a standing: `30 s`, `8 reps at 16 kg`, `10 reps, lowered slowly`."""
    tier = exercise.tier(standing.tier)
    dose = tier.dose
    value = value_at(dose, standing)
    words = f"{value} s" if dose.unit is Unit.SECONDS else f"{value} reps"
    if standing.load_kg:
        words += f" at {load_words(standing.load_kg, tier.equipment, unit)}"
    return f"{words}, lowered slowly" if standing.slow else words


def move_words(
    exercise: Exercise,
    up: bool,
    move: Move,
    after: Standing,
    unit: WeightUnit = WeightUnit.KG,
) -> str:
    """A step in words: `Up to 35 s`, `Down to side plank, knees down, 30 s`."""
    way = "Up to" if up else "Down to"
    match move:
        case Move.SETS:
            return "All sets again" if up else "Just one set"
        case Move.SLOW:
            return f"Lower {SLOWER_S} s slower" if up else "Lower at the usual speed"
        case Move.TIER:
            name = exercise.tier(after.tier).name
            return f"{way} {name[:1].lower()}{name[1:]}, {at_words(exercise, after, unit)}"
        case Move.VALUE | Move.LOAD:
            return f"{way} {at_words(exercise, after, unit)}"
