"""A bar that says how much of a phase has passed."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.widget import Widget

EIGHTHS = " ▏▎▍▌▋▊▉█"


class TimeBar(Widget):
    """Filled from the left, by eighths of a cell."""

    DEFAULT_CSS = "TimeBar { height: 1; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"time-bar--full", "time-bar--rest"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """From 0 to 1; repaints where that shows."""
        steps = max(1, self.size.width * 8)
        shown = round(max(0.0, min(1.0, fraction)) * steps) / steps
        if shown != self._fraction:
            self._fraction = shown
            self.refresh()

    def render(self) -> Text:
        """The bar."""
        width = self.size.width
        eighths = round(self._fraction * width * 8)
        whole, part = divmod(eighths, 8)
        full = self.get_component_rich_style("time-bar--full", partial=True)
        rest = self.get_component_rich_style("time-bar--rest", partial=True)
        text = Text("█" * whole, full, no_wrap=True)
        if part and whole < width:
            text.append(EIGHTHS[part], full)
            whole += 1
        text.append("▁" * (width - whole), rest)
        return text
