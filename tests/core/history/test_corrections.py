from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from msgspec.structs import replace

from runcoach.core.history.corrections import RecordError, checked, mended, moved
from runcoach.core.history.counting import counted
from runcoach.core.model.records import Pain, PauseRecord, Source
from tests.core.history.random_history import a_session, a_set, sessions

CET = timezone(timedelta(hours=1))


def test_a_new_count_is_an_entered_one():
    record = a_session(sets=[a_set("1", source=Source.ASSUMED), a_set("2")])
    after = mended(record, replace(record.sets[0], actual=7))
    assert (after.sets[0].actual, after.sets[0].source) == (7, Source.ENTERED)
    assert after.sets[1] == record.sets[1]
    gone = mended(after, replace(after.sets[0], actual=0))
    assert gone.sets[0].skipped
    assert not mended(gone, replace(gone.sets[0], actual=3)).sets[0].skipped


def test_a_note_confirms_no_count():
    record = a_session(sets=[a_set("1", source=Source.ASSUMED)])
    assert mended(record, replace(record.sets[0], note="wobbly")).sets[0].source is Source.ASSUMED


def test_a_moved_session_keeps_its_length_and_counts_on_its_new_day():
    record = a_session(started_at="2026-11-03T18:00:00+01:00")
    after = moved(record, datetime(2026, 10, 24, 23, 50, tzinfo=timezone(timedelta(hours=2))))
    assert after.started_at == "2026-10-24T23:50:00+02:00"
    assert after.finished_at == "2026-10-25T00:10:00+02:00"
    assert counted([after])[0].day.isoformat() == "2026-10-24"


def test_a_set_of_another_session_is_no_mending():
    with pytest.raises(KeyError):
        mended(a_session(), a_set("stranger"))


def test_a_moment_without_an_offset_is_refused():
    with pytest.raises(RecordError, match="offset"):
        moved(a_session(), datetime(2026, 11, 3))


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"id": ""}, "id"),
        ({"started_at": "yesterday"}, "started_at"),
        ({"started_at": "2026-11-03T18:00:00"}, "started_at"),
        ({"started_at": "0206-11-03T18:00:00+01:00"}, "started_at"),
        ({"finished_at": "2026-11-03T17:00:00+01:00"}, "finished_at"),
        ({"feel": 11}, "feel"),
        ({"active_s": -1}, "active_s"),
        ({"pauses": (PauseRecord(1, float("nan")),)}, "pauses[0]"),
        ({"sets": (a_set("1"), a_set("1"))}, "sets[1].id"),
        ({"sets": (a_set(actual=-1),)}, "sets[0].actual"),
        ({"sets": (a_set(load_kg=float("inf")),)}, "sets[0].load_kg"),
        ({"sets": (a_set(pain=Pain("knee", level=11)),)}, "sets[0].pain.level"),
        ({"sets": (a_set(exercise=""),)}, "sets[0].exercise"),
    ],
)
def test_a_fault_is_named_by_its_place(values, where):
    record = replace(a_session(), **values)
    with pytest.raises(RecordError) as fault:
        checked(record)
    assert fault.value.where == where
    assert "\n" not in str(fault.value)


@given(sessions)
def test_every_record_of_the_app_passes(record):
    assert checked(record) is record
