"""Totals by day, week, month and period, each with the sessions it was computed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.history.counting import Attended, CountedSession
from runcoach.core.model.dates import WEEK, month_start, next_month, week_start


class Total(Struct, frozen=True):
    """What was done from `first` to `last`, both inclusive."""

    first: date
    last: date
    seconds: int
    sets: int
    """Sets of the main part; each side is a set."""
    contacts: int
    """Landings, including those of the warm-up and of repeated sets."""
    sessions: tuple[str, ...]
    """Ids of the sessions added up, oldest first."""

    @property
    def count(self) -> int:
        """Number of sessions."""
        return len(self.sessions)

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded."""
        return round(self.seconds / 60)


class DayTotal(Struct, frozen=True):
    """One calendar day with at least one session."""

    day: date
    seconds: int
    sets: int
    sessions: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded."""
        return round(self.seconds / 60)


def compute_total(counted: Sequence[CountedSession], first: date, last: date) -> Total:
    """The total from `first` to `last`, both inclusive."""
    within = [c for c in counted if first <= c.day <= last]
    return Total(
        first,
        last,
        seconds=sum(c.seconds for c in within),
        sets=sum(c.sets_done for c in within),
        contacts=sum(c.contacts for c in within),
        sessions=tuple(c.id for c in within),
    )


def totals_by_week(
    counted: Sequence[CountedSession], until: date | None = None
) -> tuple[Total, ...]:
    """A total for each week from the first session to the last, or to `until` if that is later.

    Weeks begin on Monday; weeks without a session are included with zeros.
    """
    return _by_period(counted, week_start, lambda start: start + WEEK, until)


def totals_by_month(
    counted: Sequence[CountedSession], until: date | None = None
) -> tuple[Total, ...]:
    """A total for each month, like `totals_by_week`."""
    return _by_period(counted, month_start, next_month, until)


def totals_by_day(sessions: Sequence[Attended]) -> dict[date, DayTotal]:
    """The days with at least one session, for the calendar."""
    days: dict[date, list[Attended]] = {}
    for session in sessions:
        days.setdefault(session.day, []).append(session)
    return {
        day: DayTotal(
            day,
            seconds=sum(s.seconds for s in of_day),
            sets=sum(s.sets_done for s in of_day),
            sessions=tuple(s.id for s in of_day),
        )
        for day, of_day in sorted(days.items())
    }


def _by_period(
    counted: Sequence[CountedSession],
    start_of: Callable[[date], date],
    after: Callable[[date], date],
    until: date | None,
) -> tuple[Total, ...]:
    groups: dict[date, list[CountedSession]] = {}
    for session in counted:
        groups.setdefault(start_of(session.day), []).append(session)
    if not groups:
        return ()
    end = max(max(groups), start_of(until) if until is not None else min(groups))
    totals = []
    start = min(groups)
    while start <= end:
        following = after(start)
        totals.append(compute_total(groups.get(start, []), start, following - timedelta(days=1)))
        start = following
    return tuple(totals)
