"""Beside a proposal: what lies behind, and what speaks for it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.widget import Widget

MORE = "… w: why"


class Aside(Widget):
    """Lines as they stand, and under them sentences that wrap, as many as there is room for."""

    DEFAULT_CSS = "Aside { height: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"aside--lately"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lately: tuple[str, ...] = ()
        self._why = ""

    def look_back(self, lines: Sequence[str]) -> None:
        """What lies behind; nothing where there are no lines."""
        if tuple(lines) != self._lately:
            self._lately = tuple(lines)
            self.refresh()

    def tell(self, why: str) -> None:
        """What speaks for the proposal, a sentence a line."""
        if why != self._why:
            self._why = why
            self.refresh()

    def lines(self, width: int, height: int) -> tuple[list[str], list[str]]:
        """What is shown of both at a size; the last line says how to read what had no room."""
        behind = [line for told in self._lately for line in textwrap.wrap(told, width) or [""]]
        gap = [""] if behind and self._why else []
        why = [line for told in self._why.splitlines() for line in textwrap.wrap(told, width)]
        room = height - len(behind) - len(gap)
        if len(why) > room:
            why = [*why[: room - 1], MORE] if room > 1 else []
        return behind[:height], gap + why if why else []

    def render(self) -> Text:
        """Both, the one under the other."""
        behind, why = self.lines(self.size.width, self.size.height)
        text = Text(no_wrap=True)
        text.append("\n".join(behind), self.get_component_rich_style("aside--lately", partial=True))
        text.append("".join(f"\n{line}" for line in why) if behind else "\n".join(why))
        return text
