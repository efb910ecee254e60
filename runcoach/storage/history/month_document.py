"""The file of one month, of sessions or of runs: decoding, checking and encoding it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic

import msgspec

from runcoach import __version__
from runcoach.core.merging.documents import edit_order
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.nesting import MOST_NESTED, is_nested_deeper
from runcoach.core.model.records import SCHEMA, SessionRecord
from runcoach.core.model.validation import InvalidValueError, convert
from runcoach.storage.durable.damage import BOM, DamagedError, NewerSchemaError
from runcoach.storage.durable.migrations import STEPS, RawDocument, migrate, schema_of
from runcoach.storage.history.record_kind import SESSION_KIND, SESSIONS, R, RecordKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

META = "meta"

MONTH_NAME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])[a-z]?")
"""`2026-11`; with a letter (`2026-11b`) where a newer runcoach wrote the plain one."""

_NUMBER = re.compile(r"0|-?[1-9]\d{0,17}")
LEFT_OUT = "left_out"
"""The table of the documents that could not be read when another of their id was saved."""

Tables = dict[str, Any]


class LeftOut(msgspec.Struct, frozen=True):
    """A record of a month's file that can't be read, although the rest can."""

    noun: str
    number: str
    id: str
    why: str

    def __str__(self) -> str:
        """One sentence about it."""
        return f"{self.noun} {self.id!r:.40} is left out: {self.why}"


class MonthDocument(Generic[R]):
    """The checked content of a month's file; `records` by TinyDB's document number."""

    def __init__(
        self,
        data: bytes,
        records: dict[int, R],
        left_out: Sequence[LeftOut] = (),
        table: str = SESSIONS,
    ) -> None:
        self.data = data
        self.table = table
        """The name of the table of the records."""
        self.records = records
        self.left_out = left_out
        """The records of the file that can't be read."""

    @cached_property
    def tables(self) -> Tables:
        """The tables with unknown fields, at the current schema; may be changed.

        A record that is left out, and a table that we don't know, is undecoded JSON: it is
        written again as it is.
        """
        if not self.data:
            return {self.table: {}}
        tables = _split(self.data, self.table)
        out = {one.number for one in self.left_out}
        for number, raw in tables[self.table].items():
            if number not in out:
                tables[self.table][number] = migrate(_decode(raw), STEPS)
        return tables

    def left_out_numbers(self, id: str) -> list[str]:
        """The document numbers of the records of that id that are left out."""
        return [one.number for one in self.left_out if one.id == id]

    def number_of(self, id: str) -> int | None:
        """The document number of a record; of the last edited one, should a file have two."""
        numbers = [number for number, record in self.records.items() if record.id == id]
        if len(numbers) < 2:
            return numbers[0] if numbers else None
        return max(numbers, key=lambda number: edit_order(self.tables[self.table][str(number)]))

    def record(self, id: str) -> R | None:
        """A record by its id; None if it is not in this month."""
        number = self.number_of(id)
        return None if number is None else self.records[number]

    def document(self, id: str) -> RawDocument | None:
        """A record's stored document; None if it is not in this month."""
        number = self.number_of(id)
        return None if number is None else self.tables[self.table][str(number)]


def month_name(started_at: str) -> str:
    """The month a session belongs to, as `2026-11`: that of its start, in its own offset.

    Raises:
        ValueError: the start is no moment, or has no offset.
    """
    return f"{parse_moment(started_at):%Y-%m}"


def decode_record(document: RawDocument) -> SessionRecord:
    """The record of a stored document at the current schema.

    Raises:
        InvalidValueError: it is no session, or one of its values is out of bounds.
    """
    return _decode_document(SESSION_KIND, document)


def decode_month(data: bytes) -> MonthDocument[SessionRecord]:
    """Decode and check the bytes of a month of sessions. Raises what `decode_month_of` does."""
    return decode_month_of(SESSION_KIND, data)


def decode_month_of(kind: RecordKind[R], data: bytes) -> MonthDocument[R]:
    """Decode and check the bytes of a month's file; what it returns can be encoded again.

    Raises:
        DamagedError: they are not a valid month.
        NewerSchemaError: a newer runcoach wrote them.
    """
    data = data.removeprefix(BOM)  # Put there by some editors.
    records: dict[int, R] = {}
    left_out: list[LeftOut] = []
    stored: dict[str, R | RawDocument] = {
        number: _decode_own(kind, raw) or _decode(raw)
        for number, raw in _split(data, kind.table)[kind.table].items()
    }
    for document in stored.values():
        if not isinstance(document, kind.record):
            _refuse_newer(document)
    for number, document in stored.items():
        try:
            records[int(number)] = _check_stored(kind, document)
        except InvalidValueError as fault:
            id = document.get("id") if isinstance(document, dict) else document.id
            if not fault.out_of_bounds or not isinstance(id, str) or not id:
                raise DamagedError(str(fault)) from fault
            left_out.append(LeftOut(kind.noun, number, id, str(fault)))
    return MonthDocument(data, records, left_out, kind.table)


