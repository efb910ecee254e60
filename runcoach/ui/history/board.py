"""The board of the history: a year of days, the sessions, and the chosen one beside them."""

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
from runcoach.ui.history.calendar_data import calendar_of
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.record_rows import outline
from runcoach.ui.history.text import Piece, entry_line
from runcoach.ui.widgets.link_row import Doors
from runcoach.ui.widgets.styled_text import Pieces
from runcoach.ui.widgets.virtual_list import LongList

WIDE = 100
"""From so many columns on, the chosen session is shown beside the list."""
TALL = 18
"""From so many rows on, there is room for the calendar."""


class HistoryBoard(Vertical):
    """One selection for all: the day goes along with the session, and the session with the day.

    What is opened, in the list or among the doors, is told by their own messages.
    """

    DEFAULT_CSS = "HistoryBoard { height: 1fr; }"

    def __init__(self, past: LookingBack, doors: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._past = past
        self._calendar = HeatMap(id="calendar")
        self._calendar.can_focus = False
        self._standing = Pieces(id="standing", wrap=False)
        self._doors = Doors(doors, id="doors")
        self._list: LongList[Entry] = LongList(entry_line, id="sessions")
        self._beside = VerticalScroll(id="beside", can_focus=False)
        self._outline = Pieces(id="outline-of")

    def compose(self) -> ComposeResult:
        """The year over the list; the chosen session beside it where there is room."""
        yield self._calendar
        yield self._standing
        yield self._doors
        with Horizontal(id="history"):
            yield self._list
            with self._beside:
                yield self._outline

    # --- what is shown -------------------------------------------------------------------------

    @property
    def chosen(self) -> Entry | None:
        """The session that the cursor is on."""
        return self._list.chosen

    @property
    def day(self) -> date:
        """The day that is selected; today where none is."""
        return self._calendar.selected or self._past.today

    @property
    def among_doors(self) -> bool:
        """The cursor is above the list."""
        return self._doors.has_focus

    @property
    def deep(self) -> bool:
        """The cursor is in the list, and not on its first row: the doors are a way off."""
        return self._list.has_focus and self._list.cursor > 0

    def to_top(self) -> None:
        """Put the cursor on the newest session, one row below the doors."""
        self._list.stand_at(0)
        self._go_along()

    def show(self, entries: Sequence[Entry], empty: Sequence[Sequence[Piece]]) -> None:
        """Other sessions; the cursor stays on its own where that is still there.

        Args:
            entries: The sessions, newest first.
            empty: What is said where there are none.
        """
        chosen = self._list.chosen
        self._list.show(entries, empty=empty)
        at = self._place(chosen.id) if chosen is not None else None
        if at is not None:
            self._list.stand_at(at)
        self._lay_out()
        self._go_along(select=at is None)

    def tell(self, standing: Sequence[Piece]) -> None:
        """The line under the calendar."""
        self._standing.show([standing])

    def choose(self, id: str) -> None:
        """Put the cursor on a session."""
        at = self._place(id)
        if at is not None:
            self._list.stand_at(at)
            self._go_along()
        self.enter()

    def enter(self) -> None:
        """The keys are the list's."""
        if self.is_attached:  # Else the app has been left meanwhile.
            self.screen.set_focus(self._list)

    def leave(self) -> None:
        """The keys are those of the doors above the list."""
        self.screen.set_focus(self._doors)

    def _place(self, id: str) -> int | None:
        return next((n for n, e in enumerate(self._list.items) if e.id == id), None)

    def on_resize(self, event: events.Resize) -> None:
        """What there is room for."""
        self._lay_out()
        self._go_along(select=False)

    def _lay_out(self) -> None:
        self._calendar.display = self.size.height >= TALL
        self._beside.display = self.size.width >= WIDE and bool(self._list.items)
        self._calendar.calendar = self._year(self.day)

    def _year(self, day: date) -> Calendar:
        past = self._past
        return calendar_of(past.entries, day, past.today, past.target)

    def _go_along(self, *, select: bool = True) -> None:
        """The calendar and what is beside the list follow the cursor."""
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
            self._outline.show(outline(record, self._past.weights))

    def _select(self, day: date) -> None:
        calendar = self._calendar.calendar
        if calendar is None or not calendar.covers(day):
            self._calendar.calendar = self._year(day)
        self._calendar.selected = day

    # --- moving about --------------------------------------------------------------------------

    def move_day(self, by: int) -> None:
        """The day before or after; its session, where there is one, is chosen."""
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
            self._go_along(select=False)

    def on_heat_map_day_selected(self, event: HeatMap.DaySelected) -> None:
        """A click on a day goes to its session."""
        self._to_day(event.day)

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """The calendar goes along, and so does what is beside the list."""
        self._go_along()
