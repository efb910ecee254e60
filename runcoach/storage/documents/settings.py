"""The settings of this device, read from their document; unknown keys are ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from runcoach.core.model.settings import Settings
from runcoach.core.model.validation import InvalidValueError, convert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runcoach.core.model.catalogue import Problem
    from runcoach.core.ports import Documents


def read_settings(documents: Documents) -> Settings:
    """The settings; for a value of the wrong type or out of bounds its default."""
    return _read(documents.read("settings"))[0]


def read_settings_with_problems(documents: Documents) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, and a problem for each value that was replaced by its default."""
    settings, wrong = _read(documents.read("settings"))
    if not wrong:
        return settings, ()
    from runcoach.core.model.catalogue import Problem

    return settings, tuple(Problem("settings.json", key, text) for key, text in wrong.items())


def find_settings_mistakes(stored: Mapping[str, object]) -> list[tuple[str, str]]:
    """The keys that are unknown or have an invalid value, each with what was expected."""
    from difflib import get_close_matches

    wrong = list(_read(stored)[1].items())
    names = [field.name for field in structs.fields(Settings)]
    for name in stored:
        if name not in names:
            near = get_close_matches(name, names, n=1, cutoff=0.6)
            wrong.append((name, f"unknown key{f'; did you mean {near[0]}?' if near else ''}"))
    return wrong


def _read(stored: Mapping[str, object]) -> tuple[Settings, dict[str, str]]:
    settings = Settings()
    wrong: dict[str, str] = {}
    for field in structs.fields(Settings):
        name = field.name
        if name not in stored:
            continue
        try:
            value = getattr(convert({name: stored[name]}, Settings), name)
        except InvalidValueError as error:
            # Edited by hand: the default is used, and the file is left as it is.
            wrong[name] = error.expected
        else:
            settings = structs.replace(settings, **{name: value})
    return settings, wrong
