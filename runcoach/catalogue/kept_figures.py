"""The catalogue's figures, each read when it is first asked for, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.catalogue import Catalogue, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from runcoach.core.exercise import Exercise, Tier, TierName
    from runcoach.figures.figure import Figure


class KeptFigures:
    """Figures by variant. One with a mistake is None, and is told once."""

    def __init__(self, catalogue: Catalogue, built_in: Path) -> None:
        """`built_in`: the folder that the catalogue was loaded from."""
        self._catalogue = catalogue
        self._built_in = built_in
        self._kept: dict[tuple[str, str], Figure | None] = {}

    def figure(self, id: str, name: TierName, tell: Callable[[str], None]) -> Figure | None:
        """The figure of an exercise's tier; None where there is none, or it has a mistake.

        Args:
            id: the exercise's.
            name: the tier's.
            tell: gets one line, the first time, where the figure's data has a mistake.
        """
        exercise = self._catalogue.exercise(id)
        if exercise is None:
            return None
        tier = exercise.tier(name)
        key = exercise.id, tier.variant
        if key not in self._kept:
            self._kept[key] = self._read(exercise, tier, tell) if tier.has_figure else None
        return self._kept[key]

    def _read(self, exercise: Exercise, tier: Tier, tell: Callable[[str], None]) -> Figure | None:
        # Imported here: starting the app reads neither TOML nor how figures are drawn.
        from runcoach.catalogue.exercises import figure_tables
        from runcoach.catalogue.figures import read_figure
        from runcoach.catalogue.problems import Mistake, join

        place = ""
        try:
            tables = figure_tables(exercise, self._built_in)
            place = join("tiers", tier.tier.value)
            table = tables.get(tier.tier, {})
            return read_figure(table, tier.tempo, tier.kind, tier.sides, tier.muscles)
        except Mistake as mistake:
            key = join(place, mistake.key)
            problem = Problem(f"{exercise.id}.toml", key, mistake.expected)
            tell(f"{problem}. {tier.name} goes without its figure.")
            return None
