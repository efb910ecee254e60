"""Props: objects to step on, lean on or lie on, and the held loads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.drawing import held_loads
from runcoach.figures.drawing.cells import CellRole
from runcoach.figures.drawing.flesh import Camera
from runcoach.figures.drawing.raster import RasterBlock, Shape, Taper

BEHIND = -1.0
BEFORE = 1.0


class Prop(Struct, frozen=True):
    """One object in the picture.

    Attributes:
        kind: a name in STANDING_SIZES or in `held_loads.HELD_KINDS`.
        at: for a standing object, the middle of its base, across and up; for a band or straps,
            where they are tied.
        size: for a standing object, its width and height.
        held: for a held object, the part that holds it: a name in `held_loads.GRIPS`.
        flip: the back of a chair is on its other side.
        beside: it stands on the far side, so that near limbs pass in front of it.
        scale: the size of a held object; a heavier one is bigger.
    """

    kind: str
    at: tuple[float, float] = (0.0, 0.0)
    size: tuple[float, float] | None = None
    held: str = "hands"
    flip: bool = False
    beside: bool = False
    scale: float = 1.0


STANDING_SIZES: dict[str, tuple[float, float]] = {
    "box": (0.34, 0.26),
    "step": (0.3, 0.11),
    "bench": (0.6, 0.25),
    "chair": (0.25, 0.26),
    "wall": (0.06, 1.02),
    "support": (0.16, 0.52),
    "bar": (0.05, 1.12),
    "machine": (0.46, 0.4),
    "mat": (1.1, 0.018),
}
"""Standing objects with their usual width and height in body heights."""
GROUNDED = ("mat", "wall")
"""Seen from above, these still begin at the lower edge of the picture."""
SEAT = 0.035
PAD = 0.16
"""Length of the pad of a machine."""


def prop_extent(prop: Prop) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right and top of a standing object; None for a held one."""
    if prop.kind not in STANDING_SIZES:
        return None
    width, height = prop.size or STANDING_SIZES[prop.kind]
    return (prop.at[0] - width / 2, prop.at[1], prop.at[0] + width / 2, prop.at[1] + height)


def solid_rectangles(prop: Prop) -> tuple[tuple[float, float, float, float], ...]:
    """Return the rectangles of a prop that no limb may pass through."""
    whole = prop_extent(prop)
    if whole is None or prop.beside or prop.kind in ("mat", "bar", "support"):
        return ()
    left, bottom, right, top = whole
    if prop.kind == "machine":
        return ((right - PAD, bottom, right, top),)
    if prop.kind == "chair":
        return ((left, top - SEAT, right, top),)
    if prop.kind == "bench":
        return ((left, top - SEAT * 1.2, right, top),)
    return ((left, bottom, right, top),)


def prop_shapes(prop: Prop, body: Skeleton, camera: Camera, share: float) -> Iterator[Shape]:
    """Yield the shapes of a prop; `share`, the fraction of the rep that is done, turns a rope."""
    whole = prop_extent(prop)
    if whole is None:
        yield from held_loads.held_shapes(
            prop.kind, prop.held, prop.at, body, camera, share, prop.scale
        )
        return
    left, bottom, right, top = whole
    yield from STANDING[prop.kind](
        left * camera.across,
        bottom if prop.kind in GROUNDED else bottom + camera.floor,
        right * camera.across,
        top + (2.0 if prop.kind == "mat" else 1.0) * camera.floor,
        prop.flip,
    )


def _box(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    yield RasterBlock(BEHIND, CellRole.PROP_SHADE, left, bottom, right, top)
    yield RasterBlock(BEHIND + 0.01, CellRole.PROP, left, top - 0.03, right, top)


def _bench(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    for foot in (left + 0.05, right - 0.05):
        yield RasterBlock(BEHIND, CellRole.PROP_SHADE, foot - 0.02, bottom, foot + 0.02, top)
    yield RasterBlock(BEHIND + 0.01, CellRole.PROP, left, top - SEAT * 1.2, right, top)


def _chair(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    back = right if flip else left
    for foot in (left + 0.012, right - 0.012):
        yield RasterBlock(BEHIND, CellRole.PROP_SHADE, foot - 0.012, bottom, foot + 0.012, top)
    yield RasterBlock(BEHIND + 0.01, CellRole.PROP, left, top - SEAT, right, top)
    yield RasterBlock(
        BEHIND + 0.01, CellRole.PROP, back - 0.014, top - SEAT, back + 0.014, top + 0.25
    )


def _wall(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    yield RasterBlock(BEHIND, CellRole.PROP_SHADE, left, bottom, right, top)


def _support(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    for foot in (left + 0.02, right - 0.02):
        yield RasterBlock(BEHIND, CellRole.PROP_SHADE, foot - 0.012, bottom, foot + 0.012, top)
    yield RasterBlock(BEHIND + 0.01, CellRole.PROP, left - 0.02, top - 0.03, right + 0.02, top)


def _bar(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    middle, post = (left + right) / 2, (left + right) / 2 - 0.3
    yield RasterBlock(BEHIND, CellRole.PROP_SHADE, post - 0.02, bottom, post + 0.02, top + 0.03)
    yield RasterBlock(BEHIND, CellRole.PROP_SHADE, post, top - 0.01, middle, top + 0.03)
    yield Taper(BEFORE, CellRole.PROP, middle, top, 0.03, middle, top, 0.03)


def _machine(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    """A pad for the thighs in front, a plate for the feet behind."""
    post = right - PAD / 2
    yield RasterBlock(BEHIND, CellRole.PROP_SHADE, left, bottom, right, bottom + 0.03)
    yield RasterBlock(BEHIND, CellRole.PROP_SHADE, post - 0.02, bottom, post + 0.02, top)
    yield RasterBlock(BEHIND, CellRole.PROP_SHADE, left, bottom, left + 0.03, top + 0.16)
    yield RasterBlock(BEHIND + 0.01, CellRole.PROP, right - PAD, top - 0.07, right, top)


def _mat(left: float, bottom: float, right: float, top: float, flip: bool) -> Iterator[Shape]:
    yield RasterBlock(BEHIND, CellRole.MAT, left, bottom, right, top)


STANDING: dict[str, Callable[[float, float, float, float, bool], Iterator[Shape]]] = {
    "box": _box,
    "step": _box,
    "bench": _bench,
    "chair": _chair,
    "wall": _wall,
    "support": _support,
    "bar": _bar,
    "machine": _machine,
    "mat": _mat,
}
