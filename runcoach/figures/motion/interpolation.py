"""The pose between two key poses: what rests stays, what swings goes on arcs."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from runcoach.figures.body.skeleton import (
    ANKLE,
    HIP_HALF,
    INSTEP,
    Angles,
    Arm,
    Axes,
    Leg,
    Skeleton,
    roll_about_line,
    trunk_axes,
)
from runcoach.figures.geometry import Vec, along, cross, length, minus, mix, plus, swung
from runcoach.figures.pose.inverse_kinematics import solve
from runcoach.figures.pose.pose import Limb, Pose, Rest, ankle_over, facing

STEP = 0.05
"""How high a foot is lifted when it steps to another place, in body heights."""
SAME = 0.004


class Ease(Enum):
    """How a stroke's speed changes on its way."""

    BOTH = "both"
    IN = "in"
    OUT = "out"
    EVEN = "even"

    def at(self, share: float) -> float:
        """The share of the way that is done after a share of the time."""
        if self is Ease.BOTH:
            return share * share * (3.0 - 2.0 * share)
        if self is Ease.IN:
            return share * share
        if self is Ease.OUT:
            return share * (2.0 - share)
        return share


class Key(Struct, frozen=True):
    """A pose and the moment when it is reached.

    Attributes:
        at: seconds from the cycle's start.
        pose: settled: its hips and limb angles are those of its skeleton.
        air: neither foot is on anything.
        through: the body passes this pose without stopping.
        lift: how high a stepping foot is lifted on its way here.
        yaw: the whole body turned about an upright axis, in degrees.
        axis: where that axis is in the body's own space.
        place: where it is in the picture.
    """

    at: float
    pose: Pose
    skeleton: Skeleton
    air: bool = False
    through: bool = False
    lift: float = STEP
    yaw: float = 0.0
    axis: float = 0.0
    place: float = 0.0


def mixed(before: Key, after: Key, go: float, rise: float) -> Pose:
    """The pose between two keys: `go` is the share across, `rise` the share of all the rest."""
    a, b = before.pose, after.pose
    turn = a.turn + (b.turn - a.turn) * rise
    tilt = a.tilt + (b.tilt - a.tilt) * rise
    lean = a.lean + (b.lean - a.lean) * rise
    legs = (
        _leg(a.near_leg, b.near_leg, before, after, 1.0, go, rise),
        _leg(a.far_leg, b.far_leg, before, after, -1.0, go, rise),
    )
    hips = _hips(before, after, legs, trunk_axes(turn, tilt, lean), facing(turn)[1], go, rise)
    return Pose(
        hips=hips,
        near_arm=_arm(a.near_arm, b.near_arm, before, after, 1.0, go, rise),
        far_arm=_arm(a.far_arm, b.far_arm, before, after, -1.0, go, rise),
        near_leg=legs[0],
        far_leg=legs[1],
        turn=turn,
        tilt=tilt,
        lean=lean,
        bend=a.bend + (b.bend - a.bend) * rise,
        side_bend=a.side_bend + (b.side_bend - a.side_bend) * rise,
        twist=a.twist + (b.twist - a.twist) * rise,
        nod=a.nod + (b.nod - a.nod) * rise,
        look=a.look + (b.look - a.look) * rise,
    )


def _still(a: Limb, b: Limb) -> bool:
    return a.rest is b.rest is not Rest.NOTHING and length(minus(a.point, b.point)) < SAME


def _across(a: Vec, b: Vec, go: float, rise: float, lift: float) -> Vec:
    height = a[1] + (b[1] - a[1]) * rise + lift * 4.0 * go * (1.0 - go)
    return (a[0] + (b[0] - a[0]) * go, height, a[2] + (b[2] - a[2]) * go)


def _mixed_angles(a: Angles, b: Angles, share: float) -> Angles:
    """Each angle evenly; a limb swings the shorter way round, so that arms can circle."""
    way = (b.flex - a.flex + 180.0) % 360.0 - 180.0
    return Angles(
        a.flex + way * share,
        a.bend + (b.bend - a.bend) * share,
        a.spread + (b.spread - a.spread) * share,
        a.roll + (b.roll - a.roll) * share,
    )


def _aim(a: Vec | None, b: Vec | None, share: float) -> Vec | None:
    return None if a is None or b is None else swung(a, b, share)


