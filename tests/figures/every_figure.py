"""All figures of the catalogue, for tests that go through every one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from runcoach.catalogue.exercise_file import exercise_of, tier_tables
from runcoach.catalogue.figure_table import read_figure
from runcoach.core.model.exercise import Tier
from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.drawing.cells import Frame
from runcoach.figures.figure import Figure, stage

EXERCISES = Path(__file__).parents[2] / "assets" / "exercises"


class Drawn(NamedTuple):
    exercise: str
    tier: Tier
    table: dict[str, Any]
    figure: Figure


def _all() -> Iterator[Drawn]:
    for path in sorted(EXERCISES.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        exercise = exercise_of(path.stem, raw)
        for tier, table in zip(exercise.tiers, tier_tables(raw).values(), strict=True):
            said = table.get("figure", {})
            figure = read_figure(said, tier.tempo, tier.kind, tier.sides, tier.muscles)
            yield Drawn(path.stem, tier, said, figure)


@cache
def every_figure() -> dict[str, Drawn]:
    return {drawn.tier.variant: drawn for drawn in _all()}


MOMENTS = 20


@cache
def bodies(variant: str) -> tuple[tuple[float, Skeleton], ...]:
    """The body evenly over the cycle, and at each key pose."""
    figure = every_figure()[variant].figure
    keys = figure.motion.keys
    even = [figure.period * number / MOMENTS for number in range(MOMENTS if len(keys) > 1 else 1)]
    return tuple((moment, figure.body(moment)) for moment in [*even, *(key.at for key in keys)])


@cache
def pictures(variant: str) -> tuple[Frame, ...]:
    """The cells at eight moments of the cycle, at 40 x 18."""
    figure = every_figure()[variant].figure
    framed = stage(figure, 40, 18)
    return tuple(framed.frame(figure.period * number / 8) for number in range(8))
