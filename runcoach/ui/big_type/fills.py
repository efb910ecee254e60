"""The fills of numerals: solid, outlined or striped, so that phases differ without colour."""

from enum import Enum

from runcoach.ui.big_type.quadrants import DotRows, bits_of, row_of


class Fill(Enum):
    """How the inside of numerals is drawn."""

    SOLID = "solid"
    """Work."""
    OUTLINED = "outlined"
    """Rest."""
    STRIPED = "striped"
    """Paused."""


def outline_dots(solid: DotRows, edge: int) -> DotRows:
    """Keep the dots of a shape that are within `edge` dot heights of its outside."""
    width = len(solid[0])
    rows = [bits_of(row) for row in solid]
    # A dot is deep inside if all dots in a circle around it are on.
    reach = {dy: int((4 * (edge**2 - dy**2)) ** 0.5) for dy in range(-edge, edge + 1)}
    inner = {across: [_inner(row, across) for row in rows] for across in set(reach.values())}
    edges = []
    for y, row in enumerate(rows):
        deep = row
        for dy, across in reach.items():
            deep &= inner[across][y + dy] if 0 <= y + dy < len(rows) else 0
        edges.append(row_of(row & ~deep, width))
    return tuple(edges)


def _inner(row: int, across: int) -> int:
    """The dots of a row that have `across` other dots on either side."""
    inner = row
    for step in range(1, across + 1):
        inner &= row << step & row >> step
    return inner


def stripe_dots(solid: DotRows) -> DotRows:
    """Cut horizontal gaps narrower than a stroke; if strokes are one dot thick, break them."""
    height = len(solid)
    if height <= _LEAST_STRIPED:
        return tuple(
            tuple(on and (x + 2 * y) % 4 != 3 for x, on in enumerate(row))
            for y, row in enumerate(solid)
        )
    period = max(2, round(height / 9))
    return tuple(
        tuple(on and y % period < (period + 1) // 2 for on in row) for y, row in enumerate(solid)
    )


_LEAST_STRIPED = 10  # At this height in dots and below, gaps would remove whole strokes.
