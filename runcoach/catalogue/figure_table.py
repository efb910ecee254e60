"""The `figure` table of an exercise file, as a Figure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta

from runcoach.catalogue.exercise_file import figure_tables
from runcoach.catalogue.problems import Mistake, join, read_table, suggestion
from runcoach.core.model.catalogue import Problem
from runcoach.core.model.exercise import Kind, Muscles, Sides
from runcoach.figures.body.muscles import patches
from runcoach.figures.drawing.held_loads import GRIPS, HELD
from runcoach.figures.drawing.props import SIZES, Prop
from runcoach.figures.figure import Figure
from runcoach.figures.motion.interpolation import STEP
from runcoach.figures.motion.motion import HOLD, Course, Motion, Station, motion
from runcoach.figures.pose.inverse_kinematics import solve
from runcoach.figures.pose.pose import Pose, facing, reached
from runcoach.figures.pose.resolve import posed
from runcoach.figures.pose.sketch import Misdrawn, Point, Sketch, over

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from runcoach.core.model.dose import Stroke
    from runcoach.core.model.exercise import Exercise, TierName


class View(StrEnum):
    """Where a figure is seen from."""

    SIDE = "side"
    FRONT = "front"


TURNS = {View.SIDE: 0.0, View.FRONT: 90.0}
"""How far the body is turned to the viewer, in degrees."""
NEAR_ENOUGH = 0.01
"""How far from its point a resting joint may be, in body heights."""

Number = Annotated[float, Meta(ge=-720, le=720)]
Above0 = Annotated[float, Meta(gt=0, le=720)]
Coordinates = Annotated[tuple[Number, ...], Meta(min_length=2, max_length=4)]
At = tuple[Number, Number]
Way = tuple[tuple[str, Annotated[float, Meta(gt=0, lt=1)]], ...]

_TYPES: dict[Any, Any] = {
    float | None: Number | None,
    Point | None: Coordinates | None,
    Point | str | None: Coordinates | str,
}
PoseTable = msgspec.defstruct(
    "PoseTable",
    [(name, _TYPES.get(kind, kind) | None, None) for name, kind in get_type_hints(Sketch).items()],
    forbid_unknown_fields=True,
    frozen=True,
)
"""One pose: the keys of a Sketch."""


class PropTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`props`: one thing that stands somewhere, or is held."""

    kind: str
    at: At = (0.0, 0.0)
    size: tuple[Above0, Above0] | None = None
    held: str = "hands"
    flip: bool = False
    beside: bool = False


class SharesTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`shares`: the variant that looks the same, and why that is right."""

    variant: str
    why: str


class FigureTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The whole `figure`; `body` is what all its poses share."""

    view: View = View.SIDE
    body: dict[str, Any] = {}
    pose: dict[str, dict[str, Any]] = {}
    via: dict[str, Way] = {}
    cycle: tuple[tuple[str, Above0], ...] = ()
    alternate: bool = False
    travel: Number = 0.0
    turn_after: Annotated[int, Meta(ge=0)] = 0
    shows: str | None = None
    props: tuple[PropTable, ...] = ()
    shares: SharesTable | None = None


def figures_of(exercise: Exercise, built_in: Path) -> tuple[dict[str, Figure], tuple[Problem, ...]]:
    """The figures of an exercise by variant, read when it is shown.

    A figure with a mistake is left out and is one Problem; the exercise works without it.

    Args:
        exercise: one of the catalogue's.
        built_in: the folder that the catalogue was loaded from.
    """
    file = f"{exercise.id}.toml"
    try:
        tables = figure_tables(exercise, built_in)
    except Mistake as mistake:
        return {}, (Problem(file, mistake.key, mistake.expected),)
    figures: dict[str, Figure] = {}
    mistakes: dict[TierName, Mistake] = {}
    for tier in exercise.tiers:
        if table := tables.get(tier.tier):
            try:
                figures[tier.variant] = read_figure(
                    table, tier.tempo, tier.kind, tier.sides, tier.muscles
                )
            except Mistake as mistake:
                mistakes[tier.tier] = mistake
    found = {(mistake.key, mistake.expected) for mistake in mistakes.values()}
    if len(found) == 1 and not figures:
        return {}, tuple(Problem(file, *one) for one in found)
    return figures, tuple(
        Problem(file, join("tiers", tier.value, mistake.key), mistake.expected)
        for tier, mistake in mistakes.items()
    )


def read_figure(
    table: Mapping[str, Any],
    tempo: Sequence[Stroke],
    kind: Kind,
    sides: Sides,
    muscles: Muscles,
) -> Figure:
    """The figure of one variant.

    Args:
        table: its `figure`, the tier's laid over the top of the file.
        tempo: the strokes of a rep; they name poses.
        kind: a hold breathes, all else repeats its strokes.
        sides: where they alternate, each second rep is mirrored.
        muscles: those to be shown in colour.

    Raises:
        Mistake: what is wrong first; its key begins with `figure`.
    """
    try:
        return _figure(table, tempo, kind, sides, muscles)
    except (Mistake, Misdrawn) as mistake:
        raise Mistake(join("figure", mistake.key), mistake.expected) from None


