"""Fills: how the inside of numerals is shown, so that phases differ without colour."""

from enum import Enum

from runcoach.ui.widgets.dots import DotRows


class Fill(Enum):
    """How the inside of numerals is shown."""

    SOLID = "solid"
    """Work."""
    OUTLINED = "outlined"
    """Rest."""
    STRIPED = "striped"
    """Paused."""


def contour(solid: DotRows, edge: int) -> DotRows:
    """Keep the dots of a shape that lie within `edge` dots' heights of its outside."""
    width = len(solid[0])
    empty = (0,) * width
    room = [_room(row) for row in solid]
    # A dot is deep inside if every row near it is on as far as a circle around it reaches.
    reach = [
        (dy, int((4 * (edge**2 - dy**2)) ** 0.5)) for dy in sorted(range(-edge, edge + 1), key=abs)
    ]

    def deep(y: int, x: int) -> bool:
        return all(
            (room[y + dy] if 0 <= y + dy < len(room) else empty)[x] > across for dy, across in reach
        )

    return tuple(
        tuple(on and not deep(y, x) for x, on in enumerate(row)) for y, row in enumerate(solid)
    )


def _room(row: tuple[bool, ...]) -> tuple[int, ...]:
    """How far each dot of a row is from the nearest empty one, in dots; 0 if it is empty."""

    def runs(dots: tuple[bool, ...]) -> list[int]:
        run, result = 0, []
        for on in dots:
            run = run + 1 if on else 0
            result.append(run)
        return result

    return tuple(map(min, runs(row), runs(row[::-1])[::-1]))


def striped(solid: DotRows) -> DotRows:
    """Leave level gaps narrower than a stroke; where strokes are a dot thick, break them."""
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


_LEAST_STRIPED = 10  # At this height in dots and below, level gaps would eat whole strokes.
