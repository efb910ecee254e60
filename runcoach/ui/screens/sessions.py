"""Why this number: the sessions that it was made from."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.binding import Binding, BindingType

from runcoach.ui import wording
from runcoach.ui.looking_back import LookingBack
from runcoach.ui.screens.past_screen import PAST_KEYS
from runcoach.ui.screens.session_list import SessionListScreen


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
        count = wording.plural(len(found), "session")
        self.show(f"{self._figure}\nWhy this number: {count}.", found)
