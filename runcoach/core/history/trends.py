"""The trend of one exercise: its sets over time, tier changes, bests and last occasions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from runcoach.core.history.counting import CountedSession, is_confirmed
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import SetRecord


class Metric(StrEnum):
    """The value of a set that a trend displays, named by its unit."""

    REPS = "reps"
    SECONDS = "s"
    LOAD = "kg"

    def of(self, record: SetRecord) -> float | None:
        """The value of a set; None if it has none of this kind."""
        if self is Metric.LOAD:
            return record.load_kg if record.load_kg > 0 else None
        unit = Unit.REPS if self is Metric.REPS else Unit.SECONDS
        return record.actual if record.unit is unit else None


class TrendPoint(Struct, frozen=True):
    """One set that was done."""

    session: str
    day: date
    set: SetRecord
    value: float

    @property
    def confirmed(self) -> bool:
        """Whether the result was timed or entered rather than assumed."""
        return is_confirmed(self.set)


class TierChange(Struct, frozen=True):
    """The first set at a different tier than the set before it."""

    session: str
    day: date
    before: TierName
    after: TierName


class Best(Struct, frozen=True):
    """The best set of one variant, and the day it was first reached."""

    tier: TierName
    variant: str
    name: str
    unit: Unit
    actual: int
    load_kg: float
    day: date
    session: str
    set: str


class Occasion(Struct, frozen=True):
    """One session in which the exercise was done."""

    session: str
    title: str
    day: date
    sets: tuple[SetRecord, ...]


class Trend(Struct, frozen=True):
    """One exercise over time, oldest first unless noted."""

    metric: Metric
    metrics: tuple[Metric, ...]
    """The metrics that at least one set has a value for."""
    points: tuple[TrendPoint, ...]
    changes: tuple[TierChange, ...]
    bests: tuple[Best, ...]
    """One for each variant, the most recently done first."""
    last: tuple[Occasion, ...]
    """The last occasions, newest first."""

    @property
    def sessions(self) -> tuple[str, ...]:
        """Ids of the sessions behind the points."""
        return tuple(dict.fromkeys(point.session for point in self.points))


def compute_trend(
    counted: Sequence[CountedSession],
    exercise: Collection[str],
    metric: Metric | None = None,
    times: int = 10,
) -> Trend:
    """The trend of one exercise.

    Args:
        counted: The sessions that count, oldest first.
        exercise: The current and former ids of the exercise.
        metric: What to display; None for the most informative one: the load if the newest set has
            a load that ever changed, else reps or seconds.
        times: How many of the last occasions to list.
    """
    occasions = [
        Occasion(session.id, session.title, session.day, sets)
        for session in counted
        if (sets := tuple(s for s in session.sets if s.exercise in exercise))
    ]
    done = [(occasion, record) for occasion in occasions for record in occasion.sets]
    metric = metric or (_most_informative([s for _, s in done]) if done else Metric.REPS)
    return Trend(
        metric=metric,
        metrics=tuple(m for m in Metric if any(m.of(s) is not None for _, s in done)),
        points=tuple(
            TrendPoint(occasion.session, occasion.day, record, value)
            for occasion, record in done
            if (value := metric.of(record)) is not None
        ),
        changes=tuple(
            TierChange(occasion.session, occasion.day, before.tier, record.tier)
            for (_, before), (occasion, record) in pairwise(done)
            if record.tier is not before.tier
        ),
        bests=_bests(done),
        last=tuple(reversed(occasions))[:times],
    )


def _most_informative(sets: Sequence[SetRecord]) -> Metric:
    record = sets[-1]
    # With a single weight at home only the reps grow, and a chart of loads would be flat.
    if record.load_kg > 0 and len({s.load_kg for s in sets if s.load_kg > 0}) > 1:
        return Metric.LOAD
    return Metric.REPS if record.unit is Unit.REPS else Metric.SECONDS


def _bests(done: Sequence[tuple[Occasion, SetRecord]]) -> tuple[Best, ...]:
    """The most reps or seconds at the heaviest load, by variant; assumed results are left out."""
    bests: dict[tuple[TierName, str, Unit], Best] = {}
    for occasion, record in done:
        if not is_confirmed(record):
            continue
        key = (record.tier, record.variant, record.unit)
        best = bests.pop(key, None)
        if best is None or (record.load_kg, record.actual) > (best.load_kg, best.actual):
            best = Best(
                tier=record.tier,
                variant=record.variant,
                name=record.name or record.variant,
                unit=record.unit,
                actual=record.actual,
                load_kg=record.load_kg,
                day=occasion.day,
                session=occasion.session,
                set=record.id,
            )
        bests[key] = best
    return tuple(reversed(bests.values()))
