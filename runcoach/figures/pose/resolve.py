"""Resolves a sketch to a pose: named places become angles, open values are filled in."""

from __future__ import annotations

import math

from runcoach.figures.body.skeleton import (
    FOOT,
    HIP_HALF,
    INSTEP,
    SHIN,
    SHOULDER_HALF,
    THIGH,
    LimbAngles,
    TrunkAxes,
    limb_from_angles,
    trunk_axes,
)
from runcoach.figures.geometry import ORIGIN, Vec, along, minus, mix
from runcoach.figures.pose.pose import Contact, Limb, Pose, ankle_of_contact, facing_directions
from runcoach.figures.pose.sketch import PART_KEYS, Sketch, SketchError, SketchPoint

HAND_PLACES: dict[str, LimbAngles] = {
    "sides": LimbAngles(2.0, 8.0, 6.0),
    "hips": LimbAngles(-38.0, 88.0, 28.0, -25.0),
    "chest": LimbAngles(-6.0, 122.0, 8.0, -32.0),
    "shoulders": LimbAngles(50.0, 145.0, 10.0, -15.0),
    "head": LimbAngles(125.0, 140.0, 40.0, -20.0),
    "forward": LimbAngles(90.0, 4.0),
    "overhead": LimbAngles(176.0, 4.0),
    "run": LimbAngles(-5.0, 90.0, 6.0),
}
"""Common places of the hands as joint angles, so that they move with the trunk."""

PALM = 0.02
POINT_OF_ELBOW = 0.028
KNEECAP = 0.038
OUTER_ANKLE = 0.028


def resolve_pose(sketch: Sketch, view: float) -> Pose:
    """Resolve a sketch to a pose.

    Args:
        sketch: the pose's own values, already laid over the shared ones.
        view: the viewing direction in degrees: 0 from the side, 90 from the front.

    Raises:
        SketchError: the position of the body is undetermined, or a place is unknown.
    """
    turn, tilt, lean = view + (sketch.turn or 0.0), sketch.tilt or 0.0, sketch.lean or 0.0
    ahead, aside = facing_directions(turn)
    axes = trunk_axes(turn, tilt, lean)
    legs = (_leg(sketch, 0, ahead, aside), _leg(sketch, 1, ahead, aside))
    if sketch.hips is not None:
        depth = sketch.hips[2] if len(sketch.hips) > 2 else 0.0
        hips: Vec = (sketch.hips[0], sketch.hips[1], depth)
    else:
        hips = _hips_over(legs, axes, aside)
    return Pose(
        hips=hips,
        near_arm=_arm(sketch, 0, ahead, aside),
        far_arm=_arm(sketch, 1, ahead, aside),
        near_leg=legs[0],
        far_leg=legs[1],
        turn=turn,
        tilt=tilt,
        lean=lean,
        bend=sketch.bend or 0.0,
        side_bend=sketch.side_bend or 0.0,
        twist=sketch.twist or 0.0,
        nod=natural_nod(lean + (sketch.bend or 0.0)) if sketch.nod is None else sketch.nod,
        look=sketch.look or 0.0,
    )


def natural_nod(lean: float) -> float:
    """Return the nod, in degrees, of a head that looks ahead while the trunk leans.

    Near the horizontal the head is in line with the trunk.
    """
    share = max(0.0, min(1.0, (85.0 - abs(lean)) / 30.0))
    return -0.45 * lean * share


def _of(sketch: Sketch, part: str, side: int) -> tuple[object, bool]:
    """Return the value of a part on one side, and whether it was given for both limbs at once."""
    own = getattr(sketch, PART_KEYS[part][side])
    return (own, False) if own is not None else (getattr(sketch, PART_KEYS[part][2]), True)


def _place(value: SketchPoint, both: bool, side: int, aside: Vec, half: float, up: float) -> Vec:
    sign = 1.0 if side == 0 else -1.0
    if both:
        gap = value[2] if len(value) > 2 else half
        return along((value[0], value[1] + up, 0.0), aside, sign * gap)
    depth = value[2] if len(value) > 2 else sign * half * aside[2]
    return (value[0], value[1] + up, depth)


def _angles(value: object) -> LimbAngles:
    numbers = value if isinstance(value, tuple) else (0.0, 0.0)
    return LimbAngles(*(numbers + (0.0,) * (2 - len(numbers))))


