"""The calendar, read back, and held to the rules of RFC 5545."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from runcoach.core.model.records import Status
from runcoach.interchange.calendar.calendar import (
    CalendarOptions,
    PlannedSession,
    build_calendar,
)
from tests.storage.samples import NOW, a_record

AHEAD = (
    PlannedSession(date(2026, 12, 1), "Legs, heavy; 4 x 5", 25, "Strength, week 2 of 4"),
    PlannedSession(date(2026, 12, 1), "Mobility", 10),
    PlannedSession(date(2026, 12, 3), "Trunk", 15),
)
OPTIONS = CalendarOptions(AHEAD, date(2027, 3, 7), 21.1, 30)
RECORDS = [a_record(f"s{days}", NOW - timedelta(days=days, minutes=days)) for days in range(4)]


def events(text):
    return {str(e["uid"]): e for e in Calendar.from_ical(text).walk("VEVENT")}


def check_strictly(text):
    """What RFC 5545 asks of every file, read from the text itself."""
    data = text.encode()
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0"} <= set(lines)
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    open_components, found = [], []
    for line in lines[:-1]:
        name = line.partition(":")[0].partition(";")[0]
        if name == "BEGIN":
            open_components.append((line[6:], []))
        elif name == "END":
            component, names = open_components.pop()
            assert component == line[4:]
            found.append((component, names))
        else:
            open_components[-1][1].append(name)
    assert open_components == []
    for component, names in found:
        once = ("UID", "DTSTAMP", "DTSTART") if component == "VEVENT" else ()
        once = ("ACTION", "TRIGGER", "DESCRIPTION") if component == "VALARM" else once
        assert all(names.count(name) == 1 for name in once), (component, names)
        assert len(set(names)) == len(names)
        assert not {"DTEND", "DURATION"} <= set(names)


def test_a_calendar_is_strictly_one_and_reads_back_byte_for_byte():
    text = build_calendar(RECORDS, NOW, OPTIONS)
    check_strictly(text)
    assert Calendar.from_ical(text).to_ical().decode() == text
    check_strictly(build_calendar([], NOW))


def test_sessions_done_are_moments_and_sessions_ahead_float_at_the_usual_hour():
    found = events(build_calendar(RECORDS, NOW, OPTIONS))
    done = found["session-s0@runcoach.local"]
    assert done.decoded("dtstart") == NOW
    assert done.decoded("dtend") == NOW + timedelta(minutes=15)
    ahead = found["planned-2026-12-01-1@runcoach.local"]
    assert ahead.decoded("dtstart") == datetime(2026, 12, 1, 18, 0)
    assert ahead.decoded("duration") == timedelta(minutes=25)
    assert str(ahead["summary"]) == "Legs, heavy; 4 x 5"
    (alarm,) = ahead.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-30)
    race = found["race@runcoach.local"]
    assert (race.decoded("dtstart"), str(race["summary"])) == (date(2027, 3, 7), "Race: 21.1 km")
    assert len(found) == len(RECORDS) + len(AHEAD) + 1


@pytest.mark.parametrize(
    ("hour", "minute", "usual"), [(6, 10, (6, 0)), (6, 20, (6, 30)), (23, 50, (0, 0))]
)
def test_the_usual_hour_is_the_median_to_the_half_hour(hour, minute, usual):
    at = NOW.replace(hour=hour, minute=minute)
    records = [a_record(f"s{days}", at - timedelta(days=days)) for days in range(4)]
    found = events(build_calendar(records, NOW, OPTIONS))
    start = found["planned-2026-12-03-1@runcoach.local"].decoded("dtstart")
    assert (start.hour, start.minute) == usual


def test_a_later_export_updates_the_same_events():
    first = events(build_calendar(RECORDS, NOW, OPTIONS))
    moved = CalendarOptions(AHEAD, date(2027, 3, 14), 10, None)
    later = events(build_calendar(RECORDS, NOW + timedelta(days=1), moved))
    assert first.keys() == later.keys()
    race = "race@runcoach.local"
    assert later[race]["sequence"] > first[race]["sequence"]
    assert later[race].decoded("dtstamp") == (NOW + timedelta(days=1)).astimezone(UTC)


def test_what_does_not_count_is_left_out():
    left = [
        a_record("a", deleted_at=NOW.isoformat()),
        a_record("b", rehearsal=True),
        a_record("c", status=Status.DISCARDED),
    ]
    assert events(build_calendar(left, NOW)) == {}
