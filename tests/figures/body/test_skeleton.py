"""Limbs of fixed length, set by angles or solved to a point."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runcoach.figures.body.skeleton import (
    LEG,
    SHIN,
    STRAIGHT,
    THIGH,
    LimbAngles,
    limb_from_angles,
    limb_to_point,
    roll_about_line,
    trunk_axes,
)
from runcoach.figures.geometry import Vec, dot, length, minus, slerp, unit

degrees = st.floats(-180, 180)
signs = st.sampled_from([1.0, -1.0])
HIP: Vec = (0.1, 0.5, 0.05)


@given(degrees, st.floats(-80, 80), st.floats(-120, 120))
def test_the_trunk_axes_are_orthogonal_and_right_handed(
    turn: float, tilt: float, lean: float
) -> None:
    forward, up, near = trunk_axes(turn, tilt, lean)
    for one, two in ((forward, up), (up, near), (near, forward)):
        assert dot(one, two) == pytest.approx(0.0, abs=1e-9)
        assert length(one) == pytest.approx(1.0)
    crossed = (
        forward[1] * up[2] - forward[2] * up[1],
        forward[2] * up[0] - forward[0] * up[2],
        forward[0] * up[1] - forward[1] * up[0],
    )
    assert crossed == pytest.approx(near, abs=1e-9)


def test_leaning_forward_lies_face_down_with_the_head_to_the_right() -> None:
    forward, up, _ = trunk_axes(0.0, 0.0, 90.0)
    assert up == pytest.approx((1, 0, 0), abs=1e-9)
    assert forward == pytest.approx((0, -1, 0), abs=1e-9)


@given(
    st.tuples(*[st.floats(-0.3, 0.3)] * 3).filter(lambda v: 0.05 < length(v) < LEG * 0.99),
    signs,
    st.floats(-60, 60),
    st.booleans(),
)
@example((0.0, 1.681561492757229e-06, 0.25), 1.0, 0.0, False)
def test_a_limb_reaches_its_point_and_keeps_its_lengths(
    way: Vec, sign: float, roll: float, knee: bool
) -> None:
    goal = (HIP[0] + way[0], HIP[1] + way[1], HIP[2] + way[2])
    axes = trunk_axes(0.0, 0.0, 20.0)
    middle, end, fold = limb_to_point(HIP, axes, sign, goal, roll, THIGH, SHIN, knee)
    assert length(minus(end, goal)) < 1e-6
    assert length(minus(middle, HIP)) == pytest.approx(THIGH)
    assert length(minus(end, middle)) == pytest.approx(SHIN)
    assert dot(minus(end, middle), fold) > -1e-6


def test_a_point_out_of_reach_is_approached_without_a_snap() -> None:
    axes = trunk_axes(0.0, 0.0, 0.0)
    middle, end, _ = limb_to_point(HIP, axes, 1.0, (0.1, -1.0, 0.05), 0.0, THIGH, SHIN, True)
    assert length(minus(end, HIP)) == pytest.approx(LEG * STRAIGHT)
    assert length(minus(middle, HIP)) == pytest.approx(THIGH)


def test_knees_bend_forward_and_elbows_back() -> None:
    axes = trunk_axes(0.0, 0.0, 0.0)
    below = (HIP[0], HIP[1] - 0.35, HIP[2])
    knee, _, _ = limb_to_point(HIP, axes, 1.0, below, 0.0, THIGH, SHIN, True)
    elbow, _, _ = limb_to_point(HIP, axes, 1.0, below, 0.0, THIGH, SHIN, False)
    assert knee[0] > HIP[0] + 0.1
    assert elbow[0] < HIP[0] - 0.1


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_roll_takes_the_knee_outwards_on_both_sides(sign: float) -> None:
    axes = trunk_axes(0.0, 0.0, 0.0)
    below = (HIP[0], HIP[1] - 0.35, HIP[2])
    knee, _, _ = limb_to_point(HIP, axes, sign, below, 40.0, THIGH, SHIN, True)
    assert (knee[2] - HIP[2]) * sign > 0.05


@given(
    st.floats(-60, 120),
    st.floats(5, 140),
    st.floats(-60, 60),
    st.floats(-80, 80),
    signs,
    st.booleans(),
)
def test_end_and_roll_reproduce_a_limb_set_by_angles(
    flex: float, bend: float, spread: float, roll: float, sign: float, knee: bool
) -> None:
    axes = trunk_axes(30.0, 10.0, 25.0)
    angles = LimbAngles(flex, bend, spread, roll)
    middle, end, _ = limb_from_angles(HIP, axes, sign, angles, THIGH, SHIN, knee)
    about = roll_about_line(axes, sign, HIP, middle, end, knee)
    again, _, _ = limb_to_point(HIP, axes, sign, end, about, THIGH, SHIN, knee)
    assert length(minus(again, middle)) < 0.005


@given(degrees, degrees, st.floats(0, 1))
def test_a_swing_keeps_its_distance(start: float, end: float, share: float) -> None:
    one = (math.cos(math.radians(start)), math.sin(math.radians(start)), 0.0)
    two = (math.cos(math.radians(end)), math.sin(math.radians(end)), 0.0)
    if dot(unit(one), unit(two)) > -0.99:
        assert length(slerp(one, two, share)) == pytest.approx(1.0, abs=1e-4)
