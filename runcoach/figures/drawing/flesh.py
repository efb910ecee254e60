"""The body's flesh: a skeleton, seen from the side or the front, as tapered shapes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from runcoach.figures.body.muscles import Patch
from runcoach.figures.body.skeleton import HEAD, Arm, Leg, Skeleton
from runcoach.figures.drawing.cells import Role
from runcoach.figures.drawing.raster import Shape, Taper
from runcoach.figures.geometry import Vec, along, between, dot, minus, mix, plus, unit

OFF_SIDE = 13.0
"""The side view looks a little from the front, so that the far limbs show; in degrees."""
FAR_BY = 0.025
"""A limb whose root lies this much behind the trunk's middle is a far one."""
SWELL = 0.16
"""How much the ribs widen with a full breath."""
SOLE = 0.018
FACE_ON = 1.25
"""A muscle seen from its own side covers its limb."""


class Camera(NamedTuple):
    """Where the viewer stands."""

    across: float
    deep: float

    @classmethod
    def beside(cls, off_side: float) -> Camera:
        """A camera turned by some degrees from straight before the picture."""
        a = math.radians(off_side)
        return cls(math.cos(a), math.sin(a))

    def flat(self, v: Vec) -> tuple[float, float]:
        """Where a point is in the picture."""
        return v[0] * self.across - v[2] * self.deep, v[1]


class Part(NamedTuple):
    """One tapered piece of flesh between two points."""

    start: Vec
    start_r: float
    end: Vec
    end_r: float
    role: Role
    before: float = 0.0

    def shape(self, camera: Camera) -> Taper:
        """The piece as it is seen."""
        x0, y0 = camera.flat(self.start)
        x1, y1 = camera.flat(self.end)
        depth = (self.start[2] + self.end[2]) / 2.0 + self.before
        return Taper(depth, self.role, x0, y0, self.start_r, x1, y1, self.end_r)


def shapes(
    body: Skeleton, camera: Camera, patches: tuple[Patch, ...], breath: float
) -> Iterator[Shape]:
    """Everything of the body that is to be drawn.

    Args:
        body: the joints.
        camera: where it is seen from.
        patches: the muscles to show in colour.
        breath: 0 out to 1 full.
    """
    for part in _trunk(body, breath):
        yield part.shape(camera)
    for arm, sign in ((body.near_arm, 1.0), (body.far_arm, -1.0)):
        far = arm.shoulder[2] < body.chest[2] - FAR_BY
        for part in _arm(arm, Role.FAR if far else Role.NEAR):
            yield part.shape(camera)
        for part in _patched_arm(arm, body, sign, far, patches):
            yield part.shape(camera)
    for leg, sign in ((body.near_leg, 1.0), (body.far_leg, -1.0)):
        far = leg.hip[2] < body.hips[2] - FAR_BY
        for part in _leg(leg, Role.FAR if far else Role.BODY):
            yield part.shape(camera)
        for part in _patched_leg(leg, body, sign, far, patches):
            yield part.shape(camera)
    for part in _patched_trunk(body, patches, breath):
        yield part.shape(camera)


def _trunk(body: Skeleton, breath: float) -> Iterator[Part]:
    swell = 1.0 + SWELL * breath
    pelvis, ribs = body.pelvis, body.ribs
    near_hip, far_hip = body.near_leg.hip, body.far_leg.hip
    near_shoulder, far_shoulder = body.near_arm.shoulder, body.far_arm.shoulder
    seat = along(along(body.hips, pelvis.forward, -0.012), pelvis.up, 0.005)
    breast = along(between(body.waist, body.chest, 0.62), ribs.forward, 0.006 * swell)
    yield Part(near_hip, 0.05, far_hip, 0.05, Role.BODY)
    yield Part(seat, 0.06, body.waist, 0.05, Role.BODY)
    yield Part(body.waist, 0.05, breast, 0.062 * swell, Role.BODY)
    yield Part(breast, 0.062 * swell, along(body.chest, ribs.up, -0.012), 0.046, Role.BODY)
    top = mix(ribs.up, -0.006, ribs.near, -0.02)
    low = mix(ribs.up, -0.006, ribs.near, 0.02)
    yield Part(plus(near_shoulder, top), 0.036, plus(far_shoulder, low), 0.036, Role.BODY)
    for hip, shoulder, out in ((near_hip, near_shoulder, 1.0), (far_hip, far_shoulder, -1.0)):
        flank = along(body.waist, ribs.near, 0.03 * out)
        yield Part(hip, 0.045, flank, 0.042, Role.BODY)
        yield Part(flank, 0.042, along(shoulder, ribs.near, -0.028 * out), 0.042 * swell, Role.BODY)
    yield Part(
        along(body.chest, ribs.up, -0.01), 0.034, between(body.chest, body.head, 0.62), 0.028,
        Role.BODY, 0.002,
    )  # fmt: skip
    skull = unit(minus(body.head, body.chest))
    back = along(body.head, body.gaze, -0.012)
    crown = along(along(body.head, body.gaze, -0.014), skull, 0.016)
    face = along(along(body.head, body.gaze, 0.012), skull, -0.008)
    chin = along(along(body.head, body.gaze, 0.026), skull, -0.03)
    level = 0.003 + 0.02 * (1.0 if body.gaze[2] > 0.5 else 0.0)
    yield Part(crown, HEAD - 0.008, back, HEAD - 0.008, Role.HAIR, level)
    yield Part(face, HEAD - 0.012, chin, 0.028, Role.FACE, level + 0.002)


