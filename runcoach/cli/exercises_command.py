"""`runcoach exercises`: every exercise with its tiers and their doses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.output import print_json
from runcoach.cli.wiring import open_catalogue, print_problems

if TYPE_CHECKING:
    import argparse

    from runcoach.paths import Paths


def print_exercises(options: argparse.Namespace, paths: Paths) -> int:
    """Print the catalogue's exercises. Returns the exit code."""
    from runcoach.catalogue.exercises_json import exercises_document

    catalogue = open_catalogue(paths)
    print_problems(catalogue)
    if options.json:
        print_json(exercises_document(catalogue))
        return 0
    for exercise in catalogue.exercises.values():
        number = f"{exercise.list_number:>2}" if exercise.list_number else "  "
        print(f"{number}  {exercise.id:<24} {exercise.name}")
        for tier in exercise.tiers:
            dose = tier.dose
            unit = "s" if dose.unit.value == "seconds" else "reps"
            span = f"{dose.start}" if dose.start == dose.target else f"{dose.start}-{dose.target}"
            print(f"      {tier.tier.value:<11} {dose.sets} x {span} {unit}  {tier.name}")
    return 0
