"""Held and worn loads: where they are on the body, and their shapes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.drawing.cells import CellRole
from runcoach.figures.drawing.flesh import Camera
from runcoach.figures.drawing.raster import Shape, Taper
from runcoach.figures.geometry import Vec, along, lerp, minus, mix, plus, unit

GRIPS = (
    *("hands", "near_hand", "far_hand", "each"),
    *("hips", "chest", "back", "shoulders", "knees", "ankles", "feet", "heels", "near_heel"),
)


def held_shapes(
    kind: str,
    grip: str,
    tied: tuple[float, float],
    body: Skeleton,
    camera: Camera,
    share: float,
) -> Iterator[Shape]:
    """Yield the shapes of a held object.

    Args:
        kind: a name in HELD_KINDS.
        grip: the part of the body that holds it, a name in GRIPS.
        tied: for a band or straps, where the other end is attached, across and up.
        body: the skeleton that holds it.
        camera: the direction of view.
        share: the fraction of the rep that is done; it turns a rope.
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
            yield from LIFTED[kind](place, way, camera)


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


def _rod(a: Vec, b: Vec, radius: float, camera: Camera, before: float = 0.03) -> Taper:
    (x0, y0), (x1, y1) = camera.project(a), camera.project(b)
    return Taper((a[2] + b[2]) / 2 + before, CellRole.LOAD, x0, y0, radius, x1, y1, radius)


def _dumbbell(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    across: Vec = (1.0, 0.0, 0.0)
    one, two = along(at, across, -0.05), along(at, across, 0.05)
    yield _rod(one, two, 0.014, camera)
    for end in (one, two):
        yield _rod(
            along(end, (0.0, 1.0, 0.0), 0.018), along(end, (0.0, 1.0, 0.0), -0.018), 0.022, camera
        )


def _kettlebell(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    low = along(at, (0.0, -1.0, 0.0), 0.055)
    for side in (-0.028, 0.028):
        yield _rod(
            along(at, (1.0, 0.0, 0.0), side), along(low, (1.0, 0.0, 0.0), side), 0.01, camera
        )
    yield _disc(low, 0.05, camera)


def _barbell(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    if camera.deep:
        yield _disc(at, 0.105, camera, CellRole.PROP_SHADE, -0.02)
        yield _disc(at, 0.03, camera)
        return
    yield _rod(along(at, (1.0, 0.0, 0.0), -0.4), along(at, (1.0, 0.0, 0.0), 0.4), 0.012, camera)
    for side in (-0.38, 0.38):
        end = along(at, (1.0, 0.0, 0.0), side)
        yield _rod(
            along(end, (0.0, 1.0, 0.0), 0.07), along(end, (0.0, 1.0, 0.0), -0.07), 0.02, camera
        )


def _ball(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    yield _disc(along(at, way, 0.03), 0.06, camera)


def _plate(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    over = unit((-way[1], way[0], 0.0))
    yield _rod(along(at, over, -0.06), along(at, over, 0.06), 0.026, camera, 0.1)


def _vest(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    up = unit((-way[1], way[0], 0.0))
    middle = along(at, way, -0.09)
    for far in (-0.075, -0.035, 0.02):
        half = 0.052 if far < 0 else 0.05
        yield _rod(
            along(along(middle, way, -0.012), up, far), along(along(middle, way, 0.012), up, far),
            half, camera, 0.011,
        )  # fmt: skip


def _backpack(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    up = unit((-way[1], way[0], 0.0))
    yield _rod(along(at, up, -0.07), along(at, up, 0.05), 0.05, camera, -0.02)


def _stick(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    if camera.deep:
        yield _disc(at, 0.022, camera)
        return
    yield _rod(along(at, (1.0, 0.0, 0.0), -0.4), along(at, (1.0, 0.0, 0.0), 0.4), 0.01, camera)


def _slider(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    yield _rod((at[0] - 0.05, 0.006, at[2]), (at[0] + 0.04, 0.006, at[2]), 0.008, camera)


def _wheel(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    yield _disc((at[0], 0.06, at[2]), 0.06, camera)
    yield _disc((at[0], 0.06, at[2]), 0.02, camera, CellRole.PROP_SHADE, 0.04)


LIFTED: dict[str, Callable[[Vec, Vec, Camera], Iterator[Shape]]] = {
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
