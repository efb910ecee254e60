"""What went wrong outside, a few sentences at a time, each until it has been read."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from runcoach.core.ports import Notice


class NoticeBoard(Static):
    """The unread ones, and how to put them away; not there when there are none."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._known: set[str] = set()
        self._told: tuple[Notice, ...] = ()

    def tell(self, notices: Sequence[Notice], at_once: int) -> None:
        """Show those that were not read yet, each once and so many at a time."""
        unread = list({n.text: n for n in notices if n.text not in self._known}.values())
        self._told = tuple(unread[:at_once])
        more = len(unread) - len(self._told)
        hint = f"Esc: I have read this{f', show {more} more' if more else ''}"
        self.update("\n".join([*(n.text for n in self._told), hint]))
        self.display = bool(self._told)

    def read(self) -> tuple[Notice, ...]:
        """Those that are shown have been read now."""
        told, self._told = self._told, ()
        self._known |= {n.text for n in told}
        return told
