"""The history as JSON: the document that other programs read, and the complete export."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from runcoach.core.model.dates import local_day, parse_moment
from runcoach.core.model.records import SCHEMA, SessionRecord
from runcoach.core.model.text_gate import escape_json, neutralise_values
from runcoach.core.model.validation import InvalidValueError
from runcoach.interchange.import_result import (
    BadFileError,
    ImportedHistory,
    decode_text,
    parse_session,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

SESSION_KEYS = (
    "id", "started_at", "finished_at", "status", "title", "programme", "rehearsal", "note", "feel",
    "pauses", "sets",
)  # fmt: skip
SET_KEYS = (
    "id", "block", "exercise", "tier", "variant", "role", "set", "side", "unit", "target", "actual",
    "load_kg", "effort", "form_ok", "pain", "skipped", "source", "note", "supersedes",
)  # fmt: skip
"""Both are public formats."""

NULL_WHEN_EMPTY = ("finished_at", "programme")


def build_history_document(
    records: Iterable[SessionRecord], since: date | None = None
) -> dict[str, Any]:
    """Build the document of `history --json`: newest first, without the trash.

    Args:
        records: In any order.
        since: The first local day to include; None for all.
    """
    return {
        "schema": SCHEMA,
        "sessions": [_session(record) for record in sort_newest_first(records, since)],
    }


def build_export_document(
    records: Iterable[SessionRecord],
    revisions: Mapping[str, Sequence[SessionRecord]] | None = None,
    *,
    complete: bool = True,
) -> dict[str, Any]:
    """Build the complete export; importing it yields an equal history.

    Args:
        records: Every record, the trash included.
        revisions: Earlier versions by session id.
        complete: Whether all of the history could be read.
    """
    ordered = sorted(records, key=_newness, reverse=True)
    return {
        "schema": SCHEMA,
        "complete": complete,
        "sessions": [_complete(record) for record in ordered],
        "revisions": {
            id: [_complete(revision) for revision in earlier]
            for id, earlier in sorted((revisions or {}).items())
            if earlier
        },
    }


def format_json(document: Mapping[str, Any]) -> str:
    """Format a document as indented JSON that ends with a newline."""
    return escape_json(msgspec.json.format(msgspec.json.encode(document), indent=2).decode()) + "\n"


def sort_newest_first(
    records: Iterable[SessionRecord], since: date | None = None
) -> tuple[SessionRecord, ...]:
    """Sort the records outside the trash, from a local day on, newest first."""
    kept = (
        record
        for record in records
        if record.deleted_at is None and (since is None or local_day(record.started_at) >= since)
    )
    return tuple(sorted(kept, key=_newness, reverse=True))


def read_json(data: bytes, name: str) -> ImportedHistory:
    """Read the records of either document.

    Args:
        data: The file's bytes.
        name: The file's name for errors.

    Raises:
        BadFileError: what is wrong and where, in one line.
    """
    document = _parsed(decode_text(data, name), name)
    sessions = document.get("sessions")
    if not isinstance(sessions, list):
        raise BadFileError(name, "sessions", "expected a list; is this a runcoach file?")
    schema = document.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool):
        raise BadFileError(name, "schema", f"expected {SCHEMA}")
    if schema > SCHEMA:
        raise BadFileError(
            name, "schema", f"made by a newer runcoach ({schema}, not {SCHEMA}): update yours"
        )
    _check_ids(sessions, name)
    records, faults = _sessions(sessions, "sessions", name)
    if faults and not records:
        raise faults[0]
    revisions = document.get("revisions", {})
    if not isinstance(revisions, dict) or not all(isinstance(r, list) for r in revisions.values()):
        raise BadFileError(name, "revisions", "expected lists by session id")
    read = {id: _sessions(each, f"revisions.{id}", name) for id, each in revisions.items()}
    return ImportedHistory(
        records,
        {id: earlier for id, (earlier, _) in read.items()},
        tuple(str(fault) for fault in (*faults, *(f for _, many in read.values() for f in many))),
    )


def _newness(record: SessionRecord) -> tuple[Any, ...]:
    return parse_moment(record.started_at), record.id


def _session(record: SessionRecord) -> dict[str, Any]:
    whole = _complete(record)
    whole["sets"] = [{key: done[key] for key in SET_KEYS} for done in whole["sets"]]
    return {key: whole[key] for key in SESSION_KEYS}


def _complete(record: SessionRecord) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(record)
    del values["schema"]
    return values | {key: values[key] or None for key in NULL_WHEN_EMPTY}


def _parsed(text: str, name: str) -> dict[str, Any]:
    data = text.encode()
    try:
        document = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        # A number beyond all bounds is valid JSON: its session is refused, and not the file.
        with suppress(ValueError, RecursionError):
            return _as_object(json.loads(text), name)
        position = re.search(r"\(byte (\d+)\)", str(error))
        at = int(position[1]) if position else len(data)
        line = data.count(b"\n", 0, at) + 1
        raise BadFileError(name, f"line {line}", "not valid JSON, or cut off") from None
    except RecursionError:
        raise BadFileError(name, "", "nested too deeply for a history") from None
    return _as_object(document, name)


def _as_object(document: object, name: str) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise BadFileError(name, "", "expected an object with schema and sessions")
    gated: dict[str, Any] = neutralise_values(document)
    return gated


def _check_ids(sessions: list[Any], name: str) -> None:
    seen: set[object] = set()
    for at, each in enumerate(sessions):
        id = each.get("id") if isinstance(each, dict) else None
        if isinstance(id, str):
            if id in seen:
                raise BadFileError(name, f"sessions[{at}].id", f"{id!r} appears twice")
            seen.add(id)


def _sessions(
    values: list[Any], where: str, name: str
) -> tuple[tuple[SessionRecord, ...], list[BadFileError]]:
    """The valid records, and what is wrong with each of the others."""
    records, faults = [], []
    for at, each in enumerate(values):
        place = f"{where}[{at}]"
        if not isinstance(each, dict):
            faults.append(BadFileError(name, place, "expected an object"))
            continue
        fields = {k: v for k, v in each.items() if v is not None or k not in NULL_WHEN_EMPTY}
        try:
            records.append(parse_session({"finished_at": ""} | fields))
        except InvalidValueError as error:
            inner = f"{place}.{error.where}" if error.where else place
            faults.append(BadFileError(name, inner, error.expected))
    return tuple(records), faults
