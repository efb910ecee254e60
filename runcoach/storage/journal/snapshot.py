"""The format of the journal's file; not imported by a start without an unfinished session."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from runcoach import __version__
from runcoach.core.model.dates import parse_moment
from runcoach.core.ports import WaitingSession
from runcoach.core.session.consistency import check_session
from runcoach.core.session.session import Session
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError

SCHEMA = 1


class _Schema(msgspec.Struct):
    schema: int


class _Snapshot(msgspec.Struct):
    schema: int
    app: str
    saved_at: Annotated[datetime, msgspec.Meta(tz=True)]
    session: Session


def encode_snapshot(session: Session, saved_at: datetime) -> bytes:
    """Encode a session for the journal's file."""
    return msgspec.json.encode(_Snapshot(SCHEMA, __version__, saved_at, session))


def decode_snapshot(data: bytes) -> WaitingSession:
    """Decode the bytes of the journal's file.

    Raises:
        NewerSchemaError: a newer runcoach wrote them.
        DamagedError: they are no session that the machine could have made.
    """
    try:
        return _decode(data)
    except (ValueError, RecursionError) as fault:  # msgspec's errors are ValueErrors.
        raise DamagedError(str(fault)) from fault


def _decode(data: bytes) -> WaitingSession:
    schema = msgspec.json.decode(data, type=_Schema).schema
    if schema > SCHEMA:
        raise NewerSchemaError(f"schema {schema}")
    snapshot = msgspec.json.decode(data, type=_Snapshot)
    check_session(snapshot.session)
    parse_moment(snapshot.saved_at.isoformat())
    return WaitingSession(snapshot.session, snapshot.saved_at)
