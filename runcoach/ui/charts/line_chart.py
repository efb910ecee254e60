"""The line chart as a widget: one exercise over time, with a selected session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from runcoach.core.history.trends import Metric, Trend, TrendPoint
from runcoach.core.model.dates import format_weekday_date
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Side
from runcoach.core.model.records import SetRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import format_weight, to_unit
from runcoach.ui.charts.cells import Row, row_to_strip
from runcoach.ui.charts.line_chart_cells import Chart, ChartMark, ChartPoint, draw_line_chart

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

SERIES = {Side.LEFT: "L", Side.RIGHT: "R"}


def metric_name(metric: Metric, weights: WeightUnit) -> str:
    """Return the name of a trend's measure in the person's unit: `reps`, `s`, `kg`, `lb`."""
    return str(weights if metric is Metric.LOAD else metric)


def trend_chart(
    trend: Trend,
    name: str,
    today: date,
    sides: bool = False,
    weights: WeightUnit = WeightUnit.KG,
) -> Chart:
    """Make the chart of a trend.

    Args:
        trend: The exercise over time.
        name: Its name.
        today: The last day of the chart.
        sides: Left and right as two lines; sets of both sides at once are left out.
        weights: The unit of loads.
    """
    points = [p for p in trend.points if not sides or p.set.side in SERIES]
    bests = {best.set for best in trend.bests}
    loads = trend.metric is Metric.LOAD
    by_session: dict[str, list[TrendPoint]] = {}
    for point in points:
        by_session.setdefault(point.session, []).append(point)
    return Chart(
        title=f"{name}, {metric_name(trend.metric, weights)}",
        points=tuple(
            ChartPoint(
                point.session,
                point.day,
                to_unit(point.value, weights) if loads else point.value,
                sure=point.confirmed,
                best=point.set.id in bests,
                series=SERIES[point.set.side] if sides else "",
            )
            for point in points
        ),
        today=today,
        marks=tuple(ChartMark(c.session, c.day, c.after) for c in trend.changes),
        details={id: _details(found, weights) for id, found in by_session.items()},
    )


def _details(points: Sequence[TrendPoint], weights: WeightUnit) -> str:
    sets = format_occasion([p.set for p in points], weights)
    return f"{format_weekday_date(points[0].day)}: {sets}"


def format_occasion(sets: Sequence[SetRecord], weights: WeightUnit = WeightUnit.KG) -> str:
    """Format the sets of a session: `L 30, R 32 s, standard`, `L 9 8, R 7 8 × 16 kg, challenge`.

    A load that all of them share is written once.
    """
    loads = {done.load_kg for done in sets}
    one = len(loads) == 1
    by_side: dict[str, list[str]] = {}
    for done in sets:
        load = f" × {format_weight(done.load_kg, weights)}" if done.load_kg and not one else ""
        by_side.setdefault(SERIES.get(done.side, ""), []).append(f"{done.actual}{load}")
    between = " " if one and any(by_side) else ", "
    text = ", ".join(f"{side} {between.join(counts)}".strip() for side, counts in by_side.items())
    if sets[-1].unit is Unit.SECONDS:
        text += " s"
    elif loads == {0.0}:
        text += " reps"
    if one and loads != {0.0}:
        text += f" × {format_weight(loads.pop(), weights)}"
    return f"{text}, {sets[-1].tier}"


class LineChart(Widget, can_focus=True):
    """A line chart of sessions: left and right move the selection."""

    DEFAULT_CSS = """
    LineChart {
        height: 1fr;
        min-height: 9;
        & > .line-chart--title { color: $text; text-style: bold; }
        & > .line-chart--label { color: $text-muted; }
        & > .line-chart--axis { color: $text-muted; }
        & > .line-chart--grid { color: $foreground 25%; }
        & > .line-chart--mark { color: $text-primary; }
        & > .line-chart--today { color: $text; }
        & > .line-chart--line { color: $text-accent; }
        & > .line-chart--point-top { color: $text-accent; }
        & > .line-chart--point-l { color: $text-accent; text-style: bold; }
        & > .line-chart--point-r { color: $text-primary; text-style: bold; }
        & > .line-chart--both { color: $text; text-style: bold; }
        & > .line-chart--other { color: $text-accent; }
        & > .line-chart--assumed { color: $text-muted; }
        & > .line-chart--best { color: $text-success; text-style: bold; }
        & > .line-chart--cursor { color: $text; text-style: bold; }
        &:focus > .line-chart--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
        & > .line-chart--detail { color: $text; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-chart--title",
        "line-chart--label",
        "line-chart--axis",
        "line-chart--grid",
        "line-chart--mark",
        "line-chart--today",
        "line-chart--line",
        "line-chart--point-top",
        "line-chart--point-l",
        "line-chart--point-r",
        "line-chart--both",
        "line-chart--other",
        "line-chart--assumed",
        "line-chart--best",
        "line-chart--cursor",
        "line-chart--detail",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "time before", show=False),
        Binding("right", "move(1)", "time after", show=False),
        Binding("enter", "open", "open the session", show=False),
    ]

    chart: reactive[Chart | None] = reactive(None)
    selected: reactive[str | None] = reactive(None)
    """Id of the selected session."""

    class SessionSelected(Message):
        """The selection has moved."""

        def __init__(self, line_chart: LineChart, session: str) -> None:
            super().__init__()
            self.line_chart = line_chart
            self.session = session

        @property
        def control(self) -> LineChart:
            """The widget that posted the message."""
            return self.line_chart

    class SessionOpened(SessionSelected):
        """The selected session should be opened."""

    def __init__(
        self, chart: Chart | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = ()
        self._rows_of: tuple[object, ...] | None = None
        self.set_reactive(LineChart.chart, chart)
        if chart is not None and chart.points:
            self.set_reactive(LineChart.selected, chart.sessions[-1])

    def watch_chart(self, chart: Chart | None) -> None:
        """Keep the selection if its session is on the chart, otherwise select the newest."""
        sessions = chart.sessions if chart is not None else ()
        if self.selected not in sessions:
            self.selected = sessions[-1] if sessions else None

    def watch_selected(self, before: str | None, session: str | None) -> None:
        """Report the new selection."""
        if session is not None and session != before:
            self.post_message(self.SessionSelected(self, session))

    def action_move(self, by: int) -> None:
        """Move the selection by sessions."""
        sessions = self.chart.sessions if self.chart is not None else ()
        if self.selected in sessions:
            at = sessions.index(self.selected) + by
            self.selected = sessions[max(0, min(at, len(sessions) - 1))]

    def action_open(self) -> None:
        """Ask for the selected session to be opened."""
        if self.selected is not None:
            self.post_message(self.SessionOpened(self, self.selected))

    def render_line(self, y: int) -> Strip:
        """Render one row of the chart."""
        state = (self.chart, self.content_size, self.selected)
        if state != self._rows_of:
            chart, size, selected = state
            rows = draw_line_chart(chart, size.width, size.height, selected) if chart else ()
            self._rows, self._rows_of = rows, state
        return row_to_strip(self._rows[y] if y < len(self._rows) else (), self._style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"line-chart--{part}") if part else self.rich_style
