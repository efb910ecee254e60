"""Putting new values into a stored document so that the fields we don't know survive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KEYS = ("id", "block", "at")
"""By what the items of a list are known again: sets, planned sets, pauses."""


def patched(stored: Any, fresh: Any, *, remove_none: bool = False) -> Any:
    """The fresh value with the unknown fields of the stored one, at every depth.

    Mappings are patched name by name: what `fresh` doesn't name stays, and with `remove_none`
    a None takes the name away; where `fresh` names all that is there, its order stands. Items of
    a list are matched by their id; those that `fresh` lacks are gone.
    """
    if isinstance(stored, Mapping) and isinstance(fresh, Mapping):
        outcome = dict(stored)
        for name, value in fresh.items():
            if value is None and remove_none:
                outcome.pop(name, None)
            else:
                outcome[name] = patched(stored.get(name), value, remove_none=remove_none)
        if outcome.keys() <= fresh.keys():
            return {name: outcome[name] for name in fresh if name in outcome}
        return outcome
    if isinstance(fresh, Mapping):
        return {
            name: patched(None, value, remove_none=remove_none)
            for name, value in fresh.items()
            if not (value is None and remove_none)
        }
    if isinstance(fresh, list | tuple):
        known = _by_key(stored)
        return [patched(known.get(_key(item)), item, remove_none=remove_none) for item in fresh]
    return fresh


def _by_key(items: Any) -> dict[Any, Any]:
    if not isinstance(items, list | tuple):
        return {}
    return {key: item for item in items if (key := _key(item)) is not None}


def _key(item: Any) -> tuple[str, str] | None:
    if isinstance(item, Mapping):
        for name in _KEYS:
            if isinstance(item.get(name), str | int | float):
                return name, str(item[name])
    return None
