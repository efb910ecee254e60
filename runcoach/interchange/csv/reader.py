"""Reading the CSV export, also after a spreadsheet has saved it in its own dialect."""

from __future__ import annotations

from typing import Any

from runcoach.core.model.validation import InvalidValueError
from runcoach.interchange.csv.dialect import (
    decode_table,
    find_delimiter,
    read_number,
    read_rows,
)
from runcoach.interchange.csv.plan_columns import LOAD, NOT_REACHED, PLAN_COLUMNS, decode_plan
from runcoach.interchange.csv.writer import COLUMNS, PAIN_COLUMNS, SESSION_COLUMNS, SET_COLUMNS
from runcoach.interchange.import_result import (
    BadFileError,
    ImportedHistory,
    parse_session,
)

OPTIONAL_COLUMNS = ("pauses", "implements", NOT_REACHED, *PLAN_COLUMNS)
"""Columns that older files lack."""
DECIMAL_COLUMNS = ("load_kg", "seconds", "pauses", LOAD)
"""Columns in which a spreadsheet may have replaced the decimal point by a comma."""
EMPTY_CELLS = dict.fromkeys(OPTIONAL_COLUMNS, "")


def read_csv(data: bytes, name: str) -> ImportedHistory:
    """Read the records of a CSV file that `writer.to_csv` wrote.

    Args:
        data: The file's bytes.
        name: The file's name for errors.

    Raises:
        BadFileError: what is wrong, in one line, with line and column.
    """
    text = decode_table(data, name)
    if text[:4].lower() == "sep=":
        # Excel's own first line, which names the separator.
        text = text.partition("\n")[2]
    delimiter = find_delimiter(text, COLUMNS)
    lines = list(read_rows(text, delimiter, name))
    columns = lines[0][1] if lines else []
    while columns and not columns[-1]:
        columns = columns[:-1]
    _check_columns(columns, name)
    table = [(line, _row(cells, columns, line, name)) for line, cells in lines[1:]]
    decimal = _find_decimal(table, delimiter)
    sessions: dict[str, dict[str, Any]] = {}
    rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in table:
        for column in DECIMAL_COLUMNS:
            row[column] = _read_numbers(row[column], decimal, f"line {line}, {column}", name)
        id = _add(row, sessions, f"line {line}", name)
        rows.setdefault(id, []).append((line, row))
    records, faults = [], []
    for id, values in sessions.items():
        values["pauses"] = _pauses(values.get("pauses", ""))
        values["planned"] = decode_plan(rows[id], rows[id][0][1][NOT_REACHED], name)
        try:
            records.append(parse_session(values, lax=True))
        except InvalidValueError as error:
            faults.append(_by_line(error, [line for line, _ in rows[id]], name))
    if faults and not records:
        raise faults[0]
    return ImportedHistory(tuple(records), refused=tuple(map(str, faults)))


def _row(cells: list[str], columns: list[str], line: int, name: str) -> dict[str, str]:
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        expected = f"expected {len(columns)} cells, not {len(cells)}"
        raise BadFileError(name, f"line {line}", expected)
    return EMPTY_CELLS | dict(zip(columns, cells, strict=False))


def _find_decimal(table: list[tuple[int, dict[str, str]]], delimiter: str) -> str:
    """A comma where it does not separate cells and any number has one; else the point."""
    numbers = (row[column] for _, row in table for column in DECIMAL_COLUMNS)
    return "," if delimiter != "," and any("," in cell for cell in numbers) else "."


def _read_numbers(cell: str, decimal: str, where: str, name: str) -> str:
    try:
        return " ".join(
            "+".join(read_number(number, decimal) for number in part.split("+"))
            for part in cell.split()
        )
    except ValueError as error:
        raise BadFileError(name, where, str(error)) from None


def _pauses(text: str) -> list[dict[str, str]]:
    parts = (part.partition("+") for part in text.split())
    return [{"at": at, "seconds": seconds} for at, _, seconds in parts]


def _check_columns(columns: list[str], name: str) -> None:
    for column in COLUMNS:
        if column not in columns and column not in OPTIONAL_COLUMNS:
            raise BadFileError(name, "line 1", f"the column {column!r} is missing")
    if len(set(columns)) != len(columns):
        raise BadFileError(name, "line 1", "a column appears twice")


def _add(
    row: dict[str, str],
    sessions: dict[str, dict[str, Any]],
    where: str,
    name: str,
) -> str:
    """Add the row's set to its session and return the session's id."""
    of_session: dict[str, Any] = {"finished_at": "", "title": ""} | _fields(row, SESSION_COLUMNS)
    id = str(of_session.get("id", ""))
    if not id:
        raise BadFileError(name, f"{where}, session", "expected an id, not nothing")
    session = sessions.setdefault(id, of_session | {"sets": []})
    for column, field in SESSION_COLUMNS.items():
        if session.get(field) != of_session.get(field):
            expected = f"expected the same as on the session's first line, {session.get(field)!r}"
            raise BadFileError(name, f"{where}, {column}", expected)
    pain = _fields(row, PAIN_COLUMNS)
    done = {"block": "", "variant": ""} | _fields(row, SET_COLUMNS)
    session["sets"].append(done | ({"pain": {"area": ""} | pain} if pain else {}))
    return id


def _fields(row: dict[str, str], columns: dict[str, str]) -> dict[str, Any]:
    """Return the fields that have a value; an empty cell stands for the field's default."""
    return {
        field: row[column][1:] if row[column].startswith("'") else row[column]
        for column, field in columns.items()
        if row[column]
    }


def _by_line(error: InvalidValueError, lines: list[int], name: str) -> BadFileError:
    """Convert a fault's place in a document to line and column."""
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
