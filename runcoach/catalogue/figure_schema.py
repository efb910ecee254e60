"""The shape of an exercise file's `figure` table."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta

from runcoach.figures.figure import Working
from runcoach.figures.pose.sketch import Sketch, SketchPoint


class View(StrEnum):
    """The direction a figure is seen from."""

    SIDE = "side"
    FRONT = "front"


VIEW_ANGLES = {View.SIDE: 0.0, View.FRONT: 90.0}
"""By view, how far the body is turned towards the viewer, in degrees."""
Number = Annotated[float, Meta(ge=-720, le=720)]
Above0 = Annotated[float, Meta(gt=0, le=720)]
Coordinates = Annotated[tuple[Number, ...], Meta(min_length=2, max_length=4)]
Position2D = tuple[Number, Number]
PathSteps = tuple[tuple[str, Annotated[float, Meta(gt=0, lt=1)]], ...]

_TYPES: dict[Any, Any] = {
    float | None: Number | None,
    SketchPoint | None: Coordinates | None,
    SketchPoint | str | None: Coordinates | str,
}
PoseTable = msgspec.defstruct(
    "PoseTable",
    [(name, _TYPES.get(kind, kind) | None, None) for name, kind in get_type_hints(Sketch).items()],
    forbid_unknown_fields=True,
    frozen=True,
)
"""One pose; its keys are the fields of `Sketch`."""


class PropTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One of `props`: a thing that stands somewhere, or is held."""

    kind: str
    at: Position2D = (0.0, 0.0)
    size: tuple[Above0, Above0] | None = None
    held: str = "hands"
    flip: bool = False
    beside: bool = False
    scale: Above0 = 1.0


class SharesTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`shares`: another variant that looks the same, and why."""

    variant: str
    why: str


class ArrowTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One of `arrows`: the direction of a circle, a slide or a step."""

    start: Position2D
    end: Position2D
    bow: Number = 0.0


class FigureTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The whole `figure` table; `body` has what all its poses share."""

    view: View = View.SIDE
    above: Annotated[float, Meta(ge=0, le=45)] = 0.0
    body: dict[str, Any] = {}
    pose: dict[str, dict[str, Any]] = {}
    via: dict[str, PathSteps] = {}
    cycle: tuple[tuple[str, Above0], ...] = ()
    alternate: bool = False
    travel: Number = 0.0
    turn_after: Annotated[int, Meta(ge=0)] = 0
    shows: str | None = None
    props: tuple[PropTable, ...] = ()
    arrows: tuple[ArrowTable, ...] = ()
    muscles: tuple[str, ...] = ()
    caption: Annotated[str, Meta(max_length=12)] = ""
    working: Working | None = None
    shares: SharesTable | None = None
