"""Patching of stored documents, so that fields we don't know survive an edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KEYS = ("id", "block", "at")
"""The fields that identify an item of a list: of sets, planned sets, pauses."""


def patch_document(stored: Any, fresh: Any, *, remove_none: bool = False) -> Any:
    """The value `fresh` with the unknown fields of `stored`, at every depth.

    Mappings are patched name by name: names that `fresh` lacks stay, and with `remove_none` a
    None removes its name. Where `fresh` has all names, its order is used. Items of a list are
    matched by their id; those that `fresh` lacks are removed.
    """
    if isinstance(stored, Mapping) and isinstance(fresh, Mapping):
        result = dict(stored)
        for name, value in fresh.items():
            if value is None and remove_none:
                result.pop(name, None)
            else:
                result[name] = patch_document(stored.get(name), value, remove_none=remove_none)
        if result.keys() <= fresh.keys():
            return {name: result[name] for name in fresh if name in result}
        return result
    if isinstance(fresh, Mapping):
        return {
            name: patch_document(None, value, remove_none=remove_none)
            for name, value in fresh.items()
            if not (value is None and remove_none)
        }
    if isinstance(fresh, list | tuple):
        by_key = _by_key(stored)
        return [
            patch_document(by_key.get(_key(item)), item, remove_none=remove_none) for item in fresh
        ]
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
