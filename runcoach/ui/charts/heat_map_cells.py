"""The heat map's cells: the position and level of each day, the legend, a day's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.history.totals import DayTotal
from runcoach.core.model.dates import MONTHS, WEEK, WEEKDAYS, format_weekday_date, week_start
from runcoach.core.model.run import Run
from runcoach.ui.charts.cells import Canvas, Row
from runcoach.ui.text.run_text import describe_run

WEEKS = 53
"""Enough for the same day of last year to be on it."""
WIDEST_PITCH = 3
GUTTER = 5
LEVELS = "·▂▄▆█"
"""From nothing to most; the height is readable without colour."""
LEVEL_MINUTES = (1, 10, 20, 30)
"""The least minutes of each level above nothing."""
MET = "✓"
RUN = "○"
"""Beside the session of a day, or in its place where there is no room beside."""
MONTH_ROW, FIRST_DAY_ROW, MET_ROW, LEGEND_ROW, DETAIL_ROW = 0, 1, 8, 10, 11
HEIGHT = 12
LEGEND = ("rest", "under 10", "10", "20", "30 min and more", "week met")
SHORT_LEGEND = ("rest", "<10", "10", "20", "30+ min", "met")


class Calendar(Struct, frozen=True):
    """The data of a heat map."""

    today: date
    days: Mapping[date, DayTotal]
    """The days with any session."""
    met: frozenset[date] = frozenset()
    """Mondays of the weeks that met the target."""
    until: date | None = None
    """The last day drawn; None for today."""
    runs: Mapping[date, Sequence[Run]] = {}
    """By day."""

    @property
    def last(self) -> date:
        """The last day drawn."""
        return self.until or self.today

    def covers(self, day: date) -> bool:
        """Whether a calendar of a full year contains the day."""
        return week_start(self.last) - (WEEKS - 1) * WEEK <= day <= self.last


class CalendarGrid(Struct, frozen=True):
    """The positions of the days: a column for each week, a row for each weekday."""

    first: date
    """A Monday."""
    last: date
    """The last day drawn."""
    weeks: int
    pitch: int
    """Columns from one week to the next."""

    def place(self, day: date) -> tuple[int, int] | None:
        """Return the column and row of a day's left cell; None outside the calendar."""
        if not self.first <= day <= self.last:
            return None
        days = (day - self.first).days
        return GUTTER + days // 7 * self.pitch, FIRST_DAY_ROW + days % 7

    def day(self, x: int, y: int) -> date | None:
        """Return the day at a cell; None beside the days."""
        week, weekday = (x - GUTTER) // self.pitch, y - FIRST_DAY_ROW
        if x < GUTTER or week >= self.weeks or not 0 <= weekday < 7:
            return None
        day = self.first + timedelta(days=7 * week + weekday)
        return day if day <= self.last else None


