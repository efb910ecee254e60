from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from msgspec.structs import replace

from runcoach.core.history.corrections import correct_set, move_session, validate_record
from runcoach.core.history.counting import counted_sessions
from runcoach.core.model.records import Pain, PauseRecord, Source
from runcoach.core.model.validation import InvalidValueError
from tests.core.history.random_history import a_session, a_set, sessions

CET = timezone(timedelta(hours=1))


def test_a_corrected_count_is_entered():
    record = a_session(sets=[a_set("1", source=Source.ASSUMED), a_set("2")])
    after = correct_set(record, replace(record.sets[0], actual=7))
    assert (after.sets[0].actual, after.sets[0].source) == (7, Source.ENTERED)
    assert after.sets[1] == record.sets[1]
    gone = correct_set(after, replace(after.sets[0], actual=0))
    assert gone.sets[0].skipped
    assert not correct_set(gone, replace(gone.sets[0], actual=3)).sets[0].skipped


def test_a_corrected_note_does_not_confirm_the_count():
    record = a_session(sets=[a_set("1", source=Source.ASSUMED)])
    assert (
        correct_set(record, replace(record.sets[0], note="wobbly")).sets[0].source is Source.ASSUMED
    )


def test_a_moved_session_keeps_its_length_and_counts_on_its_new_day():
    record = a_session(started_at="2026-11-03T18:00:00+01:00")
    after = move_session(
        record, datetime(2026, 10, 24, 23, 50, tzinfo=timezone(timedelta(hours=2)))
    )
    assert after.started_at == "2026-10-24T23:50:00+02:00"
    assert after.finished_at == "2026-10-25T00:10:00+02:00"
    assert counted_sessions([after])[0].day.isoformat() == "2026-10-24"


def test_a_set_of_another_session_cannot_be_corrected():
    with pytest.raises(KeyError):
        correct_set(a_session(), a_set("stranger"))


def test_a_moment_without_an_offset_is_refused():
    with pytest.raises(InvalidValueError, match="offset"):
        move_session(a_session(), datetime(2026, 11, 3))


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"id": ""}, "id"),
        ({"started_at": "yesterday"}, "started_at"),
        ({"started_at": "2026-11-03T18:00:00"}, "started_at"),
        ({"started_at": "0206-11-03T18:00:00+01:00"}, "started_at"),
        ({"finished_at": "2026-11-03T17:00:00"}, "finished_at"),
        ({"feel": 11}, "feel"),
        ({"active_s": -1}, "active_s"),
        ({"pauses": (PauseRecord(1, float("nan")),)}, "pauses[0].seconds"),
        ({"sets": (a_set("1"), a_set("1"))}, "sets[1].id"),
        ({"sets": (a_set(actual=-1),)}, "sets[0].actual"),
        ({"sets": (a_set(load_kg=float("inf")),)}, "sets[0].load_kg"),
        ({"sets": (a_set(pain=Pain("knee", level=11)),)}, "sets[0].pain.level"),
        ({"sets": (a_set(exercise=""),)}, "sets[0].exercise"),
    ],
)
def test_an_error_names_the_path_of_the_value(values, where):
    record = replace(a_session(), **values)
    with pytest.raises(InvalidValueError) as fault:
        validate_record(record)
    assert fault.value.where == where
    assert "\n" not in str(fault.value)


@given(sessions)
def test_every_record_of_the_app_passes(record):
    assert validate_record(record) is record
