"""What the journal's file holds. A start without a session that waits never needs it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from runcoach import __version__
from runcoach.core.ports import Waiting
from runcoach.core.session.session import Session
from runcoach.storage.durable.damage import NewerSchemaError
from runcoach.storage.history.month_document import month_of

SCHEMA = 1


class _Schema(msgspec.Struct):
    schema: int


class _Snapshot(msgspec.Struct):
    schema: int
    app: str
    saved_at: datetime
    session: Session


def write_snapshot(session: Session, saved_at: datetime) -> bytes:
    """The bytes of the journal's file."""
    return msgspec.json.encode(_Snapshot(SCHEMA, __version__, saved_at, session))


def read_snapshot(data: bytes) -> Waiting:
    """What the bytes of the journal's file mean.

    Raises:
        NewerSchemaError: a newer runcoach wrote them.
        ValueError, RecursionError: they are no session of ours.
    """
    schema = msgspec.json.decode(data, type=_Schema).schema
    if schema > SCHEMA:
        raise NewerSchemaError(f"schema {schema}")
    snapshot = msgspec.json.decode(data, type=_Snapshot)
    month_of(snapshot.session.started_at)
    return Waiting(snapshot.session, snapshot.saved_at)
