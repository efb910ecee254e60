"""Numerals: heavy, round digits and a few signs, drawn at any size.

All digits of one size are equally wide, so that a clock does not move while it counts.
"""

import math
from collections.abc import Callable, Sequence

from runcoach.ui.big_type.fills import Fill, outline_dots, stripe_dots
from runcoach.ui.big_type.quadrants import DotRows, row_of, to_blocks
from runcoach.ui.big_type.strokes import Box, Disc, Pen, PenStroke, Ring, Slant

SIGNS = ":/-+ "
"""The characters that can be drawn besides the ten digits; the space is as wide as a digit."""

LEAST_ROWS = 3
"""The height of the smallest numerals, in rows of cells."""

_LEAST_OUTLINED = 3  # The thinnest stroke, in dots down, that has an inside to leave empty.


def natural_cells(rows: int) -> int:
    """The width of a digit with the space beside it, in cells, for a height in rows."""
    return max(4, round(rows * 1.38))


def least_cells(rows: int) -> int:
    """The least width of a digit with the space beside it, in cells."""
    return max(3, round(rows * 1.05))


def character_cells(character: str, cells: int, rows: int) -> int:
    """The width of a character, in cells, where a digit takes `cells`."""
    if character == ":":
        stem = _pen(2 * cells, 2 * rows, Fill.SOLID).across
        return max(2, math.ceil((stem + _gap(rows) + 1) / 2))
    if character == "-":
        return max(3, round(cells * 0.7))
    return cells


def draw_character(character: str, cells: int, rows: int, fill: Fill) -> tuple[str, ...]:
    """Draw one character as rows of blocks, each `advance(character, cells, rows)` wide.

    Args:
        character: A digit or one of `SIGNS`.
        cells: The width of a digit with the space beside it, `least_cells(rows)` or more.
        rows: The height, `LEAST_ROWS` or more.
        fill: How the inside is drawn.

    Raises:
        KeyError: The character is neither a digit nor a sign.
    """
    total = 2 * character_cells(character, cells, rows)
    width, height = total - _gap(rows), 2 * rows
    pen = _pen(2 * cells - _gap(rows), height, fill)
    left = _gap(rows) // 2
    strokes = _STROKES[character](width, height, pen)
    ink = [_row(strokes, y, width, pen) for y in range(height)]
    if character == "9":
        ink = [line[::-1] for line in ink[::-1]]
    before, after = (False,) * left, (False,) * (total - width - left)
    solid = tuple((*before, *line, *after) for line in ink)
    return to_blocks(_filled(solid, fill, pen))


def _row(strokes: Sequence[PenStroke], y: int, width: int, pen: Pen) -> tuple[bool, ...]:
    dots = 0
    for stroke in strokes:
        dots |= stroke.ink(y + 0.5, pen)
    return row_of(dots, width)


def _gap(rows: int) -> int:
    """The space between two digits, in dots."""
    return max(1, round(rows * 0.34))


def _pen(width: int, height: int, fill: Fill) -> Pen:
    """The heaviest pen that leaves the counters open, and an outline an inside."""
    if fill is Fill.OUTLINED:
        down = int(height * 0.215)
        if down < _LEAST_OUTLINED:
            return Pen(2 if height > 8 else 1, 1)
        return Pen(min(max(2 * down, round(height * 0.345)), round(width * 0.36)), down)
    down = round(height * 0.165)
    return Pen(max(2, min(max(2 * down, round(height * 0.345)), round(width * 0.32))), down)


