"""A pose in numbers, and the skeleton that takes it.

A pose says where the hips are, how the trunk lies, and what each limb does: it swings freely
(joint angles), its end rests on a point, or its middle joint rests on a point. Limbs that
rest are solved to their point; where the hips are too far for that, the hips give way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

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
from runcoach.figures.skeleton import (
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
    Angles,
    Arm,
    Axes,
    Leg,
    Skeleton,
    bent,
    by_angles,
    to_point,
    trunk_axes,
)

ROUNDS = 12
CLOSE = 1e-4


class Rest(Enum):
    """What a limb rests on its point with."""

    NOTHING = "nothing"
    WRIST = "wrist"
    ELBOW = "elbow"
    BALL = "ball"
    HEEL = "heel"
    ANKLE = "ankle"
    KNEE = "knee"


LOOSE = Angles(0.0, 0.0)
MIDDLE = (Rest.ELBOW, Rest.KNEE)


@dataclass(frozen=True, slots=True)
class Limb:
    """What one limb does in a pose.

    Attributes:
        rest: what is on the point; with NOTHING the angles count.
        point: where it rests.
        angles: of the joints; of a resting limb only the roll counts.
        aim: where the foot, the fingers or (resting on the middle joint) the lower bone points.
        pointed: how far a free foot is stretched, or a free hand bent back, in degrees.
        firm: the point is a contact that may not move, so the hips yield to it.
        flat: how far the toes lie on the ground while the heel rises, 0 to 1.
        side: a resting foot's own axis from far to near; without it, the ground's.
    """

    rest: Rest = Rest.NOTHING
    point: Vec = (0.0, 0.0, 0.0)
    angles: Angles = LOOSE
    aim: Vec | None = None
    pointed: float = 0.0
    firm: bool = True
    flat: float = 0.0
    side: Vec | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body at one moment, in numbers that can be mixed with another pose's."""

    hips: Vec
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    turn: float = 0.0
    tilt: float = 0.0
    lean: float = 0.0
    bend: float = 0.0
    side_bend: float = 0.0
    twist: float = 0.0
    nod: float = 0.0
    look: float = 0.0


def facing(turn: float) -> tuple[Vec, Vec]:
    """The level directions forward and to the near side."""
    t = math.radians(turn)
    return (math.cos(t), 0.0, math.sin(t)), (-math.sin(t), 0.0, math.cos(t))


def ankle_over(limb: Limb, aside: Vec) -> Vec:
    """Where the ankle of a resting foot is."""
    if limb.rest is Rest.ANKLE or limb.aim is None:
        return limb.point
    over = cross(across(limb.side or aside, limb.aim, aside), limb.aim)
    back = INSTEP if limb.rest is Rest.BALL else INSTEP - FOOT
    return along(along(limb.point, limb.aim, -back), over, ANKLE)


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


def reached(limb: Limb, joints: Arm | Leg, aside: Vec) -> float:
    """How far a resting limb's joint is from where it should rest, in body heights."""
    if limb.rest is Rest.NOTHING:
        return 0.0
    if isinstance(joints, Arm):
        joint = joints.elbow if limb.rest is Rest.ELBOW else joints.wrist
        return length(minus(joint, limb.point))
    if limb.rest is Rest.KNEE:
        return length(minus(joints.knee, limb.point))
    return length(minus(joints.ankle, ankle_over(limb, aside)))
