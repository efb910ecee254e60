"""Runs out of the activity tables of Strava, Garmin Connect and intervals.icu."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.interchange.recordings.recording import Recording, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LONGEST_CELL = 1_000_000


class ActivityRow(Struct, frozen=True):
    """One row: its recording, or what is wrong with it."""

    line: int
    contents: str
    """What identifies the activity, for its id."""
    recording: Recording | None
    fault: str = ""


def recognize_table(header: str) -> str:
    """`strava`, `garmin` or `intervals.icu`, by the first line; empty for any other table."""
    names = set(_split_header(header))
    if {"Activity ID", "Activity Date", "Activity Type"} <= names:
        return "strava"
    if "start_date_local" in names and "moving_time" in names:
        return "intervals.icu"
    if {"Activity Type", "Date", "Title", "Distance", "Time"} <= names:
        return "garmin"
    return ""


def read_activity_table(text: str) -> Iterator[ActivityRow]:
    """The rows of an activity table.

    Raises:
        UnreadableError: It is no table of these.
    """
    header = text.partition("\n")[0]
    table = recognize_table(header)
    if not table:
        raise UnreadableError("it is no activity table of Strava, Garmin or intervals.icu")
    read: Callable[[Mapping[str, str]], Recording] = {
        "strava": _read_strava, "garmin": _read_garmin, "intervals.icu": _read_intervals,
    }[table]  # fmt: skip
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(header))
    try:
        columns = [name.strip() for name in next(rows)]
        for cells in rows:
            if not any(cells):
                continue
            row = _by_name(columns, cells)
            contents = _identity(table, row)
            try:
                yield ActivityRow(rows.line_num, contents, read(row))
            except UnreadableError as fault:
                yield ActivityRow(rows.line_num, contents, None, str(fault))
    except csv.Error as error:
        raise UnreadableError(f"line {rows.line_num}: {error}") from None


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _split_header(header: str) -> list[str]:
    cells = next(csv.reader([header.lstrip("\ufeff").strip()], delimiter=_delimiter(header)), [])
    return [cell.strip() for cell in cells]


def _by_name(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by column; a name that comes again is `name#2`. Missing cells are empty."""
    row: dict[str, str] = {}
    for at, column in enumerate(columns):
        name = f"{column}#2" if column in row else column
        row[name] = cells[at].strip() if at < len(cells) else ""
    return row


def _identity(table: str, row: Mapping[str, str]) -> str:
    id = row.get("Activity ID") or row.get("id") or ""
    if id:
        return f"{table} {id}"
    parts = (row.get(name, "") for name in ("Activity Type", "Date", "Distance", "Time"))
    return " ".join((table, *parts))


def _read_strava(row: Mapping[str, str]) -> Recording:
    """Strava writes most columns twice: for reading, and in metres and seconds."""
    metres = parse_decimal(row.get("Distance#2", ""))
    if metres is None and (km := parse_decimal(row.get("Distance", ""))) is not None:
        metres = km * 1000
    elapsed = row.get("Elapsed Time#2") or row.get("Elapsed Time", "")
    return Recording(
        sport=row["Activity Type"] or "unknown",
        started_at=parse_date(row["Activity Date"]).replace(tzinfo=UTC),
        moving_s=parse_duration(row.get("Moving Time", "")),
        elapsed_s=parse_duration(elapsed),
        metres=metres,
        ascent_m=parse_decimal(row.get("Elevation Gain", "")),
        heart_rate=parse_decimal(row.get("Average Heart Rate", "")),
        highest_heart_rate=parse_decimal(
            row.get("Max Heart Rate#2") or row.get("Max Heart Rate", "")
        ),
        note=row.get("Activity Name", ""),
    )


def _read_garmin(row: Mapping[str, str]) -> Recording:
    km = parse_decimal(row["Distance"])
    return Recording(
        sport=row["Activity Type"] or "unknown",
        started_at=parse_date(row["Date"]),
        moving_s=parse_duration(row.get("Moving Time", "")) or parse_duration(row["Time"]),
        elapsed_s=parse_duration(row.get("Elapsed Time", "")) or parse_duration(row["Time"]),
        metres=None if km is None else km * 1000,
        ascent_m=parse_decimal(row.get("Total Ascent") or row.get("Elev Gain", "")),
        heart_rate=parse_decimal(row.get("Avg HR", "")),
        highest_heart_rate=parse_decimal(row.get("Max HR", "")),
        note=row["Title"],
    )


def _read_intervals(row: Mapping[str, str]) -> Recording:
    return Recording(
        sport=row.get("type") or "unknown",
        started_at=parse_date(row["start_date_local"]),
        moving_s=parse_duration(row["moving_time"]),
        elapsed_s=parse_duration(row.get("elapsed_time", "")),
        metres=parse_decimal(row.get("distance", "")),
        ascent_m=parse_decimal(row.get("total_elevation_gain", "")),
        heart_rate=parse_decimal(row.get("average_heartrate", "")),
        highest_heart_rate=parse_decimal(row.get("max_heartrate", "")),
        race=row.get("sub_type", "").upper() == "RACE" or row.get("race", "").lower() == "true",
        note=row.get("name", ""),
    )


def parse_decimal(text: str) -> float | None:
    """A number with a decimal point or comma, and with or without commas between thousands."""
    text = text.strip().replace("\u00a0", "").replace(" ", "").replace("'", "")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        # `1,234` is 1234: nobody runs 1.234 km to the metre with a comma in an English table.
        text = text.replace(",", "")
    text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"-?\d{1,12}(\.\d{0,12})?", text) else None


def parse_duration(text: str) -> float | None:
    """Seconds of `1:02:03`, `52:30` or `3150.0`; None for anything else."""
    parts = text.strip().replace(",", ".").split(":")
    if not 1 <= len(parts) <= 3:
        return None
    seconds = 0.0
    for part in parts:
        if not re.fullmatch(r"\d{1,9}(\.\d{0,9})?", part):
            return None
        seconds = seconds * 60 + float(part)
    return seconds


def parse_date(text: str) -> datetime:
    """The date of a row, without an offset unless it is written with one.

    Raises:
        UnreadableError: It is no date.
    """
    text = text.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in ("%b %d, %Y, %I:%M:%S %p", "%d %b %Y, %H:%M:%S", "%d %b %Y, %H:%M"):
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise UnreadableError(f"{text[:30]!r} is no date")
