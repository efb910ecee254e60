"""The base of screens that list some sessions, with the chosen one beside them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from runcoach.core.model.records import Entry, SessionRecord
from runcoach.ui.history.destinations import Record
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.record_rows import outline_record
from runcoach.ui.history.subscreen import HistorySubscreen
from runcoach.ui.history.text import entry_line
from runcoach.ui.messages import Open
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import StyledText
from runcoach.ui.widgets.virtual_list import VirtualList


class SessionListScreen(HistorySubscreen):
    """A heading above a list of sessions; Enter opens one. Subclasses fill both in `look`."""

    def __init__(self, past: HistoryService) -> None:
        super().__init__(past)
        self._heading = Static(id="figure", markup=False)
        self._list: VirtualList[Entry] = VirtualList(entry_line, id="sessions")
        self._outline = StyledText(id="form-shown")

    def compose(self) -> ComposeResult:
        """The heading above the list, and the chosen session beside it."""
        yield self._heading
        with Container(id="two"):
            yield self._list
            with VerticalScroll(id="form-side", can_focus=False):
                yield self._outline
        yield KeyBar()

    def on_mount(self) -> None:
        """Display the sessions, with the focus on the list."""
        self.reload()
        self._list.focus()

    def show(self, heading: str, entries: Sequence[Entry]) -> None:
        """Display a heading and sessions, newest first."""
        self._heading.update(heading)
        self._list.show(entries)
        self._tell()

    def _tell(self) -> None:
        if self._list.chosen is None:
            self._outline.show(())
        else:
            self.past.load(self._list.chosen.id, self._loaded)

    def _loaded(self, record: SessionRecord | None) -> None:
        if self.is_mounted:
            self._outline.show(
                outline_record(record, self.past.weights) if record is not None else ()
            )

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Display the chosen session."""
        self._tell()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Open the chosen session."""
        self.action_open()

    def action_open(self) -> None:
        """Open the chosen session."""
        if self._list.chosen is not None:
            self.post_message(Open(Record(self.past, self._list.chosen.id), self))
