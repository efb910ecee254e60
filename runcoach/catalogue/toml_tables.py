"""TOML files as tables: listing, reading and merging them."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeAlias

from runcoach.catalogue.problems import Mistake
from runcoach.core.model.text_gate import neutralise_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Table: TypeAlias = dict[str, Any]

_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder, sorted by name; empty if there is no folder.

    Raises:
        OSError: the folder exists but can't be read.
    """
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(p for p in paths if p.suffix == ".toml" and not p.name.startswith((".", "~")))


def read_toml(path: Path) -> Table:
    """Read one file.

    Raises:
        Mistake: the file can't be read, or has a syntax error; the line is named.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Mistake("", f"can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Mistake("", f"line {line}: expected text in UTF-8") from None
    try:
        table: Table = neutralise_values(tomllib.loads(text))
        return table
    except tomllib.TOMLDecodeError as error:
        raise Mistake("", _syntax(str(error), text)) from None


def _syntax(message: str, text: str) -> str:
    match = _PLACE.match(message)
    if match is None:
        return message
    what = match["what"]
    line = match["line"] or str(text.count("\n") + (not text.endswith("\n")))
    return f"line {line}: {what[:1].lower()}{what[1:]}"


def deep_merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> Table:
    """Merge `over` into `base`: tables merge deeply, other values replace, `false` removes."""
    result = dict(base)
    for key, value in over.items():
        if value is False:
            result.pop(key, None)
        elif isinstance(value, dict):
            nested = result.get(key)
            result[key] = deep_merge(nested if isinstance(nested, dict) else {}, value)
        else:
            result[key] = value
    return result


def has_key(table: Mapping[str, Any], dotted: str) -> bool:
    """Whether a table has a dotted key; list indexes in it are ignored."""
    value: Any = table
    for part in re.sub(r"\[\d+\]", "", dotted).split("."):
        if not isinstance(value, dict) or part not in value:
            return False
        value = value[part]
    return True
