"""Why this number: the sessions that it was made from."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.binding import Binding, BindingType

from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.session_list_screen import SessionListScreen
from runcoach.ui.history.subscreen import PAST_KEYS
from runcoach.ui.text import formatting


class SessionsScreen(SessionListScreen):
    """A figure, and the sessions behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", key_display="enter", id="sessions.open"),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack, figure: str, ids: Collection[str]) -> None:
        super().__init__(past)
        self._figure = figure
        self._ids = frozenset(ids)

    def look(self) -> None:
        """The sessions of the figure."""
        found = [e for e in self.past.entries if e.id in self._ids]
        count = formatting.plural(len(found), "session")
        self.show(f"{self._figure}\nWhy this number: {count}.", found)
