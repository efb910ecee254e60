"""Building the calendar: sessions ahead at the person's usual hour, done ones, and the race."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach import __version__
from runcoach.core.history.counting import active_seconds
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.records import SessionRecord, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from icalendar import Alarm, Event

DOMAIN = "runcoach.local"
USUAL_HOUR = time(18)
"""When a session ahead begins for someone without a history."""
ENOUGH_SESSIONS = 3
STARTS_COUNTED = 20


class PlannedSession(Struct, frozen=True):
    """A session ahead, as the season has it."""

    day: date
    title: str
    minutes: int
    why: str = ""


class CalendarOptions(Struct, frozen=True):
    """What a calendar holds beside the sessions done."""

    planned: tuple[PlannedSession, ...] = ()
    race: date | None = None
    race_km: float | None = None
    alarm_minutes: int | None = None
    """Minutes before a session ahead; None for no alarm."""


def build_calendar(
    records: Iterable[SessionRecord], now: datetime, options: CalendarOptions | None = None
) -> str:
    """The text of an iCalendar file.

    Sessions ahead have floating times: 18:00 wherever the person is. Done ones are moments.

    Args:
        records: In any order; rehearsals, discarded sessions and the trash are left out.
        now: When this export is made; a later one updates the events of an earlier one.
        options: Sessions ahead, the race, alarms.
    """
    from icalendar import Calendar

    options = options or CalendarOptions()
    done = sorted(filter(_counts, records), key=lambda r: (parse_moment(r.started_at), r.id))
    calendar = Calendar()
    calendar.add("prodid", f"-//runcoach//runcoach {__version__}//EN")
    calendar.add("version", "2.0")
    for record in done:
        calendar.add_component(_done_event(record, now))
    hour = usual_hour(done)
    numbers: dict[date, int] = {}
    for session in sorted(options.planned, key=lambda s: (s.day, s.title)):
        numbers[session.day] = number = numbers.get(session.day, 0) + 1
        event = _planned_event(session, number, hour, now)
        if options.alarm_minutes is not None:
            event.add_component(_alarm(session.title, options.alarm_minutes))
        calendar.add_component(event)
    if options.race is not None:
        calendar.add_component(_race_event(options.race, options.race_km, now))
    text: str = calendar.to_ical().decode()
    return text


def usual_hour(done: Sequence[SessionRecord]) -> time:
    """When the person usually begins, to the half hour: the median of the newest sessions."""
    starts = [parse_moment(record.started_at) for record in done[-STARTS_COUNTED:]]
    if len(starts) < ENOUGH_SESSIONS:
        return USUAL_HOUR
    halves = round(median(start.hour * 60 + start.minute for start in starts) / 30) % 48
    return time(halves // 2, 30 * (halves % 2))


def _counts(record: SessionRecord) -> bool:
    return not (record.deleted or record.rehearsal or record.status is Status.DISCARDED)


def _event(uid: str, title: str, now: datetime, changed: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@{DOMAIN}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    # Minutes, so that a later export is a later revision and still fits 32 bits.
    event.add("sequence", int(changed.timestamp() // 60))
    event.add("summary", title)
    return event


def _done_event(record: SessionRecord, now: datetime) -> Event:
    started = parse_moment(record.started_at)
    seconds = max(60, active_seconds(record))
    ended = parse_moment(record.finished_at) if record.finished_at else started
    changed = parse_moment(record.edited_at) if record.edited_at else max(started, ended)
    event = _event(f"session-{record.id}", f"Done: {record.title}", now, changed)
    event.add("dtstart", started.astimezone(UTC))
    event.add("dtend", max(ended, started + timedelta(seconds=seconds)).astimezone(UTC))
    lines = [f"{record.sets_done} of {record.sets_planned} sets"]
    if record.note:
        lines.append(record.note)
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    return event


def _planned_event(session: PlannedSession, number: int, hour: time, now: datetime) -> Event:
    event = _event(f"planned-{session.day}-{number}", session.title, now, now)
    event.add("dtstart", datetime.combine(session.day, hour))
    event.add("duration", timedelta(minutes=session.minutes))
    if session.why:
        event.add("description", session.why)
    return event


def _race_event(day: date, km: float | None, now: datetime) -> Event:
    event = _event("race", f"Race: {km:g} km" if km else "Race", now, now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    return event


def _alarm(title: str, minutes: int) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
