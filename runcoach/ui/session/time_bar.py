"""A bar that shows how much of a phase has passed."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from runcoach.ui.textual_internals.plain_rows import render_plain_rows

EIGHTHS = " ▏▎▍▌▋▊▉█"


class TimeBar(Widget):
    """Filled from the left, by eighths of a cell."""

    DEFAULT_CSS = "TimeBar { height: 1; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"time-bar--full", "time-bar--rest"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """Show a fraction, 0 to 1; repaints only if the bar changes visibly."""
        steps = max(1, self.size.width * 8)
        rounded = round(max(0.0, min(1.0, fraction)) * steps) / steps
        if rounded != self._fraction:
            self._fraction = rounded
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`; painted every second, so without Textual's style lookups."""
        return render_plain_rows(self, self.render_line, crop)

    def render_line(self, y: int) -> Strip:
        """The bar."""
        width = self.size.width
        whole, part = divmod(round(self._fraction * width * 8), 8)
        filled = f"{'█' * whole}{EIGHTHS[part] if part and whole < width else ''}"
        return Strip(
            [
                Segment(filled, self.get_component_rich_style("time-bar--full")),
                Segment(
                    "▁" * (width - len(filled)), self.get_component_rich_style("time-bar--rest")
                ),
            ],
            width,
        )
