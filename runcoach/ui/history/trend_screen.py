"""One exercise over time: its sets as a chart, its ladder and bests, both sides, the last times."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from runcoach.core.coach.athlete import standings_of
from runcoach.core.history.counting import Counted
from runcoach.core.history.side_balance import SideComparison, compare_sides
from runcoach.core.history.trends import Occasion, Trend, trend
from runcoach.core.model.exercise import Use
from runcoach.core.model.standing import Standing
from runcoach.ui.charts.line_chart import LineChart, trend_chart
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.subscreen import PAST_KEYS, PastScreen
from runcoach.ui.history.text import Piece
from runcoach.ui.history.trend_rows import (
    Trained,
    best_lines,
    ladder_lines,
    occasion_line,
    side_lines,
    trained,
    trained_line,
)
from runcoach.ui.navigation import open_record
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import Pieces
from runcoach.ui.widgets.virtual_list import LongList

WIDE = 100
"""From so many columns on, exercises stand in a list beside the chart."""
TALL = 16
"""From so many rows on, the last times and the bests stand under the chart."""
EMPTY = (
    "Here you will see one exercise over time: every set that you did, its ladder and your bests "
    "with their dates, where the tier changed, and left against right. Do a session first."
)


class ExerciseTrendScreen(PastScreen):
    """Up and down an exercise, left and right a session; Enter opens that session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "exercise(-1)", "Exercise", key_display="↑↓", id="trend.before"),
        Binding("down", "exercise(1)", "Next exercise", show=False),
        Binding("left", "session(-1)", "Session", key_display="←→", id="trend.earlier"),
        Binding("right", "session(1)", "Session after", show=False),
        Binding("enter,space", "open", "Open", key_display="enter", id="trend.open"),
        Binding("c,C", "compare", "Sides", key_display="c", id="trend.compare"),
        Binding("w,W", "why", "Why", key_display="w", id="trend.why"),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack, exercise: str = "", *, sides: bool = False) -> None:
        super().__init__(past)
        self._wanted = exercise
        self._sides = sides
        self._counted: tuple[Counted, ...] = ()
        self._trend: Trend | None = None
        self._standings: dict[str, Standing] = {}
        self._compared: tuple[SideComparison, ...] = ()
        self._exercises: LongList[Trained] = LongList(self._trained_line, id="exercises")
        self._chart = LineChart(id="chart")
        self._last: LongList[Occasion] = LongList(self._occasion_line, id="last")
        self._beside = Pieces(id="beside")
        self._empty = Static("Reading the history...", id="empty", markup=False)
        self._all = Horizontal(id="trend")
        self._under = Horizontal(id="under")
        for widget in (self._exercises, self._chart, self._last):
            widget.can_focus = False

    def _trained_line(self, row: Trained, width: int) -> list[Piece]:
        return trained_line(row, width, self.past.weights)

    def _occasion_line(self, occasion: Occasion, width: int) -> list[Piece]:
        return occasion_line(occasion, width, self.past.weights)

    def compose(self) -> ComposeResult:
        """The exercises, the chart of one, and under it its last times and bests."""
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
        """Nothing is shown until the history is read."""
        self._all.display = False
        self._lay_out(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """What there is room for."""
        self._lay_out(event.size)

    def _lay_out(self, size: Size) -> None:
        self._exercises.display = size.width >= WIDE
        self._under.display = size.height >= TALL

    def look(self) -> None:
        """Read what there is now."""
        self.past.read(self._read)

    def _read(self, counted: tuple[Counted, ...], line: str) -> None:
        if not self.is_mounted:
            return
        if line:
            self.notify(line, severity="error", markup=False)
        self._counted = counted
        catalogue = self.past.services.catalogue
        coach = self.app.coach
        self.past.reckon(
            lambda: (trained(counted, catalogue), standings_of(coach.known())), self._found
        )

    def _found(self, found: tuple[tuple[Trained, ...], dict[str, Standing]]) -> None:
        if not self.is_mounted:
            return
        rows, self._standings = found
        self._empty.update(EMPTY)
        self._empty.display = not rows
        self._all.display = bool(rows)
        at = next((n for n, row in enumerate(rows) if self._wanted in row.ids), None)
        if at is None and self._sides:
            at = next((n for n, row in enumerate(rows) if row.one_sided), None)
        self._exercises.show(rows, at)
        self._show()

    @property
    def exercise(self) -> Trained | None:
        """The exercise that is shown."""
        return self._exercises.chosen

    @property
    def trend(self) -> Trend | None:
        """What is shown of it."""
        return self._trend

    def _show(self) -> None:
        row = self.exercise
        if row is None:
            self._trend = None
            return
        self._wanted = next(iter(row.ids)) if self._wanted not in row.ids else self._wanted
        found = self._trend = trend(self._counted, row.ids, row.metric)
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
        self._stand_at(self._chart.selected)

    def _best_lines(self, row: Trained, found: Trend) -> list[list[Piece]]:
        """The bests on their ladder; by themselves where the catalogue has lost the exercise."""
        weights = self.past.weights
        exercise = self.past.services.catalogue.exercise(next(iter(row.ids)))
        if exercise is None or exercise.use is not Use.MAIN:
            return best_lines(found, weights)
        standing = self._standings.get(exercise.id) or self.app.coach.start(exercise)
        named = self.app.size.width >= WIDE
        return ladder_lines(exercise, standing, found, weights, named=named)

    def _stand_at(self, session: str | None) -> None:
        at = next((n for n, o in enumerate(self._last.items) if o.session == session), None)
        if at is not None:
            self._last.stand_at(at)

    def on_line_chart_session_selected(self, event: LineChart.SessionSelected) -> None:
        """The list of the last times goes along."""
        self._stand_at(event.session)

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """A click on another exercise shows that."""
        if event.long_list is self._exercises:
            self._wanted = ""
            self._show()

    def action_exercise(self, by: int) -> None:
        """The exercise before or after."""
        self._exercises.action_move(by)

    def action_session(self, by: int) -> None:
        """The session before or after."""
        self._chart.action_move(by)

    def action_open(self) -> None:
        """The selected session in full."""
        if self._chart.selected is not None:
            open_record(self.app, self.past, self._chart.selected)

    def action_compare(self) -> None:
        """Left and right as two lines, or as one."""
        row = self.exercise
        if row is not None and not row.one_sided:
            self.notify(f"{row.name} is done on both sides at once.", markup=False)
            return
        self._sides = not self._sides
        self._show()

    def action_why(self) -> None:
        """The sessions behind the chart, or behind the comparison of sides."""
        from runcoach.ui.history.sessions_behind_figure import SessionsScreen

        row, found = self.exercise, self._trend
        if row is None or found is None:
            return
        if self._sides and self._compared:
            told = f"{row.name}: left and right, {self._compared[0].name}"
            self.app.push_screen(SessionsScreen(self.past, told, self._compared[0].sessions))
        else:
            self.app.push_screen(SessionsScreen(self.past, f"{row.name} over time", found.sessions))