def calendar_grid(width: int, today: date) -> CalendarGrid:
    """Return the newest weeks that fit, at most a year, as widely spaced as the width allows."""
    room = max(1, width - GUTTER)
    pitch = max(1, min(WIDEST_PITCH, room // WEEKS))
    weeks = min(WEEKS, max(1, room // pitch))
    return CalendarGrid(week_start(today) - (weeks - 1) * WEEK, today, weeks, pitch)


def activity_level(total: DayTotal | None) -> int:
    """Return the index in `LEVELS` for a day; any session is at least level 1."""
    if total is None:
        return 0
    return max(1, sum(total.minutes >= least for least in LEVEL_MINUTES))


def draw_heat_map(calendar: Calendar, width: int, selected: date | None = None) -> tuple[Row, ...]:
    """Draw months, days, weeks that met the target, the legend, and the selected day's numbers."""
    grid = calendar_grid(width, calendar.last)
    canvas = Canvas(width, HEIGHT)
    _draw_months(canvas, grid)
    chosen_row = selected.weekday() if selected is not None else None
    for weekday, name in enumerate(WEEKDAYS):
        part = "cursor-label" if weekday == chosen_row else "label"
        canvas.put(0, FIRST_DAY_ROW + weekday, name, part)
    canvas.put(0, MET_ROW, "Week", "label")
    for week in range(grid.weeks):
        start = grid.first + week * WEEK
        x = GUTTER + week * grid.pitch
        for day in (start + timedelta(days=n) for n in range(7)):
            if day <= grid.last:
                at = activity_level(calendar.days.get(day))
                shape = LEVELS[at] * max(1, grid.pitch - 1) if at else LEVELS[0]
                canvas.put(x, FIRST_DAY_ROW + day.weekday(), shape, f"level-{at}")
                if day in calendar.runs and (grid.pitch > 1 or not at):
                    canvas.put(x + grid.pitch - 1, FIRST_DAY_ROW + day.weekday(), RUN, "run")
        if start in calendar.met:
            canvas.put(x, MET_ROW, MET, "met")
    _draw_legend(canvas, runs=bool(calendar.runs))
    place = grid.place(selected) if selected is not None else None
    if selected is not None and place is not None:
        _draw_cursor(canvas, grid, place, activity_level(calendar.days.get(selected)))
        canvas.put(GUTTER, DETAIL_ROW, describe_day(calendar, selected), "detail")
    return canvas.rows


def describe_day(calendar: Calendar, day: date) -> str:
    """Format a day's numbers."""
    total = calendar.days.get(day)
    runs = " and ".join(describe_run(run) for run in calendar.runs.get(day, ()))
    if total is None:
        numbers = runs or "rest"
    else:
        sessions = len(total.sessions)
        numbers = (
            f"{sessions} session{'' if sessions == 1 else 's'}, {total.minutes} min, "
            f"{total.sets} set{'' if total.sets == 1 else 's'}"
        )
        numbers = f"{numbers}; {runs}" if runs else numbers
    today = "Today, " if day == calendar.today else ""
    met = f". Week {MET}" if week_start(day) in calendar.met else ""
    return f"{today}{format_weekday_date(day)}: {numbers}{met}"


def _draw_months(canvas: Canvas, grid: CalendarGrid) -> None:
    """Draw each month's name above the week with its first day, where there is room."""
    end = canvas.width + 1
    for week in reversed(range(grid.weeks)):
        last = grid.first + week * WEEK + timedelta(days=6)
        if last.day > 7 and week > 0:
            continue
        x = GUTTER + week * grid.pitch
        name = MONTHS[last.month - 1]
        if grid.pitch > 1 and (week == 0 or last.month == 1):
            name = f"{name} {last:%y}"
        if x + len(name) < end:
            canvas.put(x, MONTH_ROW, name, "label")
            end = x


def _draw_legend(canvas: Canvas, *, runs: bool) -> None:
    """Draw the meaning of each level, in its shape and colour."""
    parts = [*(f"level-{at}" for at in range(len(LEVELS))), "met", *(["run"] if runs else [])]
    shapes = [*LEVELS, MET, *([RUN] if runs else [])]
    long = (*LEGEND, *(["run"] if runs else []))
    fits = GUTTER + sum(len(words) + 4 for words in long) <= canvas.width
    words = long if fits else (*SHORT_LEGEND, *long[len(LEGEND) :])
    x = GUTTER if fits else 0
    for shape, part, each in zip(shapes, parts, words, strict=True):
        canvas.put(x, LEGEND_ROW, shape, part)
        canvas.put(x + 2, LEGEND_ROW, each, "label")
        x += len(each) + 4


def _draw_cursor(canvas: Canvas, grid: CalendarGrid, place: tuple[int, int], at: int) -> None:
    x, y = place
    shape = LEVELS[at]
    if grid.pitch == 1:
        canvas.put(x, y, "◆", "cursor")
    else:
        wide = max(1, grid.pitch - 1)
        canvas.put(x - 1, y, f"[{(shape * (wide if at else 1)).ljust(wide)}]", "cursor")
