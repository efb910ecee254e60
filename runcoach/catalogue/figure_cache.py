"""A cache of the catalogue's figures, each read when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.model.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from runcoach.core.model.exercise import TierName
    from runcoach.figures.figure import Figure


class FigureCache:
    """Figures by exercise and variant; one with a mistake is missing and reported once."""

    def __init__(self, catalogue: Catalogue, built_in: Path) -> None:
        """Nothing is read yet; `built_in` is the folder that the catalogue was loaded from."""
        self._catalogue = catalogue
        self._built_in = built_in
        self._figures: dict[str, Mapping[str, Figure]] = {}

    def figure(self, id: str, name: TierName, notify: Callable[[str], None]) -> Figure | None:
        """The figure of an exercise's tier; None if there is none, or it has a mistake.

        Args:
            id: the id of the exercise.
            name: the name of the tier.
            notify: gets a line for each mistake, when the exercise's figures are first read.
        """
        exercise = self._catalogue.exercise(id)
        if exercise is None:
            return None
        tier = exercise.tier(name)
        if exercise.id not in self._figures:
            # Imported here, as a start needs neither the TOML reader nor the figures.
            from runcoach.catalogue.figure_table import read_figures

            self._figures[exercise.id], problems = read_figures(exercise, self._built_in)
            for problem in problems:
                notify(f"{problem} (no figure until it is fixed)")
        return self._figures[exercise.id].get(tier.variant)
