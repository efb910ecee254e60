"""The skeleton: fixed limb lengths, joints, and limbs from angles or solved to a point.

Lengths are in body heights; the proportions follow the usual anthropometric tables
(Drillis and Contini 1966), rounded, with a larger head and hands so that they can be seen.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from msgspec import Struct

from runcoach.figures.geometry import (
    Vec,
    along,
    cross,
    dot,
    length,
    minus,
    mix,
    perpendicular,
    unit,
)

THIGH = 0.245
SHIN = 0.245
FOOT = 0.135
"""From the heel to the ball of the foot."""
INSTEP = 0.095
"""From the ankle forward to the ball of the foot, along the sole."""
ANKLE = 0.042
"""Height of the ankle above the sole."""
TOES = 0.02
"""From the ball to the tip of the toes."""
LOIN = 0.135
"""From the hips to the waist."""
RIBS = 0.165
"""From the waist to the line of the shoulders."""
NECK = 0.115
"""From the line of the shoulders to the middle of the head."""
HEAD = 0.064
UPPER_ARM = 0.165
FOREARM = 0.15
HAND = 0.045
HIP_HALF = 0.05
SHOULDER_HALF = 0.085
LEG = THIGH + SHIN
ARM = UPPER_ARM + FOREARM
STRAIGHT = 0.9995
"""A limb reaches at most this fraction of its length, so that no joint snaps straight."""


class TrunkAxes(NamedTuple):
    """The forward, up and near-side directions of a part of the trunk."""

    forward: Vec
    up: Vec
    near: Vec


def trunk_axes(turn: float, tilt: float, lean: float) -> TrunkAxes:
    """Return the axes of a pelvis that leans, then tilts to its near side, then turns.

    Args:
        turn: in degrees; 0 faces right, 90 the viewer.
        tilt: in degrees, towards the near side.
        lean: in degrees, forward; 90 is face down, -90 on the back.
    """
    t, k, l = math.radians(turn), math.radians(tilt), math.radians(lean)
    facing: Vec = (math.cos(t), 0.0, math.sin(t))
    aside: Vec = (-math.sin(t), 0.0, math.cos(t))
    rise = mix((0.0, 1.0, 0.0), math.cos(k), aside, math.sin(k))
    near = mix(aside, math.cos(k), (0.0, 1.0, 0.0), -math.sin(k))
    return TrunkAxes(
        mix(facing, math.cos(l), rise, -math.sin(l)),
        mix(rise, math.cos(l), facing, math.sin(l)),
        near,
    )


def ribs_axes(axes: TrunkAxes, bend: float, side_bend: float, twist: float) -> TrunkAxes:
    """Return the axes of the ribs above a pelvis: bent forward, to the near side, and twisted.

    All angles are in degrees.
    """
    b, s, w = math.radians(bend), math.radians(side_bend), math.radians(twist)
    up = mix(axes.up, math.cos(b), axes.forward, math.sin(b))
    forward = mix(axes.forward, math.cos(b), axes.up, -math.sin(b))
    near = mix(axes.near, math.cos(s), up, -math.sin(s))
    up = mix(up, math.cos(s), axes.near, math.sin(s))
    return TrunkAxes(
        mix(forward, math.cos(w), near, math.sin(w)),
        up,
        mix(near, math.cos(w), forward, -math.sin(w)),
    )


class Arm(NamedTuple):
    """The joints of one arm; the elbow folds towards `fold`."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    fingers: Vec
    fold: Vec


class Leg(NamedTuple):
    """The joints of one leg; the knee folds towards `fold` (backwards, standing)."""

    hip: Vec
    knee: Vec
    ankle: Vec
    heel: Vec
    ball: Vec
    toes: Vec
    fold: Vec


class Skeleton(Struct, frozen=True):
    """Every joint of the body at one moment."""

    hips: Vec
    waist: Vec
    chest: Vec
    head: Vec
    pelvis: TrunkAxes
    ribs: TrunkAxes
    gaze: Vec
    near_arm: Arm
    far_arm: Arm
    near_leg: Leg
    far_leg: Leg


class LimbAngles(NamedTuple):
    """The joint angles of a limb, in degrees.

    Flex raises it forward from hanging along the trunk, bend folds the elbow or knee, spread moves
    it away from the middle, roll turns the fold about the upper bone.
    """

    flex: float
    bend: float
    spread: float = 0.0
    roll: float = 0.0


