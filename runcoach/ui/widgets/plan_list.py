"""The plan as a list: an exercise a row, its dose before it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

GAP = 2


class PlanList(ScrollView, can_focus=False):
    """Doses in a column of their own; a name that is too long goes on under itself.

    The wheel moves what doesn't fit.
    """

    DEFAULT_CSS = "PlanList { height: 1fr; scrollbar-size: 1 1; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"plan-list--dose", "plan-list--told"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self._wrapped: tuple[int, list[tuple[str, str, bool]]] = (-1, [])

    def show(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Rows of dose, name and one quiet line more; that may be empty."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._wrapped = (-1, [])
            self._fit()
            self.refresh()

    def lines(self, width: int) -> list[tuple[str, str, bool]]:
        """The lines at a width: dose or nothing, words, and whether these are the quiet ones."""
        wide = max((len(dose) for dose, _, _ in self._rows), default=0)
        room = max(10, width - wide - GAP)
        out: list[tuple[str, str, bool]] = []
        for dose, name, told in self._rows:
            for number, line in enumerate(textwrap.wrap(name, room) or [""]):
                out.append((f"{dose if number == 0 else '':<{wide + GAP}}", line, False))
            out += [(" " * (wide + GAP), line, True) for line in textwrap.wrap(told, room)]
        return out

    def on_resize(self) -> None:
        """More or less room to wrap in."""
        self._fit()

    def _fit(self) -> None:
        """Say how far there is to scroll; where all of it fits, nothing is laid out anew."""
        size = self.scrollable_content_region.size
        height = len(self._lines())
        if max(height, self.virtual_size.height) > size.height:
            self.virtual_size = Size(size.width, height)

    def _lines(self) -> list[tuple[str, str, bool]]:
        width = self.scrollable_content_region.width
        if self._wrapped[0] != width:
            self._wrapped = (width, self.lines(width))
        return self._wrapped[1]

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        lines, row = self._lines(), y + self.scroll_offset.y
        plain = self.rich_style
        if row >= len(lines):
            return Strip.blank(self.size.width, plain)
        before, words, told = lines[row]
        dose = self.get_component_rich_style("plan-list--dose")
        quiet = self.get_component_rich_style("plan-list--told") if told else plain
        return Strip([Segment(before, dose), Segment(words, quiet)]).adjust_cell_length(
            self.size.width, plain
        )
