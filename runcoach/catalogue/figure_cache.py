"""The catalogue's figures, each read when it is first asked for, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.model.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from runcoach.core.model.exercise import TierName
    from runcoach.figures.figure import Figure


class KeptFigures:
    """Figures by exercise and variant. One with a mistake is missing, and is told once."""

    def __init__(self, catalogue: Catalogue, built_in: Path) -> None:
        """`built_in`: the folder that the catalogue was loaded from."""
        self._catalogue = catalogue
        self._built_in = built_in
        self._kept: dict[str, Mapping[str, Figure]] = {}

    def figure(self, id: str, name: TierName, tell: Callable[[str], None]) -> Figure | None:
        """The figure of an exercise's tier; None where there is none, or it has a mistake.

        Args:
            id: the exercise's.
            name: the tier's.
            tell: gets a line for each mistake, when the exercise's figures are first read.
        """
        exercise = self._catalogue.exercise(id)
        if exercise is None:
            return None
        tier = exercise.tier(name)
        if exercise.id not in self._kept:
            # Imported here: starting the app reads neither TOML nor how figures are drawn.
            from runcoach.catalogue.figure_table import figures_of

            self._kept[exercise.id], problems = figures_of(exercise, self._built_in)
            for problem in problems:
                tell(f"{problem} (no figure until it is mended)")
        return self._kept[exercise.id].get(tier.variant)
