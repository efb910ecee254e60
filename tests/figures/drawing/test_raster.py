"""Rasterizing shapes into cells."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.figures.drawing.cells import QUADRANTS, CellRole, pick_cell, shade_cell
from runcoach.figures.drawing.raster import Canvas, RasterBlock, Taper, rasterize

CANVAS = Canvas(20, 9, 16.0, -0.625)
roles = st.sampled_from(list(CellRole))
MIRRORED = str.maketrans("▘▝▖▗▌▐▛▜▙▟▞▚", "▝▘▗▖▐▌▜▛▟▙▚▞")


@given(roles, roles, roles, roles)
def test_a_cell_never_invents_a_role_and_mirrors(
    a: CellRole, b: CellRole, c: CellRole, d: CellRole
) -> None:
    character, ink, behind = pick_cell(a, b, c, d)
    assert {ink, behind} <= {a, b, c, d, CellRole.NONE}
    assert character in QUADRANTS
    assert pick_cell(b, a, d, c) == (character.translate(MIRRORED), ink, behind)


@given(roles, roles)
def test_two_roles_fill_a_cell_exactly(one: CellRole, two: CellRole) -> None:
    for quarters in product((one, two), repeat=4):
        character, ink, behind = pick_cell(*quarters)
        bits = QUADRANTS.index(character)
        shown = tuple(ink if bits >> place & 1 else behind for place in range(4))
        if CellRole.NONE not in quarters or len(set(quarters)) == 1:
            assert shown == quarters
        else:
            assert [bool(role) for role in shown] == [bool(role) for role in quarters]


def text(shape: Taper | RasterBlock, flip: bool = False, plain: bool = False) -> list[str]:
    frame = rasterize([shape], CANVAS, flip, plain)
    return ["".join(run[0] for run in row) for row in frame]


@given(
    st.floats(-0.5, 0.5), st.floats(0, 1), st.floats(0, 0.2),
    st.floats(-0.5, 0.5), st.floats(0, 1), st.floats(0, 0.2),
)  # fmt: skip
def test_any_limb_stays_inside_its_frame(
    x0: float, y0: float, r0: float, x1: float, y1: float, r1: float
) -> None:
    limb = Taper(0.0, CellRole.BODY, x0, y0, r0, x1, y1, r1)
    rows = text(limb)
    assert [len(row) for row in rows] == [20] * 9
    assert rows[-1] == "▀" * 20
    assert [row[::-1].translate(MIRRORED) for row in text(limb, flip=True)] == rows


def test_the_thinnest_limb_is_seen() -> None:
    rows = text(Taper(0.0, CellRole.BODY, 0.0, 0.0, 0.0, 0.0, 0.9, 0.0))
    assert all(row.strip() for row in rows[1:])


def test_nearer_shapes_cover_farther_ones() -> None:
    far = RasterBlock(-1.0, CellRole.PROP, -0.5, 0.0, 0.5, 0.5)
    near = RasterBlock(1.0, CellRole.BODY, -0.5, 0.0, 0.5, 0.5)
    for shapes in ([near, far], [far, near]):
        inks = {ink for row in rasterize(shapes, CANVAS, False, False) for _, ink, _ in row}
        assert inks == {CellRole.BODY, CellRole.GROUND, CellRole.NONE}


@pytest.mark.parametrize(
    ("role", "shown"),
    [(CellRole.FAR, "▒"), (CellRole.MUSCLE, "▓"), (CellRole.BODY, "█"), (CellRole.NEAR, "█")],
)
def test_without_colour_depth_and_muscles_are_shaded(role: CellRole, shown: str) -> None:
    rows = text(RasterBlock(0.0, role, -0.5, 0.0, 0.5, 0.5), plain=True)
    assert shown * 10 in rows[-2]
    assert shade_cell(0, 0, 0, 0)[0] == " "


def test_without_colour_a_gap_separates_an_arm_from_the_trunk() -> None:
    trunk = RasterBlock(0.0, CellRole.BODY, -0.4, 0.0, 0.4, 1.0)
    arm = Taper(1.0, CellRole.NEAR, 0.0, 0.2, 0.06, 0.0, 0.8, 0.06)
    plain = rasterize([trunk, arm], CANVAS, False, True)
    middle = "".join(run[0] for run in plain[4]).strip()
    assert set(middle[1:-1]) != {"█"}
    assert set(
        "".join(run[0] for run in rasterize([trunk], CANVAS, False, True)[4]).strip()[1:-1]
    ) == {"█"}
