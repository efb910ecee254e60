"""A session as a FIT activity of strength training, as Garmin Connect and others import it.

Each set has its exercise, reps or seconds, weight and duration; between two sets is a rest. Records
have no time for each set, so the rests share evenly what the session took beside its sets. FIT has
no field for the side, how a set felt, form or pain: the side is in the exercise's title, the others
are left out. The weight is the whole load, also where it was held in both hands.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from runcoach.core.model.dates import parse_moment
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Side
from runcoach.core.model.records import SessionRecord, SetRecord, Status
from runcoach.interchange.fit.exercise_codes import UNNAMED, ExerciseCode, find_code

if TYPE_CHECKING:
    from runcoach.core.model.catalogue import Catalogue

FIT_EPOCH = 631_065_600
"""Seconds from 1970 to the beginning of FIT's time, 31 December 1989."""
DEVELOPMENT = 255
"""The manufacturer's number for software without one of its own."""
LONGEST_TITLE = 60


class _Bout(Struct, frozen=True):
    """A set with its place in time."""

    record: SetRecord
    begins: datetime
    seconds: float
    rest_s: float
    code: ExerciseCode
    title: str


def counts_for_fit(record: SessionRecord) -> bool:
    """Whether a session is an activity: done, not rehearsed, not in the trash, with a set."""
    return (
        not (record.deleted or record.rehearsal)
        and record.status is not Status.DISCARDED
        and any(not s.skipped for s in record.effective_sets)
    )


def build_fit(record: SessionRecord, catalogue: Catalogue) -> bytes:
    """The bytes of a FIT file of one session."""
    from fit_tool.fit_file_builder import FitFileBuilder

    started = parse_moment(record.started_at).replace(microsecond=0)
    bouts = _lay_out(record, started, catalogue)
    ended = max(
        bouts[-1].begins + timedelta(seconds=bouts[-1].seconds),
        parse_moment(record.finished_at) if record.finished_at else started,
    )
    builder = FitFileBuilder(auto_define=True, min_string_size=LONGEST_TITLE + 1)
    for message in (
        *_opening(record, started),
        *_titles(bouts),
        *_sets(bouts),
        *_closing(record, started, ended, bouts),
    ):
        builder.add(message)
    data: bytes = builder.build().to_bytes()
    return data


def _lay_out(record: SessionRecord, started: datetime, catalogue: Catalogue) -> list[_Bout]:
    done = [each for each in record.effective_sets if not each.skipped]
    lengths = [max(1.0, each.seconds or _seconds_of(each)) for each in done]
    whole = float(record.active_s)
    if record.finished_at:
        whole = (parse_moment(record.finished_at) - started).total_seconds()
    rest = max(0.0, (whole - sum(lengths)) / max(1, len(done) - 1)) if len(done) > 1 else 0.0
    rest = float(int(rest))
    bouts = []
    at = started
    for number, (each, seconds) in enumerate(zip(done, lengths, strict=True)):
        after = rest if number < len(done) - 1 else 0.0
        bouts.append(
            _Bout(each, at, seconds, after, find_code(each, catalogue), _title(each, catalogue))
        )
        at += timedelta(seconds=seconds + after)
    return bouts


def _seconds_of(record: SetRecord) -> float:
    """An estimate for a set without a duration: three seconds a rep."""
    return record.actual if record.unit is Unit.SECONDS else 3.0 * record.actual


def _title(record: SetRecord, catalogue: Catalogue) -> str:
    """The name with the side and what that means: `Split squat, left (front leg)`."""
    side = ""
    if record.side in (Side.LEFT, Side.RIGHT):
        exercise = catalogue.exercise(record.exercise)
        means = exercise.tier(record.tier).side_means if exercise else ""
        side = f", {record.side.value}{f' ({means})' if means else ''}"
    name = record.name or record.variant or record.exercise
    return f"{_cut(name, LONGEST_TITLE - len(side.encode()))}{side}"


def _cut(text: str, most: int) -> str:
    """The text within a number of bytes."""
    return text.encode()[:most].decode(errors="ignore")


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _opening(record: SessionRecord, started: datetime) -> list[Any]:
    from fit_tool.profile.messages.event_message import EventMessage
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.profile_type import Event, EventType, FileType

    file_id = FileIdMessage()
    file_id.type = FileType.ACTIVITY.value
    file_id.manufacturer = DEVELOPMENT
    file_id.product = 0
    file_id.serial_number = int(hashlib.sha256(record.id.encode()).hexdigest()[:8], 16) or 1
    file_id.time_created = _milliseconds(started)
    event = EventMessage()
    event.timestamp = _milliseconds(started)
    event.event = Event.TIMER.value
    event.event_type = EventType.START.value
    return [file_id, event]


