"""The trash: what was deleted or thrown away; Space brings a session back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from runcoach.core.history.session_filter import Filter, matching
from runcoach.ui.history.session_list_screen import SessionListScreen
from runcoach.ui.history.subscreen import PAST_KEYS
from runcoach.ui.text import formatting

EMPTY = "The trash is empty. What you delete waits here, and Space brings it back."


class TrashScreen(SessionListScreen):
    """Deleted sessions, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "restore", "Bring back", id="trash.restore"),
        Binding("enter", "open", "Open", key_display="enter", id="trash.open", priority=True),
        *PAST_KEYS,
    ]

    def look(self) -> None:
        """What is in the trash now."""
        found = matching(self.past.entries, Filter(deleted=True))
        count = formatting.plural(len(found), "session")
        self.show(f"{count} in the trash. Nothing is ever lost." if found else EMPTY, found)

    def action_restore(self) -> None:
        """Back into the history."""
        entry = self._list.chosen
        if entry is not None:
            told = f"{entry.title} is back."
            self.past.restore(entry, lambda line: self.changed(told, line))
