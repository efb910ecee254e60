"""Left and right: which side begins, and when a difference is worth a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from runcoach.core.catalogue import Catalogue
from runcoach.core.evidence import ExerciseRecord, exercise_records
from runcoach.core.exercise import Exercise, Sides
from runcoach.core.plan import Side
from runcoach.core.records import SessionRecord, Source

NAMED_ABOVE = 0.15
NAMED_FROM = 4
"""A difference of over 15 % in four or more confirmed sessions of a tier is named (practice)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the weaker side is behind."""

    sessions: int
    """Confirmed sessions of the same tier that it rests on."""
    weaker: Side | None
    """None: no difference to name."""
    share: float
    """0.2: the weaker side does a fifth less."""

    @property
    def enough(self) -> bool:
        """Fewer than four sessions are not enough to say."""
        return self.sessions >= NAMED_FROM


def first_side(exercise: Exercise, history: Iterable[SessionRecord]) -> Side:
    """The side to begin with: the weaker one, else not the one that began last time.

    The stronger side matches it, and the lower side decides.
    """
    for record in exercise_records(exercise, history):
        left, right = _actual(record, Side.LEFT), _actual(record, Side.RIGHT)
        if left is None or right is None:
            continue
        if left != right:
            return Side.LEFT if left < right else Side.RIGHT
        began = next(s.side for s in record.sets if s.side in (Side.LEFT, Side.RIGHT))
        return began.other
    return Side.LEFT


def first_sides(catalogue: Catalogue, history: Iterable[SessionRecord]) -> Mapping[str, Side]:
    """The side to begin with for every exercise that has sides."""
    sessions = tuple(history)
    return {
        e.id: first_side(e, sessions)
        for e in catalogue.exercises.values()
        if any(t.sides is Sides.EACH for t in e.tiers)
    }


def side_difference(exercise: Exercise, history: Iterable[SessionRecord]) -> Difference:
    """The difference between the sides at the tier done last."""
    pairs: list[tuple[int, int]] = []
    tier = None
    for record in exercise_records(exercise, history):
        left, right = _actual(record, Side.LEFT), _actual(record, Side.RIGHT)
        tier = tier or record.tier
        if record.tier is tier and left is not None and right is not None:
            pairs.append((left, right))
    lefts, rights = sum(p[0] for p in pairs), sum(p[1] for p in pairs)
    stronger = max(lefts, rights)
    share = 1 - min(lefts, rights) / stronger if stronger else 0.0
    weaker = None
    if share > NAMED_ABOVE and len(pairs) >= NAMED_FROM:
        weaker = Side.LEFT if lefts < rights else Side.RIGHT
    return Difference(len(pairs), weaker, share)


def _actual(record: ExerciseRecord, side: Side) -> int | None:
    """The last actual of a side, if it is known."""
    known = [s for s in record.sets if s.side is side and s.source is not Source.ASSUMED]
    return known[-1].actual if known else None
