"""The catalogue: every exercise and programme as one value, with the problems found in files."""

from collections.abc import Mapping

from msgspec import Struct, field

from runcoach.core.model.exercise import Exercise, Tier, TierName, Use
from runcoach.core.model.programme import Programme


class Problem(Struct, frozen=True):
    """A mistake in one file, as one line; that file is left out of the catalogue."""

    file: str
    key: str
    """Dotted path of the invalid key; empty if the file as a whole is invalid."""
    expected: str

    def __str__(self) -> str:
        """File, key and what was expected, on one line."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.expected}"


class Catalogue(Struct, frozen=True):
    """Exercises and programmes by id, in display order."""

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def exercise(self, id: str) -> Exercise | None:
        """The exercise with that id, or the one that formerly had it."""
        exercise = self.exercises.get(id)
        if exercise is not None:
            return exercise
        return next((e for e in self.exercises.values() if id in e.formerly), None)

    def tier(self, id: str, tier: TierName) -> Tier | None:
        """One tier of an exercise, or None if the exercise is unknown."""
        exercise = self.exercise(id)
        return None if exercise is None else exercise.tier(tier)

    def programme(self, name: str) -> Programme | None:
        """The programme with that id or title; case is ignored."""
        programme = self.programmes.get(name)
        if programme is not None:
            return programme
        wanted = name.casefold()
        return next(
            (p for p in self.programmes.values() if wanted in (p.id, p.title.casefold())), None
        )

    def used_for(self, use: Use) -> tuple[Exercise, ...]:
        """The exercises intended for one part of a session."""
        return tuple(e for e in self.exercises.values() if e.use is use)