def _arm(arm: Arm, role: Role) -> Iterator[Part]:
    nearer = 0.0 if role is Role.FAR else 0.012
    yield Part(arm.shoulder, 0.037, arm.elbow, 0.027, role, nearer)
    yield Part(arm.elbow, 0.027, arm.wrist, 0.02, role, nearer + 0.001)
    yield Part(arm.wrist, 0.021, arm.fingers, 0.015, role, nearer + 0.002)


def _leg(leg: Leg, role: Role) -> Iterator[Part]:
    nearer = 0.0 if role is Role.FAR else 0.008
    shin = minus(leg.ankle, leg.knee)
    calf = along(along(leg.knee, shin, 0.32), leg.fold, 0.01)
    yield Part(leg.hip, 0.056, leg.knee, 0.04, role, nearer)
    yield Part(leg.knee, 0.038, calf, 0.037, role, nearer + 0.001)
    yield Part(calf, 0.037, leg.ankle, 0.022, role, nearer + 0.001)
    sole = minus(leg.ball, leg.heel)
    over = unit(minus(leg.ankle, along(leg.heel, sole, 0.3)))
    heel, ball = along(leg.heel, over, SOLE), along(leg.ball, over, SOLE * 0.8)
    toes = (leg.toes[0], leg.toes[1] + ball[1] - leg.ball[1], leg.toes[2])
    yield Part(leg.ankle, 0.022, along(heel, sole, 0.2), SOLE, role, nearer + 0.002)
    yield Part(along(heel, sole, 0.12), SOLE, ball, SOLE * 0.8, role, nearer + 0.002)
    yield Part(ball, SOLE * 0.8, toes, SOLE * 0.75, role, nearer + 0.002)


def _colour(patch: Patch, far: bool) -> Role:
    if far:
        return Role.FAR_MUSCLE
    return Role.MUSCLE if patch.main else Role.HELP


def _limb_patch(
    patch: Patch, start: Vec, end: Vec, front: Vec, out: Vec, role: Role, nearer: float
) -> Part:
    off = mix(front, patch.front, out, patch.out)
    way = minus(end, start)
    first = plus(along(start, way, patch.start), off)
    last = plus(along(start, way, patch.end), off)
    # What lies behind its bone must be covered by it, what lies before must cover it.
    level = (start[2] + end[2] - first[2] - last[2]) / 2.0
    nearer += 0.003 + level + off[2] * 0.3
    fuller = FACE_ON if front[2] > 0.7 else 1.0
    return Part(first, patch.start_r * fuller, last, patch.end_r * fuller, role, nearer)


def _patched_leg(
    leg: Leg, body: Skeleton, sign: float, far: bool, patches: tuple[Patch, ...]
) -> Iterator[Part]:
    front = mix(leg.fold, -1.0, leg.fold, 0.0)
    out = mix(body.pelvis.near, sign, body.pelvis.near, 0.0)
    nearer = 0.0 if far else 0.008
    for patch in patches:
        if far and not patch.main:
            continue
        role = _colour(patch, far)
        if patch.bone == "thigh":
            yield _limb_patch(patch, leg.hip, leg.knee, front, out, role, nearer)
        elif patch.bone == "shin":
            yield _limb_patch(patch, leg.knee, leg.ankle, front, out, role, nearer)


def _patched_arm(
    arm: Arm, body: Skeleton, sign: float, far: bool, patches: tuple[Patch, ...]
) -> Iterator[Part]:
    out = mix(body.ribs.near, sign, body.ribs.near, 0.0)
    nearer = 0.0 if far else 0.012
    for patch in patches:
        if far and not patch.main:
            continue
        role = _colour(patch, far)
        if patch.bone == "upper arm":
            yield _limb_patch(patch, arm.shoulder, arm.elbow, arm.fold, out, role, nearer)
        elif patch.bone == "forearm":
            yield _limb_patch(patch, arm.elbow, arm.wrist, arm.fold, out, role, nearer)


def _patched_trunk(body: Skeleton, patches: tuple[Patch, ...], breath: float) -> Iterator[Part]:
    swell = 1.0 + SWELL * breath
    sides = 0.0
    for patch in patches:
        if patch.bone == "loin":
            axes, start, end = body.pelvis, body.hips, body.waist
        elif patch.bone == "ribs":
            axes, start, end = body.ribs, body.waist, body.chest
        else:
            continue
        role = Role.MUSCLE if patch.main else Role.HELP
        way = minus(end, start)
        sides = abs(dot(axes.near, (0.0, 0.0, 1.0)))
        for sign in (1.0, -1.0) if patch.out else (1.0,):
            off = mix(axes.forward, patch.front, axes.near, patch.out * sign)
            if off[2] < -0.03:
                continue
            nearer = 0.004 + off[2] * 0.3 + (0.006 if sides > 0.5 else 0.03 * axes.forward[2])
            yield Part(
                plus(along(start, way, patch.start), off),
                patch.start_r * swell,
                plus(along(start, way, patch.end), off),
                patch.end_r * swell,
                role,
                nearer - off[2],
            )
