"""The trash: what was deleted or thrown away; Space brings a session back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from runcoach.core.records import Entry
from runcoach.core.search import Filter, matching
from runcoach.ui import wording
from runcoach.ui.history_wording import entry_line
from runcoach.ui.looking_back import LookingBack
from runcoach.ui.screens.past_screen import PAST_KEYS, PastScreen
from runcoach.ui.screens.ways import open_record
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.long_list import LongList

EMPTY = "The trash is empty. What you delete waits here, and Space brings it back."


class TrashScreen(PastScreen):
    """Deleted sessions, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "restore", "Bring back", id="trash.restore"),
        Binding("enter", "open", "Open", key_display="enter", id="trash.open"),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack) -> None:
        super().__init__(past)
        self._told = Static(id="figure", markup=False)
        self._list: LongList[Entry] = LongList(entry_line, id="sessions")

    def compose(self) -> ComposeResult:
        """The list under its count."""
        yield self._told
        yield self._list
        yield KeyBar()

    def on_mount(self) -> None:
        """Show them."""
        self.look()
        self._list.focus()

    def look(self) -> None:
        """What is in the trash now."""
        found = matching(self.past.entries, Filter(deleted=True))
        self._list.show(found)
        count = wording.plural(len(found), "session")
        self._told.update(f"{count} in the trash. Nothing is ever lost." if found else EMPTY)

    def action_restore(self) -> None:
        """Back into the history."""
        if self._list.chosen is not None:
            title = self._list.chosen.title
            self.past.restore(
                self._list.chosen, lambda line: self.changed(f"{title} is back.", line)
            )

    def action_open(self) -> None:
        """One of them in full."""
        self._list.action_open()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """One of them in full."""
        if self._list.chosen is not None:
            open_record(self.app, self.past, self._list.chosen.id)
