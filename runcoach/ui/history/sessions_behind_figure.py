"""The sessions that a figure was computed from."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.binding import Binding, BindingType

from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.session_list_screen import SessionListScreen
from runcoach.ui.history.subscreen import SUBSCREEN_KEYS
from runcoach.ui.text import formatting


class SessionsScreen(SessionListScreen):
    """A figure, and the sessions it was computed from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", key_display="enter", id="sessions.open"),
        *SUBSCREEN_KEYS,
    ]

    def __init__(self, past: HistoryService, figure: str, ids: Collection[str]) -> None:
        super().__init__(past)
        self._figure = figure
        self._ids = frozenset(ids)

    def reload(self) -> None:
        """List the sessions of the figure."""
        entries = [e for e in self.past.entries if e.id in self._ids]
        count = formatting.format_count(len(entries), "session")
        self.show(f"{self._figure}\nWhy this number: {count}.", entries)
