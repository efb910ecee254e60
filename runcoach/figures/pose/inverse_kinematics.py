"""The skeleton that takes a pose: lengths hold exactly, what rests is reached."""

from __future__ import annotations

import math

from runcoach.figures.body.skeleton import (
    ANKLE,
    ARM,
    FOOT,
    FOREARM,
    HAND,
    HIP_HALF,
    INSTEP,
    LEG,
    LOIN,
    NECK,
    RIBS,
    SHIN,
    SHOULDER_HALF,
    STRAIGHT,
    THIGH,
    TOES,
    UPPER_ARM,
    Arm,
    Axes,
    Leg,
    Skeleton,
    bent,
    by_angles,
    to_point,
    trunk_axes,
)
from runcoach.figures.geometry import (
    UP,
    Vec,
    across,
    along,
    cross,
    dot,
    length,
    minus,
    mix,
    plus,
    unit,
)
from runcoach.figures.pose.pose import Limb, Pose, Rest, ankle_over, facing

ROUNDS = 12
CLOSE = 1e-4
MIDDLE = (Rest.ELBOW, Rest.KNEE)


def solve(pose: Pose) -> Skeleton:
    """The skeleton in a pose: limb lengths hold exactly, resting points are reached."""
    pelvis = trunk_axes(pose.turn, pose.tilt, pose.lean)
    ribs = bent(pelvis, pose.bend, pose.side_bend, pose.twist)
    aside = facing(pose.turn)[1]
    spine = mix(pelvis.up, LOIN, ribs.up, RIBS)
    limbs = (
        (pose.near_arm, plus(spine, mix(ribs.near, SHOULDER_HALF, ribs.up, 0.0)), 1.0),
        (pose.far_arm, plus(spine, mix(ribs.near, -SHOULDER_HALF, ribs.up, 0.0)), -1.0),
        (pose.near_leg, mix(pelvis.near, HIP_HALF, pelvis.up, 0.0), 1.0),
        (pose.far_leg, mix(pelvis.near, -HIP_HALF, pelvis.up, 0.0), -1.0),
    )
    goals = [
        ankle_over(limb, aside) if number > 1 and limb.rest is not Rest.KNEE else limb.point
        for number, (limb, _, _) in enumerate(limbs)
    ]
    hips = _yielding(
        pose.hips,
        [
            (offset, goal, *_reach(limb, number < 2))
            for number, ((limb, offset, _), goal) in enumerate(zip(limbs, goals, strict=True))
            if limb.rest is not Rest.NOTHING and limb.firm
        ],
    )
    arms = [
        _arm(limb, plus(hips, offset), ribs, sign, goal)
        for (limb, offset, sign), goal in zip(limbs[:2], goals[:2], strict=True)
    ]
    legs = [
        _leg(limb, plus(hips, offset), pelvis, sign, goal, aside)
        for (limb, offset, sign), goal in zip(limbs[2:], goals[2:], strict=True)
    ]
    n, s = math.radians(pose.nod), math.radians(pose.look)
    neck = mix(ribs.up, math.cos(n), ribs.forward, math.sin(n))
    gaze = mix(ribs.forward, math.cos(n), ribs.up, -math.sin(n))
    chest = plus(hips, spine)
    return Skeleton(
        hips=hips,
        waist=along(hips, pelvis.up, LOIN),
        chest=chest,
        head=along(chest, neck, NECK),
        pelvis=pelvis,
        ribs=ribs,
        gaze=mix(gaze, math.cos(s), ribs.near, math.sin(s)),
        near_arm=arms[0],
        far_arm=arms[1],
        near_leg=legs[0],
        far_leg=legs[1],
    )


def _reach(limb: Limb, arm: bool) -> tuple[float, float]:
    """The least and greatest distance between a limb's root and the point it rests on."""
    if limb.rest in MIDDLE:
        bone = UPPER_ARM if arm else THIGH
        return bone, bone
    return 0.1, (ARM if arm else LEG) * STRAIGHT


def _yielding(hips: Vec, pins: list[tuple[Vec, Vec, float, float]]) -> Vec:
    """The hips moved as little as lets every pin be reached; each pin pulls in its turn."""
    for _ in range(ROUNDS):
        worst = 0.0
        for offset, goal, least, most in pins:
            way = minus(goal, plus(hips, offset))
            far = length(way)
            wanted = max(least, min(most, far))
            if far > 1e-9:
                hips = along(hips, way, 1.0 - wanted / far)
            worst = max(worst, abs(far - wanted))
        if worst < CLOSE:
            break
    return hips


def _arm(limb: Limb, shoulder: Vec, ribs: Axes, sign: float, goal: Vec) -> Arm:
    if limb.rest is Rest.ELBOW:
        bone = unit(minus(goal, shoulder))
        elbow = along(shoulder, bone, UPPER_ARM)
        lower = limb.aim or ribs.forward
        wrist = along(elbow, lower, FOREARM)
        fold = across(lower, bone, ribs.forward)
    elif limb.rest is Rest.WRIST:
        elbow, wrist, fold = to_point(
            shoulder, ribs, sign, goal, limb.angles.roll, UPPER_ARM, FOREARM, knee=False
        )
    else:
        elbow, wrist, fold = by_angles(
            shoulder, ribs, sign, limb.angles, UPPER_ARM, FOREARM, knee=False
        )
    lower = unit(minus(wrist, elbow))
    p = math.radians(limb.pointed)
    bone = unit(minus(elbow, shoulder))
    over = mix(fold, dot(lower, bone), bone, -dot(lower, fold))
    if limb.rest is Rest.WRIST and limb.aim is not None:
        fingers = limb.aim
    else:
        fingers = mix(lower, math.cos(p), over, math.sin(p))
    return Arm(shoulder, elbow, wrist, along(wrist, fingers, HAND), fold)


def _leg(limb: Limb, hip: Vec, pelvis: Axes, sign: float, goal: Vec, aside: Vec) -> Leg:
    if limb.rest is Rest.KNEE:
        bone = unit(minus(goal, hip))
        knee = along(hip, bone, THIGH)
        ankle = along(knee, limb.aim or bone, SHIN)
        fold = across(limb.aim or bone, bone, pelvis.forward)
    elif limb.rest is Rest.NOTHING:
        knee, ankle, fold = by_angles(hip, pelvis, sign, limb.angles, THIGH, SHIN, knee=True)
    else:
        knee, ankle, fold = to_point(
            hip, pelvis, sign, goal, limb.angles.roll, THIGH, SHIN, knee=True
        )
    shin = unit(minus(ankle, knee))
    # A shin has no width of its own to turn about, so a resting foot keeps the ground's.
    level = limb.rest in (Rest.BALL, Rest.HEEL) and limb.aim is not None
    if level and limb.aim is not None:
        aim = limb.aim
        side = across(limb.side or aside, aim, aside)
    else:
        bone = unit(minus(knee, hip))
        fore = mix(bone, dot(shin, fold), fold, -dot(shin, bone))
        p = math.radians(limb.pointed)
        aim = mix(fore, math.cos(p), shin, math.sin(p))
        side = cross(shin, fore)
    level_ahead = cross(UP, side)
    flat = limb.flat if aim[1] < 0.0 and length(level_ahead) > 0.5 else 0.0
    over = cross(side, aim)
    sole = along(ankle, over, -ANKLE)
    ball = along(sole, aim, INSTEP)
    return Leg(
        hip,
        knee,
        ankle,
        along(sole, aim, INSTEP - FOOT),
        ball,
        along(ball, unit(mix(aim, 1.0 - flat, level_ahead, flat), aim), TOES),
        fold,
    )
