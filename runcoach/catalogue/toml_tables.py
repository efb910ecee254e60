"""TOML files as tables: reading one, and laying one table over another."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeAlias

from runcoach.catalogue.problems import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Table: TypeAlias = dict[str, Any]

_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder by name; none where there is no such folder.

    Raises:
        OSError: the folder is there, but can't be read.
    """
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(p for p in paths if p.suffix == ".toml" and not p.name.startswith((".", "~")))


def read_toml(path: Path) -> Table:
    """One file's table.

    Raises:
        Mistake: it can't be read, or its syntax is broken; the line is named.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Mistake("", f"can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Mistake("", f"line {line}: expected text in UTF-8") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Mistake("", _syntax(str(error), text)) from None


def _syntax(message: str, text: str) -> str:
    found = _PLACE.match(message)
    if found is None:
        return message
    what = found["what"]
    line = found["line"] or str(text.count("\n") + (not text.endswith("\n")))
    return f"line {line}: {what[:1].lower()}{what[1:]}"


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> Table:
    """`over` laid on `base`: tables merge deep, all else replaces, `false` removes."""
    result = dict(base)
    for key, value in over.items():
        if value is False:
            result.pop(key, None)
        elif isinstance(value, dict):
            below = result.get(key)
            result[key] = merged(below if isinstance(below, dict) else {}, value)
        else:
            result[key] = value
    return result


def holds(table: Mapping[str, Any], dotted: str) -> bool:
    """Whether a dotted key (list indexes aside) is written in a table."""
    here: Any = table
    for part in re.sub(r"\[\d+\]", "", dotted).split("."):
        if not isinstance(here, dict) or part not in here:
            return False
        here = here[part]
    return True
