"""A slanted stroke covers the dots within half a pen of its middle line, and no others."""

from math import ceil

from hypothesis import assume, given
from hypothesis import strategies as st

from runcoach.ui.big_type.strokes import Box, Pen, Slant

NEAR = 1e-6
"""On the very edge either will do."""
PLACE = st.floats(-5, 40) | st.integers(0, 30).map(float)


def off(slant: Slant, pen: Pen, column: int, y: float) -> float:
    """How many pens a dot's middle is from the middle line."""
    along = ((slant.to_x - slant.from_x) / pen.across, (slant.to_y - slant.from_y) / pen.down)
    at = ((column + 0.5 - slant.from_x) / pen.across, (y - slant.from_y) / pen.down)
    length = along[0] ** 2 + along[1] ** 2
    share = min(1.0, max(0.0, (at[0] * along[0] + at[1] * along[1]) / length))
    return ((at[0] - share * along[0]) ** 2 + (at[1] - share * along[1]) ** 2) ** 0.5


@given(
    st.tuples(PLACE, PLACE, PLACE, PLACE),
    st.integers(1, 9),
    st.integers(1, 6),
    st.floats(-3, 10),
    st.floats(5, 45),
    st.integers(0, 50),
)
def test_a_slant_covers_what_is_within_half_a_pen(
    ends: tuple[float, ...], across: int, down: int, left: float, right: float, row: int
) -> None:
    assume(abs(ends[0] - ends[2]) > 1e-3 or abs(ends[1] - ends[3]) > 1e-3)
    slant, pen, y = Slant(*ends, Box(left, 5, right, 45)), Pen(across, down), row + 0.5  # type: ignore[call-arg]
    inked = slant.ink(y, pen)
    inside = range(max(0, ceil(left - 0.5)), max(0, ceil(right - 0.5))) if 5 <= y < 45 else range(0)
    for column in range(64):
        on, away = bool(inked >> column & 1), off(slant, pen, column, y)
        if column not in inside or away > 0.5 + NEAR:
            assert not on, column
        elif away < 0.5 - NEAR:
            assert on, column
