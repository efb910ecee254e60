"""Sessions made of the rows of another app: one row a set, in the order of the file."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import Effort, SessionRecord, SetRecord, Source, Status
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.validation import InvalidValueError, validate
from runcoach.core.model.weights import to_kilograms
from runcoach.interchange.apps.exercise_names import ExerciseNames, own_exercise_id
from runcoach.interchange.import_result import BadFileError, ImportedHistory
from runcoach.interchange.recordings.local_time import localize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EASY_RPE = 6.0
RIGHT_RPE = 8.0
"""The highest exertion, of 10, that still leaves four reps, and two."""


class WorkoutRow(Struct, frozen=True, kw_only=True):
    """One set as an app writes it."""

    line: int
    started_at: datetime
    """Local; without an offset, unless the app gives one."""
    seconds: float
    """Of the whole workout."""
    title: str
    note: str = ""
    exercise: str
    set_note: str = ""
    warm_up: bool = False
    to_failure: bool = False
    kg: float = 0.0
    reps: int = 0
    hold_s: float = 0.0
    rpe: float | None = None


def split_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table by column, with their line numbers.

    Raises:
        BadFileError: It is no table.
    """
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [column.strip() for column in next(reader, [])]
        for cells in reader:
            if any(cells):
                padded = [*cells, *[""] * (len(columns) - len(cells))]
                yield reader.line_num, {c: v.strip() for c, v in zip(columns, padded, strict=False)}
    except csv.Error as error:
        raise BadFileError(name, f"line {reader.line_num}", str(error)) from None


def require_unit(unit: WeightUnit | None, name: str) -> WeightUnit:
    """The unit of a file's weights.

    Raises:
        BadFileError: Neither the file nor the person names one.
    """
    if unit is None:
        raise BadFileError(name, "", "it names no unit of weight: add --weights kg or --weights lb")
    return unit


def weigh(number: float, unit: WeightUnit) -> float:
    """A weight of the file in kilograms."""
    return to_kilograms(number, unit) if number > 0 else 0.0


def make_sessions(
    rows: Iterable[WorkoutRow], app: str, names: ExerciseNames, file: str
) -> ImportedHistory:
    """Sessions of the rows: one for each start and title.

    The id of a session is a hash of app, start and title: imported again it is the same session.

    Raises:
        BadFileError: A value is out of bounds.
    """
    workouts: dict[tuple[datetime, str], list[WorkoutRow]] = {}
    for row in rows:
        workouts.setdefault((row.started_at, row.title), []).append(row)
    records = []
    for rows_of_one in workouts.values():
        try:
            records.append(validate(_make_session(rows_of_one, app, names)))
        except (InvalidValueError, OverflowError) as error:
            raise BadFileError(file, f"line {rows_of_one[0].line}", str(error)) from None
    return ImportedHistory(tuple(records))


def _make_session(rows: list[WorkoutRow], app: str, names: ExerciseNames) -> SessionRecord:
    first = rows[0]
    started = localize(first.started_at, None, None)
    contents = f"{app} {first.started_at.isoformat()} {first.title}"
    id = f"{app}-{hashlib.sha256(contents.encode()).hexdigest()[:24]}"
    seconds = max(60, round(first.seconds))
    counts: dict[str, int] = {}
    sets = []
    for number, row in enumerate(rows, 1):
        counts[row.exercise] = counts.get(row.exercise, 0) + 1
        sets.append(_make_set(row, f"{id}:{number}", counts[row.exercise], app, names))
    return SessionRecord(
        id=id,
        started_at=started.isoformat(),
        finished_at=(started + timedelta(seconds=seconds)).isoformat(),
        status=Status.COMPLETED,
        title=first.title or app.title(),
        note=first.note,
        sets=tuple(sets),
        active_s=seconds,
    )


def _make_set(row: WorkoutRow, id: str, number: int, app: str, names: ExerciseNames) -> SetRecord:
    known = names.find(app, row.exercise)
    unit = Unit.SECONDS if row.hold_s and not row.reps else Unit.REPS
    actual = round(row.hold_s) if unit is Unit.SECONDS else row.reps
    exercise = known.exercise if known else own_exercise_id(row.exercise)
    side, note = split_side(row.set_note)
    return SetRecord(
        id=id,
        block=id.rpartition(":")[2],
        exercise=exercise,
        tier=known.tier if known else TierName.STANDARD,
        variant=exercise,
        role=Role.WARM_UP if row.warm_up else Role.MAIN,
        set=number,
        side=side,
        unit=unit,
        target=actual,
        actual=actual,
        name=row.exercise,
        load_kg=row.kg,
        effort=Effort.HARD if row.to_failure else _effort(row.rpe),
        skipped=actual <= 0,
        source=Source.ENTERED,
        note=note,
        seconds=row.hold_s,
    )


def _effort(rpe: float | None) -> Effort | None:
    """Reps left are ten less the exertion."""
    if rpe is None or rpe <= 0:
        return None
    if rpe <= EASY_RPE:
        return Effort.EASY
    return Effort.RIGHT if rpe <= RIGHT_RPE else Effort.HARD


def rpe_of(effort: Effort | None) -> str:
    """The exertion that an effort stands for, as text; empty for none."""
    match effort:
        case None:
            return ""
        case Effort.EASY:
            return "6"
        case Effort.RIGHT:
            return "8"
        case _:
            return "9.5" if effort is Effort.HARD else "10"


def exported_sets(record: SessionRecord) -> Iterator[tuple[SetRecord, int]]:
    """The sets that a table of another app holds, each with its number within its exercise."""
    counts: dict[str, int] = {}
    for each in record.effective_sets:
        if each.skipped or each.role is Role.COOL_DOWN:
            continue
        counts[each.exercise] = counts.get(each.exercise, 0) + 1
        yield each, counts[each.exercise]


def exported_sessions(records: Iterable[SessionRecord]) -> list[SessionRecord]:
    """The sessions that a table of another app holds, oldest first."""
    kept = (r for r in records if not (r.deleted or r.rehearsal or r.status is Status.DISCARDED))
    return sorted(kept, key=lambda record: (record.started_at, record.id))


def split_side(note: str) -> tuple[Side, str]:
    """The side at the beginning of a note that `set_note` wrote, and the rest."""
    first, _, rest = note.partition(", ")
    return (Side(first), rest) if first in (Side.LEFT, Side.RIGHT) else (Side.BOTH, note)


def set_note(record: SetRecord) -> str:
    """The note of a set, with its side, for which no other app has a column."""
    side = record.side.value if record.side in (Side.LEFT, Side.RIGHT) else ""
    return ", ".join(part for part in (side, record.note) if part)
