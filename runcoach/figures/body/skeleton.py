"""The body: fixed limb lengths, the joints of one moment, and two-bone inverse kinematics.

Lengths are in body heights; the proportions follow the usual anthropometric tables
(Drillis and Contini 1966), rounded, with a larger head and hands so that they can be seen.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from msgspec import Struct

from runcoach.figures.geometry import Vec, across, along, cross, dot, length, minus, mix, unit

THIGH = 0.245
SHIN = 0.245
FOOT = 0.135
"""From the heel to the ball of the foot."""
INSTEP = 0.095
"""How far the ball lies before the ankle, along the sole."""
ANKLE = 0.042
"""How high the ankle lies over the sole."""
TOES = 0.02
"""From the ball to the tip."""
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
"""A limb never reaches further than this share of its length: no joint snaps."""


class Axes(NamedTuple):
    """Where forward, up and the near side point for a part of the trunk."""

    forward: Vec
    up: Vec
    near: Vec


def trunk_axes(turn: float, tilt: float, lean: float) -> Axes:
    """The pelvis of a body that stands, then leans forward, tilts to its near side and turns.

    Args:
        turn: 0 faces right, 90 the viewer, in degrees.
        tilt: towards the near side, in degrees.
        lean: forward, in degrees; 90 lies face down, -90 on the back.
    """
    t, k, l = math.radians(turn), math.radians(tilt), math.radians(lean)
    facing: Vec = (math.cos(t), 0.0, math.sin(t))
    aside: Vec = (-math.sin(t), 0.0, math.cos(t))
    rise = mix((0.0, 1.0, 0.0), math.cos(k), aside, math.sin(k))
    near = mix(aside, math.cos(k), (0.0, 1.0, 0.0), -math.sin(k))
    return Axes(
        mix(facing, math.cos(l), rise, -math.sin(l)),
        mix(rise, math.cos(l), facing, math.sin(l)),
        near,
    )


def bent(axes: Axes, bend: float, side_bend: float, twist: float) -> Axes:
    """The rib cage over a pelvis: bent forward, bent to the near side, twisted (degrees)."""
    b, s, w = math.radians(bend), math.radians(side_bend), math.radians(twist)
    up = mix(axes.up, math.cos(b), axes.forward, math.sin(b))
    forward = mix(axes.forward, math.cos(b), axes.up, -math.sin(b))
    near = mix(axes.near, math.cos(s), up, -math.sin(s))
    up = mix(up, math.cos(s), axes.near, math.sin(s))
    return Axes(
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
    pelvis: Axes
    ribs: Axes
    gaze: Vec
    near_arm: Arm
    far_arm: Arm
    near_leg: Leg
    far_leg: Leg


class Angles(NamedTuple):
    """A limb by its joints, in degrees.

    Flex lifts it forward from hanging along the trunk, bend folds the elbow or the knee,
    spread takes it away from the middle, roll turns the fold about the upper bone.
    """

    flex: float
    bend: float
    spread: float = 0.0
    roll: float = 0.0


def hang(axes: Axes, out: Vec, flex: float, spread: float, knee: bool) -> tuple[Vec, Vec]:
    """The direction of an upper bone and the direction in which its joint folds, unrolled."""
    f, s = math.radians(flex), math.radians(spread)
    down = mix(axes.forward, math.sin(f), axes.up, -math.cos(f))
    fore = mix(axes.forward, math.cos(f), axes.up, math.sin(f))
    return mix(down, math.cos(s), out, math.sin(s)), (mix(fore, -1.0, fore, 0.0) if knee else fore)


def rolled(fold: Vec, bone: Vec, out_sign: float, roll: float) -> Vec:
    """A fold direction turned about its bone; the same number mirrors on the other side."""
    if roll == 0.0:
        return fold
    r = math.radians(roll) * out_sign
    return mix(fold, math.cos(r), cross(bone, fold), math.sin(r))


def by_angles(
    root: Vec,
    axes: Axes,
    out_sign: float,
    angles: Angles,
    upper: float,
    lower: float,
    knee: bool,
) -> tuple[Vec, Vec, Vec]:
    """Forward: the middle joint, the end and the fold direction of a limb of given angles."""
    out = axes.near if out_sign > 0 else mix(axes.near, -1.0, axes.near, 0.0)
    bone, fold = hang(axes, out, angles.flex, angles.spread, knee)
    fold = rolled(fold, bone, out_sign, angles.roll)
    b = math.radians(angles.bend)
    middle = along(root, bone, upper)
    return middle, along(middle, mix(bone, math.cos(b), fold, math.sin(b)), lower), fold


def to_point(
    root: Vec,
    axes: Axes,
    out_sign: float,
    point: Vec,
    roll: float,
    upper: float,
    lower: float,
    knee: bool,
) -> tuple[Vec, Vec, Vec]:
    """Inverse: the middle joint, the end and the fold of a limb whose end is at a point.

    A point out of reach is approached as far as the limb goes. The joint bends to its human
    side; `roll` swings it about the line from root to point.
    """
    way = minus(point, root)
    far = length(way)
    line = unit(way, mix(axes.up, -1.0, axes.up, 0.0))
    reach = max(abs(upper - lower) + 0.02, min((upper + lower) * STRAIGHT, far))
    flex, spread = swing_of(axes, out_sign, line)
    out = axes.near if out_sign > 0 else mix(axes.near, -1.0, axes.near, 0.0)
    # By way of angles it is not quite square to a line that points straight to the side.
    hung = hang(axes, out, flex, spread, knee)[1]
    fold = rolled(across(hung, line, hung), line, out_sign, roll)
    forth = (upper * upper - lower * lower + reach * reach) / (2.0 * reach)
    aside = math.sqrt(max(0.0, upper * upper - forth * forth))
    middle = along(along(root, line, forth), fold, -aside)
    end = along(root, line, reach)
    bone = unit(minus(middle, root))
    return middle, end, unit(along(fold, bone, -dot(fold, bone)), fold)


def swing_of(axes: Axes, out_sign: float, bone: Vec) -> tuple[float, float]:
    """Flex and spread, in degrees, of a bone's direction."""
    aside = max(-1.0, min(1.0, dot(bone, axes.near) * out_sign))
    fore, down = dot(bone, axes.forward), -dot(bone, axes.up)
    flex = math.degrees(math.atan2(fore, down)) if fore * fore + down * down > 1e-9 else 0.0
    return flex, math.degrees(math.asin(aside))


def roll_about_line(
    axes: Axes, out_sign: float, root: Vec, middle: Vec, end: Vec, knee: bool
) -> float:
    """The roll with which `to_point` would put a placed limb's middle joint where it is."""
    line = unit(minus(end, root))
    out_of_line = along(minus(middle, root), line, -dot(minus(middle, root), line))
    if length(out_of_line) < 0.004:
        return 0.0
    fold = unit(mix(out_of_line, -1.0, out_of_line, 0.0))
    flex, spread = swing_of(axes, out_sign, line)
    out = axes.near if out_sign > 0 else mix(axes.near, -1.0, axes.near, 0.0)
    plain = hang(axes, out, flex, spread, knee)[1]
    return math.degrees(math.atan2(dot(fold, cross(line, plain)), dot(fold, plain))) * out_sign
