"""Held and worn loads: where they are on the body, and their shapes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.drawing.cells import CellRole
from runcoach.figures.drawing.flesh import FAR_BY, Camera
from runcoach.figures.drawing.raster import Shape, Taper
from runcoach.figures.geometry import Vec, along, lerp, minus, mix, plus, unit

GRIPS = (
    *("hands", "near_hand", "far_hand", "each"),
    *("hips", "chest", "back", "shoulders", "knees", "ankles", "feet", "heels", "near_heel"),
)

PLATE_SIDES = 10
"""A plate is drawn as a ring of so many straight pieces."""


def held_shapes(
    kind: str,
    grip: str,
    tied: tuple[float, float],
    body: Skeleton,
    camera: Camera,
    share: float,
    scale: float = 1.0,
) -> Iterator[Shape]:
    """Yield the shapes of a held object.

    Args:
        kind: a name in HELD_KINDS.
        grip: the part of the body that holds it, a name in GRIPS.
        tied: for a band or straps, where the other end is attached, across and up.
        body: the skeleton that holds it.
        camera: the direction of view.
        share: the fraction of the rep that is done; it turns a rope.
        scale: its size; a heavier one is bigger.
    """
    if kind == "rope":
        yield from _rope(body, camera, share)
        return
    places = list(_held(grip, body))
    if kind == "loop":
        yield from _loop(places[0][0], places[-1][0], camera)
        return
    for place, way in places:
        if kind in TIED:
            yield _rod(place, (*tied, place[2] * 0.3), TIED[kind], camera)
        else:
            role = CellRole.PROP_SHADE if place[2] < body.chest[2] - FAR_BY else CellRole.LOAD
            yield from LIFTED[kind](place, way, camera, scale, role)


def _held(grip: str, body: Skeleton) -> Iterator[tuple[Vec, Vec]]:
    """Yield where a held object is, and the direction in which the holding part points."""
    near, far = body.near_arm, body.far_arm
    forward = body.ribs.forward
    grips = {
        "near_hand": (near.fingers, minus(near.fingers, near.wrist)),
        "far_hand": (far.fingers, minus(far.fingers, far.wrist)),
        "hands": (
            lerp(near.fingers, far.fingers, 0.5),
            mix(minus(near.fingers, near.wrist), 1.0, minus(far.fingers, far.wrist), 1.0),
        ),
        "hips": (along(body.hips, body.pelvis.forward, 0.09), body.pelvis.forward),
        "chest": (along(lerp(body.waist, body.chest, 0.6), forward, 0.1), forward),
        "back": (along(lerp(body.waist, body.chest, 0.6), forward, -0.1), forward),
        "near_heel": (body.near_leg.heel, minus(body.near_leg.ball, body.near_leg.heel)),
        "shoulders": (along(along(body.chest, forward, -0.075), body.ribs.up, 0.03), forward),
    }
    if grip == "each":
        for name in ("near_hand", "far_hand"):
            yield grips[name][0], unit(grips[name][1])
    elif grip in ("knees", "ankles", "feet", "heels"):
        for leg in (body.near_leg, body.far_leg):
            above = {
                "knees": lerp(leg.hip, leg.knee, 0.86),
                "ankles": leg.ankle,
                "heels": leg.heel,
            }
            yield above.get(grip, leg.ball), unit(minus(leg.ball, leg.heel))
    else:
        place, way = grips[grip]
        yield place, unit(way)


def _disc(
    at: Vec, radius: float, camera: Camera, role: CellRole = CellRole.LOAD, before: float = 0.03
) -> Taper:
    x, y = camera.project(at)
    return Taper(at[2] + before, role, x, y, radius, x, y, radius)


def _rod(
    a: Vec,
    b: Vec,
    radius: float,
    camera: Camera,
    before: float = 0.03,
    role: CellRole = CellRole.LOAD,
) -> Taper:
    (x0, y0), (x1, y1) = camera.project(a), camera.project(b)
    return Taper((a[2] + b[2]) / 2 + before, role, x0, y0, radius, x1, y1, radius)


def _ring(at: Vec, radius: float, camera: Camera, before: float) -> Iterator[Shape]:
    """An open circle, so that a plate hides neither face nor legs."""
    points = [
        (at[0] + radius * math.cos(turn), at[1] + radius * math.sin(turn), at[2])
        for turn in (2.0 * math.pi * part / PLATE_SIDES for part in range(PLATE_SIDES + 1))
    ]
    for one, two in pairwise(points):
        yield _rod(one, two, 0.014, camera, before)


def _dumbbell(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    one, two = (at[0] - 0.052 * scale, at[1], at[2]), (at[0] + 0.052 * scale, at[1], at[2])
    yield _rod(one, two, 0.012, camera, role=role)
    for x, y, z in (one, two):
        high, low = (x, y + 0.036 * scale, z), (x, y - 0.036 * scale, z)
        yield _rod(high, low, 0.018 * scale, camera, role=role)


def _kettlebell(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    low: Vec = (at[0], at[1] - 0.075 * scale, at[2])
    for side in (-0.035 * scale, 0.035 * scale):
        yield _rod(
            (at[0] + side, at[1] + 0.005, at[2]), (low[0] + side, low[1], low[2]), 0.011, camera,
            role=role,
        )  # fmt: skip
    yield _rod(
        (low[0], low[1] - 0.006, low[2]), (low[0], low[1] + 0.006, low[2]), 0.052 * scale, camera,
        role=role,
    )  # fmt: skip


def _barbell(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    radius = min(0.09 * scale, at[1])
    if camera.deep:
        yield from _ring(at, radius, camera, -0.02)
        yield _disc(at, 0.024, camera, before=0.02)
        return
    yield _rod((at[0] - 0.4, at[1], at[2]), (at[0] + 0.4, at[1], at[2]), 0.012, camera)
    for side in (-0.38, 0.38):
        end: Vec = (at[0] + side, at[1], at[2])
        high, low = (end[0], end[1] + radius, end[2]), (end[0], end[1] - radius, end[2])
        yield _rod(high, low, 0.02, camera)


def _ball(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    yield _disc(along(at, way, 0.03), 0.06 * scale, camera)


def _plate(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    over = unit((-way[1], way[0], 0.0))
    half = 0.07 * scale
    yield _rod(along(at, over, -half), along(at, over, half), 0.03 * scale, camera, 0.1)


def _vest(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    up = unit((-way[1], way[0], 0.0))
    middle = along(at, way, -0.09)
    for far in (-0.075, -0.035, 0.02):
        half = 0.052 if far < 0 else 0.05
        yield _rod(
            along(along(middle, way, -0.012), up, far), along(along(middle, way, 0.012), up, far),
            half, camera, 0.011,
        )  # fmt: skip


def _backpack(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    """A bag with a pocket, low enough that the head stays free."""
    up = unit((-way[1], way[0], 0.0))
    middle = along(at, way, -0.02)
    high, low = along(middle, up, 0.035 * scale), along(middle, up, -0.075 * scale)
    yield _rod(high, low, 0.055 * scale, camera, -0.015)
    pocket = along(along(middle, way, -0.02), up, -0.05 * scale)
    yield _rod(pocket, along(pocket, up, 0.02), 0.02, camera, -0.014, CellRole.PROP_SHADE)


def _stick(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    across = (0.0, 0.0, 1.0) if camera.deep else (1.0, 0.0, 0.0)
    for end in (-0.4, 0.4):
        yield _rod(at, along(at, across, end), 0.01, camera)


def _slider(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    yield _rod((at[0] - 0.05, 0.006, at[2]), (at[0] + 0.04, 0.006, at[2]), 0.008, camera)


def _wheel(at: Vec, way: Vec, camera: Camera, scale: float, role: CellRole) -> Iterator[Shape]:
    hub: Vec = (at[0], 0.065, at[2])
    yield _disc(hub, 0.065, camera)
    yield _disc(hub, 0.022, camera, CellRole.PROP_SHADE, 0.04)


LIFTED: dict[str, Callable[[Vec, Vec, Camera, float, CellRole], Iterator[Shape]]] = {
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "barbell": _barbell,
    "stick": _stick,
    "ball": _ball,
    "plate": _plate,
    "vest": _vest,
    "backpack": _backpack,
    "discs": _slider,
    "wheel": _wheel,
}
TIED = {"band": 0.008, "straps": 0.007}
"""Objects that run from the grip to where they are tied, with their half width."""
HELD_KINDS = (*LIFTED, *TIED, "loop", "rope")


def _loop(one: Vec, two: Vec, camera: Camera) -> Iterator[Shape]:
    """A short band around both legs."""
    way = unit(minus(two, one))
    yield _rod(along(one, way, -0.03), along(two, way, 0.03), 0.012, camera, 0.08)


def _rope(body: Skeleton, camera: Camera, share: float) -> Iterator[Shape]:
    """A skipping rope from hand to hand that passes once round the body in a rep."""
    near, far = body.near_arm.fingers, body.far_arm.fingers
    around = 2.0 * math.pi * share
    middle = lerp(near, far, 0.5)
    reach = max(0.3, middle[1])
    under = along(body.hips, body.pelvis.forward, math.sin(around) * 0.45)
    under = (under[0], middle[1] - math.cos(around) * reach, under[2])
    bow = minus(under, middle)
    before = near
    for step in range(1, 9):
        part = step / 8.0
        point = plus(lerp(near, far, part), mix(bow, math.sin(math.pi * part), bow, 0.0))
        yield _rod(before, point, 0.006, camera)
        before = point
