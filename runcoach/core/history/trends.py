"""One exercise over time: its real sets, where the tier changed, its bests, the last times."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from runcoach.core.history.counting import Counted, confirmed
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import SetRecord


class Metric(StrEnum):
    """What a trend shows of each set, named by its unit."""

    REPS = "reps"
    SECONDS = "s"
    LOAD = "kg"

    def of(self, record: SetRecord) -> float | None:
        """The set's value; None where it has none of this kind."""
        if self is Metric.LOAD:
            return record.load_kg if record.load_kg > 0 else None
        unit = Unit.REPS if self is Metric.REPS else Unit.SECONDS
        return record.actual if record.unit is unit else None


class TrendPoint(Struct, frozen=True):
    """One set that was really done."""

    session: str
    day: date
    set: SetRecord
    value: float

    @property
    def confirmed(self) -> bool:
        """Timed or entered, not assumed."""
        return confirmed(self.set)


class TierChange(Struct, frozen=True):
    """The first set at another tier than the one before it."""

    session: str
    day: date
    before: TierName
    after: TierName


class Best(Struct, frozen=True):
    """The best set of one variant and the day it was first reached."""

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
    """One time that the exercise was done."""

    session: str
    title: str
    day: date
    sets: tuple[SetRecord, ...]


class Trend(Struct, frozen=True):
    """One exercise over time, oldest first unless said otherwise."""

    metric: Metric
    metrics: tuple[Metric, ...]
    """Those that any set has a value of."""
    points: tuple[TrendPoint, ...]
    changes: tuple[TierChange, ...]
    bests: tuple[Best, ...]
    """One a variant, from the tier that is done now back to the earliest."""
    last: tuple[Occasion, ...]
    """The last ten times, newest first."""

    @property
    def sessions(self) -> tuple[str, ...]:
        """Ids of the sessions behind the points."""
        return tuple(dict.fromkeys(point.session for point in self.points))


def trend(
    counted: Sequence[Counted],
    exercise: Collection[str],
    metric: Metric | None = None,
    times: int = 10,
) -> Trend:
    """The exercise's sets over time.

    Args:
        counted: The sessions that count, oldest first.
        exercise: Its id and the ids that it had before.
        metric: What to show; None for what tells most about the newest set: its load where that
            ever changed, else its reps or seconds.
        times: How many of the last times to list.
    """
    occasions = [
        Occasion(session.id, session.title, session.day, sets)
        for session in counted
        if (sets := tuple(s for s in session.sets if s.exercise in exercise))
    ]
    done = [(occasion, record) for occasion in occasions for record in occasion.sets]
    shown = metric or (_telling([s for _, s in done]) if done else Metric.REPS)
    return Trend(
        metric=shown,
        metrics=tuple(m for m in Metric if any(m.of(s) is not None for _, s in done)),
        points=tuple(
            TrendPoint(occasion.session, occasion.day, record, value)
            for occasion, record in done
            if (value := shown.of(record)) is not None
        ),
        changes=tuple(
            TierChange(occasion.session, occasion.day, before.tier, record.tier)
            for (_, before), (occasion, record) in pairwise(done)
            if record.tier is not before.tier
        ),
        bests=_bests(done),
        last=tuple(reversed(occasions))[:times],
    )


def _telling(sets: Sequence[SetRecord]) -> Metric:
    record = sets[-1]
    # With one weight at home it is the reps that grow: a line of loads would say that nothing does.
    if record.load_kg > 0 and len({s.load_kg for s in sets if s.load_kg > 0}) > 1:
        return Metric.LOAD
    return Metric.REPS if record.unit is Unit.REPS else Metric.SECONDS


def _bests(done: Sequence[tuple[Occasion, SetRecord]]) -> tuple[Best, ...]:
    """The heaviest load and the most at it, by variant; assumed results set no best."""
    bests: dict[tuple[TierName, str, Unit], Best] = {}
    for occasion, record in done:
        if not confirmed(record):
            continue
        key = (record.tier, record.variant, record.unit)
        standing = bests.pop(key, None)
        if standing is None or (record.load_kg, record.actual) > (
            standing.load_kg,
            standing.actual,
        ):
            standing = Best(
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
        bests[key] = standing
    return tuple(reversed(bests.values()))
