"""Things to stand on, lean on and lift."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from runcoach.figures.body import Camera
from runcoach.figures.geometry import Vec, along, between, minus, mix, plus, unit
from runcoach.figures.raster import Block, Role, Shape, Taper
from runcoach.figures.skeleton import Skeleton

BEHIND = -1.0
BEFORE = 1.0


@dataclass(frozen=True, slots=True)
class Prop:
    """One thing in the picture.

    Attributes:
        kind: one of STANDING or HELD.
        at: of a standing thing, the middle of its foot, across and up.
        size: of a standing thing, its width and height.
        held: of a held thing, by what: a name in GRIPS.
        flip: a chair's back is on its other side.
        beside: it stands at the far side, so near limbs go past it.
    """

    kind: str
    at: tuple[float, float] = (0.0, 0.0)
    size: tuple[float, float] | None = None
    held: str = "hands"
    flip: bool = False
    beside: bool = False


SIZES: dict[str, tuple[float, float]] = {
    "box": (0.34, 0.26),
    "step": (0.3, 0.11),
    "bench": (0.6, 0.25),
    "chair": (0.25, 0.26),
    "wall": (0.06, 1.02),
    "support": (0.16, 0.52),
    "bar": (0.05, 1.12),
    "mat": (1.1, 0.018),
}
"""Things that stand, with their usual width and height in body heights."""
HELD = (
    "dumbbell", "kettlebell", "barbell", "band", "ball", "plate", "vest", "backpack", "rope",
    "discs", "wheel",
)  # fmt: skip
GRIPS = ("hands", "near_hand", "far_hand", "each", "hips", "chest", "back", "feet")
SEAT = 0.035


def extent(prop: Prop) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of what a standing thing takes up; of a held one None."""
    if prop.kind not in SIZES:
        return None
    width, height = prop.size or SIZES[prop.kind]
    return (prop.at[0] - width / 2, prop.at[1], prop.at[0] + width / 2, prop.at[1] + height)


def solids(prop: Prop) -> tuple[tuple[float, float, float, float], ...]:
    """What no limb may pass through, as rectangles."""
    whole = extent(prop)
    if whole is None or prop.beside or prop.kind in ("mat", "bar", "support"):
        return ()
    left, bottom, right, top = whole
    if prop.kind == "chair":
        return ((left, top - SEAT, right, top),)
    if prop.kind == "bench":
        return ((left, top - SEAT * 1.2, right, top),)
    return ((left, bottom, right, top),)


def shapes(prop: Prop, body: Skeleton, camera: Camera, share: float) -> Iterator[Shape]:
    """What is to be drawn of a thing; `share` of the cycle turns a rope."""
    whole = extent(prop)
    if whole is not None:
        c = camera.across
        left, bottom, right, top = whole
        yield from STANDING[prop.kind](left * c, bottom, right * c, top, prop.flip)
        return
    for place, way in _held(prop, body):
        if prop.kind == "rope":
            yield from _rope(body, camera, share)
        else:
            yield from LIFTED[prop.kind](place, way, camera)


