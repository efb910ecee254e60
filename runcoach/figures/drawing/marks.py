"""Marks beside the body: arrows for a direction, a ring that fills, and notes on the tempo."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from runcoach.figures.drawing.cells import CellRole, CellRun
from runcoach.figures.drawing.flesh import Camera
from runcoach.figures.drawing.raster import Canvas, Shape, Taper

IN_FRONT = 2.0
"""The depth of marks: nothing covers them."""
SHAFT = 0.009
BARB = 0.09
"""Length of the strokes of an arrow's head, in body heights."""
RING_CELLS = 2.4
"""Radius of the ring, in cell widths; in four times that height and six times that width."""
RING_DOTS = 12


class Arrow(Struct, frozen=True):
    """The direction of a circle, a slide or a step.

    Attributes:
        start: its tail, across and up.
        end: its head.
        bow: how far its middle is to the left of the straight way; 0 for a straight arrow.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    bow: float = 0.0


def arrow_shapes(arrow: Arrow, camera: Camera, scale: float) -> Iterator[Shape]:
    """Yield the shapes of an arrow; a level one is in the middle of a row, so that it is thin."""
    (x0, y0), (x1, y1) = (
        (x, (math.floor(y * scale) + 0.5) / scale) for x, y in (arrow.start, arrow.end)
    )
    way = (x1 - x0, y1 - y0)
    size = math.hypot(*way) or 1.0
    left = (-way[1] / size, way[0] / size)
    steps = 6 if arrow.bow else 1
    points = []
    for step in range(steps + 1):
        share = step / steps
        aside = arrow.bow * 4.0 * share * (1.0 - share)
        points.append(
            (x0 + way[0] * share + left[0] * aside, y0 + way[1] * share + left[1] * aside)
        )
    for one, two in pairwise(points):
        yield _stroke(one, two, camera)
    (px, py), tip = points[-2], points[-1]
    back = math.atan2(py - tip[1], px - tip[0])
    for turn in (0.6, -0.6):
        barb = (tip[0] + BARB * math.cos(back + turn), tip[1] + BARB * math.sin(back + turn))
        yield _stroke(tip, barb, camera)


def _stroke(one: tuple[float, float], two: tuple[float, float], camera: Camera) -> Taper:
    return Taper(
        IN_FRONT, CellRole.MARK,
        one[0] * camera.across, one[1], SHAFT, two[0] * camera.across, two[1], SHAFT,
    )  # fmt: skip


def place_ring(canvas: Canvas, shapes: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    """Return the middle of a ring in a free upper corner of the picture; None without room.

    Args:
        canvas: size and framing.
        shapes: left, bottom, right and top of everything in the picture.
    """
    if canvas.height < 4 * RING_CELLS or canvas.width < 6 * RING_CELLS:
        return None
    half = math.ceil(RING_CELLS + 0.5) / canvas.scale
    y = (canvas.height - 1) * 2.0 / canvas.scale - half
    for x in (canvas.left + canvas.width / canvas.scale - half, canvas.left + half):
        around = (x - half, y - half, x + half, y + half)
        if not any(
            low < around[2] and high > around[0] and under < around[3] and over > around[1]
            for low, under, high, over in shapes
        ):
            return x, y
    return None


def ring_shapes(middle: tuple[float, float], scale: float, share: float) -> Iterator[Shape]:
    """Yield the dots of a ring that is filled from the top, as a fraction; 1 is full."""
    radius, dot = RING_CELLS / scale, 0.75 / scale
    for number in range(RING_DOTS):
        around = 2.0 * math.pi * number / RING_DOTS
        x, y = middle[0] + radius * math.sin(around), middle[1] + radius * math.cos(around)
        filled = number < share * RING_DOTS
        yield Taper(IN_FRONT, CellRole.MARK if filled else CellRole.GROUND, x, y, dot, x, y, dot)


class TempoNote(Struct, frozen=True):
    """A word on the tempo, shown until a second of the rep: "3 s down", "pause 1 s"."""

    until: float
    text: str


def write_note(row: tuple[CellRun, ...], text: str) -> tuple[CellRun, ...]:
    """Write a note at the left end of the ground's row, where no body can cover it."""
    width = sum(len(run[0]) for run in row)
    if not text or len(text) + 4 > width:
        return row
    (ground, ink, behind), *_ = row
    return (
        (ground[:1], ink, behind),
        (f" {text} ", CellRole.MARK, CellRole.NONE),
        (ground[:1] * (width - len(text) - 3), ink, behind),
    )
