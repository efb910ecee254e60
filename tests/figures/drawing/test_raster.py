"""Shapes into cells."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.figures.drawing.cells import QUADRANTS, Role, cell, shade
from runcoach.figures.drawing.raster import Block, Canvas, Taper, drawn

CANVAS = Canvas(20, 9, 16.0, -0.625)
roles = st.sampled_from(list(Role))
MIRRORED = str.maketrans("▘▝▖▗▌▐▛▜▙▟▞▚", "▝▘▗▖▐▌▜▛▟▙▚▞")


@given(roles, roles, roles, roles)
def test_a_cell_never_invents_a_role_and_mirrors(a: Role, b: Role, c: Role, d: Role) -> None:
    character, ink, behind = cell(a, b, c, d)
    assert {ink, behind} <= {a, b, c, d, Role.NONE}
    assert character in QUADRANTS
    assert cell(b, a, d, c) == (character.translate(MIRRORED), ink, behind)


@given(roles, roles)
def test_two_roles_fill_a_cell_exactly(one: Role, two: Role) -> None:
    for quarters in product((one, two), repeat=4):
        character, ink, behind = cell(*quarters)
        bits = QUADRANTS.index(character)
        shown = tuple(ink if bits >> place & 1 else behind for place in range(4))
        if Role.NONE not in quarters or len(set(quarters)) == 1:
            assert shown == quarters
        else:
            assert [bool(role) for role in shown] == [bool(role) for role in quarters]


def text(shape: Taper | Block, flip: bool = False, plain: bool = False) -> list[str]:
    frame = drawn([shape], CANVAS, flip, plain)
    return ["".join(run[0] for run in row) for row in frame]


@given(
    st.floats(-0.5, 0.5), st.floats(0, 1), st.floats(0, 0.2),
    st.floats(-0.5, 0.5), st.floats(0, 1), st.floats(0, 0.2),
)  # fmt: skip
def test_any_limb_stays_inside_its_frame(
    x0: float, y0: float, r0: float, x1: float, y1: float, r1: float
) -> None:
    limb = Taper(0.0, Role.BODY, x0, y0, r0, x1, y1, r1)
    rows = text(limb)
    assert [len(row) for row in rows] == [20] * 9
    assert rows[-1] == "▀" * 20
    assert [row[::-1].translate(MIRRORED) for row in text(limb, flip=True)] == rows


def test_the_thinnest_limb_is_seen() -> None:
    rows = text(Taper(0.0, Role.BODY, 0.0, 0.0, 0.0, 0.0, 0.9, 0.0))
    assert all(row.strip() for row in rows[1:])


def test_nearer_shapes_cover_farther_ones() -> None:
    far = Block(-1.0, Role.PROP, -0.5, 0.0, 0.5, 0.5)
    near = Block(1.0, Role.BODY, -0.5, 0.0, 0.5, 0.5)
    for shapes in ([near, far], [far, near]):
        inks = {ink for row in drawn(shapes, CANVAS, False, False) for _, ink, _ in row}
        assert inks == {Role.BODY, Role.GROUND, Role.NONE}


@pytest.mark.parametrize(
    ("role", "shown"), [(Role.FAR, "▒"), (Role.MUSCLE, "▓"), (Role.BODY, "█"), (Role.NEAR, "█")]
)
def test_without_colour_depth_and_muscles_are_shaded(role: Role, shown: str) -> None:
    rows = text(Block(0.0, role, -0.5, 0.0, 0.5, 0.5), plain=True)
    assert shown * 10 in rows[-2]
    assert shade(0, 0, 0, 0)[0] == " "


def test_without_colour_a_gap_parts_an_arm_from_the_trunk() -> None:
    trunk = Block(0.0, Role.BODY, -0.4, 0.0, 0.4, 1.0)
    arm = Taper(1.0, Role.NEAR, 0.0, 0.2, 0.06, 0.0, 0.8, 0.06)
    plain = drawn([trunk, arm], CANVAS, False, True)
    middle = "".join(run[0] for run in plain[4]).strip()
    assert set(middle[1:-1]) != {"█"}
    assert set("".join(run[0] for run in drawn([trunk], CANVAS, False, True)[4]).strip()[1:-1]) == {
        "█"
    }
