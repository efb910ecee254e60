"""The names that Strong and Hevy have for our exercises, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field

from runcoach.core.model.exercise import TierName
from runcoach.core.model.validation import InvalidValueError, convert
from runcoach.interchange.import_result import BadFileError

if TYPE_CHECKING:
    from runcoach.core.model.records import SetRecord

FILE_NAME = "exercise-names.toml"
"""In the assets, and in the person's data folder, whose lines go before ours."""


class KnownExercise(Struct, frozen=True):
    """An exercise of ours and its tier."""

    exercise: str
    tier: TierName


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    strong: dict[str, str] = {}
    hevy: dict[str, str] = {}


class ExerciseNames(Struct, frozen=True):
    """Their names by app: each with `exercise/tier`, as the file has it."""

    strong: Mapping[str, str] = field(default_factory=dict)
    hevy: Mapping[str, str] = field(default_factory=dict)

    def find(self, app: str, name: str) -> KnownExercise | None:
        """Our exercise of an app's name, whatever its case; None if it is not ours."""
        wanted = name.casefold()
        target = next((to for each, to in self._of(app).items() if each.casefold() == wanted), "")
        exercise, _, tier = target.partition("/")
        return KnownExercise(exercise, TierName(tier or TierName.STANDARD)) if exercise else None

    def name_in(self, app: str, record: SetRecord) -> str:
        """What an app calls a set's exercise; our own name for it where the app has none."""
        wanted = f"{record.exercise}/{record.tier.value}"
        ours = record.name or record.variant or record.exercise
        return next((name for name, to in self._of(app).items() if to == wanted), ours)

    def _of(self, app: str) -> Mapping[str, str]:
        return self.strong if app == "strong" else self.hevy


def read_exercise_names(built_in: bytes, own: bytes | None = None) -> ExerciseNames:
    """The names of our table, with the person's own before them.

    Raises:
        BadFileError: What is wrong, in one line.
    """
    ours, theirs = _parse(built_in), _parse(own) if own is not None else _Table()
    return ExerciseNames(theirs.strong | _without(ours.strong, theirs.strong),
                         theirs.hevy | _without(ours.hevy, theirs.hevy))  # fmt: skip


def own_exercise_id(name: str) -> str:
    """The id of an exercise that is not ours: `bench-press-barbell`."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-")[:80] or "unnamed"


def _without(names: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    return {name: to for name, to in names.items() if name not in other}


def _parse(data: bytes) -> _Table:
    try:
        table = convert(msgspec.toml.decode(data), _Table)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadFileError(FILE_NAME, "", f"it is no TOML: {error}") from None
    except InvalidValueError as error:
        raise BadFileError(FILE_NAME, error.where, error.expected) from None
    for names in (table.strong, table.hevy):
        for name, to in names.items():
            if not re.fullmatch(r"[\w-]+(/(foundation|standard|challenge))?", to):
                raise BadFileError(FILE_NAME, name, "expected an exercise, such as squat/standard")
    return table
