"""Why this number: the sessions that it was made from."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from runcoach.core.records import Entry
from runcoach.ui import wording
from runcoach.ui.history_wording import entry_line
from runcoach.ui.looking_back import LookingBack
from runcoach.ui.screens.past_screen import PAST_KEYS, PastScreen
from runcoach.ui.screens.ways import open_record
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.long_list import LongList


class SessionsScreen(PastScreen):
    """A figure, and the sessions behind it; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", key_display="enter", id="sessions.open"),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack, figure: str, ids: Collection[str]) -> None:
        super().__init__(past)
        self._figure = figure
        self._ids = frozenset(ids)
        self._told = Static(id="figure", markup=False)
        self._list: LongList[Entry] = LongList(entry_line, id="sessions")

    def compose(self) -> ComposeResult:
        """The figure over its sessions."""
        yield self._told
        yield self._list
        yield KeyBar()

    def on_mount(self) -> None:
        """Show them."""
        self.look()
        self._list.focus()

    def look(self) -> None:
        """The sessions, newest first."""
        found = [e for e in self.past.entries if e.id in self._ids]
        count = wording.plural(len(found), "session")
        self._told.update(f"{self._figure}\nWhy this number: {count}.")
        self._list.show(found)

    def action_open(self) -> None:
        """One of them in full."""
        self._list.action_open()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """One of them in full."""
        if self._list.chosen is not None:
            open_record(self.app, self.past, self._list.chosen.id)
