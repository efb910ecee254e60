"""Reads the `figure` table of an exercise file as a `Figure`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from runcoach.catalogue.exercise_file import read_figure_tables
from runcoach.catalogue.figure_schema import VIEW_ANGLES, FigureTable, PoseTable, PropTable
from runcoach.catalogue.problems import Mistake, convert_table, did_you_mean, join_keys
from runcoach.core.model.catalogue import Problem
from runcoach.core.model.exercise import Kind, Muscles, Sides
from runcoach.figures.body.muscles import muscle_patches
from runcoach.figures.drawing.held_loads import GRIPS, HELD_KINDS
from runcoach.figures.drawing.marks import Arrow, TempoNote
from runcoach.figures.drawing.props import STANDING_SIZES, Prop
from runcoach.figures.figure import Figure, Working
from runcoach.figures.motion.interpolation import STEP_LIFT
from runcoach.figures.motion.motion import HOLD, Motion, MotionScript, NamedPose, build_motion
from runcoach.figures.motion.tempo_notes import describe_tempo
from runcoach.figures.pose.inverse_kinematics import solve_pose
from runcoach.figures.pose.pose import Pose, contact_error, facing_directions
from runcoach.figures.pose.resolve import resolve_pose
from runcoach.figures.pose.sketch import Sketch, SketchError, overlay_sketch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from runcoach.core.model.dose import TempoPhase
    from runcoach.core.model.exercise import Exercise, TierName


WORKING = {Sides.BOTH: Working.BOTH, Sides.EACH: Working.NEAR, Sides.ALTERNATE: Working.TURNS}
"""By sides, whose limbs are coloured unless the table says otherwise."""
REACH_TOLERANCE = 0.01
"""The largest distance of a resting joint from its point, in body heights."""


def read_figures(
    exercise: Exercise, built_in: Path
) -> tuple[dict[str, Figure], tuple[Problem, ...]]:
    """Read the figures of an exercise, by variant.

    A figure with a mistake is left out and becomes one Problem; the exercise works without it.

    Args:
        exercise: an exercise of the catalogue.
        built_in: the folder that the catalogue was loaded from.
    """
    file = f"{exercise.id}.toml"
    try:
        tables = read_figure_tables(exercise, built_in)
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
    # The same mistake in every tier is one above the tiers.
    distinct = {(mistake.key, mistake.expected) for mistake in mistakes.values()}
    if len(distinct) == 1 and not figures:
        return {}, tuple(Problem(file, *mistake) for mistake in distinct)
    return figures, tuple(
        Problem(file, join_keys("tiers", tier.value, mistake.key), mistake.expected)
        for tier, mistake in mistakes.items()
    )


def read_figure(
    table: Mapping[str, Any],
    tempo: Sequence[TempoPhase],
    kind: Kind,
    sides: Sides,
    muscles: Muscles,
) -> Figure:
    """Read the figure of one variant.

    Args:
        table: the variant's `figure` table, merged.
        tempo: the phases of a rep, which name poses.
        kind: a hold breathes, anything else repeats its phases.
        sides: where they alternate, every second rep is mirrored.
        muscles: the main ones are coloured, unless the table names others.

    Raises:
        Mistake: the first thing that is not as expected; its key begins with `figure`.
    """
    try:
        return _figure(table, tempo, kind, sides, muscles)
    except (Mistake, SketchError) as mistake:
        raise Mistake(join_keys("figure", mistake.key), mistake.expected) from None


def _figure(
    table: Mapping[str, Any],
    tempo: Sequence[TempoPhase],
    kind: Kind,
    sides: Sides,
    muscles: Muscles,
) -> Figure:
    spec = convert_table(table, FigureTable)
    view = VIEW_ANGLES[spec.view]
    strokes = tuple((stroke.pose, stroke.seconds) for stroke in tempo) or spec.cycle
    still = not strokes
    if still:
        if len(spec.pose) != 1:
            raise Mistake("cycle", "missing; expected the order of the poses, unless there is one")
        strokes = ((next(iter(spec.pose)), 1.0),)
    stations = _stations(spec, strokes, view)
    moves = build_motion(
        MotionScript(
            phases=strokes,
            via=tuple((name, spec.via[name]) for name, _ in strokes if name in spec.via),
            alternate=spec.alternate or sides is Sides.ALTERNATE,
            travel=spec.travel,
            turn_after=spec.turn_after,
            view=view,
            once=still or kind is Kind.HOLD,
        ),
        stations,
    )
    if still:
        moves = Motion(moves.keys[:1], (0.0,), once=True)
    return Figure(
        motion=moves,
        view=view,
        above=spec.above,
        props=tuple(_prop(number, prop) for number, prop in enumerate(spec.props)),
        patches=muscle_patches(spec.muscles or muscles.main),
        working=spec.working or (Working.TURNS if spec.alternate else WORKING[sides]),
        arrows=tuple(Arrow(arrow.start, arrow.end, arrow.bow) for arrow in spec.arrows),
        notes=tuple(TempoNote(*note) for note in describe_tempo(strokes, moves))
        if not moves.once
        else (),
        caption=spec.caption,
        breathes=still or kind is Kind.HOLD,
        end=moves.period if moves.once else _far_end(spec, strokes, stations),
    )


def _stations(
    spec: FigureTable, strokes: tuple[tuple[str, float], ...], view: float
) -> dict[str, NamedPose]:
    """The poses that this variant passes through; the file may have others for other tiers."""
    named = [name for name, _ in strokes if name != HOLD]
    used = {*named, *(step for name in named for step, _ in spec.via.get(name, ()))}
    shared = _sketch("body", spec.body)
    own = {name: _sketch(f"pose.{name}", table) for name, table in spec.pose.items()}
    stations = {}
    for name in used & own.keys():
        drawn = overlay_sketch(shared, own[name])
        try:
            pose = resolve_pose(drawn, view)
        except SketchError as mistake:
            raise Mistake(join_keys("pose", name, mistake.key), mistake.expected) from None
        _in_reach(name, pose)
        lift = STEP_LIFT if drawn.lift is None else drawn.lift
        stations[name] = NamedPose(pose, air=bool(drawn.air), lift=lift)
    return stations


def _sketch(key: str, table: Mapping[str, Any]) -> Sketch:
    try:
        return Sketch(**msgspec.structs.asdict(convert_table(table, PoseTable)))
    except Mistake as mistake:
        raise Mistake(join_keys(key, mistake.key), mistake.expected) from None


def _in_reach(name: str, pose: Pose) -> None:
    body, aside = solve_pose(pose), facing_directions(pose.turn)[1]
    for key, limb, joints in (
        ("near_arm", pose.near_arm, body.near_arm),
        ("far_arm", pose.far_arm, body.far_arm),
        ("near_leg", pose.near_leg, body.near_leg),
        ("far_leg", pose.far_leg, body.far_leg),
    ):
        short = contact_error(limb, joints, aside)
        if short > REACH_TOLERANCE:
            raise Mistake(
                join_keys("pose", name),
                f"expected a point that the {key.replace('_', ' ')} can rest on with its "
                f"{limb.contact.value}; it is {short:.2f} body heights short",
            )


def _prop(number: int, prop: PropTable) -> Prop:
    known = (*STANDING_SIZES, *HELD_KINDS)
    if prop.kind not in known:
        raise Mistake(
            f"props[{number}].kind",
            f"expected one of {', '.join(known)}{did_you_mean(prop.kind, known)}",
        )
    if prop.held not in GRIPS:
        raise Mistake(f"props[{number}].held", f"expected one of {', '.join(GRIPS)}")
    return Prop(prop.kind, prop.at, prop.size, prop.held, prop.flip, prop.beside, prop.scale)


def _far_end(
    spec: FigureTable, strokes: tuple[tuple[str, float], ...], stations: dict[str, NamedPose]
) -> float:
    """The time, in seconds, of the pose that `shows` names, or that is furthest from the start."""
    reached: dict[str, float] = {}
    now = 0.0
    for name, seconds in strokes:
        for step, share in (*spec.via.get(name, ()), (name, 1.0)):
            reached.setdefault(step, now + seconds * share)
        now += seconds
    named = [name for name, _ in strokes if name != HOLD]
    far = spec.shows
    if far is None:
        flying = [name for name in named if stations[name].air]
        far = flying[0] if flying else next((n for n in named if n != named[-1]), named[-1])
    if far not in reached:
        raise Mistake("shows", f"expected one of {', '.join(reached)}")
    return reached[far]
