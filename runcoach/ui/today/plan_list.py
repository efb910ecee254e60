"""The plan as a list: one exercise a row, its dose before it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.strip import Strip

from runcoach.ui.widgets.row_widget import RowWidget

GAP = 2


class PlanLine(Struct, frozen=True):
    """A line of the list."""

    row: int
    """The index of its exercise."""
    dose: str
    """The dose or blanks, as wide as the dose column."""
    words: str
    quiet: bool = False
    """Whether it is a detail of the exercise above it."""


class PlanList(RowWidget):
    """Doses in their own column, names wrapped beside them.

    Where not all fit, the last line says how many more there are; the wheel scrolls to them.
    """

    DEFAULT_CSS = "PlanList { height: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"plan-list--dose", "plan-list--quiet"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self._first = 0
        self._laid: tuple[object, list[PlanLine]] = (None, [])

    def show(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show rows of dose, name and a detail, which may be empty."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._first = 0
            self.refresh()

    def lines(self, width: int) -> list[PlanLine]:
        """All lines at a width in cells."""
        wide = max((len(dose) for dose, _, _ in self._rows), default=0) + GAP
        room = max(10, width - wide)
        out: list[PlanLine] = []
        for row, (dose, name, detail) in enumerate(self._rows):
            for number, line in enumerate(textwrap.wrap(name, room) or [""]):
                out.append(PlanLine(row, f"{'' if number else dose:<{wide}}", line))
            out += [PlanLine(row, " " * wide, line, True) for line in textwrap.wrap(detail, room)]
        return out

    def fitting(self, width: int, height: int) -> list[PlanLine]:
        """The lines in sight at a size in cells and rows."""
        lines = self.lines(width)
        first = self._first = max(0, min(self._first, len(lines) - height))
        visible, below = lines[first : first + height], lines[first + height :]
        if not below:
            return visible
        # A wrapped name is shown whole or not at all, unless it is the first one.
        kept, cut = visible[:-1], visible[-1]
        torn = cut.row if not cut.quiet and cut.dose.isspace() else None
        kept = [line for line in kept if line.row != torn] or kept
        hidden = len(self._rows) - (kept[-1].row + 1 if kept else visible[0].row)
        if not hidden:
            return visible
        blank = " " * len(visible[0].dose)
        return [*kept, PlanLine(cut.row, blank, f"and {hidden} more", True)]

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down a line."""
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up a line."""
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        self._first += by
        self.refresh()

    def _current(self) -> list[PlanLine]:
        wanted = (self._rows, self._first, self.content_size)
        if wanted != self._laid[0]:
            self._laid = (wanted, self.fitting(*self.content_size))
        return self._laid[1]

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        lines = self._current()
        if y >= len(lines):
            return self.row()
        line = lines[y]
        dose = self.get_component_rich_style("plan-list--dose")
        words = self.get_component_rich_style("plan-list--quiet") if line.quiet else self.ground
        return self.row((line.dose, dose), (line.words, words))
