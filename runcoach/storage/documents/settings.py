"""The settings of this device, read from their document; what is not ours is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from runcoach.core.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runcoach.core.model.catalogue import Problem
    from runcoach.core.ports import Documents

BOUNDS: dict[str, tuple[float, float]] = {
    "count_in_s": (0, 60),
    "rest_scale": (0.1, 10),
    "volume": (0, 100),
    "last_minutes": (1, 180),
}
"""Smallest and largest value; past these a session can't be run, or takes for ever."""
COACH = ("ask", "quiet")


def read_settings(documents: Documents) -> Settings:
    """The settings; a value of the wrong type or out of bounds counts as not set."""
    return _read(documents.read("settings"))[0]


def settings_of(documents: Documents) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, and a problem for each value that counts as not set."""
    settings, wrong = _read(documents.read("settings"))
    if not wrong:
        return settings, ()
    from runcoach.core.model.catalogue import Problem

    return settings, tuple(Problem("settings.json", key, said) for key, said in wrong.items())


def settings_mistakes(stored: Mapping[str, object]) -> list[tuple[str, str]]:
    """The keys whose value counts as not set, or that no setting has, and what was expected."""
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
        one = {**structs.asdict(settings), name: stored[name]}
        try:
            read = msgspec.convert(one, Settings)
        except msgspec.ValidationError as error:
            # A hand-edited value: the default does, and the file keeps what it says.
            said = str(error).partition(" - at ")[0]
            wrong[name] = f"{said[:1].lower()}{said[1:]}"
            continue
        value = getattr(read, name)
        if name in BOUNDS and value is not None:
            low, high = BOUNDS[name]
            if not low <= value <= high:
                wrong[name] = f"expected {low} to {high}, not {value}"
                continue
        if name == "coach" and value not in COACH:
            wrong[name] = f"expected {' or '.join(COACH)}, not {value!r:.40}"
            continue
        settings = read
    return settings, wrong
