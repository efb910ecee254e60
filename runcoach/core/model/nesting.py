"""How deep a document may be nested, so that every function that walks through it can."""

from __future__ import annotations

from typing import Any

MOST_NESTED = 32
"""Levels of lists and objects; ours have five."""


def is_nested_deeper(value: dict[str, Any] | list[Any], levels: int) -> bool:
    """Whether lists and objects are nested deeper than `levels`."""
    level: list[Any] = [value]
    for _ in range(levels):
        values = (
            v for outer in level for v in (outer.values() if isinstance(outer, dict) else outer)
        )
        level = [inner for inner in values if isinstance(inner, dict | list)]
        if not level:
            return False
    return True
