"""The calendar as a widget: a year of weeks as a heat map, with a selected day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from runcoach.ui.charts.cells import Row, row_to_strip
from runcoach.ui.charts.heat_map_cells import HEIGHT, Calendar, calendar_grid, draw_heat_map

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip


class HeatMap(Widget, can_focus=True):
    """A heat map of days: left and right move a day, up and down a week."""

    DEFAULT_CSS = """
    HeatMap {
        height: auto;
        & > .heat-map--label { color: $text-muted; }
        & > .heat-map--cursor-label { color: $text; text-style: bold; }
        & > .heat-map--level-0 { color: $text-muted; }
        & > .heat-map--level-1 { color: $text-success 85%; }
        & > .heat-map--level-2 { color: $text-success 90%; }
        & > .heat-map--level-3 { color: $text-success 95%; }
        & > .heat-map--level-4 { color: $text-success; }
        & > .heat-map--met { color: $text-accent; text-style: bold; }
        & > .heat-map--run { color: $text-accent; }
        & > .heat-map--cursor { color: $text; text-style: bold; }
        &:focus > .heat-map--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
        & > .heat-map--detail { color: $text; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heat-map--label",
        "heat-map--run",
        "heat-map--cursor-label",
        "heat-map--level-0",
        "heat-map--level-1",
        "heat-map--level-2",
        "heat-map--level-3",
        "heat-map--level-4",
        "heat-map--met",
        "heat-map--cursor",
        "heat-map--detail",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "day before", show=False),
        Binding("right", "move(1)", "day after", show=False),
        Binding("up", "move(-7)", "week before", show=False),
        Binding("down", "move(7)", "week after", show=False),
        Binding("enter", "open", "open the day", show=False),
    ]

    calendar: reactive[Calendar | None] = reactive(None, layout=False)
    selected: reactive[date | None] = reactive(None)

    class DaySelected(Message):
        """The selection has moved."""

        def __init__(self, heat_map: HeatMap, day: date) -> None:
            super().__init__()
            self.heat_map = heat_map
            self.day = day

        @property
        def control(self) -> HeatMap:
            """The widget that posted the message."""
            return self.heat_map

    class DayOpened(DaySelected):
        """The selected day should be opened."""

    def __init__(
        self, calendar: Calendar | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = ()
        self._rows_of: tuple[object, ...] | None = None
        self.set_reactive(HeatMap.calendar, calendar)
        self.set_reactive(HeatMap.selected, calendar.today if calendar else None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of rows, which is fixed."""
        return HEIGHT

    def validate_selected(self, day: date | None) -> date | None:
        """Clamp to the days that are drawn."""
        if day is None or self.calendar is None:
            return day
        if not self.content_size.width:
            return min(day, self.calendar.last)  # Not laid out yet: the first day drawn is unknown.
        first = calendar_grid(self.content_size.width, self.calendar.last).first
        return max(first, min(day, self.calendar.last))

    def watch_calendar(self, calendar: Calendar | None) -> None:
        """Select today if nothing is selected yet."""
        if calendar is not None:
            self.selected = self.selected or calendar.today

    def watch_selected(self, before: date | None, day: date | None) -> None:
        """Report the new selection."""
        if day is not None and day != before:
            self.post_message(self.DaySelected(self, day))

    def action_move(self, days: int) -> None:
        """Move the selection within the calendar."""
        if self.selected is not None:
            self.selected += timedelta(days=days)

    def action_open(self) -> None:
        """Ask for the selected day to be opened."""
        if self.selected is not None:
            self.post_message(self.DayOpened(self, self.selected))

    def on_click(self, event: events.Click) -> None:
        """Select the clicked day."""
        offset = event.get_content_offset(self)
        if offset is not None and self.calendar is not None:
            grid = calendar_grid(self.content_size.width, self.calendar.last)
            self.selected = grid.day(offset.x, offset.y) or self.selected

    def render_line(self, y: int) -> Strip:
        """Render one row of the map."""
        state = (self.calendar, self.content_size.width, self.selected)
        if state != self._rows_of:
            calendar, width, selected = state
            self._rows = draw_heat_map(calendar, width, selected) if calendar else ()
            self._rows_of = state
        return row_to_strip(self._rows[y] if y < len(self._rows) else (), self._style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"heat-map--{part}") if part else self.rich_style
