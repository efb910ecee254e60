"""The result of reading an import file, and the error when it can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.history.corrections import validate_record
from runcoach.core.history.counting import active_seconds
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.validation import convert

if TYPE_CHECKING:
    from collections.abc import Mapping


class BadFileError(ValueError):
    """An import file that can't be read; the message is one line with file, place and fault."""

    def __init__(self, name: str, where: str, expected: str) -> None:
        place = f"{name}: {where}" if where else name
        super().__init__(" ".join(f"{place}: {expected}".split()))


class ImportedHistory(Struct, frozen=True):
    """Records read from a file, in its order, each of them valid; what is not is left out."""

    records: tuple[SessionRecord, ...]
    revisions: Mapping[str, tuple[SessionRecord, ...]] = field(default_factory=dict)
    """Earlier versions by session id, newest first; only a complete JSON export has them."""
    refused: tuple[str, ...] = ()
    """Of each session that is left out, its place in the file, the value, and what was expected."""


def decode_text(data: bytes, name: str, hint: str = "") -> str:
    """Decode the bytes of a file; the `hint` says after an error what to do about it.

    Raises:
        BadFileError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFileError(name, f"line {line}", f"expected UTF-8 text{hint}") from None


def parse_session(values: dict[str, Any], lax: bool = False) -> SessionRecord:
    """Convert plain values to a record; its active time is computed if it is not among them.

    Args:
        values: By field name, as in JSON.
        lax: Also accept numbers and booleans as text, as in the cells of a table.

    Raises:
        InvalidValueError: a value is missing, of the wrong type, or out of range.
    """
    record = validate_record(convert(values, SessionRecord, strict=not lax))
    if "active_s" not in values:
        record = replace(record, active_s=active_seconds(record))
    return record
