"""Beside a proposal: what lies behind, and what speaks for it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from runcoach.ui.widgets.plain_rows import plain_row, plain_rows


class SideNotes(Widget):
    """Lines as they stand, and under them sentences that wrap, as many as there is room for."""

    DEFAULT_CSS = "SideNotes { height: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"side-notes--lately"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lately: tuple[str, ...] = ()
        self._why = ""
        self._more = ""
        self._shown: tuple[list[str], list[str]] = ([], [])

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

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows that are asked for."""
        self._shown = self.lines(*self.content_size)
        return plain_rows(self, self.render_line, crop)

    def render_line(self, y: int) -> Strip:
        """One of the lines of both, the one under the other."""
        behind, why = self._shown
        words = [*behind, *why][y : y + 1]
        plain = self.rich_style
        style = self.get_component_rich_style("side-notes--lately") if y < len(behind) else plain
        return plain_row([(line, style) for line in words], self.content_size.width, plain)