def _box(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    yield Block(BEHIND, Role.PROP_SHADE, left, bottom, right, top)
    yield Block(BEHIND + 0.01, Role.PROP, left, top - 0.03, right, top)


def _bench(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    for foot in (left + 0.05, right - 0.05):
        yield Block(BEHIND, Role.PROP_SHADE, foot - 0.02, bottom, foot + 0.02, top)
    yield Block(BEHIND + 0.01, Role.PROP, left, top - SEAT * 1.2, right, top)


def _chair(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    back = right if flip else left
    for foot in (left + 0.012, right - 0.012):
        yield Block(BEHIND, Role.PROP_SHADE, foot - 0.012, bottom, foot + 0.012, top)
    yield Block(BEHIND + 0.01, Role.PROP, left, top - SEAT, right, top)
    yield Block(BEHIND + 0.01, Role.PROP, back - 0.014, top - SEAT, back + 0.014, top + 0.25)


def _wall(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    yield Block(BEHIND, Role.PROP_SHADE, left, bottom, right, top)


def _support(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    for foot in (left + 0.02, right - 0.02):
        yield Block(BEHIND, Role.PROP_SHADE, foot - 0.012, bottom, foot + 0.012, top)
    yield Block(BEHIND + 0.01, Role.PROP, left - 0.02, top - 0.03, right + 0.02, top)


def _bar(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    middle = (left + right) / 2
    yield Taper(BEFORE, Role.PROP, middle, top, 0.02, middle, top, 0.02)


def _mat(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    yield Block(BEHIND, Role.MAT, left, bottom, right, top)


STANDING: dict[str, Callable[[float, float, float, float, bool], Iterator[Shape]]] = {
    "box": _box,
    "step": _box,
    "bench": _bench,
    "chair": _chair,
    "wall": _wall,
    "support": _support,
    "bar": _bar,
    "mat": _mat,
}


def _held(prop: Prop, body: Skeleton) -> Iterator[tuple[Vec, Vec]]:
    """Where a held thing is, and the direction that its holder points."""
    near, far = body.near_arm, body.far_arm
    forward = body.ribs.forward
    grips = {
        "near_hand": (near.fingers, minus(near.fingers, near.wrist)),
        "far_hand": (far.fingers, minus(far.fingers, far.wrist)),
        "hands": (
            between(near.fingers, far.fingers, 0.5),
            mix(minus(near.fingers, near.wrist), 1.0, minus(far.fingers, far.wrist), 1.0),
        ),
        "hips": (along(body.hips, body.pelvis.forward, 0.09), body.pelvis.forward),
        "chest": (along(between(body.waist, body.chest, 0.6), forward, 0.1), forward),
        "back": (along(between(body.waist, body.chest, 0.6), forward, -0.1), forward),
    }
    if prop.held == "each":
        for name in ("near_hand", "far_hand"):
            yield grips[name][0], unit(grips[name][1])
    elif prop.held == "feet":
        for leg in (body.near_leg, body.far_leg):
            yield leg.ball, unit(minus(leg.ball, leg.heel))
    else:
        place, way = grips[prop.held]
        yield place, unit(way)


def _disc(at: Vec, radius: float, camera: Camera, role: Role = Role.LOAD, before: float = 0.03) -> Taper:
    x, y = camera.flat(at)
    return Taper(at[2] + before, role, x, y, radius, x, y, radius)


def _rod(a: Vec, b: Vec, radius: float, camera: Camera, before: float = 0.03) -> Taper:
    (x0, y0), (x1, y1) = camera.flat(a), camera.flat(b)
    return Taper((a[2] + b[2]) / 2 + before, Role.LOAD, x0, y0, radius, x1, y1, radius)


def _dumbbell(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    across: Vec = (1.0, 0.0, 0.0)
    one, two = along(at, across, -0.05), along(at, across, 0.05)
    yield _rod(one, two, 0.014, camera)
    for end in (one, two):
        yield _rod(along(end, (0.0, 1.0, 0.0), 0.018), along(end, (0.0, 1.0, 0.0), -0.018), 0.022, camera)


def _kettlebell(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    low = along(at, (0.0, -1.0, 0.0), 0.055)
    for side in (-0.028, 0.028):
        yield _rod(along(at, (1.0, 0.0, 0.0), side), along(low, (1.0, 0.0, 0.0), side), 0.01, camera)
    yield _disc(low, 0.05, camera)


def _barbell(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    if camera.deep:
        yield _disc(at, 0.085, camera, Role.PROP_SHADE, -0.02)
        yield _disc(at, 0.03, camera)
        return
    yield _rod(along(at, (1.0, 0.0, 0.0), -0.4), along(at, (1.0, 0.0, 0.0), 0.4), 0.012, camera)
    for side in (-0.38, 0.38):
        end = along(at, (1.0, 0.0, 0.0), side)
        yield _rod(along(end, (0.0, 1.0, 0.0), 0.07), along(end, (0.0, 1.0, 0.0), -0.07), 0.02, camera)


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


def _band(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    yield _rod(at, (at[0], 0.012, at[2]), 0.008, camera)


def _slider(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    yield _rod((at[0] - 0.05, 0.006, at[2]), (at[0] + 0.04, 0.006, at[2]), 0.008, camera)


def _wheel(at: Vec, way: Vec, camera: Camera) -> Iterator[Shape]:
    yield _disc((at[0], 0.06, at[2]), 0.06, camera)
    yield _disc((at[0], 0.06, at[2]), 0.02, camera, Role.PROP_SHADE, 0.04)


LIFTED: dict[str, Callable[[Vec, Vec, Camera], Iterator[Shape]]] = {
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "barbell": _barbell,
    "ball": _ball,
    "plate": _plate,
    "vest": _vest,
    "backpack": _backpack,
    "band": _band,
    "discs": _slider,
    "wheel": _wheel,
}


def _rope(body: Skeleton, camera: Camera, share: float) -> Iterator[Shape]:
    """A loop from hand to hand that goes once around the body in a cycle."""
    near, far = body.near_arm.fingers, body.far_arm.fingers
    around = 2.0 * math.pi * share
    middle = between(near, far, 0.5)
    reach = max(0.3, middle[1])
    bow: Vec = (math.sin(around) * 0.45, -math.cos(around) * reach, 0.0)
    before = near
    for step in range(1, 9):
        part = step / 8.0
        point = plus(between(near, far, part), mix(bow, math.sin(math.pi * part), bow, 0.0))
        yield _rod(before, point, 0.006, camera)
        before = point
