"""The body as tapered shapes around a skeleton, seen from the side or the front."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from runcoach.figures.body.muscles import MusclePatch
from runcoach.figures.body.skeleton import HEAD, Arm, Leg, Skeleton
from runcoach.figures.drawing.cells import CellRole
from runcoach.figures.drawing.raster import Shape, Taper
from runcoach.figures.geometry import Vec, along, dot, lerp, minus, mix, plus, unit

SIDE_VIEW_TURN = 13.0
"""How far the side view is turned to the front, so that the far limbs show; in degrees."""
NEAR_FLOOR = 0.2
"""How much floor is seen on the near side of a body that is viewed from above, in body heights."""
FAR_BY = 0.025
"""A limb whose root is this far behind the middle of the trunk is a far limb."""
SWELL = 0.16
"""How much a full breath widens the ribs, as a fraction."""
SOLE = 0.018
"""Half the thickness of a foot, in body heights."""
FACE_BEFORE = 0.016
"""How far the face is before the hair: only a head turned well away shows none of it."""
BESIDE = 0.055
"""How far a muscle of the trunk is before the flank, seen from the side."""
FACE_ON = 1.25
"""The factor that widens a muscle seen face on, so that it covers its limb."""


class Camera(NamedTuple):
    """The direction of view.

    Attributes:
        across: the weight of x across the picture.
        deep: the weight of z across the picture.
        down: by how much less high a point is drawn for each unit that it is nearer.
        floor: how high the floor below the middle of the body is drawn.
    """

    across: float
    deep: float
    down: float = 0.0
    floor: float = 0.0

    @classmethod
    def beside(cls, off_side: float, above: float = 0.0) -> Camera:
        """Return a camera turned from straight in front of the picture, and raised; in degrees."""
        a, down = math.radians(off_side), math.sin(math.radians(above))
        return cls(math.cos(a), math.sin(a), down, down * NEAR_FLOOR)

    def project(self, v: Vec) -> tuple[float, float]:
        """Project a point to the picture: across and up."""
        return v[0] * self.across - v[2] * self.deep, v[1] - v[2] * self.down + self.floor


class BodySegment(NamedTuple):
    """A tapered piece of the body between two points; radii in body heights."""

    start: Vec
    start_r: float
    end: Vec
    end_r: float
    role: CellRole
    before: float = 0.0

    def shape(self, camera: Camera) -> Taper:
        """Project the piece to the picture."""
        x0, y0 = camera.project(self.start)
        x1, y1 = camera.project(self.end)
        depth = (self.start[2] + self.end[2]) / 2.0 + self.before
        return Taper(depth, self.role, x0, y0, self.start_r, x1, y1, self.end_r)


def body_shapes(
    body: Skeleton,
    camera: Camera,
    patches: tuple[MusclePatch, ...],
    breath: float,
    works: tuple[bool, bool] = (True, True),
) -> Iterator[Shape]:
    """Yield the shapes of the body.

    Args:
        body: the skeleton.
        camera: the direction of view.
        patches: the muscles to show in colour.
        breath: 0 (exhaled) to 1 (inhaled).
        works: whether the near and the far limbs work; a resting limb has no colour.
    """
    for part in _trunk(body, breath):
        yield part.shape(camera)
    sides = ((1.0, patches if works[0] else ()), (-1.0, patches if works[1] else ()))
    for arm, (sign, coloured) in zip((body.near_arm, body.far_arm), sides, strict=True):
        far = arm.shoulder[2] < body.chest[2] - FAR_BY
        for part in _arm(arm, CellRole.FAR if far else CellRole.NEAR):
            yield part.shape(camera)
        for part in _patched_arm(arm, body, sign, far, coloured):
            yield part.shape(camera)
    for leg, (sign, coloured) in zip((body.near_leg, body.far_leg), sides, strict=True):
        far = leg.hip[2] < body.hips[2] - FAR_BY
        for part in _leg(leg, CellRole.FAR if far else CellRole.BODY):
            yield part.shape(camera)
        for part in _patched_leg(leg, body, sign, far, coloured):
            yield part.shape(camera)
    for part in _patched_trunk(body, patches, breath):
        yield part.shape(camera)


def _trunk(body: Skeleton, breath: float) -> Iterator[BodySegment]:
    swell = 1.0 + SWELL * breath
    pelvis, ribs = body.pelvis, body.ribs
    near_hip, far_hip = body.near_leg.hip, body.far_leg.hip
    near_shoulder, far_shoulder = body.near_arm.shoulder, body.far_arm.shoulder
    seat = along(along(body.hips, pelvis.forward, -0.012), pelvis.up, 0.005)
    breast = along(lerp(body.waist, body.chest, 0.62), ribs.forward, 0.006 * swell)
    yield BodySegment(near_hip, 0.05, far_hip, 0.05, CellRole.BODY)
    yield BodySegment(seat, 0.06, body.waist, 0.05, CellRole.BODY)
    yield BodySegment(body.waist, 0.05, breast, 0.062 * swell, CellRole.BODY)
    yield BodySegment(
        breast, 0.062 * swell, along(body.chest, ribs.up, -0.012), 0.046, CellRole.BODY
    )
    top = mix(ribs.up, -0.006, ribs.near, -0.02)
    low = mix(ribs.up, -0.006, ribs.near, 0.02)
    yield BodySegment(
        plus(near_shoulder, top), 0.036, plus(far_shoulder, low), 0.036, CellRole.BODY
    )
    for hip, shoulder, out in ((near_hip, near_shoulder, 1.0), (far_hip, far_shoulder, -1.0)):
        flank = along(body.waist, ribs.near, 0.03 * out)
        yield BodySegment(hip, 0.045, flank, 0.042, CellRole.BODY)
        yield BodySegment(
            flank, 0.042, along(shoulder, ribs.near, -0.028 * out), 0.042 * swell, CellRole.BODY
        )
    yield BodySegment(
        along(body.chest, ribs.up, -0.01), 0.034, lerp(body.chest, body.head, 0.62), 0.028,
        CellRole.BODY, 0.002,
    )  # fmt: skip
    skull = unit(minus(body.head, body.chest))
    back = along(body.head, body.gaze, -0.012)
    crown = along(along(body.head, body.gaze, -0.014), skull, 0.016)
    face = along(along(body.head, body.gaze, 0.012), skull, -0.008)
    chin = along(along(body.head, body.gaze, 0.026), skull, -0.03)
    level = 0.003 + 0.02 * (1.0 if body.gaze[2] > 0.5 else 0.0)
    yield BodySegment(crown, HEAD - 0.008, back, HEAD - 0.008, CellRole.HAIR, level)
    yield BodySegment(face, HEAD - 0.012, chin, 0.028, CellRole.FACE, level + FACE_BEFORE)


def _arm(arm: Arm, role: CellRole) -> Iterator[BodySegment]:
    nearer = 0.0 if role is CellRole.FAR else 0.012
    yield BodySegment(arm.shoulder, 0.037, arm.elbow, 0.027, role, nearer)
    yield BodySegment(arm.elbow, 0.027, arm.wrist, 0.02, role, nearer + 0.001)
    yield BodySegment(arm.wrist, 0.021, arm.fingers, 0.015, role, nearer + 0.002)


def _leg(leg: Leg, role: CellRole) -> Iterator[BodySegment]:
    nearer = 0.0 if role is CellRole.FAR else 0.008
    shin = minus(leg.ankle, leg.knee)
    calf = along(along(leg.knee, shin, 0.32), leg.fold, 0.01)
    yield BodySegment(leg.hip, 0.056, leg.knee, 0.04, role, nearer)
    yield BodySegment(leg.knee, 0.038, calf, 0.037, role, nearer + 0.001)
    yield BodySegment(calf, 0.037, leg.ankle, 0.022, role, nearer + 0.001)
    sole = minus(leg.ball, leg.heel)
    over = unit(minus(leg.ankle, along(leg.heel, sole, 0.3)))
    heel, ball = along(leg.heel, over, SOLE), along(leg.ball, over, SOLE * 0.8)
    toes = (leg.toes[0], leg.toes[1] + ball[1] - leg.ball[1], leg.toes[2])
    yield BodySegment(leg.ankle, 0.022, along(heel, sole, 0.2), SOLE, role, nearer + 0.002)
    yield BodySegment(along(heel, sole, 0.12), SOLE, ball, SOLE * 0.8, role, nearer + 0.002)
    yield BodySegment(ball, SOLE * 0.8, toes, SOLE * 0.75, role, nearer + 0.002)


def _limb_patch(
    patch: MusclePatch, start: Vec, end: Vec, front: Vec, out: Vec, role: CellRole, nearer: float
) -> BodySegment:
    off = mix(front, patch.front, out, patch.out)
    way = minus(end, start)
    first = plus(along(start, way, patch.start), off)
    last = plus(along(start, way, patch.end), off)
    # A patch behind its bone must be covered by it, one in front must cover it.
    level = (start[2] + end[2] - first[2] - last[2]) / 2.0
    nearer += 0.003 + level + off[2] * 0.3
    fuller = FACE_ON if front[2] > 0.7 else 1.0
    return BodySegment(first, patch.start_r * fuller, last, patch.end_r * fuller, role, nearer)


def _patched_leg(
    leg: Leg, body: Skeleton, sign: float, far: bool, patches: tuple[MusclePatch, ...]
) -> Iterator[BodySegment]:
    front = mix(leg.fold, -1.0, leg.fold, 0.0)
    out = mix(body.pelvis.near, sign, body.pelvis.near, 0.0)
    nearer = 0.0 if far else 0.008
    role = CellRole.FAR_MUSCLE if far else CellRole.MUSCLE
    for patch in patches:
        if patch.bone == "thigh":
            yield _limb_patch(patch, leg.hip, leg.knee, front, out, role, nearer)
        elif patch.bone == "shin":
            yield _limb_patch(patch, leg.knee, leg.ankle, front, out, role, nearer)


def _patched_arm(
    arm: Arm, body: Skeleton, sign: float, far: bool, patches: tuple[MusclePatch, ...]
) -> Iterator[BodySegment]:
    out = mix(body.ribs.near, sign, body.ribs.near, 0.0)
    nearer = 0.0 if far else 0.012
    role = CellRole.FAR_MUSCLE if far else CellRole.MUSCLE
    for patch in patches:
        if patch.bone == "upper arm":
            yield _limb_patch(patch, arm.shoulder, arm.elbow, arm.fold, out, role, nearer)
        elif patch.bone == "forearm":
            yield _limb_patch(patch, arm.elbow, arm.wrist, arm.fold, out, role, nearer)


def _patched_trunk(
    body: Skeleton, patches: tuple[MusclePatch, ...], breath: float
) -> Iterator[BodySegment]:
    swell = 1.0 + SWELL * breath
    for patch in patches:
        if patch.bone == "loin":
            axes, start, end = body.pelvis, body.hips, body.waist
        elif patch.bone == "ribs":
            axes, start, end = body.ribs, body.waist, body.chest
        else:
            continue
        way = minus(end, start)
        sides = abs(dot(axes.near, (0.0, 0.0, 1.0)))
        for sign in (1.0, -1.0) if patch.out else (1.0,):
            off = mix(axes.forward, patch.front, axes.near, patch.out * sign)
            if off[2] < -0.03:
                continue
            facing = abs(axes.forward[2]) if not patch.front else axes.forward[2]
            facing = -facing if patch.front < 0.0 else facing
            nearer = 0.004 + off[2] * 0.3 + (BESIDE if sides > 0.5 else 0.03 * facing)
            yield BodySegment(
                plus(along(start, way, patch.start), off),
                patch.start_r * swell,
                plus(along(start, way, patch.end), off),
                patch.end_r * swell,
                CellRole.MUSCLE,
                nearer - off[2],
            )
