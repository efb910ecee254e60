"""What an import file held, and the one line that says why it could not be read."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.history.corrections import RecordError, checked
from runcoach.core.history.counting import active_seconds
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import Effort, SessionRecord, Source, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

CHOICES: dict[str, type[StrEnum]] = {
    "status": Status,
    "tier": TierName,
    "role": Role,
    "side": Side,
    "unit": Unit,
    "effort": Effort,
    "source": Source,
}
"""The values with a fixed choice, by key."""

PLAIN_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "text",
    "array": "a list",
    "object": "an object",
    "null": "nothing",
}


class BadFileError(ValueError):
    """An import file that can't be read: one line that names the file, the place and the fault."""

    def __init__(self, name: str, where: str, expected: str) -> None:
        place = f"{name}: {where}" if where else name
        super().__init__(" ".join(f"{place}: {expected}".split()))


class Imported(Struct, frozen=True):
    """Records read from a file, in its order, each one valid."""

    records: tuple[SessionRecord, ...]
    revisions: Mapping[str, tuple[SessionRecord, ...]] = field(default_factory=dict)
    """Earlier forms by session id, newest first; only a complete JSON export has them."""


def decoded(data: bytes, name: str) -> str:
    """The file's text.

    Raises:
        BadFileError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFileError(name, f"line {line}", "expected UTF-8 text") from None


def session_from(values: dict[str, Any], lax: bool = False) -> SessionRecord:
    """A record from plain values; its length is worked out where it was not kept.

    Args:
        values: By field name, as in JSON.
        lax: Also read numbers and truth values from text, as cells of a table hold them.

    Raises:
        RecordError: a value is missing, of a wrong kind, or out of range.
    """
    try:
        record = msgspec.convert(values, SessionRecord, strict=not lax)
    except msgspec.ValidationError as error:
        raise _located(error, values) from None
    record = checked(record)
    if "active_s" not in values:
        record = replace(record, active_s=active_seconds(record))
    return record


def _located(error: msgspec.ValidationError, values: object) -> RecordError:
    told, _, path = str(error).partition(" - at `$")
    where = path.rstrip("`").removeprefix(".")
    key = where.rpartition(".")[2]
    if told.startswith("Invalid enum value") and key in CHOICES:
        expected = f"expected one of {', '.join(CHOICES[key])}"
    elif missing := re.fullmatch(r"Object missing required field `(\w+)`", told):
        expected = "is missing"
        where = f"{where}.{missing[1]}" if where else missing[1]
        return RecordError(where, expected)
    else:
        expected = re.sub(r"`([^`]+)`", _in_plain_words, told.partition(", got")[0])
        expected = expected[:1].lower() + expected[1:]
    found = _at(values, where)
    return RecordError(where, f"{expected}, not {_shown(found)}")


def _in_plain_words(types: re.Match[str]) -> str:
    return " or ".join(PLAIN_TYPES.get(name, name) for name in types[1].split(" | "))


def _at(values: Any, where: str) -> object:
    for step in re.findall(r"\w+", where):
        values = values[int(step)] if isinstance(values, list) else values[step]
    return values


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return PLAIN_TYPES["object" if isinstance(value, dict) else "array"]
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 40 else f"{text[:39]}…"
