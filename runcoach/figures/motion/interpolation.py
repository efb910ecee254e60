"""The pose between two key poses: contacts stay, free limbs swing on arcs."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from runcoach.figures.body.skeleton import (
    ANKLE,
    HIP_HALF,
    INSTEP,
    Arm,
    Leg,
    LimbAngles,
    Skeleton,
    TrunkAxes,
    roll_about_line,
    trunk_axes,
)
from runcoach.figures.geometry import UP, Vec, along, cross, length, minus, mix, plus, slerp, unit
from runcoach.figures.pose.inverse_kinematics import solve_pose
from runcoach.figures.pose.pose import Contact, Limb, Pose, ankle_of_contact, facing_directions

STEP_LIFT = 0.05
"""How high a foot is lifted in a step to another place, in body heights."""
TOE_DROP = 0.6
"""How far down the toes of a stepping foot hang, for each unit forward."""
SAME_POINT = 0.004
"""Contact points closer than this are the same, in body heights."""


class Ease(Enum):
    """How the speed changes between two key poses."""

    BOTH = "both"
    IN = "in"
    OUT = "out"
    EVEN = "even"

    def at(self, share: float) -> float:
        """The fraction of the way covered after a fraction of the time."""
        if self is Ease.BOTH:
            return share * share * (3.0 - 2.0 * share)
        if self is Ease.IN:
            return share * share
        if self is Ease.OUT:
            return share * (2.0 - share)
        return share


class KeyPose(Struct, frozen=True):
    """A pose and the moment at which it is reached.

    Attributes:
        at: seconds from the start of the cycle.
        pose: as `settle_pose` returns it: its hips are those of its skeleton.
        skeleton: the skeleton in this pose.
        air: neither foot touches anything.
        through: the body passes this pose without stopping.
        lift: how high a foot is lifted when it steps to this pose, in body heights.
        yaw: the turn of the whole body about a vertical axis, in degrees.
        axis: x of that axis in the body's own space.
        place: x of that axis in the picture.
    """

    at: float
    pose: Pose
    skeleton: Skeleton
    air: bool = False
    through: bool = False
    lift: float = STEP_LIFT
    yaw: float = 0.0
    axis: float = 0.0
    place: float = 0.0


def interpolate_pose(before: KeyPose, after: KeyPose, go: float, rise: float) -> Pose:
    """Interpolate between two key poses.

    Args:
        before: the key pose before.
        after: the key pose after.
        go: fraction of the horizontal way, 0 to 1; linear in a flight.
        rise: fraction of everything else, 0 to 1.
    """
    a, b = before.pose, after.pose
    turn = a.turn + (b.turn - a.turn) * rise
    tilt = a.tilt + (b.tilt - a.tilt) * rise
    lean = a.lean + (b.lean - a.lean) * rise
    legs = (
        _leg(a.near_leg, b.near_leg, before, after, 1.0, go, rise),
        _leg(a.far_leg, b.far_leg, before, after, -1.0, go, rise),
    )
    hips = _hips(
        before, after, legs, trunk_axes(turn, tilt, lean), facing_directions(turn)[1], go, rise
    )
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
    return (
        a.contact is b.contact is not Contact.NOTHING
        and length(minus(a.point, b.point)) < SAME_POINT
    )


def _across(a: Vec, b: Vec, go: float, rise: float, lift: float) -> Vec:
    height = a[1] + (b[1] - a[1]) * rise + lift * 4.0 * go * (1.0 - go)
    return (a[0] + (b[0] - a[0]) * go, height, a[2] + (b[2] - a[2]) * go)


def _mixed_angles(a: LimbAngles, b: LimbAngles, share: float) -> LimbAngles:
    """Interpolate each angle; flex takes the shorter way round, so that arms can circle."""
    way = (b.flex - a.flex + 180.0) % 360.0 - 180.0
    return LimbAngles(
        a.flex + way * share,
        a.bend + (b.bend - a.bend) * share,
        a.spread + (b.spread - a.spread) * share,
        a.roll + (b.roll - a.roll) * share,
    )


def _aim(a: Vec | None, b: Vec | None, share: float) -> Vec | None:
    return None if a is None or b is None else slerp(a, b, share)


def _leg(
    a: Limb, b: Limb, before: KeyPose, after: KeyPose, sign: float, go: float, rise: float
) -> Limb:
    if a.contact is b.contact is Contact.NOTHING:
        return Limb(
            angles=_mixed_angles(a.angles, b.angles, rise),
            pointed=a.pointed + (b.pointed - a.pointed) * rise,
        )
    if _still(a, b) or (
        a.contact is b.contact and a.contact is not Contact.BALL and a.contact is not Contact.HEEL
    ):
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
    resting = Contact.NOTHING not in (a.contact, b.contact)
    aim = slerp(_sole(one), _sole(two), rise)
    return Limb(
        Contact.BALL,
        _across(one.ball, two.ball, go, rise, after.lift if resting else 0.0),
        LimbAngles(0.0, 0.0, 0.0, from_roll + (to_roll - from_roll) * rise),
        _dropped(aim, go) if resting else aim,
        firm=False,
        flat=a.flat + (b.flat - a.flat) * rise,
        side=slerp(_foot_side(one), _foot_side(two), rise),
    )


def _dropped(aim: Vec, go: float) -> Vec:
    """Let the toes of a stepping foot hang, most in the middle of the step."""
    return unit(along(aim, UP, -TOE_DROP * 4.0 * go * (1.0 - go)), aim)


def _sole(leg: Leg) -> Vec:
    way = minus(leg.ball, leg.heel)
    return mix(way, 1.0 / length(way), way, 0.0)


def _foot_side(leg: Leg) -> Vec:
    """The axis of a foot from its far to its near edge."""
    aim = _sole(leg)
    return cross(aim, mix(minus(leg.ankle, along(leg.ball, aim, -INSTEP)), 1.0 / ANKLE, aim, 0.0))


def _line_roll(axes: TrunkAxes, sign: float, joints: Arm | Leg) -> float:
    if isinstance(joints, Arm):
        return roll_about_line(axes, sign, joints.shoulder, joints.elbow, joints.wrist, knee=False)
    return roll_about_line(axes, sign, joints.hip, joints.knee, joints.ankle, knee=True)


def _arm(
    a: Limb, b: Limb, before: KeyPose, after: KeyPose, sign: float, go: float, rise: float
) -> Limb:
    if a.contact is b.contact is Contact.NOTHING:
        return Limb(angles=_mixed_angles(a.angles, b.angles, rise))
    if a.contact is b.contact:
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
    aim = slerp(first, second, rise)
    return Limb(
        Contact.WRIST,
        _across(one.wrist, two.wrist, go, rise, 0.0),
        LimbAngles(0.0, 0.0, 0.0, from_roll + (to_roll - from_roll) * rise),
        mix(aim, 1.0 / max(1e-9, length(aim)), aim, 0.0),
        firm=False,
    )


def _hips(
    before: KeyPose,
    after: KeyPose,
    legs: tuple[Limb, Limb],
    pelvis: TrunkAxes,
    aside: Vec,
    go: float,
    rise: float,
) -> Vec:
    """Move the hips on an arc above a leg whose contact stays, or else in a straight line."""
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
        if a.contact is Contact.KNEE:
            foot, first, second = leg.point, minus(one.hip, one.knee), minus(two.hip, two.knee)
        else:
            first, second = minus(one.hip, one.ankle), minus(two.hip, two.ankle)
            foot = ankle_of_contact(leg, aside)
        return along(plus(foot, slerp(first, second, rise)), pelvis.near, -sign * HIP_HALF)
    return _across(before.skeleton.hips, after.skeleton.hips, go, rise, 0.0)


def settle_pose(pose: Pose) -> tuple[Pose, Skeleton]:
    """Solve a pose; return it with the hips of the solved skeleton, and that skeleton."""
    body = solve_pose(pose)
    return replace(pose, hips=body.hips), body