def _arm(sketch: Sketch, side: int, ahead: Vec, aside: Vec) -> Limb:
    roll = -(sketch.elbows_out or 0.0)
    elbow, both = _of(sketch, "elbow", side)
    if isinstance(elbow, tuple):
        r = math.radians(sketch.forearm or 0.0)
        sign = 1.0 if side == 0 else -1.0
        return Limb(
            Contact.ELBOW,
            _place(elbow, both, side, aside, SHOULDER_HALF, POINT_OF_ELBOW),
            aim=mix(ahead, math.cos(r), aside, sign * math.sin(r)),
        )
    hand, both = _of(sketch, "hand", side)
    if isinstance(hand, tuple):
        r = math.radians(sketch.fingers or 0.0)
        return Limb(
            Contact.WRIST,
            _place(hand, both, side, aside, SHOULDER_HALF, PALM),
            LimbAngles(0.0, 0.0, 0.0, roll),
            mix(ahead, math.cos(r), (0.0, 1.0, 0.0), math.sin(r)),
        )
    if isinstance(hand, str):
        if hand not in HAND_PLACES:
            raise SketchError(
                PART_KEYS["hand"][2], f"expected a point or one of {', '.join(HAND_PLACES)}"
            )
        return Limb(angles=HAND_PLACES[hand])
    arm, _ = _of(sketch, "arm", side)
    return Limb(angles=HAND_PLACES["sides"] if arm is None else _angles(arm))


def _leg(sketch: Sketch, side: int, ahead: Vec, aside: Vec) -> Limb:
    leg, _ = _of(sketch, "leg", side)
    angles = _angles(leg)
    own_out = sketch.near_knee_out if side == 0 else sketch.far_knee_out
    out = own_out if own_out is not None else sketch.knees_out
    if out is not None:
        angles = angles._replace(roll=out)
    knee, both = _of(sketch, "knee", side)
    if isinstance(knee, tuple):
        r = math.radians(sketch.shins or 0.0)
        o = math.radians(sketch.shins_aside or 0.0)
        back = mix(ahead, -math.cos(o), aside, math.sin(o))
        return Limb(
            Contact.KNEE,
            _place(knee, both, side, aside, HIP_HALF, KNEECAP),
            angles,
            mix(back, math.cos(r), (0.0, 1.0, 0.0), math.sin(r)),
            50.0 if sketch.point is None else sketch.point,
        )
    ankle, both = _of(sketch, "ankle", side)
    if isinstance(ankle, tuple):
        return Limb(
            Contact.ANKLE,
            _place(ankle, both, side, aside, HIP_HALF, OUTER_ANKLE),
            angles,
            pointed=sketch.point or 0.0,
        )
    foot, both = _of(sketch, "foot", side)
    if isinstance(foot, tuple):
        return _foot(
            sketch, side, _place(foot, both, side, aside, HIP_HALF, 0.0), angles, ahead, aside
        )
    return Limb(angles=angles, pointed=sketch.point or 0.0)


def _foot(
    sketch: Sketch, side: int, under_ankle: Vec, angles: LimbAngles, ahead: Vec, aside: Vec
) -> Limb:
    sign = 1.0 if side == 0 else -1.0
    o = math.radians(sketch.feet_out or 0.0)
    way = mix(ahead, math.cos(o), aside, sign * math.sin(o))
    heel, toe = _of(sketch, "heel", side)[0], _of(sketch, "toe", side)[0]
    if isinstance(toe, float | int) and toe:
        r = math.radians(toe)
        aim = mix(way, math.cos(r), (0.0, 1.0, 0.0), math.sin(r))
        return Limb(Contact.HEEL, along(under_ankle, way, INSTEP - FOOT), angles, aim)
    r = math.radians(heel) if isinstance(heel, float | int) else 0.0
    aim = mix(way, math.cos(r), (0.0, 1.0, 0.0), -math.sin(r))
    return Limb(Contact.BALL, along(under_ankle, way, INSTEP), angles, aim, flat=1.0)


def _hips_over(legs: tuple[Limb, Limb], pelvis: TrunkAxes, aside: Vec) -> Vec:
    """Place the hips above the first leg in contact, according to its joint angles."""
    for leg, sign in zip(legs, (1.0, -1.0), strict=True):
        if leg.contact is Contact.NOTHING:
            continue
        knee, ankle, _ = limb_from_angles(ORIGIN, pelvis, sign, leg.angles, THIGH, SHIN, knee=True)
        carried = knee if leg.contact is Contact.KNEE else ankle
        point = leg.point if leg.contact is Contact.KNEE else ankle_of_contact(leg, aside)
        return along(minus(point, carried), pelvis.near, -sign * HIP_HALF)
    raise SketchError(
        "hips", "expected the position of the hips, since neither leg rests on anything"
    )
