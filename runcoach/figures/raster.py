"""Tapered limbs and blocks into cells of quadrant characters.

Space: the picture's x to the right and y up from the floor, in body heights. A cell is as
wide as a half of it is high, so its quadrants are twice as high as wide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


class Role(IntEnum):
    """What a colour stands for; the theme says which colour."""

    NONE = 0
    GROUND = 1
    MAT = 2
    PROP_SHADE = 3
    PROP = 4
    FAR = 5
    FAR_MUSCLE = 6
    HAIR = 7
    BODY = 8
    HELP = 9
    MUSCLE = 10
    NEAR = 11
    LOAD = 12
    FACE = 13


OUTLINED = (Role.NEAR, Role.LOAD)
GAP = 0.75
"""How wide a gap parts a near limb from what is behind it, in cell widths."""
_TONE = {
    Role.NONE: Role.NONE,
    Role.FAR: Role.FAR,
    Role.FAR_MUSCLE: Role.FAR,
    Role.PROP_SHADE: Role.FAR,
    Role.MAT: Role.FAR,
    Role.HELP: Role.MUSCLE,
    Role.MUSCLE: Role.MUSCLE,
}
TONES = bytes(_TONE.get(Role(n), Role.BODY) if n < len(Role) else 0 for n in range(256))
"""Roles told apart without colour, for bytes.translate."""
SHADES = {Role.FAR: "▒", Role.MUSCLE: "▓"}


class Taper(NamedTuple):
    """A limb: two discs and what lies between them. Greater depths are nearer."""

    depth: float
    role: Role
    x0: float
    y0: float
    r0: float
    x1: float
    y1: float
    r1: float


class Block(NamedTuple):
    """An upright rectangle."""

    depth: float
    role: Role
    left: float
    bottom: float
    right: float
    top: float


Shape = Taper | Block
Run = tuple[str, Role, Role]
"""Text, the role of its ink and the role behind it."""
Frame = tuple[tuple[Run, ...], ...]
"""Rows of runs; two equal frames look the same."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By bits: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""
THINNEST = 0.55
"""Half the width of the thinnest limb, in cell widths: it stays visible at any size."""


class Canvas(NamedTuple):
    """Where a picture's space lies on a grid of cells.

    Attributes:
        width: in cells.
        height: in cells; the last row is the ground.
        scale: cell widths in a body height.
        left: the picture's x at the left edge, in body heights.
    """

    width: int
    height: int
    scale: float
    left: float


def drawn(shapes: Iterable[Shape], canvas: Canvas, flip: bool, plain: bool) -> Frame:
    """The cells of a picture; flipped, left and right are exchanged exactly.

    Args:
        shapes: in any order; nearer ones cover farther ones.
        canvas: size and framing.
        flip: exchange left and right.
        plain: do without colour: a gap around nearer parts, shades for far limbs and muscles.
    """
    wide, floor = canvas.width * 2, (canvas.height - 1) * 2
    rows = [bytearray(wide) for _ in range(floor)]
    ordered = sorted(shapes)
    parted = set() if plain else set(OUTLINED)
    for number, shape in enumerate(ordered):
        if shape.role in OUTLINED and shape.role not in parted:
            parted.add(shape.role)
            for part in ordered[number:]:
                if part.role is shape.role and isinstance(part, Taper):
                    _taper(rows, wide, floor, part, canvas, GAP, Role.NONE)
        if isinstance(shape, Taper):
            _taper(rows, wide, floor, shape, canvas, 0.0, shape.role)
        else:
            _block(rows, wide, floor, shape, canvas)
    rows.append(bytearray([Role.GROUND]) * wide)
    rows.append(bytearray(wide))
    if flip:
        rows = [row[::-1] for row in rows]
    if plain:
        rows = [row.translate(TONES) for row in rows]
    draw = shade if plain else cell
    return tuple(_runs(rows[i], rows[i + 1], canvas.width, draw) for i in range(0, floor + 2, 2))


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
    r0 = max(THINNEST, shape.r0 * scale) + more
    r1 = max(THINNEST, shape.r1 * scale) + more
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
        # The very tip of a disc would be a lone speck.
        if end - start > blunt:
            rows[row][start:end] = ink * (end - start)


def _block(rows: list[bytearray], wide: int, floor: int, shape: Block, canvas: Canvas) -> None:
    scale, left = canvas.scale, canvas.left
    start = max(0, round((shape.left - left) * scale * 2.0))
    end = min(wide, max(start + 1, round((shape.right - left) * scale * 2.0)))
    top = max(0, round(floor - shape.top * scale))
    bottom = min(floor, max(top + 1, round(floor - shape.bottom * scale)))
    ink = bytes((shape.role,)) * (end - start)
    for row in range(min(top, floor - 1), bottom):
        if end > start:
            rows[row][start:end] = ink


def _runs(
    upper: bytearray, lower: bytearray, width: int, draw: Callable[[int, int, int, int], Run]
) -> tuple[Run, ...]:
    if not any(upper) and not any(lower):
        return ((" " * width, Role.NONE, Role.NONE),)
    runs: list[Run] = []
    text, ink, behind = "", Role.NONE, Role.NONE
    for quarters in zip(upper[0::2], upper[1::2], lower[0::2], lower[1::2], strict=True):
        character, own_ink, own_behind = draw(*quarters)
        if own_ink is ink and own_behind is behind:
            text += character
        else:
            if text:
                runs.append((text, ink, behind))
            text, ink, behind = character, own_ink, own_behind
    runs.append((text, ink, behind))
    return tuple(runs)


@lru_cache(maxsize=8192)
def cell(top_left: int, top_right: int, bottom_left: int, bottom_right: int) -> Run:
    """The character and the two roles that show four quadrants best.

    A cell has two colours. With emptiness in it, the role with most quadrants takes them all;
    without, the two with most stay. Ties go to the nearer role, so mirrored cells stay alike.
    """
    quarters = (top_left, top_right, bottom_left, bottom_right)
    roles = sorted({q for q in quarters if q}, key=lambda q: (-quarters.count(q), -q))
    if not roles:
        return " ", Role.NONE, Role.NONE
    if 0 in quarters or len(roles) == 1:
        bits = sum(1 << place for place, quarter in enumerate(quarters) if quarter)
        return QUADRANTS[bits], Role(roles[0]), Role.NONE
    first, second = sorted(roles[:2], reverse=True)
    bits = sum(
        1 << place
        for place, quarter in enumerate(quarters)
        if quarter == first or (quarter != second and roles[0] == first)
    )
    if bits == 15:
        return QUADRANTS[15], Role(first), Role.NONE
    return QUADRANTS[bits], Role(first), Role(second)


@lru_cache(maxsize=1024)
def shade(top_left: int, top_right: int, bottom_left: int, bottom_right: int) -> Run:
    """The character that shows four quadrants without colour: whole cells may be shaded."""
    quarters = (top_left, top_right, bottom_left, bottom_right)
    bits = sum(1 << place for place, quarter in enumerate(quarters) if quarter)
    if not bits:
        return " ", Role.NONE, Role.NONE
    one = Role(top_left) if len(set(quarters)) == 1 else Role.BODY
    return SHADES.get(one, QUADRANTS[bits]), Role.BODY, Role.NONE
