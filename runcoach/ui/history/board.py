"""The board of the history: the calendar, the sessions, and the chosen one beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from runcoach.core.model.dates import local_day
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.ui.charts.heat_map import HeatMap
from runcoach.ui.charts.heat_map_cells import Calendar
from runcoach.ui.history.calendar_data import make_calendar
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.record_rows import outline_record
from runcoach.ui.history.text import WIDE, Piece, entry_line
from runcoach.ui.widgets.link_row import LinkRow
from runcoach.ui.widgets.styled_text import StyledText
from runcoach.ui.widgets.virtual_list import VirtualList

TALL = 18
"""Rows from which there is room for the calendar."""


class HistoryBoard(Vertical):
    """A calendar and a list with one selection: the day follows the session, and vice versa.

    Opening a session or a link is reported by the messages of the list and of the links.
    """

    DEFAULT_CSS = "HistoryBoard { height: 1fr; }"

    def __init__(self, past: HistoryService, doors: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._past = past
        self._calendar = HeatMap(id="calendar")
        self._calendar.can_focus = False
        self._standing = StyledText(id="standing", wrap=False)
        self._links = LinkRow(doors, id="links")
        self._list: VirtualList[Entry] = VirtualList(entry_line, id="sessions")
        self._beside = VerticalScroll(id="beside", can_focus=False)
        self._outline = StyledText(id="outline-of")

    def compose(self) -> ComposeResult:
        """The calendar above the list; the chosen session beside it where there is room."""
        yield self._calendar
        yield self._standing
        yield self._links
        with Horizontal(id="history"):
            yield self._list
            with self._beside:
                yield self._outline

    # --- display -------------------------------------------------------------------------------

    @property
    def chosen(self) -> Entry | None:
        """The session at the cursor."""
        return self._list.chosen

    @property
    def day(self) -> date:
        """The selected day; today if there is none."""
        return self._calendar.selected or self._past.today

    @property
    def among_doors(self) -> bool:
        """Whether the links have the focus."""
        return self._links.has_focus

    @property
    def deep(self) -> bool:
        """Whether the cursor is in the list below its first row."""
        return self._list.has_focus and self._list.cursor > 0

    def to_top(self) -> None:
        """Move the cursor to the newest session."""
        self._list.stand_at(0)
        self._follow_cursor()

    def show(self, entries: Sequence[Entry], empty: Sequence[Sequence[Piece]]) -> None:
        """Display sessions; the cursor stays on its session if that is among them.

        Args:
            entries: The sessions, newest first.
            empty: The rows to display instead where there are none.
        """
        chosen = self._list.chosen
        self._list.show(entries, empty=empty)
        at = self._place(chosen.id) if chosen is not None else None
        if at is not None:
            self._list.stand_at(at)
        self._lay_out()
        self._follow_cursor(select=at is None)

    def tell(self, line: Sequence[Piece]) -> None:
        """Display the line below the calendar."""
        self._standing.show([line])

    def choose(self, id: str) -> None:
        """Move the cursor to a session."""
        at = self._place(id)
        if at is not None:
            self._list.stand_at(at)
            self._follow_cursor()
        self.enter()

    def enter(self) -> None:
        """Focus the list."""
        if self.is_attached:  # Otherwise the app has been left meanwhile.
            self.screen.set_focus(self._list)

    def leave(self) -> None:
        """Focus the links above the list."""
        self.screen.set_focus(self._links)

    def _place(self, id: str) -> int | None:
        return next((n for n, e in enumerate(self._list.items) if e.id == id), None)

    def on_resize(self, event: events.Resize) -> None:
        """Adapt to the room."""
        self._lay_out()
        self._follow_cursor(select=False)

    def _lay_out(self) -> None:
        self._calendar.display = self.size.height >= TALL
        self._beside.display = self.size.width >= WIDE and bool(self._list.items)
        self._calendar.calendar = self._year(self.day)

    def _year(self, day: date) -> Calendar:
        past = self._past
        return make_calendar(past.entries, day, past.today, past.target, past.runs)

    def _follow_cursor(self, *, select: bool = True) -> None:
        """Make the calendar and the session beside the list follow the cursor."""
        entry = self._list.chosen
        if entry is None:
            self._outline.show(())
            return
        if select:
            self._select(local_day(entry.started_at))
        if self._beside.display:
            self._past.load(entry.id, self._preview)

    def _preview(self, record: SessionRecord | None) -> None:
        if record is not None and self.is_mounted:
            self._outline.show(outline_record(record, self._past.weights))

    def _select(self, day: date) -> None:
        calendar = self._calendar.calendar
        if calendar is None or not calendar.covers(day):
            self._calendar.calendar = self._year(day)
        self._calendar.selected = day

    # --- navigation ----------------------------------------------------------------------------

    def move_day(self, by: int) -> None:
        """Move by days, and choose that day's session if there is one."""
        day = self.day + timedelta(days=by)
        if day <= self._past.today:
            self._select(day)
            self._to_day(day)

    def _to_day(self, day: date) -> None:
        text = day.isoformat()
        if self.chosen is not None and self.chosen.started_at.startswith(text):
            return
        items = enumerate(self._list.items)
        at = next((n for n, e in items if e.started_at.startswith(text)), None)
        if at is not None:
            self._list.stand_at(at)
            self._follow_cursor(select=False)

    def on_heat_map_day_selected(self, event: HeatMap.DaySelected) -> None:
        """Choose the session of the day that was clicked."""
        self._to_day(event.day)

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Follow the cursor."""
        self._follow_cursor()
