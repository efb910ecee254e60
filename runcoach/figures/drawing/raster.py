"""Rasterizes tapered limbs and blocks into cells of quadrant characters.

Coordinates: x to the right, y up from the floor, in body heights. A cell is twice as high as wide,
and so are its quadrants.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from runcoach.figures.drawing.cells import TONES, CellRole, Frame, join_cells, pick_cell, shade_cell

OUTLINED = (CellRole.NEAR, CellRole.LOAD)
OUTLINE_GAP = 0.75
"""Width of the gap between a near limb and what is behind it, in cell widths."""


class Taper(NamedTuple):
    """A limb: two discs and the area between them. Greater depths are nearer."""

    depth: float
    role: CellRole
    x0: float
    y0: float
    r0: float
    x1: float
    y1: float
    r1: float


class RasterBlock(NamedTuple):
    """An upright rectangle."""

    depth: float
    role: CellRole
    left: float
    bottom: float
    right: float
    top: float


Shape = Taper | RasterBlock
MIN_HALF_WIDTH = 0.55
"""Smallest half width of a limb, in cell widths, so that it is visible at any size."""


class Canvas(NamedTuple):
    """The mapping of the picture to a grid of cells.

    Attributes:
        width: in cells.
        height: in cells; the last row is the ground.
        scale: cell widths per body height.
        left: x at the left edge, in body heights.
    """

    width: int
    height: int
    scale: float
    left: float


def rasterize(shapes: Iterable[Shape], canvas: Canvas, flip: bool, plain: bool) -> Frame:
    """Draw shapes as cells; flipping exchanges left and right exactly.

    Args:
        shapes: in any order; nearer shapes cover farther ones.
        canvas: size and framing.
        flip: exchange left and right.
        plain: without colour: a gap around nearer parts, shades for far limbs and muscles.
    """
    wide, floor = canvas.width * 2, (canvas.height - 1) * 2
    rows = [bytearray(wide) for _ in range(floor)]
    ordered = sorted(_still_head(list(shapes), canvas))
    parted = set() if plain else set(OUTLINED)
    for number, shape in enumerate(ordered):
        if shape.role in OUTLINED and shape.role not in parted:
            parted.add(shape.role)
            for part in ordered[number:]:
                if part.role is shape.role and isinstance(part, Taper):
                    _taper(rows, wide, floor, part, canvas, OUTLINE_GAP, CellRole.NONE)
        if isinstance(shape, Taper):
            _taper(rows, wide, floor, shape, canvas, 0.0, shape.role)
        else:
            _block(rows, wide, floor, shape, canvas)
    rows.append(bytearray([CellRole.GROUND]) * wide)
    rows.append(bytearray(wide))
    if flip:
        rows = [row[::-1] for row in rows]
    if plain:
        rows = [row.translate(TONES) for row in rows]
    draw = shade_cell if plain else pick_cell
    return tuple(
        join_cells(rows[i], rows[i + 1], canvas.width, draw) for i in range(0, floor + 2, 2)
    )


def _still_head(shapes: list[Shape], canvas: Canvas) -> list[Shape]:
    """Move the head onto the grid, so that hair and face look the same wherever it is."""
    hair = next((shape for shape in shapes if shape.role is CellRole.HAIR), None)
    if not isinstance(hair, Taper):
        return shapes
    x, y = (hair.x0 - canvas.left) * canvas.scale, hair.y0 * canvas.scale
    dx, dy = (round(x * 2.0) / 2.0 - x) / canvas.scale, (round(y) - y) / canvas.scale
    return [
        shape._replace(x0=shape.x0 + dx, y0=shape.y0 + dy, x1=shape.x1 + dx, y1=shape.y1 + dy)
        if isinstance(shape, Taper) and shape.role in (CellRole.HAIR, CellRole.FACE)
        else shape
        for shape in shapes
    ]


def _taper(
    rows: list[bytearray],
    wide: int,
    floor: int,
    shape: Taper,
    canvas: Canvas,
    more: float,
    role: int,
) -> None:
    scale, left = canvas.scale, canvas.left
    x0, y0 = (shape.x0 - left) * scale, floor - shape.y0 * scale
    x1, y1 = (shape.x1 - left) * scale, floor - shape.y1 * scale
    r0 = max(MIN_HALF_WIDTH, shape.r0 * scale) + more
    r1 = max(MIN_HALF_WIDTH, shape.r1 * scale) + more
    dx, dy = x1 - x0, y1 - y0
    apart = math.hypot(dx, dy)
    sides: tuple[tuple[float, float, float, float], ...] = ()
    if apart > 1e-6 and apart > abs(r0 - r1):
        cosine = (r0 - r1) / apart
        sine = math.sqrt(1.0 - cosine * cosine)
        ux, uy = dx / apart, dy / apart
        ax, ay = cosine * ux - sine * uy, cosine * uy + sine * ux
        bx, by = cosine * ux + sine * uy, cosine * uy - sine * ux
        sides = (
            (x0 + r0 * ax, y0 + r0 * ay, x1 + r1 * ax, y1 + r1 * ay),
            (x0 + r0 * bx, y0 + r0 * by, x1 + r1 * bx, y1 + r1 * by),
        )
    first = max(0, math.floor(min(y0 - r0, y1 - r1)))
    last = min(floor - 1, math.ceil(max(y0 + r0, y1 + r1)))
    ink = bytes((role,))
    blunt = 1 if min(r0, r1) > 1.0 else 0
    for row in range(first, last + 1):
        y = row + 0.5
        low, high = 1e9, -1e9
        under = r0 * r0 - (y - y0) * (y - y0)
        if under >= 0.0:
            half = math.sqrt(under)
            low, high = x0 - half, x0 + half
        under = r1 * r1 - (y - y1) * (y - y1)
        if under >= 0.0:
            half = math.sqrt(under)
            if x1 - half < low:
                low = x1 - half
            if x1 + half > high:
                high = x1 + half
        for px, py, qx, qy in sides:
            if (py <= y) != (qy <= y):
                x = px + (qx - px) * (y - py) / (qy - py)
                if x < low:
                    low = x
                if x > high:
                    high = x
        start = max(0, math.ceil(low * 2.0 - 0.5))
        end = min(wide, math.floor(high * 2.0 - 0.5) + 1)
        # Skip the tip of a disc: it would be a single speck.
        if end - start > blunt:
            rows[row][start:end] = ink * (end - start)


def _block(
    rows: list[bytearray], wide: int, floor: int, shape: RasterBlock, canvas: Canvas
) -> None:
    scale, left = canvas.scale, canvas.left
    start = max(0, round((shape.left - left) * scale * 2.0))
    end = min(wide, max(start + 1, round((shape.right - left) * scale * 2.0)))
    top = max(0, round(floor - shape.top * scale))
    bottom = min(floor, max(top + 1, round(floor - shape.bottom * scale)))
    ink = bytes((shape.role,)) * (end - start)
    for row in range(min(top, floor - 1), bottom):
        if end > start:
            rows[row][start:end] = ink
