"""From key poses to the skeleton at any moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.figures.geometry import length, minus
from runcoach.figures.motion.interpolation import Ease
from runcoach.figures.motion.motion import MotionScript, NamedPose, build_motion
from runcoach.figures.pose.inverse_kinematics import solve_pose
from runcoach.figures.pose.pose import Pose
from runcoach.figures.pose.resolve import natural_nod, resolve_pose
from runcoach.figures.pose.sketch import Sketch, SketchError, overlay_sketch
from runcoach.figures.pose.transforms import mirror_pose

STAND = resolve_pose(Sketch(feet=(0, 0), legs=(0, 0)), 0.0)
LUNGE = resolve_pose(
    Sketch(near_foot=(0.56, 0), far_foot=(0, 0), far_heel=52, hips=(0.325, 0.3), lean=4), 0.0
)
STATIONS = {"high": NamedPose(STAND), "low": NamedPose(LUNGE)}
WALK = MotionScript((("low", 2), ("high", 2)), alternate=True, travel=0.56, turn_after=2)


@pytest.mark.parametrize("ease", Ease)
@given(share=st.floats(0, 1))
def test_an_ease_goes_from_none_to_all(ease: Ease, share: float) -> None:
    assert (ease.at(0.0), ease.at(1.0)) == (0.0, 1.0)
    assert 0.0 <= ease.at(share) <= 1.0


def test_walking_travels_turns_and_comes_back() -> None:
    walk = build_motion(WALK, STATIONS)
    assert (walk.reps, walk.period) == (4, 16)
    out = [walk.at(moment).hips[0] for moment in (0.0, 3.9, 7.0, 15.9)]
    assert out[0] == pytest.approx(0.0, abs=0.02)
    assert out[1] > 0.5
    assert out[2] > 1.0
    assert out[3] == pytest.approx(0.0, abs=0.03)
    assert walk.at(1.0).gaze[0] > 0.9
    assert walk.at(9.0).gaze[0] < -0.9


def test_the_other_leg_leads_every_second_step() -> None:
    walk = build_motion(WALK, STATIONS)
    first, second = walk.at(2.0), walk.at(6.0)
    assert first.near_leg.ball[0] > first.far_leg.ball[0]
    assert second.near_leg.ball[0] < second.far_leg.ball[0]


def test_a_pose_passed_on_the_way_is_reached_at_its_fraction() -> None:
    half = resolve_pose(Sketch(feet=(0, 0), hips=(-0.1, 0.4), lean=20), 0.0)
    course = MotionScript((("low", 2), ("high", 2)), via=(("low", (("half", 0.25),)),))
    moving = build_motion(course, STATIONS | {"half": NamedPose(half)})
    assert length(minus(moving.at(0.5).hips, solve_pose(half).hips)) < 1e-6


def test_a_step_lifts_the_foot_and_a_slide_does_not() -> None:
    for lift, most in ((0.05, 0.06), (0.0, 0.001)):
        moving = build_motion(
            MotionScript((("low", 2), ("high", 2))),
            {"high": NamedPose(STAND, lift=lift), "low": NamedPose(LUNGE, lift=lift)},
        )
        heights = [moving.at(moment / 10).near_leg.ball[1] for moment in range(40)]
        assert max(heights) <= most + 1e-6
        assert max(heights) >= lift * 0.9 - 1e-6


def test_a_tempo_phase_with_an_unknown_pose_is_named() -> None:
    with pytest.raises(SketchError, match="deep"):
        build_motion(MotionScript((("deep", 1), ("high", 1))), STATIONS)


@pytest.mark.parametrize("view", [0.0, 90.0])
def test_a_mirrored_pose_is_the_same_body_on_the_other_side(view: float) -> None:
    pose = resolve_pose(
        Sketch(near_foot=(0.1, 0), hips=(0.05, 0.45), tilt=8, far_leg=(20, 40, 10), side_bend=5),
        view,
    )
    body, other = solve_pose(pose), solve_pose(mirror_pose(pose, view))
    axis = 2 if view == 0.0 else 0
    for one, two in zip(body.near_leg[:6], other.far_leg[:6], strict=True):
        flipped = [-value if place == axis else value for place, value in enumerate(two)]
        assert one == pytest.approx(flipped, abs=1e-6)
    assert mirror_pose(mirror_pose(pose, view), view) == pose


def test_hips_yield_to_contacts() -> None:
    pose: Pose = resolve_pose(Sketch(feet=(0, 0), hips=(0.3, 0.9)), 0.0)
    body = solve_pose(pose)
    assert body.near_leg.ball[1] == pytest.approx(0.0, abs=0.002)
    assert body.hips[1] < 0.56


@given(st.floats(-120, 120), st.floats(-120, 120))
def test_the_heads_own_nod_is_gentle_and_continuous(one: float, two: float) -> None:
    assert abs(natural_nod(one)) <= 30
    assert abs(natural_nod(one) - natural_nod(two)) <= 3.0 * abs(one - two) + 1e-9


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        (Sketch(near_arm=(90, 0)), {"hands": None, "far_hand": "hips", "feet": (0, 0)}),
        (Sketch(arms=(90, 0)), {"hands": None, "far_hand": None}),
        (Sketch(legs=(0, 0)), {"feet": (0, 0)}),
        (Sketch(far_leg=(0, 9)), {"feet": (0, 0)}),
        (Sketch(near_foot=(1, 0)), {"feet": None, "far_foot": (0, 0)}),
        (Sketch(air=True), {"feet": None, "near_foot": None}),
    ],
)
def test_a_poses_own_limb_replaces_the_shared_one(own: Sketch, kept: dict[str, object]) -> None:
    merged = overlay_sketch(Sketch(hands="hips", feet=(0, 0)), own)
    assert {key: getattr(merged, key) for key in kept} == kept
