"""Finding exercises: by name, pattern, muscle and equipment."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from runcoach.core.history.session_filter import plain
from runcoach.core.model.exercise import Exercise, Pattern

NOTHING = ""
"""Asked for as equipment: what needs none."""


class ExerciseFilter(Struct, frozen=True):
    """What to look for; everything that is given must hold of an exercise, at any tier."""

    words: str = ""
    """Each must occur in its name or in a variant's."""
    pattern: Pattern | None = None
    muscle: str | None = None
    """Does the work, or helps."""
    equipment: str | None = None
    """Is needed at one tier; NOTHING where one needs none. None for any."""


def finding(exercises: Iterable[Exercise], wanted: ExerciseFilter) -> tuple[Exercise, ...]:
    """The exercises that fit, in their order."""
    words = plain(wanted.words).split()
    return tuple(
        exercise
        for exercise in exercises
        if wanted.pattern in (None, exercise.pattern)
        and (wanted.muscle is None or wanted.muscle in _muscles(exercise))
        and (wanted.equipment is None or wanted.equipment in _equipment(exercise))
        and _named(exercise, words)
    )


def muscles_of(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Every muscle that any of them works, by name."""
    return tuple(sorted({muscle for exercise in exercises for muscle in _muscles(exercise)}))


def equipment_of(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """All that any of them needs, by name."""
    return tuple(sorted({each for x in exercises for each in _equipment(x) if each}))


def _muscles(exercise: Exercise) -> frozenset[str]:
    return frozenset(m for t in exercise.tiers for m in (*t.muscles.main, *t.muscles.help))


def _equipment(exercise: Exercise) -> frozenset[str]:
    return frozenset(each for t in exercise.tiers for each in t.equipment or (NOTHING,))


def _named(exercise: Exercise, words: list[str]) -> bool:
    if not words:
        return True
    names = plain(" ".join((exercise.name, *(tier.name for tier in exercise.tiers))))
    return all(word in names for word in words)
