"""The panel beside a proposal: the last weeks, and the reasons."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from textual.strip import Strip

from runcoach.ui.widgets.row_widget import RowWidget


class ReasonsPanel(RowWidget):
    """The last weeks, line by line, and under them the reasons, as many as there is room for."""

    DEFAULT_CSS = "ReasonsPanel { height: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"reasons-panel--recent"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._recent: tuple[str, ...] = ()
        self._why = ""
        self._more = ""
        self._laid: tuple[object, tuple[list[str], list[str]]] = (None, ([], []))

    def look_back(self, lines: Sequence[str]) -> None:
        """Show the last weeks and the last session."""
        if tuple(lines) != self._recent:
            self._recent = tuple(lines)
            self.refresh()

    def tell(self, why: str, more: str) -> None:
        """Show reasons, one a line; `more` is the last line if not all fit."""
        if (why, more) != (self._why, self._more):
            self._why, self._more = why, more
            self.refresh()

    def lines(self, width: int, height: int) -> tuple[list[str], list[str]]:
        """The lines of both that fit a size in cells and rows."""
        behind = [line for text in self._recent for line in textwrap.wrap(text, width) or [""]]
        gap = [""] if behind and self._why else []
        why = [line for text in self._why.splitlines() for line in textwrap.wrap(text, width)]
        room = height - len(behind) - len(gap)
        if len(why) > room:
            why = [*why[: room - 1], self._more] if room > 1 else []
        return behind[:height], gap + why if why else []

    def _current(self) -> tuple[list[str], list[str]]:
        wanted = (self._recent, self._why, self._more, self.content_size)
        if wanted != self._laid[0]:
            self._laid = (wanted, self.lines(*self.content_size))
        return self._laid[1]

    def render_line(self, y: int) -> Strip:
        """One line: first the last weeks, then the reasons."""
        behind, why = self._current()
        recent = self.get_component_rich_style("reasons-panel--recent")
        style = recent if y < len(behind) else self.ground
        return self.row(*((line, style) for line in [*behind, *why][y : y + 1]))
