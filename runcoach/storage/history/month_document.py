"""The file of one month, of sessions or of runs: decoding, checking and encoding it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

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

Tables = dict[str, dict[str, Any]]


class Stored(Protocol):
    """What every kind of record has that is stored by months."""

    @property
    def id(self) -> str:
        """Unique across machines."""

    @property
    def schema(self) -> int:
        """The schema it was written with."""


R = TypeVar("R", bound=Stored)


class Meta(msgspec.Struct):
    """The document about the file itself."""

    schema: int = 1


class RecordKind(msgspec.Struct, Generic[R], frozen=True):
    """A kind of record that is stored by months."""

    table: str
    """The name of its table, and of the field of `shape` that holds it."""
    noun: str
    record: type[R]
    shape: type[Any]
    """A whole file at the current schema, which msgspec decodes at once."""
    moments: tuple[str, ...]
    """Its fields that are moments; the first decides the month."""


class _Shape(msgspec.Struct):
    sessions: dict[int, SessionRecord]
    meta: dict[int, Meta] = {}


SESSION_KIND = RecordKind(
    SESSIONS,
    "session",
    SessionRecord,
    _Shape,
    ("started_at", "finished_at", "edited_at", "deleted_at"),
)


class MonthDocument(Generic[R]):
    """The checked content of a month's file; `records` by TinyDB's document number."""

    def __init__(
        self,
        data: bytes,
        records: dict[int, R],
        left_out: Sequence[str] = (),
        table: str = SESSIONS,
    ) -> None:
        self.data = data
        self.table = table
        self.records = records
        self.left_out = left_out
        """A sentence for each session of the file that is not among the records."""

    @cached_property
    def tables(self) -> Tables:
        """The raw tables with unknown fields, at the current schema; may be changed."""
        if not self.data:
            return {self.table: {}}
        return _migrated(_raw(self.data, self.table), self.table)

    def number_of(self, id: str) -> int | None:
        """The document number of a session; of the last edited one, should a file have two."""
        numbers = [number for number, record in self.records.items() if record.id == id]
        if len(numbers) < 2:
            return numbers[0] if numbers else None
        return max(numbers, key=lambda number: edit_order(self.tables[self.table][str(number)]))

    def record(self, id: str) -> R | None:
        """A session's record; None if it is not in this month."""
        number = self.number_of(id)
        return None if number is None else self.records[number]

    def document(self, id: str) -> RawDocument | None:
        """A session's stored document; None if it is not in this month."""
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
    record = convert(document, SessionRecord)
    _check_moments(record, SESSION_KIND.moments)
    return record


def decode_month(data: bytes) -> MonthDocument[SessionRecord]:
    """Decode and check the bytes of a month of sessions. Raises what `decode_month_of` does."""
    return decode_month_of(SESSION_KIND, data)


def decode_month_of(kind: RecordKind[R], data: bytes) -> MonthDocument[R]:
    """Decode and check the bytes of a month's file.

    Raises:
        DamagedError: they are not a valid month.
        NewerSchemaError: a newer runcoach wrote them.
    """
    data = data.removeprefix(BOM)  # Put there by some editors.
    left_out: list[str] = []
    records: dict[int, R]
    try:
        shape = msgspec.json.decode(data, type=kind.shape)
        records = getattr(shape, kind.table)
        schemas = {r.schema for r in records.values()} | {m.schema for m in shape.meta.values()}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        schemas = set()
    if schemas != {SCHEMA}:
        # Not the current format: the slow way distinguishes older, newer and damaged.
        documents = _migrated(_raw(data, kind.table), kind.table)[kind.table]
        records = dict(_each_record(kind, documents, left_out))
    for number, record in list(records.items()):
        try:
            _check_moments(record, kind.moments)
        except InvalidValueError as fault:
            _leave_out(kind, record.id, fault, left_out)
            del records[number]
    return MonthDocument(data, records, left_out, kind.table)


def encode_month(tables: Tables, saved_at: datetime) -> bytes:
    """Encode the tables of a month, with the current schema and version."""
    meta = {"schema": SCHEMA, "app": __version__, "saved_at": saved_at.isoformat()}
    stored_meta = tables.get(META, {}).get("1", {})
    return msgspec.json.encode({**tables, META: {"1": {**stored_meta, **meta}}})


def _each_record(
    kind: RecordKind[R], documents: Tables, left_out: list[str]
) -> Iterator[tuple[int, R]]:
    """The records one by one; one with a value out of bounds is left out, with a sentence."""
    for number, document in documents.items():
        if not _NUMBER.fullmatch(number):
            raise DamagedError(f"{number!r:.40} is no number of a document")
        try:
            yield int(number), convert(document, kind.record)
        except InvalidValueError as fault:
            _leave_out(kind, document.get("id"), fault, left_out)


def _leave_out(
    kind: RecordKind[Any], id: object, fault: InvalidValueError, left_out: list[str]
) -> None:
    if not fault.out_of_bounds or not id:
        raise DamagedError(str(fault)) from fault
    left_out.append(f"{kind.noun} {id!r:.40} is left out: {fault}")


def _check_moments(record: object, moments: Sequence[str]) -> None:
    """Raise InvalidValueError for the first moment that runcoach would not have written."""
    for name in moments:
        text = getattr(record, name)
        if text or name == "started_at":
            try:
                parse_moment(text)
            except ValueError as fault:
                # A start that is no date is damage; one without an offset was edited by hand.
                named = isinstance(fault, NoOffsetError) or name != "started_at"
                raise InvalidValueError(name, str(fault), out_of_bounds=named) from None


def _raw(data: bytes, table: str) -> Tables:
    try:
        tables = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise DamagedError(str(fault)) from fault
    if not isinstance(tables, dict) or not isinstance(tables.get(table), dict):
        raise DamagedError(f"there is no table of {table}")
    meta = tables.get(META, {})
    for document in [*_documents(tables[table]), *_documents(meta)]:
        if schema_of(document) > SCHEMA:
            raise NewerSchemaError(f"schema {document['schema']}")
    return tables


def _documents(table: object) -> list[RawDocument]:
    values = list(table.values()) if isinstance(table, dict) else [table]
    documents = [value for value in values if isinstance(value, dict)]
    if len(documents) < len(values):
        raise DamagedError("a document is no JSON object")
    return documents


def _migrated(tables: Tables, table: str) -> Tables:
    migrated = {number: migrate(document, STEPS) for number, document in tables[table].items()}
    return {**tables, table: migrated}
