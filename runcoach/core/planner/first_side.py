"""Which side begins: the weaker one, else each by turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from runcoach.core.coach.evidence import ExerciseRecord, each_record
from runcoach.core.model.exercise import Exercise, Sides
from runcoach.core.model.plan import Side
from runcoach.core.model.records import SessionRecord, Source


def first_side(exercise: Exercise, history: Iterable[SessionRecord]) -> Side:
    """The side to begin with: the weaker one, else the one that did not begin last time.

    The stronger side matches it, and the lower side decides.
    """
    for record in each_record(exercise, history):
        left, right = _actual(record, Side.LEFT), _actual(record, Side.RIGHT)
        if left is None or right is None:
            continue
        if left != right:
            return Side.LEFT if left < right else Side.RIGHT
        began = next(s.side for s in record.sets if s.side in (Side.LEFT, Side.RIGHT))
        return began.other
    return Side.LEFT


def first_sides(
    exercises: Iterable[Exercise], history: Iterable[SessionRecord]
) -> Mapping[str, Side]:
    """The side to begin with for each exercise that has sides."""
    sessions = tuple(history)
    return {
        e.id: first_side(e, sessions)
        for e in exercises
        if any(t.sides is Sides.EACH for t in e.tiers)
    }


def _actual(record: ExerciseRecord, side: Side) -> int | None:
    """The last actual of a side, if it is known."""
    known = [s for s in record.sets if s.side is side and s.source is not Source.ASSUMED]
    return known[-1].actual if known else None
