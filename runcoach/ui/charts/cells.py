"""A canvas of cells for charts, and the conversion of its rows to strips."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip


class Cell(Struct, frozen=True):
    """One character, and the part of the chart it belongs to."""

    character: str = " "
    part: str = ""
    """Names a component class; empty for the background."""


Row = tuple[Cell, ...]
GROUND = Cell()


class Canvas:
    """A grid of cells; drawing is clipped to it."""

    def __init__(self, width: int, height: int) -> None:
        self.width = max(0, width)
        self.height = max(0, height)
        self._rows = [[GROUND] * self.width for _ in range(self.height)]

    def put(self, x: int, y: int, text: str, part: str = "") -> None:
        """Write text from a cell to the right, one column a character."""
        if not 0 <= y < self.height:
            return
        for at, character in enumerate(text, x):
            if 0 <= at < self.width:
                self._rows[y][at] = Cell(character, part)

    def is_free(self, x: int, y: int, length: int) -> bool:
        """Whether these cells are on the canvas and blank."""
        if not (0 <= y < self.height and x >= 0 and x + length <= self.width):
            return False
        return all(cell.character == " " for cell in self._rows[y][x : x + length])

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, from the top."""
        return tuple(tuple(row) for row in self._rows)


def rows_to_text(rows: Iterable[Row]) -> list[str]:
    """Return the characters, a string for each row."""
    return ["".join(cell.character for cell in row) for row in rows]


def row_to_strip(row: Row, style_of: Callable[[str], Style]) -> Strip:
    """Convert a row to a strip; adjacent cells of one part become one segment."""
    from rich.segment import Segment
    from textual.strip import Strip

    segments = [
        Segment("".join(cell.character for cell in cells), style_of(part))
        for part, cells in groupby(row, key=lambda cell: cell.part)
    ]
    return Strip(segments, len(row))
