"""Quadrants into characters: what a cell shows, in two roles or without colour."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache


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


Run = tuple[str, Role, Role]
"""Text, the role of its ink and the role behind it."""
Frame = tuple[tuple[Run, ...], ...]
"""Rows of runs; two equal frames look the same."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By bits: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""
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


def runs(
    upper: bytearray, lower: bytearray, width: int, draw: Callable[[int, int, int, int], Run]
) -> tuple[Run, ...]:
    """One row of cells, from the roles of its upper and lower quadrants."""
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
