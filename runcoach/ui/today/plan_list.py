"""The plan as a list: an exercise a row, its dose before it."""

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
    """Which exercise it belongs to, from 0."""
    dose: str
    """The dose or blanks, as wide as all doses are."""
    words: str
    quiet: bool = False
    """It tells more of the exercise that is named above it."""


class PlanList(RowWidget):
    """Doses in a column of their own; a name that is too long goes on under itself.

    The last line says how many more there are, where not all of them fit; the wheel goes there.
    """

    DEFAULT_CSS = "PlanList { height: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"plan-list--dose", "plan-list--told"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self._first = 0
        self._laid: tuple[object, list[PlanLine]] = (None, [])

    def show(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Rows of dose, name and one quiet line more; that may be empty."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._first = 0
            self.refresh()

    def lines(self, width: int) -> list[PlanLine]:
        """All lines at a width."""
        wide = max((len(dose) for dose, _, _ in self._rows), default=0) + GAP
        room = max(10, width - wide)
        out: list[PlanLine] = []
        for row, (dose, name, told) in enumerate(self._rows):
            for number, line in enumerate(textwrap.wrap(name, room) or [""]):
                out.append(PlanLine(row, f"{'' if number else dose:<{wide}}", line))
            out += [PlanLine(row, " " * wide, line, True) for line in textwrap.wrap(told, room)]
        return out

    def fitting(self, width: int, height: int) -> list[PlanLine]:
        """The lines that are shown at a size."""
        lines = self.lines(width)
        first = self._first = max(0, min(self._first, len(lines) - height))
        shown, below = lines[first : first + height], lines[first + height :]
        if not below:
            return shown
        # A name is there whole or not at all, as long as it isn't the first.
        kept, cut = shown[:-1], [shown[-1], *below]
        torn = next((line.row for line in cut[:1] if not line.quiet and line.dose.isspace()), None)
        kept = [line for line in kept if line.row != torn] or kept
        hidden = len(self._rows) - (kept[-1].row + 1 if kept else shown[0].row)
        if not hidden:
            return shown
        blank = " " * len(shown[0].dose)
        return [*kept, PlanLine(cut[0].row, blank, f"and {hidden} more", True)]

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """On to what didn't fit."""
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Back to the first."""
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
        told = self.get_component_rich_style("plan-list--told") if line.quiet else self.ground
        return self.row((line.dose, dose), (line.words, told))
