"""Reading the history's table back, also when a spreadsheet has saved it with semicolons."""

from __future__ import annotations

import csv
import io
from typing import Any

from runcoach.core.history.corrections import RecordError
from runcoach.interchange.csv.plan_columns import LOAD, NOT_REACHED, PLAN_COLUMNS, planned_of
from runcoach.interchange.csv.writer import COLUMNS, PAIN_COLUMNS, SESSION_COLUMNS, SET_COLUMNS
from runcoach.interchange.import_result import BadFileError, Imported, decoded, session_from

NEWER = ("pauses", "implements", NOT_REACHED, *PLAN_COLUMNS)
"""Columns that older tables lack."""
DECIMAL = ("load_kg", "seconds", "pauses", LOAD)
"""Where a spreadsheet may have put a comma for the point."""
WITHOUT = dict.fromkeys(NEWER, "")


def read_rows(data: bytes, name: str) -> Imported:
    """The records of such a table.

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
    of: dict[str, list[tuple[int, dict[str, str]]]] = {}
    try:
        columns = next(reader, [])
        _check_columns(columns, name)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(columns):
                expected = f"expected {len(columns)} cells, not {len(cells)}"
                raise BadFileError(name, f"line {reader.line_num}", expected)
            row = WITHOUT | dict(zip(columns, cells, strict=True))
            if delimiter == ";":
                row |= {key: row[key].replace(",", ".") for key in DECIMAL}
            id = _add(row, sessions, f"line {reader.line_num}", name)
            of.setdefault(id, []).append((reader.line_num, row))
    except csv.Error as error:
        raise BadFileError(name, f"line {reader.line_num}", str(error)) from None
    records = []
    for id, values in sessions.items():
        values["pauses"] = _pauses(values.get("pauses", ""))
        values["planned"] = planned_of(of[id], of[id][0][1][NOT_REACHED], name)
        try:
            records.append(session_from(values, lax=True))
        except RecordError as error:
            raise _by_line(error, [line for line, _ in of[id]], name) from None
    return Imported(tuple(records))


def _pauses(text: str) -> list[dict[str, str]]:
    parts = (part.partition("+") for part in text.split())
    return [{"at": at, "seconds": seconds} for at, _, seconds in parts]


def _check_columns(columns: list[str], name: str) -> None:
    for column in COLUMNS:
        if column not in columns and column not in NEWER:
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
