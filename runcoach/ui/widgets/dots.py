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
    the opposite ones do not (the Scale2x rule).
    """
    height = len(rows)

    def at(y: int, x: int) -> bool:
        return 0 <= y < height and 0 <= x < len(rows[y]) and rows[y][x]

    result: list[tuple[bool, ...]] = []
    for y, row in enumerate(rows):
        upper: list[bool] = []
        lower: list[bool] = []
        for x, own in enumerate(row):
            up, down, left, right = at(y - 1, x), at(y + 1, x), at(y, x - 1), at(y, x + 1)
            if up == down or left == right:
                upper += (own, own)
                lower += (own, own)
            else:
                upper += (up if left == up else own, up if right == up else own)
                lower += (down if left == down else own, down if right == down else own)
        result += (tuple(upper), tuple(lower))
    return tuple(result)