def _leg(a: Limb, b: Limb, before: Key, after: Key, sign: float, go: float, rise: float) -> Limb:
    if a.rest is b.rest is Rest.NOTHING:
        return Limb(
            angles=_mixed_angles(a.angles, b.angles, rise),
            pointed=a.pointed + (b.pointed - a.pointed) * rise,
        )
    if _still(a, b) or (a.rest is b.rest and a.rest is not Rest.BALL and a.rest is not Rest.HEEL):
        return replace(
            a,
            point=_across(a.point, b.point, go, rise, 0.0),
            angles=_mixed_angles(a.angles, b.angles, rise),
            aim=_aim(a.aim, b.aim, rise),
            pointed=a.pointed + (b.pointed - a.pointed) * rise,
            firm=_still(a, b),
        )
    one = before.skeleton.near_leg if sign > 0 else before.skeleton.far_leg
    two = after.skeleton.near_leg if sign > 0 else after.skeleton.far_leg
    from_roll = _line_roll(before.skeleton.pelvis, sign, one)
    to_roll = _line_roll(after.skeleton.pelvis, sign, two)
    resting = Rest.NOTHING not in (a.rest, b.rest)
    return Limb(
        Rest.BALL,
        _across(one.ball, two.ball, go, rise, after.lift if resting else 0.0),
        Angles(0.0, 0.0, 0.0, from_roll + (to_roll - from_roll) * rise),
        swung(_sole(one), _sole(two), rise),
        firm=False,
        flat=a.flat + (b.flat - a.flat) * rise,
        side=swung(_foot_side(one), _foot_side(two), rise),
    )


def _sole(leg: Leg) -> Vec:
    way = minus(leg.ball, leg.heel)
    return mix(way, 1.0 / length(way), way, 0.0)


def _foot_side(leg: Leg) -> Vec:
    """The axis of a foot from its far to its near edge."""
    aim = _sole(leg)
    return cross(aim, mix(minus(leg.ankle, along(leg.ball, aim, -INSTEP)), 1.0 / ANKLE, aim, 0.0))


def _line_roll(axes: Axes, sign: float, joints: Arm | Leg) -> float:
    if isinstance(joints, Arm):
        return roll_about_line(axes, sign, joints.shoulder, joints.elbow, joints.wrist, knee=False)
    return roll_about_line(axes, sign, joints.hip, joints.knee, joints.ankle, knee=True)


def _arm(a: Limb, b: Limb, before: Key, after: Key, sign: float, go: float, rise: float) -> Limb:
    if a.rest is b.rest is Rest.NOTHING:
        return Limb(angles=_mixed_angles(a.angles, b.angles, rise))
    if a.rest is b.rest:
        return replace(
            a,
            point=_across(a.point, b.point, go, rise, 0.0),
            angles=_mixed_angles(a.angles, b.angles, rise),
            aim=_aim(a.aim, b.aim, rise),
            firm=_still(a, b),
        )
    one = before.skeleton.near_arm if sign > 0 else before.skeleton.far_arm
    two = after.skeleton.near_arm if sign > 0 else after.skeleton.far_arm
    from_roll = _line_roll(before.skeleton.ribs, sign, one)
    to_roll = _line_roll(after.skeleton.ribs, sign, two)
    first, second = minus(one.fingers, one.wrist), minus(two.fingers, two.wrist)
    aim = swung(first, second, rise)
    return Limb(
        Rest.WRIST,
        _across(one.wrist, two.wrist, go, rise, 0.0),
        Angles(0.0, 0.0, 0.0, from_roll + (to_roll - from_roll) * rise),
        mix(aim, 1.0 / max(1e-9, length(aim)), aim, 0.0),
        firm=False,
    )


def _hips(
    before: Key,
    after: Key,
    legs: tuple[Limb, Limb],
    pelvis: Axes,
    aside: Vec,
    go: float,
    rise: float,
) -> Vec:
    """The hips on an arc over a leg that stays where it is, or else straight across."""
    sides = (
        (before.pose.near_leg, after.pose.near_leg, legs[0], 1.0),
        (before.pose.far_leg, after.pose.far_leg, legs[1], -1.0),
    )
    for a, b, leg, sign in sides:
        if not _still(a, b):
            continue
        one, two = (
            (before.skeleton.near_leg, after.skeleton.near_leg)
            if sign > 0
            else (before.skeleton.far_leg, after.skeleton.far_leg)
        )
        if a.rest is Rest.KNEE:
            foot, first, second = leg.point, minus(one.hip, one.knee), minus(two.hip, two.knee)
        else:
            first, second = minus(one.hip, one.ankle), minus(two.hip, two.ankle)
            foot = ankle_over(leg, aside)
        return along(plus(foot, swung(first, second, rise)), pelvis.near, -sign * HIP_HALF)
    return _across(before.skeleton.hips, after.skeleton.hips, go, rise, 0.0)


def settled(pose: Pose) -> tuple[Pose, Skeleton]:
    """A pose with its hips where they came to rest, and free limbs' angles as they are."""
    body = solve(pose)
    return replace(pose, hips=body.hips), body
