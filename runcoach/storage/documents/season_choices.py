"""The person's decisions about the season in coach.json: by kind, then by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from runcoach.core.model.season import (
    Absence,
    HeldBlock,
    MovedSession,
    SeasonChoices,
    SeasonStart,
)
from runcoach.core.model.validation import InvalidValueError, convert

if TYPE_CHECKING:
    from collections.abc import Mapping

SEASON = "season"

_KINDS: dict[str, Any] = {
    "starts": SeasonStart,
    "held": HeldBlock,
    "moved": MovedSession,
    "absences": Absence,
}


def read_season_choices(
    stored: object,
) -> tuple[SeasonChoices, list[tuple[str, InvalidValueError]]]:
    """The choices, and each entry that can't be used with its key; unknown ones stay on disk."""
    read: dict[str, Any] = {}
    wrong: list[tuple[str, InvalidValueError]] = []
    by_kind = stored if isinstance(stored, dict) else {}
    for name, kind in _KINDS.items():
        entries = by_kind.get(name, {})
        values = []
        for id, raw in entries.items() if isinstance(entries, dict) else ():
            try:
                values.append(convert(raw, kind))
            except InvalidValueError as error:
                wrong.append((f"{SEASON}.{name}.{id}", error))
        read[name] = tuple(values)
    return SeasonChoices(**read), wrong


def changed_season_choices(new: SeasonChoices, before: SeasonChoices) -> Mapping[str, object]:
    """What has to be written: entries that are new or changed, and None for those removed."""
    values: dict[str, object] = {}
    for name in _KINDS:
        old_entries = {e.id: e for e in getattr(before, name)}
        entries = {e.id: e for e in getattr(new, name)}
        changed: dict[str, object] = {
            id: msgspec.to_builtins(e) for id, e in entries.items() if old_entries.get(id) != e
        }
        changed |= {id: None for id in old_entries if id not in entries}
        if changed:
            values[name] = changed
    return values
