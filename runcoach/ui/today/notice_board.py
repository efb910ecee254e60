"""Notices of what went wrong, a few at a time, each shown until it has been read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widgets import Static

from runcoach.core.ports import Notice

if TYPE_CHECKING:
    from runcoach.ui.services import Services

AT_ONCE = 3
"""How many notices are shown at a time, if there is room."""


class NoticeBoard(Static):
    """The unread notices, and the key that dismisses them; hidden if there are none."""

    def __init__(self, services: Services, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._services = services
        self._read: set[str] = set()
        self._shown: tuple[Notice, ...] = ()

    def show_unread(self, first: Sequence[str], *, roomy: bool, lasting: str = "") -> None:
        """Show what was not read yet, without repeats: first these lines, then the services'.

        Above them is what lasts: it can't be read away.
        """
        notices = (*(Notice(line) for line in first if line), *self._services.notices())
        unread = list({n.text: n for n in notices if n.text not in self._read}.values())
        self._shown = tuple(unread[: AT_ONCE if roomy else 1])
        more = len(unread) - len(self._shown)
        hint = f"Esc: I have read this{f', show {more} more' if more else ''}"
        lines = [*(n.text for n in self._shown), hint] if self._shown else []
        self.update("\n".join([lasting, *lines] if lasting else lines))
        self.display = bool(lasting or lines)

    def dismiss(self) -> None:
        """Mark the notices on the board as read, also in the history if they are from there."""
        history = self._services.history
        stored = history.notices()
        from_history = [notice for notice in self._shown if notice in stored]
        self._read |= {notice.text for notice in self._shown}
        self._shown = ()

        def job() -> None:
            for notice in from_history:
                history.notice_read(notice)

        if from_history:
            self._services.background.run(job)
