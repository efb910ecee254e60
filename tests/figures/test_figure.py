"""A framed figure: framing, stills, breathing and props."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.figures.body.muscles import MUSCLES, muscle_patches
from runcoach.figures.drawing.cells import CellRole, Frame
from runcoach.figures.drawing.flesh import Camera, body_shapes
from runcoach.figures.drawing.held_loads import GRIPS, HELD_KINDS
from runcoach.figures.drawing.marks import TempoNote
from runcoach.figures.drawing.props import (
    STANDING_SIZES,
    Prop,
    prop_extent,
    prop_shapes,
    solid_rectangles,
)
from runcoach.figures.drawing.raster import Canvas, rasterize
from runcoach.figures.figure import BREATH_S, RING_S, Figure, Working, draw_stills, frame_figure
from runcoach.figures.motion.motion import Motion, MotionScript, NamedPose, build_motion
from runcoach.figures.pose.inverse_kinematics import solve_pose
from runcoach.figures.pose.resolve import resolve_pose
from runcoach.figures.pose.sketch import Sketch
from runcoach.figures.pose.transforms import shift_pose

STAND = resolve_pose(Sketch(feet=(0, 0), legs=(0, 0)), 0.0)
SQUAT = resolve_pose(Sketch(feet=(0, 0), hips=(-0.2, 0.28), lean=40, arms=(120, 8)), 0.0)
MOVING = build_motion(
    MotionScript((("low", 3.0), ("high", 2.0))), {"low": NamedPose(SQUAT), "high": NamedPose(STAND)}
)
REPS = Figure(MOVING, patches=muscle_patches(("quads", "glutes")), end=3.0)
HOLD = Figure(Motion(MOVING.keys[:1], (0.0,), once=True), breathes=True)


def lines(frame: Frame) -> list[str]:
    return ["".join(text for text, _, _ in row) for row in frame]


@pytest.mark.parametrize("size", [(16, 7), (24, 10), (40, 18), (41, 17), (90, 40), (4, 3)])
@pytest.mark.parametrize("plain", [False, True])
def test_any_size_is_filled_exactly(size: tuple[int, int], plain: bool) -> None:
    width, height = size
    for side in ("left", "right"):
        rows = lines(frame_figure(REPS, width, height, side, plain=plain).frame(1.0))
        assert [len(row) for row in rows] == [width] * height
        assert any(row.strip() for row in rows[:-1])


def test_only_equal_moments_have_equal_frames() -> None:
    framed = frame_figure(REPS, 40, 18)
    assert framed.frame(1.0) == framed.frame(6.0)
    assert hash(framed.frame(1.0)) == hash(framed.frame(6.0))
    assert framed.frame(0.0) != framed.frame(3.0)


def test_a_movement_is_framed_as_a_whole() -> None:
    framed = frame_figure(REPS, 40, 18)
    assert not any(row.strip() for row in lines(framed.frame(3.0))[:5])
    assert lines(framed.frame(0.0))[framed.blank_rows + 1].strip()


def test_blank_rows_are_blank_at_every_moment() -> None:
    framed = frame_figure(HOLD, 10, 30)
    assert framed.blank_rows > 5
    for moment in (0.0, BREATH_S / 2):
        assert not any(row.strip() for row in lines(framed.frame(moment))[: framed.blank_rows])


def test_stills_show_the_start_beside_the_end() -> None:
    rows = lines(draw_stills(REPS, 40, 14))
    left, right = [row[:19] for row in rows], [row[21:] for row in rows]
    assert left != right
    assert left[2].strip()
    assert not right[2].strip()
    turned = lines(draw_stills(REPS, 40, 14, "left"))
    assert [len(row) for row in turned] == [40] * 14
    assert turned[2][:19].strip()
    assert not turned[2][21:].strip()


def test_the_working_side_is_towards_the_viewer() -> None:
    """A figure that faces right shows its right side, one that faces left its left."""
    for side, faces_right in (("right", True), ("left", False)):
        low = lines(frame_figure(REPS, 40, 18, side).frame(3.0))
        columns = [x for row in low[:-1] for x, character in enumerate(row) if character != " "]
        hands = max(columns) if faces_right else 39 - min(columns)
        assert hands > 26


def test_stills_of_a_hold_are_one_picture() -> None:
    assert draw_stills(HOLD, 40, 18) == frame_figure(HOLD, 40, 18).frame(0.0)


def test_a_hold_breathes_and_moves_no_joint() -> None:
    framed = frame_figure(HOLD, 40, 18)
    assert framed.frame(0.0) != framed.frame(BREATH_S / 2)
    assert HOLD.body(0.0) == HOLD.body(BREATH_S / 2)
    assert HOLD.rep_s == 0.0


def test_a_ring_fills_beside_a_hold_where_there_is_room() -> None:
    framed = frame_figure(HOLD, 40, 18)
    filled = [
        sum(
            len(text)
            for row in framed.frame(moment)
            for text, ink, _ in row
            if ink is CellRole.MARK
        )
        for moment in (0.0, RING_S / 3, RING_S * 0.66, RING_S * 0.99)
    ]
    assert filled == sorted(set(filled))
    assert frame_figure(REPS, 40, 18).ring is None
    assert frame_figure(HOLD, 16, 7).ring is None


def test_the_tempo_is_noted_on_the_ground() -> None:
    notes = (TempoNote(3.0, "3 s down"), TempoNote(5.0, ""))
    framed = frame_figure(replace(REPS, notes=notes), 40, 18, "left")
    during, after = framed.frame(1.0), framed.frame(4.0)
    assert lines(during)[-1].startswith("▀ 3 s down ▀")
    assert lines(after)[-1] == "▀" * 40
    assert "down" not in lines(frame_figure(replace(REPS, notes=notes), 11, 7).frame(1.0))[-1]


@pytest.mark.parametrize("size", [(40, 18), (24, 10)])
def test_a_head_keeps_its_face_while_it_moves(size: tuple[int, int]) -> None:
    """A body that only shifts shows the same hair and face at every place."""
    seen = set()
    for step in range(12):
        moved = solve_pose(shift_pose(STAND, step * 0.007))
        shapes = body_shapes(moved, Camera.beside(13.0), (), 0.0)
        frame = rasterize(shapes, Canvas(*size, size[1] * 1.8, -0.6), False, False)
        head = (CellRole.HAIR, CellRole.FACE)
        seen.add(sum(len(text) for row in frame for text, ink, _ in row if ink in head))
    assert len(seen) <= 3


def test_a_name_stands_for_its_muscles() -> None:
    assert {patch.bone for patch in muscle_patches(("legs", "quads"))} == {"thigh", "shin"}
    assert muscle_patches(("a muscle nobody knows",)) == ()


@pytest.mark.parametrize(
    ("working", "coloured"),
    [(Working.BOTH, [2, 2]), (Working.NEAR, [1, 1]), (Working.TURNS, [1, 1])],
)
def test_only_working_limbs_have_colour(working: Working, coloured: list[int]) -> None:
    twice = Motion(MOVING.keys, MOVING.times, reps=2)
    figure = Figure(twice, patches=muscle_patches(("tibialis",)), working=working)
    muscle = {CellRole.MUSCLE, CellRole.FAR_MUSCLE}
    found = [
        [shape.role for shape in figure.shapes(moment) if shape.role in muscle]
        for moment in (0.0, 4.9)
    ]
    assert [len(roles) for roles in found] == coloured
    assert (found[0] == found[1]) is (working is not Working.TURNS)


@pytest.mark.parametrize("name", MUSCLES)
def test_every_muscle_is_drawn_in_its_colour(name: str) -> None:
    figure = Figure(MOVING, patches=muscle_patches((name,)))
    inks = {shape.role for moment in (0.0, 3.0) for shape in figure.shapes(moment)}
    assert CellRole.MUSCLE in inks


CAMERA = Camera.beside(13.0)


@pytest.mark.parametrize("kind", HELD_KINDS)
@pytest.mark.parametrize("grip", GRIPS)
def test_a_held_object_is_near_the_body(kind: str, grip: str) -> None:
    body = REPS.body(1.0)
    prop = Prop(kind, held=grip)
    drawn = list(prop_shapes(prop, body, CAMERA, 0.3))
    assert drawn
    assert all(-1.2 < shape.x0 < 1.2 for shape in drawn if hasattr(shape, "x0"))
    assert prop_extent(prop) is None
    assert solid_rectangles(prop) == ()


@pytest.mark.parametrize("kind", STANDING_SIZES)
def test_a_standing_object_is_drawn_in_its_place(kind: str) -> None:
    prop = Prop(kind, at=(0.5, 0.0))
    whole = prop_extent(prop)
    assert whole is not None
    assert list(prop_shapes(prop, REPS.body(0.0), CAMERA, 0.0))
    for left, bottom, right, top in solid_rectangles(prop):
        assert whole[0] <= left < right <= whole[2]
        assert whole[1] <= bottom < top <= whole[3]


def test_a_rope_goes_round_with_the_cycle() -> None:
    rope, body = Prop("rope"), REPS.body(0.0)
    below, above = (
        min(shape.y1 for shape in prop_shapes(rope, body, CAMERA, share) if hasattr(shape, "y1"))
        for share in (0.0, 0.5)
    )
    assert below == pytest.approx(0.0, abs=0.05)
    assert above > 0.4
