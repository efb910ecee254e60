"""The CSV of Strong: read in both of its headers, written in the newer one."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from typing import TYPE_CHECKING

from runcoach.core.history.counting import active_seconds
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Role
from runcoach.core.model.settings import WeightUnit
from runcoach.interchange.apps.activity_tables import parse_date, parse_decimal, parse_duration
from runcoach.interchange.apps.workout_rows import (
    WorkoutRow,
    exported_sessions,
    exported_sets,
    make_sessions,
    require_unit,
    rpe_of,
    set_note,
    split_rows,
    weigh,
)
from runcoach.interchange.import_result import BadFileError, ImportedHistory
from runcoach.interchange.recordings.recording import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runcoach.core.model.records import SessionRecord
    from runcoach.interchange.apps.exercise_names import ExerciseNames

COLUMNS = (
    "Workout #", "Date", "Workout Name", "Duration (sec)", "Exercise Name", "Set Order",
    "Weight (kg)", "Reps", "RPE", "Distance (meters)", "Seconds", "Notes", "Workout Notes",
)  # fmt: skip
NO_SETS = frozenset({"rest timer", "note"})
"""What the column of the set's number holds in rows that are no sets."""


def read_strong(
    text: str, name: str, names: ExerciseNames, unit: WeightUnit | None = None
) -> ImportedHistory:
    """The sessions of a file of Strong.

    Args:
        text: The file.
        name: Its name, for errors.
        names: Which of its exercises are ours.
        unit: Of its weights, where the file does not name one.

    Raises:
        BadFileError: What is wrong, in one line.
    """
    return make_sessions(_rows(text, name, unit), "strong", names, name)


def _rows(text: str, name: str, unit: WeightUnit | None) -> Iterator[WorkoutRow]:
    for line, row in split_rows(text, name):
        order = row.get("Set Order", "").casefold()
        if order in NO_SETS:
            continue
        weight = _first(row, "Weight (kg)", "Weight (kgs)", "Weight (lbs)", "Weight (lb)", "Weight")
        number = parse_decimal(weight) or 0.0
        try:
            started = _parse_start(row.get("Date", ""))
        except UnreadableError as error:
            raise BadFileError(name, f"line {line}, Date", str(error)) from None
        yield WorkoutRow(
            line=line,
            started_at=started,
            seconds=_seconds(_first(row, "Duration (sec)", "Duration", "Workout Duration")),
            title=row.get("Workout Name", ""),
            note=row.get("Workout Notes", ""),
            exercise=row.get("Exercise Name", "") or "Unnamed",
            set_note=row.get("Notes", ""),
            warm_up=order == "w",
            to_failure=order == "f",
            kg=weigh(number, require_unit(_unit(row) or unit, name)) if number > 0 else 0.0,
            reps=round(parse_decimal(row.get("Reps", "")) or 0),
            hold_s=parse_decimal(row.get("Seconds", "")) or 0.0,
            rpe=parse_decimal(row.get("RPE", "")),
        )


def _first(row: Mapping[str, str], *columns: str) -> str:
    return next((row[column] for column in columns if row.get(column)), "")


def _unit(row: Mapping[str, str]) -> WeightUnit | None:
    """The unit that a row or its header names."""
    named = row.get("Weight Unit", "").casefold()
    if not named:
        named = next((c for c in row if c.startswith("Weight (")), "").partition("(")[2]
    if named.startswith("kg"):
        return WeightUnit.KG
    return WeightUnit.LB if named.startswith("lb") else None


def _parse_start(text: str) -> datetime:
    """`2026-11-03 18:02:00`, or with a narrow space and AM or PM as some phones write it."""
    plain = re.sub(r"\s", " ", text)
    try:
        return datetime.strptime(plain, "%Y-%m-%d %I:%M:%S %p")
    except ValueError:
        return parse_date(plain)


def _seconds(text: str) -> float:
    """A duration as `3600`, `1:00:00`, `1h 5m` or `45m`."""
    parts = re.findall(r"(\d{1,6})\s*([hms])", text)
    if parts:
        return float(sum(int(n) * {"h": 3600, "m": 60, "s": 1}[unit] for n, unit in parts))
    return parse_duration(text) or 0.0


def to_strong(records: Iterable[SessionRecord], names: ExerciseNames) -> str:
    """The sets as a file of Strong, oldest session first.

    The side is in the notes; the effort is the RPE in the middle of its range.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for count, record in enumerate(exported_sessions(records), 1):
        started = parse_moment(record.started_at)
        for each, number in exported_sets(record):
            timed = each.unit is Unit.SECONDS
            writer.writerow((
                count, f"{started:%Y-%m-%d %H:%M:%S}", record.title, active_seconds(record),
                names.name_in("strong", each), "W" if each.role is Role.WARM_UP else number,
                f"{each.load_kg:g}", 0 if timed else each.actual, rpe_of(each.effort), "",
                each.actual if timed else 0, set_note(each), record.note,
            ))  # fmt: skip
    return out.getvalue()
