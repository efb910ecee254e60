"""The widget for a clock or a count, in digits as large as the space allows."""

from collections.abc import Callable
from functools import lru_cache, partial

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from runcoach.ui.big_type.fills import Fill
from runcoach.ui.big_type.numerals import (
    LEAST_ROWS,
    SIGNS,
    character_cells,
    draw_character,
    least_cells,
    natural_cells,
)
from runcoach.ui.textual_internals.plain_rows import render_plain_rows

__all__ = ["Digits", "Fill", "draw_digits"]

Raster = Callable[[str, int, int, Fill], tuple[str, ...]]


def draw_digits(
    text: str, width: int, height: int, fill: Fill, glyph: Raster = draw_character
) -> tuple[str, ...]:
    """Draw a text in numerals, as large as the space allows, centred.

    A single digit is drawn as large as two would be, so that 10 and 9 have one size. If numerals
    don't fit, or the text has other characters, it is written as plain text.

    Args:
        text: Digits and any of `SIGNS`; the space is as wide as a digit.
        width: The space, in cells.
        height: The space, in rows.
        fill: How the inside of the numerals is drawn.
        glyph: Draws one character; a caller that draws often passes a cached one.

    Returns:
        `height` rows of exactly `width` characters.
    """
    if width <= 0 or height <= 0:
        return ("",) * max(0, height)
    size = _size(text, width, height)
    if size is None:
        lines: tuple[str, ...] = (text if len(text) <= width else text[: width - 1] + "…",)
    else:
        cells, rows = size
        lines = tuple(map("".join, zip(*(glyph(c, cells, rows, fill) for c in text), strict=True)))
    above = (height - len(lines)) // 2
    left = (width - len(lines[0])) // 2
    blank = " " * width
    return (
        *(blank,) * above,
        *((" " * left + line).ljust(width) for line in lines),
        *(blank,) * (height - len(lines) - above),
    )


def _size(text: str, width: int, height: int) -> tuple[int, int] | None:
    """A digit's width in cells and rows, for the largest numerals that fit; None if none do."""
    if not text or any(c not in SIGNS and c not in "0123456789" for c in text):
        return None
    measured = text if len(text) > 1 else text + "0"
    for rows in range(height, LEAST_ROWS - 1, -1):
        for cells in range(natural_cells(rows), least_cells(rows) - 1, -1):
            if sum(character_cells(c, cells, rows) for c in measured) <= width:
                return cells, rows
    return None


class Digits(Widget):
    """A short text of digits in the largest numerals that fit, in the colour of its style."""

    DEFAULT_CSS = """
    Digits { width: 1fr; height: 1fr; background: transparent; }
    """

    text: reactive[str] = reactive("", repaint=False)
    """The text, in ordinary characters."""

    fill: reactive[Fill] = reactive(Fill.SOLID, repaint=False)
    """How the inside of the numerals is drawn."""

    def __init__(
        self,
        text: str = "",
        fill: Fill = Fill.SOLID,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._glyph = lru_cache(maxsize=128)(draw_character)
        self._drawn: tuple[str, Fill, Size] | None = None
        self._lines: tuple[str, ...] = ()
        self._colour = Style()
        self.set_reactive(Digits.text, text)
        self.set_reactive(Digits.fill, fill)

    def show(self, text: str, fill: Fill) -> None:
        """Show a text with a fill; only what changes is repainted."""
        self.text = text
        self.fill = fill

    def prepare(self, text: str, fill: Fill) -> None:
        """Draw the text that comes next, so that its digits are cached by then."""
        draw_digits(text, *self.content_size, fill, self._glyph)

    def watch_text(self) -> None:
        """Paint what changed."""
        self._repaint_changes()

    def watch_fill(self) -> None:
        """Paint what changed."""
        self._repaint_changes()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`; their style, a walk up to the screen, is looked up once."""
        self._colour = self.rich_style
        return render_plain_rows(self, partial(self._row, self._current_lines()), crop)

    def render_line(self, y: int) -> Strip:
        """One row of the numerals."""
        return self._row(self._current_lines(), y)

    def _row(self, lines: tuple[str, ...], y: int) -> Strip:
        if y >= len(lines):
            return Strip.blank(self.content_size.width, self._colour)
        return Strip([Segment(lines[y], self._colour)], len(lines[y]))

    def _current_lines(self) -> tuple[str, ...]:
        wanted = (self.text, self.fill, self.content_size)
        if wanted != self._drawn:
            width, height = self.content_size
            self._lines = draw_digits(self.text, width, height, self.fill, self._glyph)
            self._drawn = wanted
        return self._lines

    def _repaint_changes(self) -> None:
        before = self._lines
        now = self._current_lines()
        if list(map(len, before)) != list(map(len, now)):
            # The space has changed as well: nothing is where it was.
            self.refresh()
            return
        rows = [y for y, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        if rows:
            columns = [x for y in rows for x in range(len(now[y])) if before[y][x] != now[y][x]]
            self.refresh(Region.from_corners(min(columns), rows[0], max(columns) + 1, rows[-1] + 1))
