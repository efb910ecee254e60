"""One month of the history: what its file means, and whether it means anything."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from runcoach import __version__
from runcoach.core.merging.documents import order
from runcoach.core.model.records import SCHEMA, SessionRecord
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
from runcoach.storage.durable.migrations import STEPS, Raw, migrate, schema_of

SESSIONS = "sessions"
META = "meta"

MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])[a-z]?")
"""`2026-11`; a letter after it where a newer runcoach wrote the plain one and we can't."""

_BOM = b"\xef\xbb\xbf"

Tables = dict[str, dict[str, Any]]


class _Meta(msgspec.Struct):
    schema: int = 1


class _Shape(msgspec.Struct):
    sessions: dict[int, SessionRecord]
    meta: dict[int, _Meta] = {}


class Month:
    """A month's file, checked whole. `records` is by TinyDB's own document number."""

    def __init__(self, data: bytes, records: dict[int, SessionRecord]) -> None:
        self.data = data
        self.records = records

    @cached_property
    def tables(self) -> Tables:
        """The tables with every field, known or not, at today's schema; ours to change."""
        return _migrated(_raw(self.data)) if self.data else {SESSIONS: {}}

    def number_of(self, id: str) -> int | None:
        """The document number of a session; of its newest form, should a file hold two."""
        numbers = [number for number, record in self.records.items() if record.id == id]
        if len(numbers) < 2:
            return numbers[0] if numbers else None
        return max(numbers, key=lambda number: order(self.tables[SESSIONS][str(number)]))

    def record(self, id: str) -> SessionRecord | None:
        """A session as a value."""
        number = self.number_of(id)
        return None if number is None else self.records[number]

    def document(self, id: str) -> Raw | None:
        """A session's stored document."""
        number = self.number_of(id)
        return None if number is None else self.tables[SESSIONS][str(number)]


def month_of(started_at: str) -> str:
    """The month a session belongs to: of its start, in its own offset."""
    return f"{datetime.fromisoformat(started_at):%Y-%m}"


def read_month(data: bytes) -> Month:
    """What the bytes of a month's file mean.

    Raises:
        DamagedError: they are no month of ours.
        NewerSchemaError: a newer runcoach wrote them.
    """
    data = data.removeprefix(_BOM)  # Some editors put it there; nothing is lost by it.
    try:
        shape = msgspec.json.decode(data, type=_Shape)
        records = shape.sessions
        schemas = {r.schema for r in records.values()} | {m.schema for m in shape.meta.values()}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        schemas = set()
    if schemas != {SCHEMA}:
        # Not today's shape: the slow way tells older, newer and damaged apart.
        tables = _migrated(_raw(data))
        try:
            records = msgspec.convert(tables[SESSIONS], dict[int, SessionRecord], str_keys=True)
        except msgspec.MsgspecError as fault:
            raise DamagedError(str(fault)) from fault
    for record in records.values():
        _check(record)
    return Month(data, records)


def write_month(tables: Tables, saved_at: datetime) -> bytes:
    """The bytes of a month's file."""
    meta = {"schema": SCHEMA, "app": __version__, "saved_at": saved_at.isoformat()}
    kept = tables.get(META, {}).get("1", {})
    return msgspec.json.encode({**tables, META: {"1": {**kept, **meta}}})


def _check(record: SessionRecord) -> None:
    if not record.id:
        raise DamagedError("a session without an id")
    try:
        month_of(record.started_at)
    except ValueError as fault:
        raise DamagedError(f"a session that started at {record.started_at!r:.40}") from fault


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


def _documents(table: object) -> list[Raw]:
    values = list(table.values()) if isinstance(table, dict) else [table]
    documents = [value for value in values if isinstance(value, dict)]
    if len(documents) < len(values):
        raise DamagedError("a document is no document")
    return documents


def _migrated(tables: Tables) -> Tables:
    sessions = {number: migrate(document, STEPS) for number, document in tables[SESSIONS].items()}
    return {**tables, SESSIONS: sessions}
