"""Characters for cells of four quadrants, in two roles or without colour."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache


class CellRole(IntEnum):
    """What a colour stands for; the theme has the colour. A higher role wins a tie in a cell."""

    NONE = 0
    GROUND = 1
    MAT = 2
    PROP_SHADE = 3
    PROP = 4
    FAR = 5
    FAR_MUSCLE = 6
    HAIR = 7
    BODY = 8
    MUSCLE = 9
    NEAR = 10
    LOAD = 11
    FACE = 12
    MARK = 13


CellRun = tuple[str, CellRole, CellRole]
"""Text, the role of its foreground and the role of its background."""
Frame = tuple[tuple[CellRun, ...], ...]
"""Rows of runs; frames that look the same are equal."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Indexed by bits: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""
_TONE = {
    CellRole.NONE: CellRole.NONE,
    CellRole.FAR: CellRole.FAR,
    CellRole.FAR_MUSCLE: CellRole.FAR,
    CellRole.PROP_SHADE: CellRole.FAR,
    CellRole.MAT: CellRole.FAR,
    CellRole.MUSCLE: CellRole.MUSCLE,
}
TONES = bytes(_TONE.get(CellRole(n), CellRole.BODY) if n < len(CellRole) else 0 for n in range(256))
"""The roles that remain distinct without colour, as a table for `bytes.translate`."""
SHADES = {CellRole.FAR: "▒", CellRole.MUSCLE: "▓"}


def join_cells(
    upper: bytearray, lower: bytearray, width: int, draw: Callable[[int, int, int, int], CellRun]
) -> tuple[CellRun, ...]:
    """Join one row of cells into runs.

    Args:
        upper: roles of the upper quadrants, two a cell.
        lower: roles of the lower quadrants, two a cell.
        width: in cells.
        draw: picks the character and roles of a cell from its four quadrants.
    """
    if not any(upper) and not any(lower):
        return ((" " * width, CellRole.NONE, CellRole.NONE),)
    runs: list[CellRun] = []
    text, ink, behind = "", CellRole.NONE, CellRole.NONE
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
def pick_cell(top_left: int, top_right: int, bottom_left: int, bottom_right: int) -> CellRun:
    """Pick the character and the two roles that show four quadrants best.

    A cell has two colours. If a quadrant is empty, the most frequent role takes all the others;
    if none is, the two most frequent roles stay. Ties go to the higher role, so that mirrored
    cells look alike.
    """
    quarters = (top_left, top_right, bottom_left, bottom_right)
    roles = sorted({q for q in quarters if q}, key=lambda q: (-quarters.count(q), -q))
    if not roles:
        return " ", CellRole.NONE, CellRole.NONE
    if 0 in quarters or len(roles) == 1:
        bits = sum(1 << place for place, quarter in enumerate(quarters) if quarter)
        return QUADRANTS[bits], CellRole(roles[0]), CellRole.NONE
    first, second = sorted(roles[:2], reverse=True)
    bits = sum(
        1 << place
        for place, quarter in enumerate(quarters)
        if quarter == first or (quarter != second and roles[0] == first)
    )
    if bits == 15:
        return QUADRANTS[15], CellRole(first), CellRole.NONE
    return QUADRANTS[bits], CellRole(first), CellRole(second)


@lru_cache(maxsize=1024)
def shade_cell(top_left: int, top_right: int, bottom_left: int, bottom_right: int) -> CellRun:
    """Pick the character that shows four quadrants without colour; full cells may be shaded."""
    quarters = (top_left, top_right, bottom_left, bottom_right)
    bits = sum(1 << place for place, quarter in enumerate(quarters) if quarter)
    if not bits:
        return " ", CellRole.NONE, CellRole.NONE
    one = CellRole(top_left) if len(set(quarters)) == 1 else CellRole.BODY
    return SHADES.get(one, QUADRANTS[bits]), CellRole.BODY, CellRole.NONE
