"""Solves a pose to a skeleton: limb lengths are exact, contact points are reached."""

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
    Leg,
    Skeleton,
    TrunkAxes,
    limb_from_angles,
    limb_to_point,
    ribs_axes,
    trunk_axes,
)
from runcoach.figures.geometry import (
    UP,
    Vec,
    along,
    cross,
    dot,
    length,
    minus,
    mix,
    perpendicular,
    plus,
    unit,
)
from runcoach.figures.pose.pose import Contact, Limb, Pose, ankle_of_contact, facing_directions

ROUNDS = 12
CLOSE = 1e-4
MIDDLE = (Contact.ELBOW, Contact.KNEE)


def solve_pose(pose: Pose) -> Skeleton:
    """Return the skeleton that takes a pose: limb lengths are exact, contact points are reached."""
    pelvis = trunk_axes(pose.turn, pose.tilt, pose.lean)
    ribs = ribs_axes(pelvis, pose.bend, pose.side_bend, pose.twist)
    aside = facing_directions(pose.turn)[1]
    spine = mix(pelvis.up, LOIN, ribs.up, RIBS)
    limbs = (
        (pose.near_arm, plus(spine, mix(ribs.near, SHOULDER_HALF, ribs.up, 0.0)), 1.0),
        (pose.far_arm, plus(spine, mix(ribs.near, -SHOULDER_HALF, ribs.up, 0.0)), -1.0),
        (pose.near_leg, mix(pelvis.near, HIP_HALF, pelvis.up, 0.0), 1.0),
        (pose.far_leg, mix(pelvis.near, -HIP_HALF, pelvis.up, 0.0), -1.0),
    )
    goals = [
        ankle_of_contact(limb, aside)
        if number > 1 and limb.contact is not Contact.KNEE
        else limb.point
        for number, (limb, _, _) in enumerate(limbs)
    ]
    hips = _move_hips(
        pose.hips,
        [
            (offset, goal, *_reach(limb, number < 2))
            for number, ((limb, offset, _), goal) in enumerate(zip(limbs, goals, strict=True))
            if limb.contact is not Contact.NOTHING and limb.firm
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
    """The smallest and largest distance between a limb's root and its contact point."""
    if limb.contact in MIDDLE:
        bone = UPPER_ARM if arm else THIGH
        return bone, bone
    return 0.1, (ARM if arm else LEG) * STRAIGHT


def _move_hips(hips: Vec, pins: list[tuple[Vec, Vec, float, float]]) -> Vec:
    """Move the hips as little as needed for every pin to be in reach; pins pull one by one."""
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


def _arm(limb: Limb, shoulder: Vec, ribs: TrunkAxes, sign: float, goal: Vec) -> Arm:
    if limb.contact is Contact.ELBOW:
        bone = unit(minus(goal, shoulder))
        elbow = along(shoulder, bone, UPPER_ARM)
        lower = limb.aim or ribs.forward
        wrist = along(elbow, lower, FOREARM)
        fold = perpendicular(lower, bone, ribs.forward)
    elif limb.contact is Contact.WRIST:
        elbow, wrist, fold = limb_to_point(
            shoulder, ribs, sign, goal, limb.angles.roll, UPPER_ARM, FOREARM, knee=False
        )
    else:
        elbow, wrist, fold = limb_from_angles(
            shoulder, ribs, sign, limb.angles, UPPER_ARM, FOREARM, knee=False
        )
    lower = unit(minus(wrist, elbow))
    p = math.radians(limb.pointed)
    bone = unit(minus(elbow, shoulder))
    over = mix(fold, dot(lower, bone), bone, -dot(lower, fold))
    if limb.contact is Contact.WRIST and limb.aim is not None:
        fingers = limb.aim
    else:
        fingers = mix(lower, math.cos(p), over, math.sin(p))
    return Arm(shoulder, elbow, wrist, along(wrist, fingers, HAND), fold)


def _leg(limb: Limb, hip: Vec, pelvis: TrunkAxes, sign: float, goal: Vec, aside: Vec) -> Leg:
    if limb.contact is Contact.KNEE:
        bone = unit(minus(goal, hip))
        knee = along(hip, bone, THIGH)
        ankle = along(knee, limb.aim or bone, SHIN)
        fold = perpendicular(limb.aim or bone, bone, pelvis.forward)
    elif limb.contact is Contact.NOTHING:
        knee, ankle, fold = limb_from_angles(hip, pelvis, sign, limb.angles, THIGH, SHIN, knee=True)
    else:
        knee, ankle, fold = limb_to_point(
            hip, pelvis, sign, goal, limb.angles.roll, THIGH, SHIN, knee=True
        )
    shin = unit(minus(ankle, knee))
    # A shin has no width to define an axis, so a foot on the ground uses the axis of the ground.
    level = limb.contact in (Contact.BALL, Contact.HEEL) and limb.aim is not None
    if level and limb.aim is not None:
        aim = limb.aim
        side = perpendicular(limb.side or aside, aim, aside)
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
