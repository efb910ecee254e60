"""TOML files as tables: listing, reading and merging them."""

from __future__ import annotations

import math
import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeAlias

from runcoach.catalogue.problems import Mistake, join_keys
from runcoach.core.model.nesting import MOST_NESTED, is_nested_deeper
from runcoach.core.model.text_gate import neutralise_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Table: TypeAlias = dict[str, Any]

_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")

_TOO_DEEP = f"nested deeper than {MOST_NESTED} levels"


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
    """Read one file, whatever is in it.

    Raises:
        Mistake: the file can't be read, has a syntax error, or a value that no key takes.
    """
    text = _read_text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Mistake("", _syntax(str(error), text)) from None
    except RecursionError:
        raise Mistake("", _TOO_DEEP) from None
    except ValueError as error:  # Numbers and dates that Python refuses.
        raise Mistake("", f"a value can't be read: {str(error).partition(';')[0]}") from None
    if is_nested_deeper(table, MOST_NESTED):
        raise Mistake("", _TOO_DEEP)
    _check_numbers("", table)
    safe: Table = neutralise_values(table)
    return safe


def _read_text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():  # Opening a FIFO would wait for a writer.
            raise Mistake("", "can't be read: it is a folder, a pipe or a device")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Mistake("", f"can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Mistake("", f"line {line}: expected text in UTF-8") from None


def _check_numbers(key: str, value: Any) -> None:
    """Refuse what comparisons and arithmetic can't take: `nan`, `inf`, more than 64 bits."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_numbers(join_keys(key, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check_numbers(f"{key}[{index}]", inner)
    elif isinstance(value, int) and value.bit_length() > 63:
        raise Mistake(key, "expected a smaller number")
    elif isinstance(value, float) and not math.isfinite(value):
        raise Mistake(key, f"expected a number, not {value}")


def file_name(path: Path) -> str:
    """The name of a file for a message; bytes of it that are no UTF-8 become question marks."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


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
