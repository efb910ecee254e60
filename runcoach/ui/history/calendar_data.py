"""The calendar of the history: the year around a day, and how the person stands. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from runcoach.core.history.counting import attended
from runcoach.core.history.streaks import streak, weeks_met
from runcoach.core.history.totals import by_day
from runcoach.core.model.dates import WEEK, local_day, monday
from runcoach.core.model.records import Entry
from runcoach.ui.charts.heat_map_cells import WEEKS, Calendar
from runcoach.ui.history.text import Piece
from runcoach.ui.text import formatting

ASTRAY = timedelta(days=3)
"""More than offsets can part the order of moments from that of local days."""


def calendar_of(entries: Sequence[Entry], day: date, today: date, target: int) -> Calendar:
    """The year that ends with today, or the earlier one that the day is in.

    Args:
        entries: Newest first.
        day: A day that the calendar covers.
        today: The person's own.
        target: Sessions a week.
    """
    until = today
    while day < first_drawn(until):
        until = first_drawn(until) - timedelta(days=1)
    first = first_drawn(until)
    low, high = first.isoformat(), until.isoformat()
    near = entries[_place(entries, until + ASTRAY) : _place(entries, first - ASTRAY)]
    sessions = attended(e for e in near if low <= e.started_at[:10] <= high)
    return Calendar(today, by_day(sessions), weeks_met(sessions, target), until)


def _place(entries: Sequence[Entry], day: date) -> int:
    """Where the first entry before that day stands, newest first; give or take a day."""

    def newness(entry: Entry) -> int:
        return -local_day(entry.started_at).toordinal()

    return bisect_left(entries, -day.toordinal(), key=newness)


def first_drawn(until: date) -> date:
    """The first day of a calendar that ends with that day."""
    return monday(until) - (WEEKS - 1) * WEEK


def standing_words(
    entries: Sequence[Entry], target: int, today: date
) -> tuple[list[Piece], tuple[str, ...]]:
    """How many sessions there are, and the streak of weeks; and the sessions of the streak."""
    sessions = attended(entries)
    if not sessions:
        return [], ()
    run = streak(sessions, target, today)
    this_week = sum(1 for s in sessions if s.day >= monday(today))
    words: list[Piece] = [
        (f" {formatting.plural(len(sessions), 'session')}", "strong"),
        (f", {this_week} of {target} this week. ", ""),
        (f"{formatting.plural(run.weeks, 'week')} in a row", "good"),
        (f" with {target} or more; best {run.longest}", ""),
    ]
    return words, run.sessions
