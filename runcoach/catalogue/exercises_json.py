"""The document of `runcoach exercises --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.exercise import Exercise, Muscles, Tier

SCHEMA = 1


def exercises_document(catalogue: Catalogue) -> dict[str, Any]:
    """Every exercise with its tiers as dicts and lists for JSON; the keys are a public format."""
    return {
        "schema": SCHEMA,
        "exercises": [_exercise(exercise) for exercise in catalogue.exercises.values()],
    }


def _exercise(exercise: Exercise) -> dict[str, Any]:
    # The middle tier is typical of the movement; a foundation may leave out a muscle.
    typical = exercise.tiers[len(exercise.tiers) // 2]
    return {
        "id": exercise.id,
        "name": exercise.name,
        "list_number": exercise.list_number,
        "pattern": exercise.pattern.value,
        "muscles": _muscles(typical.muscles),
        "benefit": exercise.benefit,
        "leads_to": list(exercise.leads_to),
        "not_for": [need.value for need in exercise.not_for],
        "tiers": [_tier(tier) for tier in exercise.tiers],
    }


def _muscles(muscles: Muscles) -> dict[str, list[str]]:
    return {"main": list(muscles.main), "help": list(muscles.help)}


def _tier(tier: Tier) -> dict[str, Any]:
    dose = tier.dose
    return {
        "tier": tier.tier.value,
        "variant": tier.variant,
        "name": tier.name,
        "kind": tier.kind.value,
        "sides": tier.sides.value,
        "sets": dose.sets,
        "unit": dose.unit.value,
        "start": dose.start,
        "target": dose.target,
        "by": dose.by,
        "seconds": dose.seconds,
        "tempo": [[stroke.pose, stroke.seconds] for stroke in tier.tempo],
        "rest_s": dose.rest_s,
        "equipment": list(tier.equipment),
        "cues": list(tier.cues.checklist),
        "faults": list(tier.cues.warnings),
        "figure": tier.has_figure,
    }
