"""A pose in numbers: what each limb does, and where it rests.

A pose says where the hips are, how the trunk lies, and what each limb does: it swings freely
(joint angles), its end rests on a point, or its middle joint rests on a point. Limbs that
rest are solved to their point; where the hips are too far for that, the hips give way.
"""

from __future__ import annotations

import math
from enum import Enum

from msgspec import Struct

from runcoach.figures.body.skeleton import (
    ANKLE,
    FOOT,
    INSTEP,
    Angles,
    Arm,
    Leg,
)
from runcoach.figures.geometry import (
    Vec,
    across,
    along,
    cross,
    length,
    minus,
)


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


class Limb(Struct, frozen=True):
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


class Pose(Struct, frozen=True):
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
