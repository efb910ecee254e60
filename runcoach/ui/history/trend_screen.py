"""One exercise over time: a chart of its sets, its ladder and bests, both sides, the last times."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from runcoach.core.history.counting import CountedSession
from runcoach.core.history.side_balance import SideComparison, compare_sides
from runcoach.core.history.trends import Occasion, Trend, compute_trend
from runcoach.core.model.exercise import Use
from runcoach.core.model.standing import Standing
from runcoach.ui.charts.line_chart import LineChart, trend_chart
from runcoach.ui.history.destinations import Record, Sessions
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.subscreen import SUBSCREEN_KEYS, HistorySubscreen
from runcoach.ui.history.text import WIDE, Piece
from runcoach.ui.history.trend_rows import (
    TrainedExercise,
    best_lines,
    find_trained_exercises,
    ladder_lines,
    occasion_line,
    side_lines,
    trained_line,
)
from runcoach.ui.messages import Open
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import StyledText
from runcoach.ui.widgets.virtual_list import VirtualList

TALL = 16
"""Rows from which the last times and the bests are listed below the chart."""
EMPTY = (
    "Here you will see one exercise over time: every set that you did, its ladder and your bests "
    "with their dates, where the tier changed, and left against right. Do a session first."
)


class ExerciseTrendScreen(HistorySubscreen):
    """Up and down change the exercise, left and right the session; Enter opens the session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "exercise(-1)", "Exercise", key_display="↑↓", id="trend.before"),
        Binding("down", "exercise(1)", "Next exercise", show=False),
        Binding("left", "session(-1)", "Session", key_display="←→", id="trend.earlier"),
        Binding("right", "session(1)", "Next session", show=False),
        Binding("enter,space", "open", "Open", key_display="enter", id="trend.open"),
        Binding("c,C", "compare", "Sides", key_display="c", id="trend.compare"),
        Binding("w,W", "why", "Why", key_display="w", id="trend.why"),
        *SUBSCREEN_KEYS,
    ]

    def __init__(self, past: HistoryService, exercise: str = "", *, sides: bool = False) -> None:
        super().__init__(past)
        self._wanted = exercise
        self._sides = sides
        self._counted: tuple[CountedSession, ...] = ()
        self._trend: Trend | None = None
        self._standings: dict[str, Standing] = {}
        self._compared: tuple[SideComparison, ...] = ()
        self._exercises: VirtualList[TrainedExercise] = VirtualList(
            self._trained_line, id="exercises"
        )
        self._chart = LineChart(id="chart")
        self._last: VirtualList[Occasion] = VirtualList(self._occasion_line, id="last")
        self._beside = StyledText(id="beside")
        self._empty = Static("Reading the history...", id="empty", markup=False)
        self._all = Horizontal(id="trend")
        self._under = Horizontal(id="under")
        for widget in (self._exercises, self._chart, self._last):
            widget.can_focus = False

    def _trained_line(self, row: TrainedExercise, width: int) -> list[Piece]:
        return trained_line(row, width, self.past.weights)

    def _occasion_line(self, occasion: Occasion, width: int) -> list[Piece]:
        return occasion_line(occasion, width, self.past.weights)

    def compose(self) -> ComposeResult:
        """The exercises, the chart of one, and below it its last times and bests."""
        yield self._empty
        with self._all:
            yield self._exercises
            with Vertical(id="over-time"):
                yield self._chart
                with self._under:
                    with Vertical(id="times"):
                        yield Static("The last ten times", classes="head")
                        yield self._last
                    with VerticalScroll(id="facts-beside", can_focus=False):
                        yield self._beside
        yield KeyBar()

    def on_mount(self) -> None:
        """Display nothing until the history has been read."""
        self._all.display = False
        self._lay_out(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Adapt to the room."""
        self._lay_out(event.size)

    def _lay_out(self, size: Size) -> None:
        self._exercises.display = size.width >= WIDE
        self._under.display = size.height >= TALL

    def reload(self) -> None:
        """Read and display the exercises."""
        self.past.load_all(self._read)

    def _read(self, counted: tuple[CountedSession, ...], line: str) -> None:
        if not self.is_mounted:
            return
        if line:
            self.notify(line, severity="error", markup=False)
        self._counted = counted
        catalogue = self.past.services.catalogue
        coach = self.app.coach
        self.past.compute(
            lambda: (find_trained_exercises(counted, catalogue), coach.athlete().standings),
            self._show_trained,
        )

    def _show_trained(self, read: tuple[tuple[TrainedExercise, ...], dict[str, Standing]]) -> None:
        if not self.is_mounted:
            return
        rows, self._standings = read
        self._empty.update(EMPTY)
        self._empty.display = not rows
        self._all.display = bool(rows)
        at = next((n for n, row in enumerate(rows) if self._wanted in row.ids), None)
        if at is None and self._sides:
            at = next((n for n, row in enumerate(rows) if row.one_sided), None)
        self._exercises.show(rows, at)
        self._show()

    @property
    def exercise(self) -> TrainedExercise | None:
        """The exercise on display."""
        return self._exercises.chosen

    @property
    def trend(self) -> Trend | None:
        """The trend on display."""
        return self._trend

    def _show(self) -> None:
        row = self.exercise
        if row is None:
            self._trend = None
            return
        self._wanted = next(iter(row.ids)) if self._wanted not in row.ids else self._wanted
        found = self._trend = compute_trend(self._counted, row.ids, row.metric)
        self._compared = compare_sides(self._counted, row.ids)
        sides = self._sides and row.one_sided
        name = row.name
        if len(self._exercises.items) > 1:
            name += f" ({self._exercises.cursor + 1} of {len(self._exercises.items)})"
        self._chart.chart = trend_chart(found, name, self.past.today, sides, self.past.weights)
        self._last.show(found.last, 0)
        lines = self._best_lines(row, found)
        if row.one_sided:
            compared = side_lines(self._compared)
            lines = [*compared, [], *lines] if sides else [*lines, [], *compared]
        self._beside.show(lines)
        self._select_occasion(self._chart.selected)

    def _best_lines(self, row: TrainedExercise, found: Trend) -> list[list[Piece]]:
        """The bests on their ladder, or alone where the catalogue no longer has the exercise."""
        weights = self.past.weights
        exercise = self.past.services.catalogue.exercise(next(iter(row.ids)))
        if exercise is None or exercise.use is not Use.MAIN:
            return best_lines(found, weights)
        standing = self._standings.get(exercise.id) or self.app.coach.starting_standing(exercise)
        named = self.app.size.width >= WIDE
        return ladder_lines(exercise, standing, found, weights, named=named)

    def _select_occasion(self, session: str | None) -> None:
        at = next((n for n, o in enumerate(self._last.items) if o.session == session), None)
        if at is not None:
            self._last.stand_at(at)

    def on_line_chart_session_selected(self, event: LineChart.SessionSelected) -> None:
        """Select the same session in the list of the last times."""
        self._select_occasion(event.session)

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Display the exercise that was clicked."""
        if event.virtual_list is self._exercises:
            self._wanted = ""
            self._show()

    def action_exercise(self, by: int) -> None:
        """Move to another exercise."""
        self._exercises.action_move(by)

    def action_session(self, by: int) -> None:
        """Move to another session."""
        self._chart.action_move(by)

    def action_open(self) -> None:
        """Open the selected session."""
        if self._chart.selected is not None:
            self.post_message(Open(Record(self.past, self._chart.selected), self))

    def action_compare(self) -> None:
        """Switch between one line and two lines for left and right."""
        row = self.exercise
        if row is not None and not row.one_sided:
            self.notify(f"{row.name} is done on both sides at once.", markup=False)
            return
        self._sides = not self._sides
        self._show()

    def action_why(self) -> None:
        """List the sessions of the chart, or of the comparison of sides."""
        row, found = self.exercise, self._trend
        if row is None or found is None:
            return
        if self._sides and self._compared:
            figure = f"{row.name}: left and right, {self._compared[0].name}"
            sessions = Sessions(self.past, figure, self._compared[0].sessions)
        else:
            sessions = Sessions(self.past, f"{row.name} over time", found.sessions)
        self.post_message(Open(sessions, self))
