"""The calendar of the history: the year around a day, and how the person stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from runcoach.core.days import WEEK, monday
from runcoach.core.records import Entry
from runcoach.core.statistics import attended
from runcoach.core.streaks import streak, weeks_met
from runcoach.core.totals import by_day
from runcoach.ui import wording
from runcoach.ui.history_wording import Piece
from runcoach.ui.widgets.heat_map_cells import WEEKS, Calendar


def calendar_of(entries: Sequence[Entry], day: date, today: date, target: int) -> Calendar:
    """The year that ends with today, or the earlier one that the day is in."""
    until = today
    while day < first_drawn(until):
        until = first_drawn(until) - timedelta(days=1)
    first = first_drawn(until)
    low, high = first.isoformat(), until.isoformat()
    sessions = attended(e for e in entries if low <= e.started_at[:10] <= high)
    return Calendar(today, by_day(sessions), weeks_met(sessions, target), until)


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
        (f" {wording.plural(len(sessions), 'session')}", "strong"),
        (f", {this_week} of {target} this week. ", ""),
        (f"{wording.plural(run.weeks, 'week')} in a row", "good"),
        (f" with {target} or more; best {run.longest}", ""),
    ]
    return words, run.sessions
