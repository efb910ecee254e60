"""A widget that draws its rows itself, as pieces of words in their styles."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class RowWidget(Widget):
    """Its rows stand on one ground, whose style, a walk up to the screen, is found once for all."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.ground = Style()
        """The style of what nothing is written on, as of the last picture."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows that are asked for."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def row(self, *pieces: tuple[str, Style]) -> Strip:
        """A row as wide as the widget's content; without pieces, nothing but ground."""
        strip = Strip([Segment(*piece) for piece in pieces])
        return strip.adjust_cell_length(self.content_size.width, self.ground)
