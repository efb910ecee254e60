"""The CSV of Hevy: read in kilograms or pounds, written in kilograms."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from runcoach.core.model.dates import MONTHS, parse_moment
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Role
from runcoach.core.model.settings import WeightUnit
from runcoach.interchange.apps.activity_tables import parse_date, parse_decimal
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
    "title", "start_time", "end_time", "description", "exercise_title", "superset_id",
    "exercise_notes", "set_index", "set_type", "weight_kg", "reps", "distance_km",
    "duration_seconds", "rpe",
)  # fmt: skip


def read_hevy(
    text: str, name: str, names: ExerciseNames, unit: WeightUnit | None = None
) -> ImportedHistory:
    """The sessions of a file of Hevy. Arguments and errors are those of `read_strong`."""
    return make_sessions(_rows(text, name, unit), "hevy", names, name)


def _rows(text: str, name: str, unit: WeightUnit | None) -> Iterator[WorkoutRow]:
    for line, row in split_rows(text, name):
        try:
            started, ended = _parse_time(row["start_time"]), _parse_time(row["end_time"])
        except (UnreadableError, KeyError) as error:
            raise BadFileError(name, f"line {line}, start_time", str(error)) from None
        number = parse_decimal(_weight(row)) or 0.0
        yield WorkoutRow(
            line=line,
            started_at=started,
            seconds=max(0.0, (ended - started).total_seconds()),
            title=row.get("title", ""),
            note=row.get("description", ""),
            exercise=row.get("exercise_title", "") or "Unnamed",
            set_note=row.get("exercise_notes", ""),
            warm_up=row.get("set_type", "") == "warmup",
            to_failure=row.get("set_type", "") == "failure",
            kg=weigh(number, require_unit(_unit(row) or unit, name)) if number > 0 else 0.0,
            reps=round(parse_decimal(row.get("reps", "")) or 0),
            hold_s=parse_decimal(row.get("duration_seconds", "")) or 0.0,
            rpe=parse_decimal(row.get("rpe", "")),
        )


def _weight(row: Mapping[str, str]) -> str:
    columns = ("weight_kg", "weight_lbs", "weight_lb", "weight")
    return next((row[column] for column in columns if row.get(column)), "")


def _unit(row: Mapping[str, str]) -> WeightUnit | None:
    """The unit that the header names."""
    if "weight_kg" in row:
        return WeightUnit.KG
    return WeightUnit.LB if "weight_lbs" in row or "weight_lb" in row else None


def _parse_time(text: str) -> datetime:
    """`28 Mar 2026, 17:29`, in English whatever the locale, or ISO 8601."""
    day, _, clock = text.partition(",")
    parts = day.split()
    if len(parts) == 3 and parts[1][:3].title() in MONTHS:
        month = MONTHS.index(parts[1][:3].title()) + 1
        text = f"{parts[2]}-{month:02}-{parts[0]:0>2} {clock.strip()}"
    return parse_date(text)


def to_hevy(records: Iterable[SessionRecord], names: ExerciseNames) -> str:
    """The sets as a file of Hevy, oldest session first.

    The side is in the notes; the effort is the RPE in the middle of its range.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in exported_sessions(records):
        started = parse_moment(record.started_at)
        ended = parse_moment(record.finished_at or record.started_at)
        for each, number in exported_sets(record):
            timed = each.unit is Unit.SECONDS
            writer.writerow((
                record.title, _format_time(started), _format_time(ended), record.note,
                names.name_in("hevy", each), "", set_note(each), number - 1,
                "warmup" if each.role is Role.WARM_UP else "normal", each.load_kg or "",
                "" if timed else each.actual, "", each.actual if timed else "",
                rpe_of(each.effort),
            ))  # fmt: skip
    return out.getvalue()


def _format_time(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"
