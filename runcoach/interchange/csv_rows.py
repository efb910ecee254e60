"""The history as a table for spreadsheets: UTF-8 with a byte order mark, one row a set."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import msgspec

from runcoach.core.mending import RecordError
from runcoach.interchange.imported import BadFileError, Imported, decoded, session_from
from runcoach.interchange.json_document import newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runcoach.core.records import SessionRecord

SESSION_COLUMNS = {
    "session": "id",
    "started_at": "started_at",
    "finished_at": "finished_at",
    "status": "status",
    "title": "title",
    "programme": "programme",
    "outline": "outline",
    "rehearsal": "rehearsal",
    "session_note": "note",
    "feel": "feel",
    "active_s": "active_s",
    "estimated_s": "estimated_s",
    "pauses": "pauses",
}
"""Columns that every row of a session repeats, and the fields that they hold."""
SET_COLUMNS = {
    "set_id": "id",
    **{
        name: name
        for name in (
            "block", "exercise", "tier", "variant", "name", "role", "set", "side", "unit", "target",
            "actual", "load_kg", "effort", "form_ok", "skipped", "source", "note", "supersedes",
            "seconds", "landings",
        )
    },
}  # fmt: skip
PAIN_COLUMNS = {f"pain_{name}": name for name in ("area", "side", "level", "sharp")}
NEWER = "pauses"
"""A column that tables of before it may lack: each pause as `at+seconds`, spaces between."""
COLUMNS = (*SESSION_COLUMNS, *SET_COLUMNS, *PAIN_COLUMNS)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet would run a text that begins so; an apostrophe before it keeps it a text."""


def rows(records: Iterable[SessionRecord]) -> str:
    """The table, newest session first, the trash left out; a session without sets has no row."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for record in newest_first(records):
        values: dict[str, Any] = msgspec.to_builtins(record)
        values["pauses"] = " ".join(f"{p['at']}+{p['seconds']}" for p in values["pauses"])
        of_session = [_cell(values[field]) for field in SESSION_COLUMNS.values()]
        for done in values["sets"]:
            pain = done["pain"] or {}
            writer.writerow(
                of_session
                + [_cell(done[field]) for field in SET_COLUMNS.values()]
                + [_cell(pain.get(field)) for field in PAIN_COLUMNS.values()]
            )
    return out.getvalue()


def read_rows(data: bytes, name: str) -> Imported:
    """The records of such a table, also when a spreadsheet has saved it with semicolons.

    Args:
        data: The file's bytes.
        name: How to call the file in a fault.

    Raises:
        BadFileError: in one line, what is wrong, with line and column.
    """
    text = decoded(data, name)
    header = text.partition("\n")[0]
    delimiter = next((d for d in ",;\t" if header.startswith(f"session{d}")), ",")
    # The rows' ends are left to the reader: notes hold line ends of their own.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    sessions: dict[str, dict[str, Any]] = {}
    lines: dict[str, list[int]] = {}
    try:
        columns = next(reader, [])
        _check_columns(columns, name)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(columns):
                expected = f"expected {len(columns)} cells, not {len(cells)}"
                raise BadFileError(name, f"line {reader.line_num}", expected)
            row = {NEWER: ""} | dict(zip(columns, cells, strict=True))
            if delimiter == ";":
                decimal = ("load_kg", "seconds", "pauses")
                row |= {key: row[key].replace(",", ".") for key in decimal}
            id = _add(row, sessions, f"line {reader.line_num}", name)
            lines.setdefault(id, []).append(reader.line_num)
    except csv.Error as error:
        raise BadFileError(name, f"line {reader.line_num}", str(error)) from None
    records = []
    for id, values in sessions.items():
        values["pauses"] = _pauses(values.get("pauses", ""))
        try:
            records.append(session_from(values, lax=True))
        except RecordError as error:
            raise _by_line(error, lines[id], name) from None
    return Imported(tuple(records))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return str(value)


def _pauses(text: str) -> list[dict[str, str]]:
    parts = (part.partition("+") for part in text.split())
    return [{"at": at, "seconds": seconds} for at, _, seconds in parts]


def _check_columns(columns: list[str], name: str) -> None:
    for column in COLUMNS:
        if column not in columns and column != NEWER:
            raise BadFileError(name, "line 1", f"the column {column!r} is missing")
    if len(set(columns)) != len(columns):
        raise BadFileError(name, "line 1", "a column is there twice")


def _add(
    row: dict[str, str],
    sessions: dict[str, dict[str, Any]],
    where: str,
    name: str,
) -> str:
    """Put the row's set into its session, and name that."""
    of_session: dict[str, Any] = {"finished_at": "", "title": ""} | _fields(row, SESSION_COLUMNS)
    id = str(of_session.get("id", ""))
    if not id:
        raise BadFileError(name, f"{where}, session", "expected an id, not nothing")
    known = sessions.setdefault(id, of_session | {"sets": []})
    for column, field in SESSION_COLUMNS.items():
        if known.get(field) != of_session.get(field):
            expected = f"expected the same as on the session's first line, {known.get(field)!r}"
            raise BadFileError(name, f"{where}, {column}", expected)
    pain = _fields(row, PAIN_COLUMNS)
    done = {"block": "", "variant": ""} | _fields(row, SET_COLUMNS)
    known["sets"].append(done | ({"pain": {"area": ""} | pain} if pain else {}))
    return id


def _fields(row: dict[str, str], columns: dict[str, str]) -> dict[str, Any]:
    """The fields that have a value: an empty cell is the field's own default."""
    return {
        field: row[column][1:] if row[column].startswith("'") else row[column]
        for column, field in columns.items()
        if row[column]
    }


def _by_line(error: RecordError, lines: list[int], name: str) -> BadFileError:
    """The fault by line and column instead of by the place in a document."""
    place, _, field = error.where.partition("].")
    if not field or not place.startswith("sets["):
        columns = {field: column for column, field in SESSION_COLUMNS.items()}
        of_session = error.where.partition("[")[0]
        column = columns.get(of_session, of_session)
        return BadFileError(name, f"line {lines[0]}, {column}", error.expected)
    line = lines[int(place.removeprefix("sets["))]
    columns = {field: column for column, field in SET_COLUMNS.items()}
    columns |= {f"pain.{field}": column for column, field in PAIN_COLUMNS.items()}
    return BadFileError(name, f"line {line}, {columns.get(field, field)}", error.expected)