def encode_month(tables: Tables, saved_at: datetime, table: str = SESSIONS) -> bytes:
    """Encode the tables of a month, with the current schema, version and a checksum."""
    records = msgspec.json.encode(tables[table])
    meta = {
        "schema": SCHEMA,
        "app": __version__,
        "saved_at": saved_at.isoformat(),
        _checksum_name(table): _checksum(records),
    }
    stored_meta = tables.get(META, {}).get("1", {})
    whole = {**tables, table: msgspec.Raw(records), META: {"1": {**stored_meta, **meta}}}
    return msgspec.json.encode(whole)


def checksum_holds(data: bytes, table: str = SESSIONS) -> bool | None:
    """Whether the records of a valid month are as they were written; None without a checksum.

    Asked by `doctor --deep` alone: a person may edit the file, which is no damage.
    """
    tables = _split(data, table)
    stored = tables[META].get("1", {}).get(_checksum_name(table))
    if stored is None:
        return None
    raw = msgspec.json.decode(data, type=dict[str, msgspec.Raw])[table]
    return bool(stored == _checksum(bytes(raw)))


def _checksum_name(table: str) -> str:
    return f"{table}_sha256"


def _checksum(records: bytes) -> str:
    # Imported here because hashlib loads OpenSSL, which a start that only reads does not need.
    import hashlib

    return hashlib.sha256(records).hexdigest()


def _decode_own(kind: RecordKind[R], raw: msgspec.Raw) -> R | None:
    """The record of a document that is, byte for byte, what we would write; None for any other.

    Then there is nothing in it that only the decoder of a whole document sees, and most documents
    are read in a third of the time.
    """
    try:
        record = msgspec.json.decode(raw, type=kind.record)
        same = record.schema == SCHEMA and msgspec.json.encode(record) == bytes(raw)
    except (ValueError, RecursionError):
        return None
    return record if same else None


def _check_stored(kind: RecordKind[R], document: R | RawDocument) -> R:
    """The record of a document that can be encoded again; raises InvalidValueError."""
    if not isinstance(document, dict):
        kind.check(document)
        return document
    if is_nested_deeper(document, MOST_NESTED):
        raise InvalidValueError("", f"nested deeper than {MOST_NESTED} levels", out_of_bounds=True)
    record = _decode_document(kind, migrate(document, STEPS))
    try:
        msgspec.json.encode(document)
    except (ValueError, OverflowError, msgspec.EncodeError):
        text = "a number is too long to be written again"
        raise InvalidValueError("", text, out_of_bounds=True) from None
    return record


def _decode_document(kind: RecordKind[R], document: RawDocument) -> R:
    record = convert(document, kind.record)
    kind.check(record)
    return record


def _decode(raw: bytes | msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError) as fault:  # msgspec's errors are ValueErrors.
        raise DamagedError(str(fault)) from fault


def _split(data: bytes, table: str) -> Tables:
    """The tables of a month with its records undecoded, checked to be a month that we know."""
    try:
        data.decode()  # msgspec does not look into what it leaves undecoded.
        tables = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        records = msgspec.json.decode(tables[table], type=dict[str, msgspec.Raw])
        if LEFT_OUT in tables:
            msgspec.json.decode(tables[LEFT_OUT], type=dict[str, msgspec.Raw])
    except (ValueError, KeyError, RecursionError) as fault:
        raise DamagedError(str(fault)) from fault
    meta = _decode(tables[META]) if META in tables else {}
    if not isinstance(meta, dict) or is_nested_deeper(meta, MOST_NESTED):
        raise DamagedError("meta is no table")
    for document in meta.values():
        _refuse_newer(document)
    for number in records:
        if not _NUMBER.fullmatch(number):
            raise DamagedError(f"{number!r:.40} is no number of a document")
    return {**tables, table: dict(records), META: meta}


def _refuse_newer(document: object) -> None:
    if not isinstance(document, dict):
        raise DamagedError("a document is no JSON object")
    if schema_of(document) > SCHEMA:
        raise NewerSchemaError(f"schema {document['schema']}")
