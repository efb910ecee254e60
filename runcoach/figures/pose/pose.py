"""A pose in numbers: hips, trunk, and for each limb its angles or its contact point.

Each limb either moves freely (joint angles), or touches a point with its end or with its middle
joint. Limbs in contact are solved to their point; if the hips are too far away, the hips move.
"""

from __future__ import annotations

import math
from enum import Enum

from msgspec import Struct

from runcoach.figures.body.skeleton import (
    ANKLE,
    FOOT,
    INSTEP,
    Arm,
    Leg,
    LimbAngles,
)
from runcoach.figures.geometry import (
    Vec,
    along,
    cross,
    length,
    minus,
    perpendicular,
)


class Contact(Enum):
    """The part of a limb that touches its contact point."""

    NOTHING = "nothing"
    WRIST = "wrist"
    ELBOW = "elbow"
    BALL = "ball"
    HEEL = "heel"
    ANKLE = "ankle"
    KNEE = "knee"


LOOSE = LimbAngles(0.0, 0.0)


class Limb(Struct, frozen=True):
    """What one limb does in a pose.

    Attributes:
        contact: the part that touches the point; with NOTHING the limb follows its angles.
        point: the contact point.
        angles: the joint angles; for a limb in contact only the roll counts.
        aim: the direction of the foot, of the fingers, or of the lower bone below an elbow or knee
            in contact.
        pointed: how far a free foot is pointed, or a free hand bent back, in degrees.
        firm: the contact may not slip, so the hips yield to it.
        flat: how flat the toes stay on the ground while the heel rises, 0 to 1.
        side: the axis of a foot in contact from its far to its near edge; None for the ground's.
    """

    contact: Contact = Contact.NOTHING
    point: Vec = (0.0, 0.0, 0.0)
    angles: LimbAngles = LOOSE
    aim: Vec | None = None
    pointed: float = 0.0
    firm: bool = True
    flat: float = 0.0
    side: Vec | None = None


class Pose(Struct, frozen=True):
    """The whole body at one moment, in numbers that can be interpolated.

    `hips` is in body heights; the other numbers are degrees, as in `sketch.Sketch`.
    """

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


def facing_directions(turn: float) -> tuple[Vec, Vec]:
    """Return the horizontal directions forward and to the near side; `turn` is in degrees."""
    t = math.radians(turn)
    return (math.cos(t), 0.0, math.sin(t)), (-math.sin(t), 0.0, math.cos(t))


def ankle_of_contact(limb: Limb, aside: Vec) -> Vec:
    """Return where the ankle of a foot in contact is."""
    if limb.contact is Contact.ANKLE or limb.aim is None:
        return limb.point
    over = cross(perpendicular(limb.side or aside, limb.aim, aside), limb.aim)
    back = INSTEP if limb.contact is Contact.BALL else INSTEP - FOOT
    return along(along(limb.point, limb.aim, -back), over, ANKLE)


def contact_error(limb: Limb, joints: Arm | Leg, aside: Vec) -> float:
    """Return how far a joint misses its contact point, in body heights; 0 for a free limb."""
    if limb.contact is Contact.NOTHING:
        return 0.0
    if isinstance(joints, Arm):
        joint = joints.elbow if limb.contact is Contact.ELBOW else joints.wrist
        return length(minus(joint, limb.point))
    if limb.contact is Contact.KNEE:
        return length(minus(joints.knee, limb.point))
    return length(minus(joints.ankle, ankle_of_contact(limb, aside)))
