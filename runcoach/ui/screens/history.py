"""History: every session, newest first, and one of them in full."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach.core.records import Entry, Status
from runcoach.ui import wording
from runcoach.ui.app import RunCoach
from runcoach.ui.screens.area import AREA_KEYS, AreaScreen
from runcoach.ui.services import Services
from runcoach.ui.widgets.area_bar import AreaBar
from runcoach.ui.widgets.key_bar import KeyBar


class HistoryScreen(AreaScreen):
    """The list of what was done."""

    AREA = "history"
    app: RunCoach
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", key_display="enter", id="history.open"),
        Binding(
            "delete",
            "delete",
            "Delete",
            key_display="del",
            id="history.delete",
            tooltip="Move to the trash",
        ),
        Binding(
            "u,U",
            "undo",
            "Undo",
            key_display="u",
            id="history.undo",
            tooltip="Bring back what was deleted last",
        ),
        Binding("escape", "app.area('today')", "Today", show=False),
        *AREA_KEYS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._empty = Static(
            "No sessions yet. What you do is listed here, newest first,\n"
            "with every set, its effort and your notes.",
            id="empty",
        )
        self._list = OptionList(id="sessions", markup=False)
        self._deleted: list[str] = []

    def compose(self) -> ComposeResult:
        """The list, or what will be here."""
        yield AreaBar(self.AREA)
        yield self._empty
        yield self._list
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is."""
        self._look()

    def on_screen_resume(self) -> None:
        """There may be more now."""
        if self._list.is_mounted:
            self._look()

    def _look(self) -> None:
        entries = [e for e in self.services.history.entries() if not e.deleted]
        at = self._list.highlighted or 0
        self._list.clear_options()
        self._list.add_options([Option(entry_line(e), id=e.id) for e in entries])
        self._empty.display = not entries
        self._list.display = bool(entries)
        if entries:
            self._list.highlighted = min(at, len(entries) - 1)
            self._list.focus()

    def action_open(self) -> None:
        """One session in full."""
        if self._list.highlighted is not None:
            self._list.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """One session in full."""
        from runcoach.ui.screens.record import RecordScreen

        record = self.services.history.load(event.option.id or "")
        if record is not None:
            self.app.push_screen(RecordScreen(self.services, record))

    def action_delete(self) -> None:
        """To the trash; `u` brings it back."""
        at = self._list.highlighted
        if at is None:
            return
        id = self._list.get_option_at_index(at).id or ""
        history, now = self.services.history, self.services.clock.wall()
        self._deleted.append(id)
        self.services.background.run(lambda: history.delete(id, now), self._changed)
        self.notify("In the trash. u brings it back.")

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._deleted:
            self.notify("Nothing to undo.")
            return
        id = self._deleted.pop()
        history, now = self.services.history, self.services.clock.wall()
        self.services.background.run(lambda: history.restore(id, now), self._changed)

    def _changed(self, error: OSError | None) -> None:
        if error is not None:
            self.notify(f"Can't change the history: {error}", severity="error", markup=False)
        self._look()


def entry_line(entry: Entry) -> Text:
    """One session on one line: day, title, sets, time, and what is special about it."""
    started = datetime.fromisoformat(entry.started_at)
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(f"{started:%a %d %b %Y  %H:%M}  ")
    text.append(f"{entry.title:<28}", "bold")
    text.append(f"  {entry.sets_done:>2} of {entry.sets_planned:<2} sets")
    text.append(f"  {wording.duration(entry.active_s):>6}")
    marks = []
    if entry.status is Status.PARTIAL:
        marks.append("partial")
    if entry.rehearsal:
        marks.append("rehearsal")
    if entry.pain:
        marks.append("pain")
    if marks:
        text.append("  " + ", ".join(marks))
    return text
