"""Which side begins: the weaker one, else the sides alternate from session to session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from runcoach.core.coach.evidence import ExerciseRecord, iter_exercise_records
from runcoach.core.model.exercise import Exercise, Sides
from runcoach.core.model.plan import Side
from runcoach.core.model.records import SessionRecord, Source


def choose_first_side(exercise: Exercise, history: Iterable[SessionRecord]) -> Side:
    """Return the side to begin with: the weaker one, else the one that didn't begin last time.

    The stronger side then matches what the weaker one did (practice).
    """
    for record in iter_exercise_records(exercise, history):
        left, right = _actual(record, Side.LEFT), _actual(record, Side.RIGHT)
        if left is None or right is None:
            continue
        if left != right:
            return Side.LEFT if left < right else Side.RIGHT
        began = next(s.side for s in record.sets if s.side in (Side.LEFT, Side.RIGHT))
        return began.other
    return Side.LEFT


def choose_first_sides(
    exercises: Iterable[Exercise], history: Iterable[SessionRecord]
) -> Mapping[str, Side]:
    """Return the side to begin with, by id, for each exercise done one side at a time."""
    sessions = tuple(history)
    return {
        e.id: choose_first_side(e, sessions)
        for e in exercises
        if any(t.sides is Sides.EACH for t in e.tiers)
    }


def _actual(record: ExerciseRecord, side: Side) -> int | None:
    """Reps or seconds of the last set of a side; None where all its values were assumed."""
    confirmed = [s for s in record.sets if s.side is side and s.source is not Source.ASSUMED]
    return confirmed[-1].actual if confirmed else None
