"""Some of the sessions in a list, with the chosen one beside it where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from runcoach.core.model.records import Entry, SessionRecord
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.record_rows import outline
from runcoach.ui.history.subscreen import PastScreen
from runcoach.ui.history.text import entry_line
from runcoach.ui.navigation import open_record
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import Pieces
from runcoach.ui.widgets.virtual_list import LongList


class SessionListScreen(PastScreen):
    """What is told over the list, and which sessions are in it, says `look`; Enter opens one."""

    def __init__(self, past: LookingBack) -> None:
        super().__init__(past)
        self._told = Static(id="figure", markup=False)
        self._list: LongList[Entry] = LongList(entry_line, id="sessions")
        self._outline = Pieces(id="form-shown")

    def compose(self) -> ComposeResult:
        """The list under what is told of it."""
        yield self._told
        with Container(id="two"):
            yield self._list
            with VerticalScroll(id="form-side", can_focus=False):
                yield self._outline
        yield KeyBar()

    def on_mount(self) -> None:
        """Show them."""
        self.look()
        self._list.focus()

    def show(self, told: str, entries: Sequence[Entry]) -> None:
        """These sessions, newest first."""
        self._told.update(told)
        self._list.show(entries)
        self._tell()

    def _tell(self) -> None:
        if self._list.chosen is None:
            self._outline.show(())
        else:
            self.past.load(self._list.chosen.id, self._loaded)

    def _loaded(self, record: SessionRecord | None) -> None:
        if self.is_mounted:
            self._outline.show(outline(record, self.past.weights) if record is not None else ())

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Another one beside it."""
        self._tell()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """One of them in full."""
        self.action_open()

    def action_open(self) -> None:
        """One of them in full."""
        if self._list.chosen is not None:
            open_record(self.app, self.past, self._list.chosen.id)
