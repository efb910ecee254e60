"""What a physiotherapist would check: straight backs, stacked joints, knees over feet."""

from __future__ import annotations

import math

import pytest

from runcoach.core.model.exercise import Kind
from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.geometry import Vec, dot, length, minus, unit
from tests.built_in import built_in_catalogue
from tests.figures.catalogue_figures import load_figures, skeletons_of


def of(*exercises: str) -> pytest.MarkDecorator:
    known = built_in_catalogue().exercises
    variants = [tier.variant for id in exercises for tier in known[id].tiers]
    return pytest.mark.parametrize("variant", variants)


def angle(one: Vec, two: Vec) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(one), unit(two))))))


def resting(variant: str) -> list[Skeleton]:
    return [key.skeleton for key in load_figures()[variant].figure.motion.keys]


@of(
    *("single-leg-deadlift", "dumbbell-row", "squat", "plank", "press-up", "glute-bridge"),
    *("deadlift", "romanian-deadlift", "kettlebell-swing", "kettlebell-suitcase-deadlift"),
    *("power-clean", "back-squat", "single-leg-squat", "hip-thrust", "suspension-row"),
    *("glute-ham-raise", "bird-dog", "wall-sit"),
)
def test_the_back_stays_straight(variant: str) -> None:
    for _, body in skeletons_of(variant):
        assert angle(body.pelvis.up, body.ribs.up) < 3


@of("plank", "press-up")
def test_a_plank_neither_sags_nor_peaks(variant: str) -> None:
    knees = variant == "plank-knees"
    for _, body in skeletons_of(variant):
        low = body.near_leg.knee if knees else body.near_leg.ankle
        shoulder, hip = minus(body.near_arm.shoulder, low), minus(body.near_leg.hip, low)
        assert angle((*shoulder[:2], 0.0), (*hip[:2], 0.0)) < 3


@of("plank")
def test_the_elbow_or_hand_is_under_the_shoulder(variant: str) -> None:
    for body in resting(variant):
        arm = body.near_arm
        support = arm.elbow if arm.elbow[1] < 0.05 else arm.wrist
        assert abs(support[0] - arm.shoulder[0]) < 0.04


@of("side-plank")
def test_the_lower_elbow_is_under_its_shoulder_and_holds_are_in_line(variant: str) -> None:
    for body in resting(variant):
        arm, leg = body.near_arm, body.near_leg
        assert abs(arm.elbow[0] - arm.shoulder[0]) < 0.06
        if load_figures()[variant].tier.kind is Kind.HOLD:
            low = leg.knee if leg.ankle[2] < -0.05 else leg.ankle
            assert angle(minus(body.chest, low), minus(body.hips, low)) < 7


@of(
    *("squat", "slow-squats", "jump-squat", "front-lunge", "reverse-lunge", "walking-lunge"),
    *("back-squat", "deadlift", "romanian-deadlift", "kettlebell-swing", "wall-sit"),
    *("kettlebell-suitcase-deadlift", "power-clean"),
)
def test_knees_stay_over_the_feet_and_heels_of_flat_feet_down(variant: str) -> None:
    for _, body in skeletons_of(variant):
        ahead = math.copysign(1.0, body.gaze[0])
        for leg in (body.near_leg, body.far_leg):
            assert abs(leg.knee[2] - leg.ankle[2]) < 0.03
            flat = abs(leg.heel[1] - leg.ball[1]) < 0.005
            if flat:
                assert (leg.knee[0] - leg.toes[0]) * ahead < 0.06


@of("side-lunge", "speed-skater", "jumping-jack", "band-lateral-walk", "rope-jumping")
def test_the_bearing_knee_does_not_cave_in(variant: str) -> None:
    # The near side is at the left of the front view, and towards the viewer in the side view.
    axis, near = (0, -1.0) if load_figures()[variant].figure.view else (2, 1.0)
    for body in resting(variant):
        for leg, out in ((body.near_leg, near), (body.far_leg, -near)):
            if leg.ball[1] < 0.005:
                inner = min(leg.hip[axis] * out, leg.ankle[axis] * out)
                assert leg.knee[axis] * out > inner - 0.03


@of("single-leg-deadlift")
def test_hips_go_back_and_the_free_leg_follows_the_trunk(variant: str) -> None:
    low = load_figures()[variant].figure.body(3.0)
    assert low.hips[0] < low.near_leg.ankle[0] - 0.05
    assert angle(minus(low.chest, low.hips), minus(low.hips, low.far_leg.ankle)) < 15
    assert abs(low.near_leg.hip[1] - low.far_leg.hip[1]) < 0.01


@of("jump-squat", "box-jump", "long-jump", "speed-skater", "bounding", "power-clean")
def test_landings_are_soft(variant: str) -> None:
    drawn = load_figures()[variant]
    if not drawn.tier.landings:
        return
    now, found = 0.0, False
    for stroke in drawn.tier.tempo:
        now += stroke.seconds
        if stroke.pose == "land":
            leg, found = drawn.figure.body(now).near_leg, True
            thigh, shin = minus(leg.knee, leg.hip), minus(leg.ankle, leg.knee)
            assert angle(thigh, shin) > 40
            assert abs(leg.heel[1] - leg.ball[1]) < 0.005
    assert found


@of("leg-raise", "glute-bridge")
def test_shoulders_on_the_floor_stay_there(variant: str) -> None:
    for _, body in skeletons_of(variant):
        assert body.near_arm.shoulder[1] < 0.1
        assert length(minus(body.chest, resting(variant)[0].chest)) < 0.04


@of("deadlift", "romanian-deadlift", "kettlebell-swing", "kettlebell-suitcase-deadlift")
def test_a_hinge_sends_the_hips_back_and_keeps_them_over_the_knees(variant: str) -> None:
    low = min((body for _, body in skeletons_of(variant)), key=lambda body: body.chest[1])
    assert low.hips[0] < low.near_leg.ankle[0] - 0.08
    assert low.hips[1] > low.near_leg.knee[1]


@of("hip-thrust")
def test_a_hip_thrust_ends_level_with_upright_shins_and_turns_about_the_bench(variant: str) -> None:
    top = max((body for _, body in skeletons_of(variant)), key=lambda body: body.hips[1])
    leg = top.near_leg
    assert abs(top.chest[1] - top.hips[1]) < 0.02
    assert abs(leg.hip[1] - leg.knee[1]) < 0.03
    assert abs(leg.knee[0] - leg.ankle[0]) < 0.03
    for _, body in skeletons_of(variant):
        assert length(minus(body.chest, top.chest)) < 0.05


@of("glute-ham-raise", "suspension-row")
def test_knees_or_heels_to_shoulders_stay_in_line(variant: str) -> None:
    hands_down = variant == "hamstring-lowering"
    for _, body in skeletons_of(variant):
        low = body.near_leg.knee
        bent = angle(minus(body.chest, body.hips), minus(body.near_leg.hip, low))
        assert bent < (20 if hands_down else 8)


@of("wall-sit")
def test_a_wall_sit_has_its_back_on_the_wall_and_its_shins_upright(variant: str) -> None:
    (body,) = resting(variant)
    assert angle(body.pelvis.up, (0.0, 1.0, 0.0)) < 1
    assert abs(body.near_leg.knee[0] - body.near_leg.ankle[0]) < 0.04


@of("gliding-disc-leg-curl", "dead-bug")
def test_shoulders_stay_on_the_mat(variant: str) -> None:
    for _, body in skeletons_of(variant):
        assert body.chest[1] < 0.1
