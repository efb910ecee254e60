"""The strokes that numerals are composed of, measured in dots from the upper left.

A dot is half as wide as high, so a pen has two thicknesses: `across` for vertical parts, `down`
for horizontal ones. Whole numbers for both keep edges on the grid at every size.

A stroke is drawn row by row as integers whose bit x is the dot of column x: fast enough that a
clock can draw a digit for the first time within its second.
"""

from math import ceil, floor, inf, sqrt
from typing import Protocol

from msgspec import Struct


class Pen(Struct, frozen=True):
    """The thickness of strokes in dots: `across` of vertical, `down` of horizontal ones."""

    across: int
    down: int


def _dots(left: int, right: int) -> int:
    """The dots from column `left` up to, and without, column `right`."""
    left = max(0, left)
    return (1 << right) - (1 << left) if right > left else 0


class Box(Struct, frozen=True):
    """A rectangle between two corners, in dots; as a stroke, it is filled."""

    left: float
    top: float
    right: float
    bottom: float

    def ink(self, y: float, pen: Pen) -> int:
        """The dots of the row at height `y` whose centre is in the rectangle."""
        if not self.top <= y < self.bottom:
            return 0
        return _dots(ceil(self.left - 0.5), ceil(self.right - 0.5))


class PenStroke(Protocol):
    """A shape that a pen can draw."""

    def ink(self, y: float, pen: Pen) -> int:
        """The dots of the row at height `y` that the stroke covers, as bits."""


class Ring(Struct, frozen=True):
    """A closed round stroke along the edges of a box, without the openings.

    `bend` is the height of its rounded corners: half the height of the box makes an ellipse,
    less makes straight sides between two half ellipses.
    """

    box: Box
    bend: float
    openings: tuple[Box, ...] = ()

    def ink(self, y: float, pen: Pen) -> int:
        """The dots between the outer and the inner edge, in no opening."""
        dots = self._within(y, 0, 0) & ~self._within(y, pen.across, pen.down)
        for opening in self.openings:
            dots &= ~opening.ink(y, pen)
        return dots

    def _within(self, y: float, inset_x: int, inset_y: int) -> int:
        box = self.box
        half_width = (box.right - box.left) / 2 - inset_x
        half_height = (box.bottom - box.top) / 2 - inset_y
        bend = min(self.bend - inset_y, half_height)
        dy = abs(y - (box.top + box.bottom) / 2)
        if half_width <= 0 or half_height <= 0 or dy > half_height:
            return 0
        beyond = max(0.0, dy - (half_height - bend))
        if beyond > 0 and bend > 0:
            half_width *= _rounded(beyond / bend)
        return _about((box.left + box.right) / 2, half_width)


class Slant(Struct, frozen=True):
    """A straight stroke between two points on its centre line, clipped to `within`."""

    from_x: float
    from_y: float
    to_x: float
    to_y: float
    within: Box

    def ink(self, y: float, pen: Pen) -> int:
        """The dots within half a pen of the centre line."""
        if not self.within.top <= y < self.within.bottom:
            return 0
        # Measured in pens on both axes, the pen is a disc of diameter 1.
        along_x = (self.to_x - self.from_x) / pen.across
        along_y = (self.to_y - self.from_y) / pen.down
        off_y = (y - self.from_y) / pen.down
        spans = [
            *_disc_span(0.0, off_y),
            *_disc_span(along_x, off_y - along_y),
            *_band_span(along_x, along_y, off_y),
        ]
        if not spans:
            return 0
        left, right = (edge * pen.across + self.from_x for edge in (min(spans), max(spans)))
        first = max(0, ceil(self.within.left - 0.5), ceil(left - 0.5 - _HAIR))
        return _dots(first, min(ceil(self.within.right - 0.5), floor(right - 0.5 + _HAIR) + 1))


def _disc_span(middle: float, off: float) -> tuple[float, ...]:
    """Where a horizontal line enters and leaves a disc of diameter 1, `off` from its centre."""
    under = 0.25 - off * off
    return (middle - sqrt(under), middle + sqrt(under)) if under >= 0 else ()


def _band_span(along_x: float, along_y: float, off: float) -> tuple[float, ...]:
    """Where a horizontal line enters and leaves the band along a segment from the origin."""
    length = along_x * along_x + along_y * along_y
    if along_y:
        half = 0.5 * sqrt(length)
        edges = sorted(((off * along_x - half) / along_y, (off * along_x + half) / along_y))
    else:
        edges = [-inf, inf] if abs(off) <= 0.5 else [inf, -inf]
    if along_x:
        ends = sorted((-off * along_y / along_x, (length - off * along_y) / along_x))
    else:
        ends = [-inf, inf] if 0 <= off / along_y <= 1 else [inf, -inf]
    left, right = max(edges[0], ends[0]), min(edges[1], ends[1])
    return (left, right) if left <= right else ()


class Disc(Struct, frozen=True):
    """A filled ellipse in a box."""

    box: Box

    def ink(self, y: float, pen: Pen) -> int:
        """The dots in the ellipse."""
        box = self.box
        beyond = abs(y - (box.top + box.bottom) / 2) / ((box.bottom - box.top) / 2)
        if beyond > 1:
            return 0
        half_width = (box.right - box.left) / 2
        return _about((box.left + box.right) / 2, half_width * _rounded(beyond))


# 2 is an ellipse; a little more gives the fuller shoulders of heavy grotesques.
_ROUNDNESS = 2.25


def _rounded(beyond: float) -> float:
    """The half width of a round shape at a distance from its centre, both from 0 to 1."""
    width: float = max(0.0, 1 - beyond**_ROUNDNESS) ** (1 / _ROUNDNESS)
    return width


def _about(middle: float, half_width: float) -> int:
    """The dots whose centre is within `half_width` of `middle`."""
    return _dots(
        ceil(middle - half_width - 0.5 - _HAIR), floor(middle + half_width - 0.5 + _HAIR) + 1
    )


_HAIR = 1e-9  # A dot exactly on the edge is in, whichever way the last bit was rounded.
