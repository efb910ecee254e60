"""The numbers of FIT's exercise categories and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.core.model.exercise import Pattern

if TYPE_CHECKING:
    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.records import SetRecord

UNKNOWN = 65534
"""FIT's number for an exercise without a category."""
UNNAMED = 65535
"""FIT's number for no value: the category is known, the exercise in it is not."""

CATEGORIES = {
    Pattern.SQUAT: "squat",
    Pattern.HINGE: "deadlift",
    Pattern.LUNGE: "lunge",
    Pattern.PUSH: "push_up",
    Pattern.PULL: "row",
    Pattern.CORE: "core",
    Pattern.CORE_LATERAL: "plank",
    Pattern.CALF: "calf_raise",
    Pattern.JUMP: "plyo",
    Pattern.CARRY: "carry",
    Pattern.MOBILITY: "warm_up",
}
"""The category of an exercise whose file names none."""


class ExerciseCode(Struct, frozen=True):
    """An exercise as FIT numbers it."""

    category: int
    name: int


def find_code(record: SetRecord, catalogue: Catalogue) -> ExerciseCode:
    """The code of a set's exercise: by its file's `garmin` key, else by its pattern."""
    exercise = catalogue.exercise(record.exercise)
    if exercise is None:
        return ExerciseCode(UNKNOWN, UNNAMED)
    named = exercise.tier(record.tier).garmin
    if named is not None and (code := code_of(*named)) is not None:
        return code
    return code_of(CATEGORIES[exercise.pattern]) or ExerciseCode(UNKNOWN, UNNAMED)


def code_of(category: str, name: str = "") -> ExerciseCode | None:
    """The numbers of a category and a name as FIT's profile spells them in lower case.

    None if there is no such category, or no such name in it.
    """
    from fit_tool.profile import profile_type

    try:
        number = profile_type.ExerciseCategory[category.upper()].value
        if not name:
            return ExerciseCode(number, UNNAMED)
        names = getattr(profile_type, f"{category.title().replace('_', '')}ExerciseName")
        # The profile's own names may begin with a digit, which a Python name may not.
        spelled = name.upper() if name[0].isalpha() else f"N{name.upper()}"
        return ExerciseCode(number, names[spelled].value)
    except (KeyError, AttributeError):
        return None
