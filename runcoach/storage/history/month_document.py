"""The file of one month: decoding, checking and encoding it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from runcoach import __version__
from runcoach.core.merging.documents import edit_order
from runcoach.core.model.dates import NoOffsetError, parse_moment
from runcoach.core.model.records import SCHEMA, SessionRecord
from runcoach.core.model.validation import InvalidValueError, convert
from runcoach.storage.durable.damage import BOM, DamagedError, NewerSchemaError
from runcoach.storage.durable.migrations import STEPS, RawDocument, migrate, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

SESSIONS = "sessions"
META = "meta"

MONTH_NAME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])[a-z]?")
"""`2026-11`; with a letter (`2026-11b`) where a newer runcoach wrote the plain one."""

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
MOMENT_FIELDS = ("started_at", "finished_at", "edited_at", "deleted_at")

Tables = dict[str, dict[str, Any]]


class _Meta(msgspec.Struct):
    schema: int = 1


class _Shape(msgspec.Struct):
    sessions: dict[int, SessionRecord]
    meta: dict[int, _Meta] = {}


class MonthDocument:
    """The checked content of a month's file; `records` by TinyDB's document number."""

    def __init__(
        self, data: bytes, records: dict[int, SessionRecord], left_out: Sequence[str] = ()
    ) -> None:
        self.data = data
        self.records = records
        self.left_out = left_out
        """A sentence for each session of the file that is not among the records."""

    @cached_property
    def tables(self) -> Tables:
        """The raw tables with unknown fields, at the current schema; may be changed."""
        return _migrated(_raw(self.data)) if self.data else {SESSIONS: {}}

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
    _check_moments(record)
    return record


def decode_month(data: bytes) -> MonthDocument:
    """Decode and check the bytes of a month's file.

    Raises:
        DamagedError: they are not a valid month.
        NewerSchemaError: a newer runcoach wrote them.
    """
    data = data.removeprefix(BOM)  # Put there by some editors.
    left_out: list[str] = []
    try:
        shape = msgspec.json.decode(data, type=_Shape)
        records = shape.sessions
        schemas = {r.schema for r in records.values()} | {m.schema for m in shape.meta.values()}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        schemas = set()
    if schemas != {SCHEMA}:
        # Not the current format: the slow way distinguishes older, newer and damaged.
        documents = _migrated(_raw(data))[SESSIONS]
        records = dict(_each_record(documents, left_out))
    for number, record in list(records.items()):
        try:
            _check_moments(record)
        except InvalidValueError as fault:
            _leave_out(record.id, fault, left_out)
            del records[number]
    return MonthDocument(data, records, left_out)


def encode_month(tables: Tables, saved_at: datetime) -> bytes:
    """Encode the tables of a month, with the current schema and version."""
    meta = {"schema": SCHEMA, "app": __version__, "saved_at": saved_at.isoformat()}
    stored_meta = tables.get(META, {}).get("1", {})
    return msgspec.json.encode({**tables, META: {"1": {**stored_meta, **meta}}})


def _each_record(documents: Tables, left_out: list[str]) -> Iterator[tuple[int, SessionRecord]]:
    """The records one by one; one with a value out of bounds is left out, with a sentence."""
    for number, document in documents.items():
        if not _NUMBER.fullmatch(number):
            raise DamagedError(f"{number!r:.40} is no number of a document")
        try:
            yield int(number), convert(document, SessionRecord)
        except InvalidValueError as fault:
            _leave_out(document.get("id"), fault, left_out)


def _leave_out(id: object, fault: InvalidValueError, left_out: list[str]) -> None:
    if not fault.out_of_bounds or not id:
        raise DamagedError(str(fault)) from fault
    left_out.append(f"session {id!r:.40} is left out: {fault}")


def _check_moments(record: SessionRecord) -> None:
    """Raise InvalidValueError for the first moment that runcoach would not have written."""
    for name in MOMENT_FIELDS:
        text = getattr(record, name)
        if text or name == "started_at":
            try:
                parse_moment(text)
            except ValueError as fault:
                # A start that is no date is damage; one without an offset was edited by hand.
                named = isinstance(fault, NoOffsetError) or name != "started_at"
                raise InvalidValueError(name, str(fault), out_of_bounds=named) from None


def _raw(data: bytes) -> Tables:
    try:
        tables = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise DamagedError(str(fault)) from fault
    if not isinstance(tables, dict) or not isinstance(tables.get(SESSIONS), dict):
        raise DamagedError("there is no table of sessions")
    meta = tables.get(META, {})
    for document in [*_documents(tables[SESSIONS]), *_documents(meta)]:
        if schema_of(document) > SCHEMA:
            raise NewerSchemaError(f"schema {document['schema']}")
    return tables


def _documents(table: object) -> list[RawDocument]:
    values = list(table.values()) if isinstance(table, dict) else [table]
    documents = [value for value in values if isinstance(value, dict)]
    if len(documents) < len(values):
        raise DamagedError("a document is no JSON object")
    return documents


def _migrated(tables: Tables) -> Tables:
    sessions = {number: migrate(document, STEPS) for number, document in tables[SESSIONS].items()}
    return {**tables, SESSIONS: sessions}
