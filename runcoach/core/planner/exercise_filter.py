"""A filter for exercises: by name, pattern, muscle and equipment."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from runcoach.core.history.session_filter import fold_text
from runcoach.core.model.exercise import Exercise, Pattern

NO_EQUIPMENT = ""
"""As `ExerciseFilter.equipment`: exercises that need none."""


class ExerciseFilter(Struct, frozen=True):
    """Conditions that an exercise must all meet, each at any of its tiers."""

    words: str = ""
    """Each must occur in the exercise's name or in a variant's."""
    pattern: Pattern | None = None
    muscle: str | None = None
    """A main or a helping muscle."""
    equipment: str | None = None
    """Needed at one tier at least; `NO_EQUIPMENT` for a tier without equipment, None for any."""


def filter_exercises(exercises: Iterable[Exercise], wanted: ExerciseFilter) -> tuple[Exercise, ...]:
    """Return the exercises that pass a filter, in their order."""
    words = fold_text(wanted.words).split()
    return tuple(
        exercise
        for exercise in exercises
        if wanted.pattern in (None, exercise.pattern)
        and (wanted.muscle is None or wanted.muscle in _muscles(exercise))
        and (wanted.equipment is None or wanted.equipment in _equipment(exercise))
        and _named(exercise, words)
    )


def list_muscles(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Return the muscles that any of the exercises works, by name."""
    return tuple(sorted({muscle for exercise in exercises for muscle in _muscles(exercise)}))


def list_equipment(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Return the equipment that any of the exercises needs, by name."""
    return tuple(sorted({each for x in exercises for each in _equipment(x) if each}))


def _muscles(exercise: Exercise) -> frozenset[str]:
    return frozenset(m for t in exercise.tiers for m in (*t.muscles.main, *t.muscles.help))


def _equipment(exercise: Exercise) -> frozenset[str]:
    return frozenset(each for t in exercise.tiers for each in t.equipment or (NO_EQUIPMENT,))


def _named(exercise: Exercise, words: list[str]) -> bool:
    if not words:
        return True
    names = fold_text(" ".join((exercise.name, *(tier.name for tier in exercise.tiers))))
    return all(word in names for word in words)