def _filled(solid: DotRows, fill: Fill, pen: Pen) -> DotRows:
    if fill is Fill.OUTLINED and pen.down >= _LEAST_OUTLINED:
        return outline_dots(solid, max(1, min(pen.down // 3, round(len(solid) / 17))))
    return stripe_dots(solid) if fill is Fill.STRIPED else solid


def _zero(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    return (Ring(Box(0, 0, width, height), height * 0.36),)


def _one(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    flag = round(width * 0.27)
    stem = (width - pen.across + flag) // 2
    left, right = stem - flag, stem + pen.across
    slope = 0.56  # About a half in dots, 45 degrees as seen: a dot is twice as high as wide.
    drop = pen.down / 2 + (flag + pen.across / 2) * slope
    return (
        Box(stem, 0, right, height),
        Slant(
            stem + pen.across / 2,
            pen.down / 2,
            left - pen.across,
            drop + pen.across * slope,
            Box(left, 0, right, round(drop + pen.down * 0.6)),
        ),
    )


def _two(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    middle = width / 2
    bowl = round(height * 0.6)
    end_x, end_y = pen.across * 0.55, height - pen.down * 0.6
    # The slant is tangent to the bowl; computed where the bowl is a unit circle.
    reach_x, reach_y = (width - pen.across) / 2, (bowl - pen.down) / 2
    from_x, from_y = (end_x - middle) / reach_x, (end_y - bowl / 2) / reach_y
    angle = math.atan2(from_y, from_x) - math.acos(1 / math.hypot(from_x, from_y))
    start_x = middle + reach_x * math.cos(angle)
    start_y = bowl / 2 + reach_y * math.sin(angle)
    return (
        Ring(
            Box(0, 0, width, bowl),
            bowl / 2,
            (
                Box(0, max(bowl / 2, _terminal(height, pen)), middle, bowl),
                Box(middle, start_y, width, bowl),
                Box(middle, bowl - pen.down, start_x, bowl),
            ),
        ),
        Slant(start_x, start_y, end_x, end_y, Box(0, 0, width, height)),
        Box(0, height - pen.down, width, height),
    )


def _three(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    middle = width / 2
    waist = _waist(height, pen)
    upper = Box(width * 0.02, 0, width - round(width * 0.04), waist + pen.down)
    lower = Box(0, waist, width, height)
    return (
        Ring(
            upper,
            (upper.bottom - upper.top) / 2,
            (Box(0, max(_terminal(height, pen), upper.bottom * 0.45), middle, height),),
        ),
        Ring(
            lower,
            (lower.bottom - lower.top) / 2,
            (Box(0, 0, middle, min(height - _terminal(height, pen), (waist + height) / 2)),),
        ),
        Box(round(width * 0.3), waist, middle + 1, waist + pen.down),
    )


def _four(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    stem = width - pen.across - round(width * 0.12)
    bar = round(height * 0.64)
    return (
        Box(stem, 0, stem + pen.across, height),
        Box(0, bar, width, bar + pen.down),
        Slant(
            stem + pen.across * 0.2,
            0,
            pen.across * 0.45,
            bar + pen.down * 0.5,
            Box(0, 0, stem + pen.across, bar + pen.down),
        ),
    )


def _five(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    middle = width / 2
    top = round(height * 0.36)
    stem = round(width * 0.04)
    bowl = Box(0, top, width, height)
    end = min(height - _terminal(height, pen), round(height * 0.7))
    return (
        Box(stem, 0, width - stem, pen.down),
        Box(stem, 0, stem + pen.across, top + pen.down),
        Ring(bowl, (height - top) / 2, (Box(0, top + pen.down, middle, end),)),
    )


def _six(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    middle = width / 2
    top = round(height * 0.37)
    bend = (height - top) / 2
    end = _terminal(height, pen)
    if end > pen.down:
        end = max(end, min(height // 4, top - round(height * 0.13)))
    return (
        Ring(Box(0, 0, width, height), bend, (Box(middle, end, width, height),)),
        Ring(Box(0, top, width, height), bend),
    )


def _seven(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    return (
        Box(0, 0, width, pen.down),
        Slant(
            width - pen.across * 0.5,
            pen.down / 2,
            width * 0.2,
            height + pen.down,
            Box(0, 0, width, height),
        ),
    )


def _eight(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    waist = _waist(height, pen)
    inset = round(width * 0.04)
    return (
        Ring(Box(inset, 0, width - inset, waist + pen.down), (waist + pen.down) / 2),
        Ring(Box(0, waist, width, height), (height - waist) / 2),
    )


def _terminal(height: int, pen: Pen) -> int:
    """The least height of the end of an open bowl: a dot below the stroke if it stays open."""
    return pen.down + (height > 10)


def _waist(height: int, pen: Pen) -> int:
    """The top of the stroke between the two bowls of 3 and 8; the lower bowl is the larger."""
    return (height - pen.down) // 2 - (height > 24)


def _colon(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    tall = max(1, round(width / 2), pen.down)
    upper = round(height * 0.31 - tall / 2)
    lower = height - upper - tall
    return (
        Disc(Box(0, upper, width, upper + tall)),
        Disc(Box(0, lower, width, lower + tall)),
    )


def _slash(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    inset = width * 0.12 + pen.across * 0.4
    return (Slant(width - inset, 0, inset, height, Box(0, 0, width, height)),)


def _minus(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    top = (height - pen.down) // 2
    return (Box(0, top, width, top + pen.down),)


def _plus(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    reach = round((width - pen.across) / 4) + pen.down / 2
    top = (height - pen.down) // 2
    left = (width - pen.across) // 2
    return (
        Box(left - 2 * reach + pen.down, top, left + pen.across + 2 * reach, top + pen.down),
        Box(left, top - reach, left + pen.across, top + pen.down + reach),
    )


def _space(width: int, height: int, pen: Pen) -> tuple[PenStroke, ...]:
    return ()


_STROKES: dict[str, Callable[[int, int, Pen], tuple[PenStroke, ...]]] = {
    "0": _zero,
    "1": _one,
    "2": _two,
    "3": _three,
    "4": _four,
    "5": _five,
    "6": _six,
    "7": _seven,
    "8": _eight,
    "9": _six,
    ":": _colon,
    "/": _slash,
    "-": _minus,
    "+": _plus,
    " ": _space,
}
