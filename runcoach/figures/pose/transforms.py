"""Poses and skeletons mirrored, shifted and turned as a whole."""

from __future__ import annotations

import math

from msgspec.structs import replace

from runcoach.figures.body.skeleton import Arm, Leg, Skeleton, TrunkAxes
from runcoach.figures.geometry import Vec, along, dot, plus
from runcoach.figures.pose.pose import Limb, Pose, facing_directions


def mirror_pose(pose: Pose, view: float) -> Pose:
    """Return a pose with left and right exchanged, as seen from a view in degrees."""
    aside = facing_directions(view)[1]

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


def shift_pose(pose: Pose, far: float) -> Pose:
    """Return a pose moved along x by `far` body heights, contact points included."""
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


def turn_skeleton(body: Skeleton, yaw: float, axis: float, place: float) -> Skeleton:
    """Turn a skeleton about a vertical axis.

    Args:
        body: the skeleton.
        yaw: in degrees.
        axis: x of the axis in the body's own space.
        place: x of the axis in the picture.
    """
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
        TrunkAxes(spun(body.pelvis[0]), spun(body.pelvis[1]), spun(body.pelvis[2])),
        TrunkAxes(spun(body.ribs[0]), spun(body.ribs[1]), spun(body.ribs[2])),
        spun(body.gaze),
        arm(body.near_arm),
        arm(body.far_arm),
        leg(body.near_leg),
        leg(body.far_leg),
    )
