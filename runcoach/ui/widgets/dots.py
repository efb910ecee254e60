"""Dots: the 2 by 2 quadrants of a cell, and the blocks that show them.

A dot is about half as wide as it is tall, since a cell is about twice as tall as wide.
"""

from collections.abc import Sequence

DotRows = tuple[tuple[bool, ...], ...]
"""Rows of dots from the top, all of one length."""

# Indexed by upper left 1 + upper right 2 + lower left 4 + lower right 8.
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def blocks(rows: Sequence[Sequence[bool]]) -> tuple[str, ...]:
    """Show rows of dots as rows of quadrant blocks.

    An odd last row or column is completed with empty dots, so n rows of m dots become
    ceil(n / 2) strings of ceil(m / 2) characters.
    """
    shown = []
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
        shown.append("".join(line))
    return tuple(shown)


def doubled(rows: Sequence[Sequence[bool]]) -> DotRows:
    """Show every dot as 2 by 2 dots, with the stairs of curves and slants smoothed.

    Each quarter of a dot takes the colour of its two outer neighbours where these agree and
    the opposite ones do not (the Scale2x rule), save at the square end of a stroke.
    """
    height = len(rows)

    def at(y: int, x: int) -> bool:
        return 0 <= y < height and 0 <= x < len(rows[y]) and rows[y][x]

    def quarter(y: int, x: int, dy: int, dx: int) -> bool:
        own, above, beside = at(y, x), at(y + dy, x), at(y, x + dx)
        if above != beside or above == at(y - dy, x) or beside == at(y, x - dx):
            return own
        square_end = own and not at(y + dy, x - dx) and not at(y - dy, x + dx)
        return own if square_end else above

    return tuple(
        tuple(quarter(y, x, dy, dx) for x in range(len(row)) for dx in (-1, 1))
        for y, row in enumerate(rows)
        for dy in (-1, 1)
    )
