"""The catalogue as one value: every exercise and programme, and the problems found in files."""

from collections.abc import Mapping

from msgspec import Struct, field

from runcoach.core.model.exercise import Exercise, Tier, TierName, Use
from runcoach.core.model.programme import Programme


class Problem(Struct, frozen=True):
    """A mistake in one file, told in one line; that file is left out."""

    file: str
    key: str
    """Dotted path of the key at fault; empty where the whole file is."""
    expected: str

    def __str__(self) -> str:
        """File, key and what was expected, on one line."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.expected}"


class Catalogue(Struct, frozen=True):
    """Exercises and programmes by id, in the order they are shown."""

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def exercise(self, id: str) -> Exercise | None:
        """The exercise of that id, or the one that was formerly called so."""
        found = self.exercises.get(id)
        if found is not None:
            return found
        return next((e for e in self.exercises.values() if id in e.formerly), None)

    def tier(self, id: str, tier: TierName) -> Tier | None:
        """The rung of an exercise, or None where the exercise is not known."""
        found = self.exercise(id)
        return None if found is None else found.tier(tier)

    def programme(self, name: str) -> Programme | None:
        """The programme of that id or title, in any case of letters."""
        found = self.programmes.get(name)
        if found is not None:
            return found
        wanted = name.casefold()
        return next(
            (p for p in self.programmes.values() if wanted in (p.id, p.title.casefold())), None
        )

    def used_for(self, use: Use) -> tuple[Exercise, ...]:
        """The exercises made for one part of a session."""
        return tuple(e for e in self.exercises.values() if e.use is use)
