"""The file of one month: decoding, checking and encoding it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from runcoach import __version__
from runcoach.core.merging.documents import edit_order
from runcoach.core.model.dates import MomentError, parse_moment
from runcoach.core.model.nesting import MOST_NESTED, is_nested_deeper
from runcoach.core.model.records import SCHEMA, SessionRecord
from runcoach.core.model.validation import InvalidValueError, convert
from runcoach.storage.durable.damage import BOM, DamagedError, NewerSchemaError
from runcoach.storage.durable.migrations import STEPS, RawDocument, migrate, schema_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SESSIONS = "sessions"
META = "meta"

MONTH_NAME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])[a-z]?")
"""`2026-11`; with a letter (`2026-11b`) where a newer runcoach wrote the plain one."""

_NUMBER = re.compile(r"0|-?[1-9]\d{0,17}")
MOMENT_FIELDS = ("started_at", "finished_at", "edited_at", "deleted_at")
CHECKSUM = "sessions_sha256"
LEFT_OUT = "left_out"
"""The table of the documents that could not be read when another of their id was saved."""

Tables = dict[str, Any]


class LeftOut(msgspec.Struct, frozen=True):
    """A session of a month's file that can't be read, although the rest can."""

    number: str
    id: str
    why: str

    def __str__(self) -> str:
        """One sentence about it."""
        return f"session {self.id!r:.40} is left out: {self.why}"


class MonthDocument:
    """The checked content of a month's file; `records` by TinyDB's document number."""

    def __init__(
        self, data: bytes, records: dict[int, SessionRecord], left_out: Sequence[LeftOut] = ()
    ) -> None:
        self.data = data
        self.records = records
        self.left_out = left_out
        """The sessions of the file that are not among the records."""

    @cached_property
    def tables(self) -> Tables:
        """The tables with unknown fields, at the current schema; may be changed.

        A session that is left out, and a table that we don't know, is undecoded JSON: it is
        written again as it is.
        """
        if not self.data:
            return {SESSIONS: {}}
        tables = _split(self.data)
        out = {one.number for one in self.left_out}
        for number, raw in tables[SESSIONS].items():
            if number not in out:
                tables[SESSIONS][number] = migrate(_decode(raw), STEPS)
        return tables

    def left_out_numbers(self, id: str) -> list[str]:
        """The document numbers of the sessions of that id that are left out."""
        return [one.number for one in self.left_out if one.id == id]

    def number_of(self, id: str) -> int | None:
        """The document number of a session; of the last edited one, should a file have two."""
        numbers = [number for number, record in self.records.items() if record.id == id]
        if len(numbers) < 2:
            return numbers[0] if numbers else None
        return max(numbers, key=lambda number: edit_order(self.tables[SESSIONS][str(number)]))

    def record(self, id: str) -> SessionRecord | None:
        """A session's record; None if it is not in this month."""
        number = self.number_of(id)
        return None if number is None else self.records[number]

    def document(self, id: str) -> RawDocument | None:
        """A session's stored document; None if it is not in this month."""
        number = self.number_of(id)
        return None if number is None else self.tables[SESSIONS][str(number)]


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
    record = convert(document, SessionRecord)
    _check_record(record)
    return record


def decode_month(data: bytes) -> MonthDocument:
    """Decode and check the bytes of a month's file; what it returns can be encoded again.

    Raises:
        DamagedError: they are not a valid month.
        NewerSchemaError: a newer runcoach wrote them.
    """
    data = data.removeprefix(BOM)  # Put there by some editors.
    records: dict[int, SessionRecord] = {}
    left_out: list[LeftOut] = []
    stored = {
        number: _decode_own(raw) or _decode(raw) for number, raw in _split(data)[SESSIONS].items()
    }
    for document in stored.values():
        if not isinstance(document, SessionRecord):
            _refuse_newer(document)
    for number, document in stored.items():
        try:
            records[int(number)] = _check_stored(document)
        except InvalidValueError as fault:
            id = document.id if isinstance(document, SessionRecord) else document.get("id")
            if not fault.out_of_bounds or not isinstance(id, str) or not id:
                raise DamagedError(str(fault)) from fault
            left_out.append(LeftOut(number, id, str(fault)))
    return MonthDocument(data, records, left_out)


