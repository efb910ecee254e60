"""The line chart's cells: the sets on labelled axes, a line through each session's best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct, field

from runcoach.ui.charts.cells import Canvas, Row
from runcoach.ui.charts.line_chart_scale import DayScale, ValueScale, value_scale

LEAST_WIDTH, LEAST_HEIGHT = 24, 9
TITLE_ROW, MARK_ROW, PLOT_ROW = 0, 1, 2
BELOW = 4
"""Rows below the plot: the axis, its dates, the legend, the selected session's numbers."""
BRAILLE = 0x2800
BRAILLE_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a braille cell, by row and column."""
BEST, TOP, OTHER, ASSUMED, SELECTED, BOTH = "◆", "●", "•", "○", "◉", "B"


class ChartPoint(Struct, frozen=True):
    """One set that was done."""

    session: str
    day: date
    value: float
    sure: bool = True
    """Timed or entered; an assumed value is drawn hollow, and no line goes through it."""
    best: bool = False
    series: str = ""
    """A letter to draw instead of a dot: L or R; empty for a dot."""


class ChartMark(Struct, frozen=True):
    """A day on which something changed; no line crosses it."""

    session: str
    day: date
    label: str


class Chart(Struct, frozen=True):
    """The data of a line chart."""

    title: str
    points: tuple[ChartPoint, ...]
    """Oldest first."""
    today: date
    marks: tuple[ChartMark, ...] = ()
    details: dict[str, str] = field(default_factory=dict)
    """The line for a selected session, by its id."""

    @property
    def sessions(self) -> tuple[str, ...]:
        """The ids of the sessions, oldest first."""
        return tuple(dict.fromkeys(point.session for point in self.points))


def draw_line_chart(
    chart: Chart, width: int, height: int, selected: str | None = None
) -> tuple[Row, ...]:
    """Draw title, marks, plot with both axes, legend, and the selected session's numbers."""
    canvas = Canvas(width, height)
    canvas.put(0, TITLE_ROW, chart.title, "title")
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        canvas.put(0, 1, "No room for a chart here.", "label")
        return canvas.rows
    if not chart.points:
        canvas.put(0, 1, "Not done yet.", "label")
        return canvas.rows
    values = value_scale([p.value for p in chart.points], height - PLOT_ROW - BELOW)
    gutter = max(len(text) for _, text in values.labels) + 2
    first = chart.points[0].day
    days = DayScale(first, max(chart.today, chart.points[-1].day), width - gutter)
    _draw_axes(canvas, values, days, gutter, chart.today)
    _draw_marks(canvas, chart.marks, values.rows, days, gutter)
    tops = _tops(chart.points)
    _draw_lines(canvas, _lines(tops, chart.marks), values, days, gutter)
    _draw_points(canvas, chart.points, tops, values, days, gutter, selected)
    _draw_legend(canvas, chart, gutter)
    if selected is not None:
        canvas.put(0, canvas.height - 1, chart.details.get(selected, ""), "detail")
    return canvas.rows


def _draw_axes(
    canvas: Canvas, values: ValueScale, days: DayScale, gutter: int, today: date
) -> None:
    axis = gutter - 1
    for row in range(values.rows):
        canvas.put(axis, PLOT_ROW + row, "│", "axis")
    for row, text in values.labels:
        canvas.put(axis - 1 - len(text), PLOT_ROW + row, text, "label")
        canvas.put(axis, PLOT_ROW + row, "┤" + "┄" * days.columns, "grid")
        canvas.put(axis, PLOT_ROW + row, "┤", "axis")
    bottom = PLOT_ROW + values.rows
    canvas.put(axis, bottom, "└" + "─" * days.columns, "axis")
    now = days.column_of(today)
    canvas.put(gutter + now, bottom, "▲", "today")
    room = gutter + now - len("today") + 1
    canvas.put(room, bottom + 1, "today", "today")
    for column, text in days.ticks:
        if canvas.is_free(gutter + column, bottom + 1, len(text) + 1):
            canvas.put(gutter + column, bottom, "┬", "axis")
            canvas.put(gutter + column, bottom + 1, text, "label")


