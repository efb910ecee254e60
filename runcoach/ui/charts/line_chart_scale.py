"""The scales of a line chart: values to rows, days to columns, and the labels of both axes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.model.dates import MONTHS, next_month

ROW_STEPS = (
    (0.25, (4, 2)),
    (0.5, (4, 2)),
    (1, (5, 2)),
    (2, (5, 2)),
    (2.5, (4, 2)),
    *((each * ten, rows) for ten in (1, 10, 100) for each, rows in ((5, (4, 2)), (10, (5, 2)),
                                                                    (20, (5, 2)), (25, (4, 2)))),
)  # fmt: skip
"""The allowed values of a row, and the allowed rows between two labels. Both are round, so that a
value can be read off its row."""


class ValueScale(Struct, frozen=True):
    """Maps values to rows; the top row is 0."""

    bottom: float
    """The value of the lowest row."""
    step: float
    """The value of one row."""
    rows: int
    label_step: float
    """The value between two labels."""

    def row_of(self, value: float) -> float:
        """Return the row of a value, as a fraction."""
        return self.rows - 1 - (value - self.bottom) / self.step

    def value_of(self, row: int) -> float:
        """Return the value of a row."""
        return self.bottom + (self.rows - 1 - row) * self.step

    @property
    def labels(self) -> tuple[tuple[int, str], ...]:
        """The rows with their labels, from the top."""
        return tuple(
            (row, f"{self.value_of(row):g}")
            for row in range(self.rows)
            if (self.value_of(row) / self.label_step).is_integer()
        )


def value_scale(values: Sequence[float], rows: int) -> ValueScale:
    """Return the finest round scale with a row for each value, spare rows above and below.

    Args:
        values: The values to be drawn, none negative.
        rows: The number of rows, 3 or more.
    """
    low, high = min(values, default=0), max(values, default=0)
    step, between = next(
        (each for each in ROW_STEPS if _spare(low, high, each[0], rows) >= 0), ROW_STEPS[-1]
    )
    bottom, spare = low // step * step, max(0, _spare(low, high, step, rows))
    bottom = max(0.0, bottom - spare // 2 * step)
    apart = next((n for n in between if rows >= 2 * n), 1)
    return ValueScale(bottom, step, rows, step * apart)


def _spare(low: float, high: float, step: float, rows: int) -> int:
    """Return how many rows are spare at that value of a row; negative if some are missing."""
    return rows - 1 - math.ceil((high - low // step * step) / step)


class DayScale(Struct, frozen=True):
    """Maps days to columns."""

    first: date
    last: date
    columns: int

    def column_of(self, day: date) -> int:
        """Return the column of a day."""
        days = max(1, (self.last - self.first).days)
        return round((day - self.first).days / days * (self.columns - 1))

    @property
    def ticks(self) -> tuple[tuple[int, str], ...]:
        """The columns with their labels, from the left: the densest round dates that fit."""
        return next((found for each in _TICKS if (found := self._ticks(*each))), ())

    def _ticks(
        self,
        first: Callable[[date], date],
        after: Callable[[date], date],
        label: Callable[[date], str],
    ) -> tuple[tuple[int, str], ...]:
        """Return the ticks of one kind; none if two labels would touch."""
        found: list[tuple[int, str]] = []
        day = first(self.first)
        while day <= self.last:
            if day >= self.first:
                column = self.column_of(day)
                if found and column < found[-1][0] + len(found[-1][1]) + 2:
                    return ()
                found.append((column, label(day)))
            day = after(day)
        return tuple(found)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day:%y}"


def _every(days: int) -> Callable[[date], date]:
    return lambda day: day + timedelta(days=days)


def _months(count: int) -> Callable[[date], date]:
    def after(day: date) -> date:
        for _ in range(count):
            day = next_month(day)
        return day

    return after


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


_TICKS: tuple[tuple[Callable[[date], date], Callable[[date], date], Callable[[date], str]], ...] = (
    (lambda day: day, _every(1), _day),
    (_monday, _every(7), _day),
    (lambda day: day.replace(day=1), _months(1), _month),
    (lambda day: day.replace(month=1, day=1), _months(3), _month),
    (lambda day: day.replace(month=1, day=1), _months(6), _month),
    *(
        (lambda day: day.replace(month=1, day=1), _months(12 * years), lambda day: str(day.year))
        for years in (1, 2, 5, 10, 25)
    ),
)
