"""Totals by week, by month and in all; each names the sessions that it was made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.history.counting import Attended, Counted
from runcoach.core.model.dates import WEEK, monday, month_start, next_month


class Total(Struct, frozen=True):
    """What was done from the first day to the last, both included."""

    first: date
    last: date
    seconds: int
    sets: int
    """Sets of the main part; each side is a set."""
    contacts: int
    """Landings, warm-up and what was done again included."""
    sessions: tuple[str, ...]
    """Ids, oldest first: why these numbers."""

    @property
    def count(self) -> int:
        """How many sessions."""
        return len(self.sessions)

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded."""
        return round(self.seconds / 60)


class DayTotal(Struct, frozen=True):
    """One day of the calendar on which something was done."""

    day: date
    seconds: int
    sets: int
    sessions: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded."""
        return round(self.seconds / 60)


def total(counted: Sequence[Counted], first: date, last: date) -> Total:
    """Everything from the first day to the last, both included."""
    within = [c for c in counted if first <= c.day <= last]
    return Total(
        first,
        last,
        seconds=sum(c.seconds for c in within),
        sets=sum(c.sets_done for c in within),
        contacts=sum(c.contacts for c in within),
        sessions=tuple(c.id for c in within),
    )


def by_week(counted: Sequence[Counted], until: date | None = None) -> tuple[Total, ...]:
    """A total for each week from the first session's to the last one's (or `until`'s).

    Weeks begin on Monday; weeks of rest are there with zeros.
    """
    return _by_period(counted, monday, lambda start: start + WEEK, until)


def by_month(counted: Sequence[Counted], until: date | None = None) -> tuple[Total, ...]:
    """A total for each month, in the manner of `by_week`."""
    return _by_period(counted, month_start, next_month, until)


def by_day(sessions: Sequence[Attended]) -> dict[date, DayTotal]:
    """The days with anything on them, for the calendar."""
    days: dict[date, list[Attended]] = {}
    for session in sessions:
        days.setdefault(session.day, []).append(session)
    return {
        day: DayTotal(
            day,
            seconds=sum(s.seconds for s in found),
            sets=sum(s.sets_done for s in found),
            sessions=tuple(s.id for s in found),
        )
        for day, found in sorted(days.items())
    }


def _by_period(
    counted: Sequence[Counted],
    start_of: Callable[[date], date],
    after: Callable[[date], date],
    until: date | None,
) -> tuple[Total, ...]:
    groups: dict[date, list[Counted]] = {}
    for session in counted:
        groups.setdefault(start_of(session.day), []).append(session)
    if not groups:
        return ()
    end = max(max(groups), start_of(until) if until is not None else min(groups))
    totals = []
    start = min(groups)
    while start <= end:
        following = after(start)
        totals.append(total(groups.get(start, []), start, following - timedelta(days=1)))
        start = following
    return tuple(totals)
