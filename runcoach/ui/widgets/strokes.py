"""Strokes: the shapes that numerals are drawn with, measured in dots from the upper left.

A dot is half as wide as it is tall, so a pen has two thicknesses: across for upright parts,
down for level ones. Whole numbers for both keep edges on the grid at every size.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pen:
    """How thick strokes are, in dots: `across` of an upright one, `down` of a level one."""

    across: int
    down: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle between two corners, in dots; also a stroke, all filled."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, x: float, y: float, pen: Pen) -> bool:
        """Whether the point lies in the rectangle."""
        return self.left <= x < self.right and self.top <= y < self.bottom


class Stroke(Protocol):
    """A shape that tells which points it covers."""

    def covers(self, x: float, y: float, pen: Pen) -> bool:
        """Whether the point lies on the stroke when drawn with this pen."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed round stroke that fills a box, minus the openings.

    `bend` is the height of its rounded corners: half the height of the box makes an ellipse,
    less makes straight sides between two half ellipses.
    """

    box: Box
    bend: float
    openings: tuple[Box, ...] = ()

    def covers(self, x: float, y: float, pen: Pen) -> bool:
        """Whether the point lies between the outer and the inner edge, in no opening."""
        if any(opening.covers(x, y, pen) for opening in self.openings):
            return False
        return self._within(x, y, 0, 0) and not self._within(x, y, pen.across, pen.down)

    def _within(self, x: float, y: float, inset_x: int, inset_y: int) -> bool:
        box = self.box
        half_width = (box.right - box.left) / 2 - inset_x
        half_height = (box.bottom - box.top) / 2 - inset_y
        bend = min(self.bend - inset_y, half_height)
        if half_width <= 0 or half_height <= 0:
            return False
        dx = abs(x - (box.left + box.right) / 2)
        dy = abs(y - (box.top + box.bottom) / 2)
        if dx > half_width or dy > half_height:
            return False
        beyond = max(0.0, dy - (half_height - bend))
        if beyond == 0 or bend <= 0:
            return True
        return bool((dx / half_width) ** _ROUNDNESS + (beyond / bend) ** _ROUNDNESS <= 1)


@dataclass(frozen=True, slots=True)
class Slant:
    """A straight stroke between two points on its middle line, cut off at the edges of `within`."""

    from_x: float
    from_y: float
    to_x: float
    to_y: float
    within: Box

    def covers(self, x: float, y: float, pen: Pen) -> bool:
        """Whether the point lies within half the pen of the middle line."""
        if not self.within.covers(x, y, pen):
            return False
        along_x = (self.to_x - self.from_x) / pen.across
        along_y = (self.to_y - self.from_y) / pen.down
        off_x = (x - self.from_x) / pen.across
        off_y = (y - self.from_y) / pen.down
        length = along_x * along_x + along_y * along_y
        share = min(1.0, max(0.0, (off_x * along_x + off_y * along_y) / length))
        return (off_x - share * along_x) ** 2 + (off_y - share * along_y) ** 2 <= 0.25


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled ellipse in a box."""

    box: Box

    def covers(self, x: float, y: float, pen: Pen) -> bool:
        """Whether the point lies in the ellipse."""
        box = self.box
        dx = (x - (box.left + box.right) / 2) / ((box.right - box.left) / 2)
        dy = (y - (box.top + box.bottom) / 2) / ((box.bottom - box.top) / 2)
        return bool(abs(dx) ** _ROUNDNESS + abs(dy) ** _ROUNDNESS <= 1)


# 2 is an ellipse; a little more fills the shoulders as heavy grotesques do.
_ROUNDNESS = 2.25
