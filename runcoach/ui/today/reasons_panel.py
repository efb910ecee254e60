"""Beside a proposal: what lies behind, and what speaks for it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from textual.strip import Strip

from runcoach.ui.widgets.row_widget import RowWidget


class SideNotes(RowWidget):
    """Lines as they stand, and under them sentences that wrap, as many as there is room for."""

    DEFAULT_CSS = "SideNotes { height: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"side-notes--lately"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lately: tuple[str, ...] = ()
        self._why = ""
        self._more = ""
        self._laid: tuple[object, tuple[list[str], list[str]]] = (None, ([], []))

    def look_back(self, lines: Sequence[str]) -> None:
        """What lies behind; nothing where there are no lines."""
        if tuple(lines) != self._lately:
            self._lately = tuple(lines)
            self.refresh()

    def tell(self, why: str, more: str) -> None:
        """What speaks for the proposal, a sentence a line; `more` names the key to all of it."""
        if (why, more) != (self._why, self._more):
            self._why, self._more = why, more
            self.refresh()

    def lines(self, width: int, height: int) -> tuple[list[str], list[str]]:
        """What is shown of both at a size; the last line says how to read what had no room."""
        behind = [line for told in self._lately for line in textwrap.wrap(told, width) or [""]]
        gap = [""] if behind and self._why else []
        why = [line for told in self._why.splitlines() for line in textwrap.wrap(told, width)]
        room = height - len(behind) - len(gap)
        if len(why) > room:
            why = [*why[: room - 1], self._more] if room > 1 else []
        return behind[:height], gap + why if why else []

    def _current(self) -> tuple[list[str], list[str]]:
        wanted = (self._lately, self._why, self._more, self.content_size)
        if wanted != self._laid[0]:
            self._laid = (wanted, self.lines(*self.content_size))
        return self._laid[1]

    def render_line(self, y: int) -> Strip:
        """One of the lines of both, the one under the other."""
        behind, why = self._current()
        lately = self.get_component_rich_style("side-notes--lately")
        style = lately if y < len(behind) else self.ground
        return self.row(*((line, style) for line in [*behind, *why][y : y + 1]))
