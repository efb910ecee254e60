"""All figures of the catalogue, for tests that check every one of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from runcoach.catalogue.exercise_file import merge_tier_tables, parse_exercise
from runcoach.catalogue.figure_table import read_figure
from runcoach.core.model.exercise import Tier
from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.drawing.cells import Frame
from runcoach.figures.figure import Figure, frame_figure

EXERCISES = Path(__file__).parents[2] / "assets" / "exercises"


class DrawnVariant(NamedTuple):
    exercise: str
    tier: Tier
    table: dict[str, Any]
    figure: Figure


def _all() -> Iterator[DrawnVariant]:
    for path in sorted(EXERCISES.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        exercise = parse_exercise(path.stem, raw)
        for tier, table in zip(exercise.tiers, merge_tier_tables(raw).values(), strict=True):
            figure_table = table.get("figure", {})
            figure = read_figure(figure_table, tier.tempo, tier.kind, tier.sides, tier.muscles)
            yield DrawnVariant(path.stem, tier, figure_table, figure)


@cache
def load_figures() -> dict[str, DrawnVariant]:
    return {drawn.tier.variant: drawn for drawn in _all()}


MOMENTS = 20


@cache
def skeletons_of(variant: str) -> tuple[tuple[float, Skeleton], ...]:
    """The skeleton at evenly spaced moments of the cycle and at each key pose."""
    figure = load_figures()[variant].figure
    keys = figure.motion.keys
    even = [figure.period * number / MOMENTS for number in range(MOMENTS if len(keys) > 1 else 1)]
    return tuple((moment, figure.body(moment)) for moment in [*even, *(key.at for key in keys)])


@cache
def frames_of(variant: str) -> tuple[Frame, ...]:
    """The cells at eight moments of the cycle, at 40 x 18."""
    figure = load_figures()[variant].figure
    framed = frame_figure(figure, 40, 18)
    return tuple(framed.frame(figure.period * number / 8) for number in range(8))
