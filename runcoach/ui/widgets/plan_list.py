"""The plan as a list: an exercise a row, its dose before it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.widget import Widget

GAP = 2


class PlanList(Widget):
    """Doses in a column of their own; a name that is too long goes on under itself."""

    DEFAULT_CSS = "PlanList { height: auto; width: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"plan-list--dose", "plan-list--told"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[tuple[str, str, str], ...] = ()

    def show(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Rows of dose, name and one quiet line more; that may be empty."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.refresh(layout=True)

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

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A row for each line."""
        return len(self.lines(width))

    def render(self) -> Text:
        """The list."""
        dose = self.get_component_rich_style("plan-list--dose", partial=True)
        quiet = self.get_component_rich_style("plan-list--told", partial=True)
        text = Text()
        for number, (before, words, told) in enumerate(self.lines(self.size.width)):
            text.append("\n" if number else "")
            text.append(before, dose)
            text.append(words, quiet if told else "")
        return text