def encode_month(tables: Tables, saved_at: datetime) -> bytes:
    """Encode the tables of a month, with the current schema, version and a checksum."""
    sessions = msgspec.json.encode(tables[SESSIONS])
    meta = {
        "schema": SCHEMA,
        "app": __version__,
        "saved_at": saved_at.isoformat(),
        CHECKSUM: _checksum(sessions),
    }
    stored_meta = tables.get(META, {}).get("1", {})
    whole = {**tables, SESSIONS: msgspec.Raw(sessions), META: {"1": {**stored_meta, **meta}}}
    return msgspec.json.encode(whole)


def checksum_holds(data: bytes) -> bool | None:
    """Whether the sessions of a valid month are as they were written; None without a checksum.

    Asked by `doctor --deep` alone: a person may edit the file, which is no damage.
    """
    tables = _split(data)
    stored = tables[META].get("1", {}).get(CHECKSUM)
    if stored is None:
        return None
    raw = msgspec.json.decode(data, type=dict[str, msgspec.Raw])[SESSIONS]
    return bool(stored == _checksum(bytes(raw)))


def _checksum(sessions: bytes) -> str:
    # Imported here because hashlib loads OpenSSL, which a start that only reads does not need.
    import hashlib

    return hashlib.sha256(sessions).hexdigest()


def _decode_own(raw: msgspec.Raw) -> SessionRecord | None:
    """The record of a document that is, byte for byte, what we would write; None for any other.

    Then there is nothing in it that only the decoder of a whole document sees, and most documents
    are read in a third of the time.
    """
    try:
        record = msgspec.json.decode(raw, type=SessionRecord)
        same = record.schema == SCHEMA and msgspec.json.encode(record) == bytes(raw)
    except (ValueError, RecursionError):
        return None
    return record if same else None


def _check_stored(document: SessionRecord | RawDocument) -> SessionRecord:
    """The record of a document that can be encoded again; raises InvalidValueError."""
    if isinstance(document, SessionRecord):
        _check_record(document)
        return document
    if is_nested_deeper(document, MOST_NESTED):
        raise InvalidValueError("", f"nested deeper than {MOST_NESTED} levels", out_of_bounds=True)
    record = decode_record(migrate(document, STEPS))
    try:
        msgspec.json.encode(document)
    except (ValueError, OverflowError, msgspec.EncodeError):
        text = "a number is too long to be written again"
        raise InvalidValueError("", text, out_of_bounds=True) from None
    return record


def _check_record(record: SessionRecord) -> None:
    """Raise InvalidValueError for the first value that no import and no edit would take."""
    for name in MOMENT_FIELDS:
        text = getattr(record, name)
        if text or name == "started_at":
            try:
                parse_moment(text)
            except ValueError as fault:
                # A start that is no date is damage; others were edited by hand.
                named = isinstance(fault, MomentError) or name != "started_at"
                raise InvalidValueError(name, str(fault), out_of_bounds=named) from None
    if len({done.id for done in record.sets}) < len(record.sets):
        raise InvalidValueError("sets", "expected distinct ids", out_of_bounds=True)


def _decode(raw: bytes | msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError) as fault:  # msgspec's errors are ValueErrors.
        raise DamagedError(str(fault)) from fault


def _split(data: bytes) -> Tables:
    """The tables of a month with its sessions undecoded, checked to be a month that we know."""
    try:
        data.decode()  # msgspec does not look into what it leaves undecoded.
        tables = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        sessions = msgspec.json.decode(tables[SESSIONS], type=dict[str, msgspec.Raw])
        if LEFT_OUT in tables:
            msgspec.json.decode(tables[LEFT_OUT], type=dict[str, msgspec.Raw])
    except (ValueError, KeyError, RecursionError) as fault:
        raise DamagedError(str(fault)) from fault
    meta = _decode(tables[META]) if META in tables else {}
    if not isinstance(meta, dict) or is_nested_deeper(meta, MOST_NESTED):
        raise DamagedError("meta is no table")
    for document in meta.values():
        _refuse_newer(document)
    for number in sessions:
        if not _NUMBER.fullmatch(number):
            raise DamagedError(f"{number!r:.40} is no number of a document")
    return {**tables, SESSIONS: dict(sessions), META: meta}


def _refuse_newer(document: object) -> None:
    if not isinstance(document, dict):
        raise DamagedError("a document is no JSON object")
    if schema_of(document) > SCHEMA:
        raise NewerSchemaError(f"schema {document['schema']}")