def upper_bone(
    axes: TrunkAxes, out: Vec, flex: float, spread: float, knee: bool
) -> tuple[Vec, Vec]:
    """Return the direction of an upper bone, and that in which its joint folds before any roll."""
    f, s = math.radians(flex), math.radians(spread)
    down = mix(axes.forward, math.sin(f), axes.up, -math.cos(f))
    fore = mix(axes.forward, math.cos(f), axes.up, math.sin(f))
    return mix(down, math.cos(s), out, math.sin(s)), (mix(fore, -1.0, fore, 0.0) if knee else fore)


def roll_fold(fold: Vec, bone: Vec, out_sign: float, roll: float) -> Vec:
    """Turn a fold direction about its bone by `roll` degrees, mirrored on the other side."""
    if roll == 0.0:
        return fold
    r = math.radians(roll) * out_sign
    return mix(fold, math.cos(r), cross(bone, fold), math.sin(r))


def limb_from_angles(
    root: Vec,
    axes: TrunkAxes,
    out_sign: float,
    angles: LimbAngles,
    upper: float,
    lower: float,
    knee: bool,
) -> tuple[Vec, Vec, Vec]:
    """Forward kinematics: the middle joint, the end and the fold direction for joint angles."""
    out = axes.near if out_sign > 0 else mix(axes.near, -1.0, axes.near, 0.0)
    bone, fold = upper_bone(axes, out, angles.flex, angles.spread, knee)
    fold = roll_fold(fold, bone, out_sign, angles.roll)
    b = math.radians(angles.bend)
    middle = along(root, bone, upper)
    return middle, along(middle, mix(bone, math.cos(b), fold, math.sin(b)), lower), fold


def limb_to_point(
    root: Vec,
    axes: TrunkAxes,
    out_sign: float,
    point: Vec,
    roll: float,
    upper: float,
    lower: float,
    knee: bool,
) -> tuple[Vec, Vec, Vec]:
    """Inverse kinematics: the middle joint, the end and the fold direction for an end point.

    A point out of reach is approached as far as the limb goes. The joint bends the way a human
    one does; `roll` (degrees) swings it about the line from root to point.
    """
    way = minus(point, root)
    far = length(way)
    line = unit(way, mix(axes.up, -1.0, axes.up, 0.0))
    reach = max(abs(upper - lower) + 0.02, min((upper + lower) * STRAIGHT, far))
    flex, spread = flex_and_spread(axes, out_sign, line)
    out = axes.near if out_sign > 0 else mix(axes.near, -1.0, axes.near, 0.0)
    # Computed from angles, it is not quite perpendicular to a line straight to the side.
    hung = upper_bone(axes, out, flex, spread, knee)[1]
    fold = roll_fold(perpendicular(hung, line, hung), line, out_sign, roll)
    forth = (upper * upper - lower * lower + reach * reach) / (2.0 * reach)
    aside = math.sqrt(max(0.0, upper * upper - forth * forth))
    middle = along(along(root, line, forth), fold, -aside)
    end = along(root, line, reach)
    bone = unit(minus(middle, root))
    return middle, end, unit(along(fold, bone, -dot(fold, bone)), fold)


def flex_and_spread(axes: TrunkAxes, out_sign: float, bone: Vec) -> tuple[float, float]:
    """Return flex and spread, in degrees, for the direction of a bone."""
    aside = max(-1.0, min(1.0, dot(bone, axes.near) * out_sign))
    fore, down = dot(bone, axes.forward), -dot(bone, axes.up)
    flex = math.degrees(math.atan2(fore, down)) if fore * fore + down * down > 1e-9 else 0.0
    return flex, math.degrees(math.asin(aside))


def roll_about_line(
    axes: TrunkAxes, out_sign: float, root: Vec, middle: Vec, end: Vec, knee: bool
) -> float:
    """Return the roll, in degrees, with which `limb_to_point` reproduces a given middle joint."""
    line = unit(minus(end, root))
    out_of_line = along(minus(middle, root), line, -dot(minus(middle, root), line))
    if length(out_of_line) < 0.004:
        return 0.0
    fold = unit(mix(out_of_line, -1.0, out_of_line, 0.0))
    flex, spread = flex_and_spread(axes, out_sign, line)
    out = axes.near if out_sign > 0 else mix(axes.near, -1.0, axes.near, 0.0)
    plain = upper_bone(axes, out, flex, spread, knee)[1]
    return math.degrees(math.atan2(dot(fold, cross(line, plain)), dot(fold, plain))) * out_sign
