"""The trash: the sessions that were deleted or thrown away."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from runcoach.core.history.session_filter import SessionFilter, filter_entries
from runcoach.ui.history.session_list_screen import SessionListScreen
from runcoach.ui.history.subscreen import SUBSCREEN_KEYS
from runcoach.ui.text import formatting

EMPTY = "The trash is empty. What you delete is kept here, and Space restores it."


class TrashScreen(SessionListScreen):
    """The deleted sessions, newest first; Space restores one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "restore", "Restore", id="trash.restore"),
        Binding("enter", "open", "Open", key_display="enter", id="trash.open", priority=True),
        *SUBSCREEN_KEYS,
    ]

    def reload(self) -> None:
        """List the sessions in the trash."""
        entries = filter_entries(self.past.entries, SessionFilter(deleted=True))
        count = formatting.format_count(len(entries), "session")
        self.show(f"{count} in the trash. Nothing is ever lost." if entries else EMPTY, entries)

    def action_restore(self) -> None:
        """Restore the chosen session."""
        entry = self._list.chosen
        if entry is not None:
            done = f"{entry.title} is restored."
            self.past.restore(entry, lambda error: self.report_change(done, error))