def _titles(bouts: list[_Bout]) -> list[Any]:
    from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage

    messages = []
    for number, (title, code) in enumerate(_distinct_titles(bouts).items()):
        message = ExerciseTitleMessage()
        message.message_index = number
        message.exercise_category = code.category
        if code.name != UNNAMED:
            message.exercise_name = code.name
        message.workout_step_name = title
        messages.append(message)
    return messages


def _distinct_titles(bouts: list[_Bout]) -> dict[str, ExerciseCode]:
    return {bout.title: bout.code for bout in bouts}


def _sets(bouts: list[_Bout]) -> list[Any]:
    from fit_tool.profile.profile_type import SetType

    numbers = {title: number for number, title in enumerate(_distinct_titles(bouts))}
    messages: list[Any] = []
    for bout in bouts:
        active = _set_message(len(messages), SetType.ACTIVE.value, bout.begins, bout.seconds)
        active.category = [bout.code.category]
        active.category_subtype = [bout.code.name]
        active.workout_step_index = numbers[bout.title]
        if bout.record.unit is Unit.REPS:
            active.repetitions = min(bout.record.actual, 65_534)
        if bout.record.load_kg:
            active.weight = min(bout.record.load_kg, 4_095.0)
            active.weight_display_unit = 1  # Kilograms.
        messages.append(active)
        if bout.rest_s:
            begins = bout.begins + timedelta(seconds=bout.seconds)
            messages.append(_set_message(len(messages), SetType.REST.value, begins, bout.rest_s))
    return messages


def _set_message(number: int, kind: int, begins: datetime, seconds: float) -> Any:
    from fit_tool.profile.messages.set_message import SetMessage

    message = SetMessage()
    message.timestamp = _milliseconds(begins + timedelta(seconds=seconds))
    message.start_time = _milliseconds(begins)
    message.duration = seconds
    message.set_type = kind
    message.message_index = number
    return message


def _closing(
    record: SessionRecord, started: datetime, ended: datetime, bouts: list[_Bout]
) -> list[Any]:
    from fit_tool.profile.messages.activity_message import ActivityMessage
    from fit_tool.profile.messages.event_message import EventMessage
    from fit_tool.profile.messages.lap_message import LapMessage
    from fit_tool.profile.messages.session_message import SessionMessage
    from fit_tool.profile.profile_type import Activity, Event, EventType, Sport, SubSport

    elapsed = (ended - started).total_seconds()
    moving = float(min(record.active_s or elapsed, elapsed))
    stop = EventMessage()
    stop.timestamp = _milliseconds(ended)
    stop.event = Event.TIMER.value
    stop.event_type = EventType.STOP_ALL.value
    messages: list[Any] = [stop]
    laps = _laps(bouts, ended)
    for number, (begins, ends) in enumerate(laps):
        lap = LapMessage()
        lap.message_index = number
        lap.timestamp = _milliseconds(ends)
        lap.start_time = _milliseconds(begins)
        lap.total_elapsed_time = lap.total_timer_time = (ends - begins).total_seconds()
        lap.event, lap.event_type = Event.LAP.value, EventType.STOP.value
        lap.sport, lap.sub_sport = Sport.TRAINING.value, SubSport.STRENGTH_TRAINING.value
        messages.append(lap)
    session = SessionMessage()
    session.message_index = 0
    session.timestamp = _milliseconds(ended)
    session.start_time = _milliseconds(started)
    session.total_elapsed_time, session.total_timer_time = elapsed, moving
    session.sport, session.sub_sport = Sport.TRAINING.value, SubSport.STRENGTH_TRAINING.value
    session.first_lap_index, session.num_laps = 0, len(laps)
    session.event, session.event_type = Event.SESSION.value, EventType.STOP.value
    activity = ActivityMessage()
    activity.timestamp = _milliseconds(ended)
    offset = ended.utcoffset() or timedelta()
    # Unlike every other stamp, fit-tool takes this one in seconds of FIT's own time.
    activity.local_timestamp = round(ended.timestamp() + offset.total_seconds()) - FIT_EPOCH
    activity.total_timer_time = moving
    activity.num_sessions = 1
    activity.type = Activity.MANUAL.value
    activity.event, activity.event_type = Event.ACTIVITY.value, EventType.STOP.value
    return [*messages, session, activity]


def _laps(bouts: list[_Bout], ended: datetime) -> list[tuple[datetime, datetime]]:
    """A lap for each run of sets of one exercise, from its first set to the next one's."""
    begins = [
        bout.begins
        for number, bout in enumerate(bouts)
        if number == 0 or bout.record.exercise != bouts[number - 1].record.exercise
    ]
    return list(zip(begins, [*begins[1:], ended], strict=True))
