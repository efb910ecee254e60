"""The base class of widgets that draw their rows themselves, as texts in their styles."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class RowWidget(Widget):
    """Rows on one background, whose style (a walk up to the screen) is looked up once a frame."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.ground = Style()
        """The background's style, as of the last frame."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def row(self, *pieces: tuple[str, Style]) -> Strip:
        """A row as wide as the widget's content; without pieces, only background."""
        strip = Strip([Segment(*piece) for piece in pieces])
        return strip.adjust_cell_length(self.content_size.width, self.ground)
