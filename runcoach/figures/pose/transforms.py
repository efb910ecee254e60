"""Whole bodies elsewhere: mirrored, further on, turned about."""

from __future__ import annotations

import math

from msgspec.structs import replace

from runcoach.figures.body.skeleton import Arm, Axes, Leg, Skeleton
from runcoach.figures.geometry import Vec, along, dot, plus
from runcoach.figures.pose.pose import Limb, Pose, facing


def mirrored(pose: Pose, view: float) -> Pose:
    """The same pose with left and right exchanged."""
    aside = facing(view)[1]

    def flip(v: Vec) -> Vec:
        return along(v, aside, -2.0 * dot(v, aside))

    def limb(a: Limb) -> Limb:
        return replace(a, point=flip(a.point), aim=None if a.aim is None else flip(a.aim))

    return replace(
        pose,
        hips=flip(pose.hips),
        near_arm=limb(pose.far_arm),
        far_arm=limb(pose.near_arm),
        near_leg=limb(pose.far_leg),
        far_leg=limb(pose.near_leg),
        turn=2.0 * view - pose.turn,
        tilt=-pose.tilt,
        side_bend=-pose.side_bend,
        twist=-pose.twist,
        look=-pose.look,
    )


def shifted(pose: Pose, far: float) -> Pose:
    """The same pose further on; what rests, rests further on too."""
    if far == 0.0:
        return pose
    on: Vec = (far, 0.0, 0.0)

    def limb(a: Limb) -> Limb:
        return replace(a, point=plus(a.point, on))

    return replace(
        pose,
        hips=plus(pose.hips, on),
        near_arm=limb(pose.near_arm),
        far_arm=limb(pose.far_arm),
        near_leg=limb(pose.near_leg),
        far_leg=limb(pose.far_leg),
    )


def turned(body: Skeleton, yaw: float, axis: float, place: float) -> Skeleton:
    """The whole body turned about an upright axis."""
    y = math.radians(yaw)
    c, s = math.cos(y), math.sin(y)

    def spun(v: Vec) -> Vec:
        return (v[0] * c - v[2] * s, v[1], v[0] * s + v[2] * c)

    def point(v: Vec) -> Vec:
        x, up, z = spun((v[0] - axis, v[1], v[2]))
        return (x + place, up, z)

    def arm(a: Arm) -> Arm:
        return Arm(point(a[0]), point(a[1]), point(a[2]), point(a[3]), spun(a[4]))

    def leg(a: Leg) -> Leg:
        return Leg(
            point(a[0]), point(a[1]), point(a[2]), point(a[3]), point(a[4]), point(a[5]), spun(a[6])
        )

    return Skeleton(
        point(body.hips),
        point(body.waist),
        point(body.chest),
        point(body.head),
        Axes(spun(body.pelvis[0]), spun(body.pelvis[1]), spun(body.pelvis[2])),
        Axes(spun(body.ribs[0]), spun(body.ribs[1]), spun(body.ribs[2])),
        spun(body.gaze),
        arm(body.near_arm),
        arm(body.far_arm),
        leg(body.near_leg),
        leg(body.far_leg),
    )
