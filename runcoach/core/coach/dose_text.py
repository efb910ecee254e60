"""Text for loads, equipment, doses and steps: `8 reps at 16 kg`, `Up to 35 s`."""

from __future__ import annotations

from collections.abc import Sequence

from runcoach.core.coach.ladder import Move
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.profile import count_implements
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import SLOW_LOWERING_EXTRA_S, Standing, value_at
from runcoach.core.model.weights import format_implements


def format_load(kg: float, equipment: Sequence[str], unit: WeightUnit = WeightUnit.KG) -> str:
    """Format a load by its implements: `16 kg`, or `2 × 8 kg` where each hand holds one."""
    return format_implements(kg, count_implements(equipment), unit)


def format_equipment(equipment: Sequence[str]) -> str:
    """Format equipment: `step, two dumbbells`; a name listed twice is one for each hand."""
    return ", ".join(
        f"two {name}s" if equipment.count(name) > 1 else name for name in dict.fromkeys(equipment)
    )


def format_dose(exercise: Exercise, standing: Standing, unit: WeightUnit = WeightUnit.KG) -> str:
    """Format a set's dose at a standing: `30 s`, `8 reps at 16 kg`, `10 reps, lowered slowly`."""
    tier = exercise.tier(standing.tier)
    dose = tier.dose
    value = value_at(dose, standing)
    words = f"{value} s" if dose.unit is Unit.SECONDS else f"{value} reps"
    if standing.load_kg:
        words += f" at {format_load(standing.load_kg, tier.equipment, unit)}"
    return f"{words}, lowered slowly" if standing.slow else words


def format_step(
    exercise: Exercise,
    up: bool,
    move: Move,
    after: Standing,
    unit: WeightUnit = WeightUnit.KG,
) -> str:
    """Format a step: `Up to 35 s`, `Down to side plank, knees down, 30 s`."""
    way = "Up to" if up else "Down to"
    match move:
        case Move.SETS:
            return "Back to all sets" if up else "Just one set"
        case Move.SLOW:
            return f"Lower {SLOW_LOWERING_EXTRA_S} s slower" if up else "Lower at the usual speed"
        case Move.TIER:
            name = exercise.tier(after.tier).name
            return f"{way} {name[:1].lower()}{name[1:]}, {format_dose(exercise, after, unit)}"
        case Move.VALUE | Move.LOAD:
            return f"{way} {format_dose(exercise, after, unit)}"
