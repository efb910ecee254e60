"""Rows of dots as characters: a cell has 2 by 2 dots, drawn with quadrant blocks.

A dot is about half as wide as high, since a cell is about twice as high as wide.
"""

from collections.abc import Sequence

DotRows = tuple[tuple[bool, ...], ...]
"""Rows of dots from the top, all of one length."""

# Indexed by upper left 1 + upper right 2 + lower left 4 + lower right 8.
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def to_blocks(rows: Sequence[Sequence[bool]]) -> tuple[str, ...]:
    """Draw rows of dots as rows of quadrant blocks.

    An odd last row or column is completed with empty dots, so n rows of m dots become
    ceil(n / 2) strings of ceil(m / 2) characters.
    """
    lines = []
    for top in range(0, len(rows), 2):
        upper = rows[top]
        lower = rows[top + 1] if top + 1 < len(rows) else (False,) * len(upper)
        line = []
        for left in range(0, len(upper), 2):
            right = left + 1
            beside = right < len(upper)
            line.append(
                _BLOCKS[
                    upper[left]
                    + 2 * (beside and upper[right])
                    + 4 * lower[left]
                    + 8 * (beside and lower[right])
                ]
            )
        lines.append("".join(line))
    return tuple(lines)


def row_of(bits: int, width: int) -> tuple[bool, ...]:
    """A row whose first dot is the lowest bit."""
    return tuple(map("1".__eq__, reversed(f"{bits & (1 << width) - 1:0{width}b}"))) if width else ()


def bits_of(row: Sequence[bool]) -> int:
    """The bits of a row: the inverse of `row_of`."""
    return int("".join("1" if on else "0" for on in reversed(row)) or "0", 2)


def double_dots(rows: Sequence[Sequence[bool]]) -> DotRows:
    """Draw every dot as 2 by 2 dots, with the steps of curves and slants smoothed.

    Each quarter of a dot takes the colour of its two outer neighbours if these agree and the
    opposite ones do not (the Scale2x rule), except at the square end of a stroke.
    """
    width = max(map(len, rows), default=0)
    blank = (False,) * (width + 2)
    framed = [(False, *row, *(False,) * (width + 1 - len(row))) for row in rows]
    out: list[tuple[bool, ...]] = []
    for y, row in enumerate(rows):
        own, over, under = framed[y], framed[y - 1] if y else blank, (*framed, blank)[y + 1]
        for above, below in ((over, under), (under, over)):
            line: list[bool] = []
            for x in range(1, len(row) + 1):
                for dx in (-1, 1):
                    dot, beside = own[x], own[x + dx]
                    if above[x] != beside or above[x] == below[x] or beside == own[x - dx]:
                        line.append(dot)
                        continue
                    square_end = dot and not above[x - dx] and not below[x + dx]
                    line.append(dot if square_end else above[x])
            out.append(tuple(line))
    return tuple(out)