def _draw_marks(
    canvas: Canvas, marks: Sequence[ChartMark], rows: int, days: DayScale, gutter: int
) -> None:
    """Draw a dotted line at each mark; its label stays within the chart and clear of others.

    The newest are labelled first, since they matter most where there is no room for all.
    """
    for mark in reversed(marks):
        x = gutter + days.column_of(mark.day)
        for row in range(rows):
            canvas.put(x, PLOT_ROW + row, "┊", "mark")
        text = f"▾{mark.label}" if x + len(mark.label) < canvas.width else f"{mark.label}▾"
        start = x if text.startswith("▾") else x - len(mark.label)
        if canvas.is_free(start, MARK_ROW, len(text)):
            canvas.put(start, MARK_ROW, text, "mark")
        elif canvas.is_free(x, MARK_ROW, 1):
            canvas.put(x, MARK_ROW, "▾", "mark")


def _tops(points: Sequence[ChartPoint]) -> tuple[ChartPoint, ...]:
    """Return each session's best confirmed set, for each series."""
    tops: dict[tuple[str, str], ChartPoint] = {}
    for point in points:
        key = (point.session, point.series)
        if point.sure and (key not in tops or point.value > tops[key].value):
            tops[key] = point
    return tuple(tops.values())


def _lines(
    tops: Sequence[ChartPoint], marks: Sequence[ChartMark]
) -> list[tuple[ChartPoint, ChartPoint]]:
    """Return the pairs to join: neighbours of one series without a mark between them."""
    breaks = {mark.session for mark in marks}
    series = {point.series for point in tops}
    return [
        pair
        for each in sorted(series)
        for pair in pairwise(p for p in tops if p.series == each)
        if pair[1].session not in breaks
    ]


def _draw_lines(
    canvas: Canvas,
    lines: Sequence[tuple[ChartPoint, ChartPoint]],
    values: ValueScale,
    days: DayScale,
    gutter: int,
) -> None:
    dots: dict[tuple[int, int], int] = {}
    for start, end in lines:
        x0, x1 = (2 * days.column_of(p.day) + 0.5 for p in (start, end))
        y0, y1 = (4 * values.row_of(p.value) + 1.5 for p in (start, end))
        steps = int(max(abs(x1 - x0), abs(y1 - y0), 1))
        for step in range(steps + 1):
            x = round(x0 + (x1 - x0) * step / steps)
            y = round(y0 + (y1 - y0) * step / steps)
            cell = (x // 2, y // 4)
            dots[cell] = dots.get(cell, 0) | BRAILLE_DOTS[y % 4][x % 2]
    for (column, row), bits in dots.items():
        canvas.put(gutter + column, PLOT_ROW + row, chr(BRAILLE + bits), "line")


def _draw_points(
    canvas: Canvas,
    points: Sequence[ChartPoint],
    tops: Sequence[ChartPoint],
    values: ValueScale,
    days: DayScale,
    gutter: int,
    selected: str | None,
) -> None:
    """Draw the sets; where several share a cell, the most important one is visible."""
    top = set(map(id, tops))
    drawn_at: dict[tuple[int, int], tuple[int, str, str]] = {}
    for point in points:
        place = (gutter + days.column_of(point.day), PLOT_ROW + round(values.row_of(point.value)))
        if point.session == selected and (id(point) in top or not point.sure):
            drawn = (4, point.series or SELECTED, "cursor")
        elif point.best:
            drawn = (3, point.series or BEST, "best")
        elif not point.sure:
            drawn = (0, ASSUMED, "assumed")
        elif id(point) in top:
            drawn = (2, point.series or TOP, f"point-{point.series.lower() or 'top'}")
        else:
            drawn = (1, OTHER, "other")
        there = drawn_at.get(place, (-1, "", ""))
        both = {there[1], drawn[1]} & {"L", "R", BOTH}
        if len(both) > 1:
            drawn_at[place] = (max(there[0], drawn[0]), BOTH, "both")
        else:
            drawn_at[place] = max(there, drawn)
    for (x, y), (_, shape, part) in drawn_at.items():
        canvas.put(x, y, shape, part)


def _draw_legend(canvas: Canvas, chart: Chart, gutter: int) -> None:
    """Draw the meaning of the shapes on this chart."""
    used = {point.series for point in chart.points}
    if used == {""}:
        entries = [(TOP, "best set of the day", "point-top"), (OTHER, "other sets", "other")]
    else:
        entries = [("L", "left", "point-l"), ("R", "right", "point-r"), (BOTH, "both", "both")]
    if any(point.best for point in chart.points) and "" in used:
        entries.append((BEST, "best", "best"))
    if not all(point.sure for point in chart.points):
        entries.append((ASSUMED, "not confirmed", "assumed"))
    x, y = gutter, canvas.height - 2
    for shape, text, part in entries:
        canvas.put(x, y, shape, part)
        canvas.put(x + 2, y, text, "label")
        x += len(text) + 5
