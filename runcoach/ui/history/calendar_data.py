"""The data of the history's calendar, and the line below it. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from runcoach.core.history.counting import attendances, begun_sessions
from runcoach.core.history.streaks import compute_streak, weeks_met
from runcoach.core.history.totals import totals_by_day
from runcoach.core.model.dates import WEEK, local_day, week_start
from runcoach.core.model.records import Entry
from runcoach.core.model.run import Run
from runcoach.ui.charts.heat_map_cells import WEEKS, Calendar
from runcoach.ui.history.text import Piece
from runcoach.ui.text import formatting

OFFSET_MARGIN = timedelta(days=3)
"""More than the order of moments can differ from that of local days, because of offsets."""


def make_calendar(
    entries: Sequence[Entry],
    day: date,
    today: date,
    target: int,
    runs: Mapping[date, Sequence[Run]] | None = None,
) -> Calendar:
    """Return the year that ends today, or the earlier one that contains the day.

    Args:
        entries: Newest first.
        day: The day to be covered.
        today: The date of the person's local time.
        target: Sessions a week.
        runs: By day.
    """
    until = today
    while day < first_day_drawn(until):
        until = first_day_drawn(until) - timedelta(days=1)
    first = first_day_drawn(until)
    low, high = first.isoformat(), until.isoformat()
    near = entries[_place(entries, until + OFFSET_MARGIN) : _place(entries, first - OFFSET_MARGIN)]
    sessions = attendances(e for e in near if low <= e.started_at[:10] <= high)
    return Calendar(today, totals_by_day(sessions), weeks_met(sessions, target), until, runs or {})


def _place(entries: Sequence[Entry], day: date) -> int:
    """Return the index of the first entry before that day, within a day or two."""

    def newness(entry: Entry) -> int:
        return -local_day(entry.started_at).toordinal()

    return bisect_left(entries, -day.toordinal(), key=newness)


def first_day_drawn(until: date) -> date:
    """Return the first day of a calendar that ends on that day."""
    return week_start(until) - (WEEKS - 1) * WEEK


def summarize_entries(
    entries: Sequence[Entry], target: int, today: date
) -> tuple[list[Piece], tuple[str, ...]]:
    """Return the counts of sessions and weeks as a line, and the ids of the streak's sessions."""
    sessions = attendances(begun_sessions(entries, today))
    if not sessions:
        return [], ()
    run = compute_streak(sessions, target, today)
    this_week = sum(1 for s in sessions if s.day >= week_start(today))
    words: list[Piece] = [
        (f" {formatting.format_count(len(sessions), 'session')}", "strong"),
        (f", {this_week} of {target} this week. ", ""),
        (f"{formatting.format_count(run.weeks, 'week')} in a row", "good"),
        (f" with {target} or more; best {run.longest}", ""),
    ]
    return words, run.sessions