def _figure(
    table: Mapping[str, Any],
    tempo: Sequence[Stroke],
    kind: Kind,
    sides: Sides,
    muscles: Muscles,
) -> Figure:
    said = read_table(table, FigureTable)
    view = TURNS[said.view]
    strokes = tuple((stroke.pose, stroke.seconds) for stroke in tempo) or said.cycle
    still = not strokes
    if still:
        if len(said.pose) != 1:
            raise Mistake("cycle", "missing; expected the order of the poses, unless there is one")
        strokes = ((next(iter(said.pose)), 1.0),)
    stations = _stations(said, strokes, view)
    moving = motion(
        Course(
            strokes=strokes,
            via=tuple((name, said.via[name]) for name, _ in strokes if name in said.via),
            alternate=said.alternate or sides is Sides.ALTERNATE,
            travel=said.travel,
            turn_after=said.turn_after,
            view=view,
            once=still or kind is Kind.HOLD,
        ),
        stations,
    )
    if still:
        moving = Motion(moving.keys[:1], (0.0,), once=True)
    return Figure(
        motion=moving,
        view=view,
        props=tuple(_prop(number, prop) for number, prop in enumerate(said.props)),
        patches=patches(muscles.main, muscles.help),
        breathes=still or kind is Kind.HOLD,
        end=moving.period if moving.once else _far_end(said, strokes, stations),
    )


def _stations(
    said: FigureTable, strokes: tuple[tuple[str, float], ...], view: float
) -> dict[str, Station]:
    """The poses that this variant goes through; others belong to its family's other tiers."""
    named = [name for name, _ in strokes if name != HOLD]
    used = {*named, *(step for name in named for step, _ in said.via.get(name, ()))}
    shared = _sketch("body", said.body)
    own = {name: _sketch(f"pose.{name}", table) for name, table in said.pose.items()}
    stations = {}
    for name in used & own.keys():
        drawn = over(shared, own[name])
        try:
            pose = posed(drawn, view)
        except Misdrawn as mistake:
            raise Mistake(join("pose", name, mistake.key), mistake.expected) from None
        _in_reach(name, pose)
        lift = STEP if drawn.lift is None else drawn.lift
        stations[name] = Station(pose, air=bool(drawn.air), lift=lift)
    return stations


def _sketch(key: str, table: Mapping[str, Any]) -> Sketch:
    try:
        return Sketch(**msgspec.structs.asdict(read_table(table, PoseTable)))
    except Mistake as mistake:
        raise Mistake(join(key, mistake.key), mistake.expected) from None


def _in_reach(name: str, pose: Pose) -> None:
    body, aside = solve(pose), facing(pose.turn)[1]
    for key, limb, joints in (
        ("near_arm", pose.near_arm, body.near_arm),
        ("far_arm", pose.far_arm, body.far_arm),
        ("near_leg", pose.near_leg, body.near_leg),
        ("far_leg", pose.far_leg, body.far_leg),
    ):
        short = reached(limb, joints, aside)
        if short > NEAR_ENOUGH:
            raise Mistake(
                join("pose", name),
                f"expected a point that the {key.replace('_', ' ')} can rest on with its "
                f"{limb.rest.value}; it is {short:.2f} body heights short",
            )


def _prop(number: int, prop: PropTable) -> Prop:
    known = (*SIZES, *HELD)
    if prop.kind not in known:
        raise Mistake(
            f"props[{number}].kind",
            f"expected one of {', '.join(known)}{suggestion(prop.kind, known)}",
        )
    if prop.held not in GRIPS:
        raise Mistake(f"props[{number}].held", f"expected one of {', '.join(GRIPS)}")
    return Prop(prop.kind, prop.at, prop.size, prop.held, prop.flip, prop.beside)


def _far_end(
    said: FigureTable, strokes: tuple[tuple[str, float], ...], stations: dict[str, Station]
) -> float:
    """The moment of the pose that differs most from where a rep begins, in seconds."""
    reached: dict[str, float] = {}
    now = 0.0
    for name, seconds in strokes:
        for step, share in (*said.via.get(name, ()), (name, 1.0)):
            reached.setdefault(step, now + seconds * share)
        now += seconds
    named = [name for name, _ in strokes if name != HOLD]
    far = said.shows
    if far is None:
        flying = [name for name in named if stations[name].air]
        far = flying[0] if flying else next((n for n in named if n != named[-1]), named[-1])
    if far not in reached:
        raise Mistake("shows", f"expected one of {', '.join(reached)}")
    return reached[far]
