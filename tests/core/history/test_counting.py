from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from msgspec.structs import replace

from runcoach.core.history.counting import (
    attendances,
    completed_half,
    counted_sessions,
    is_kept,
    is_training,
    newest_first,
    training_sessions,
)
from runcoach.core.history.totals import (
    compute_total,
    totals_by_day,
    totals_by_month,
    totals_by_week,
)
from runcoach.core.model.plan import Role
from runcoach.core.model.records import PauseRecord, Status
from tests.core.history.random_history import a_session, a_set, an_entry, histories


def plainly_counted(records):
    """An independent recomputation: which sessions count, and which of their sets."""
    for record in records:
        if record.status == "discarded" or record.rehearsal or record.deleted_at:
            continue
        gone = set()
        for s in record.sets:
            again = s
            while not s.skipped and again is not None and again.supersedes:
                gone.add(again.supersedes)
                again = next((o for o in record.sets if o.id == again.supersedes), None)
        done = [s for s in record.sets if s.id not in gone and not s.skipped]
        if any(s.role == "main" for s in done):
            yield record, done


@given(histories)
def test_totals_of_weeks_and_months_equal_a_plain_recomputation(records):
    expected = list(plainly_counted(records))
    sessions = counted_sessions(records)
    for totals in (totals_by_week(sessions), totals_by_month(sessions)):
        for period in totals:
            within = [
                (record, done)
                for record, done in expected
                if period.first.isoformat() <= record.started_at[:10] <= period.last.isoformat()
            ]
            assert set(period.sessions) == {record.id for record, _ in within}
            assert period.sets == sum(s.role == "main" for _, done in within for s in done)
            assert period.contacts == sum(
                s.landings * s.actual for r, _ in within for s in r.sets if not s.skipped
            )
        assert sum(period.count for period in totals) == len(expected)
        for one, following in pairwise(totals):
            assert one.last + timedelta(days=1) == following.first


@given(histories)
def test_the_light_index_gives_the_same_sessions_as_whole_records(records):
    light = attendances(an_entry(record) for record in records)
    whole = counted_sessions(records)
    assert {(a.id, a.day, a.sets_done) for a in light} == {
        (c.id, c.day, c.sets_done) for c in whole
    }
    by_days = totals_by_day(whole)
    assert sum(day.sets for day in by_days.values()) == sum(c.sets_done for c in whole)
    assert sorted(id for day in by_days.values() for id in day.sessions) == sorted(
        c.id for c in whole
    )


def answers(session):
    return (
        session.deleted, session.sets_done, session.sets_planned,
        is_kept(session), is_training(session), completed_half(session),
    )  # fmt: skip


@given(histories)
def test_a_record_and_its_line_in_the_index_answer_alike(records):
    entries = [an_entry(record) for record in records]
    assert [answers(entry) for entry in entries] == [answers(record) for record in records]
    for order in (newest_first, training_sessions):
        assert [e.id for e in order(entries)] == [r.id for r in order(records)]
    assert {r.id for r in training_sessions(records)} == {c.id for c in counted_sessions(records)}


@given(histories)
def test_what_is_training_equals_a_plain_recomputation(records):
    expected = {record.id for record, _ in plainly_counted(records)}
    assert {record.id for record in records if is_training(record)} == expected


@pytest.mark.parametrize(
    ("status", "done", "planned", "moves_on"),
    [
        (Status.COMPLETED, 1, 4, True),
        (Status.PARTIAL, 2, 4, True),
        (Status.PARTIAL, 1, 4, False),
        (Status.PARTIAL, 4, 8, True),
        (Status.PARTIAL, 3, 7, False),
        (Status.COMPLETED, 0, 4, False),
        (Status.DISCARDED, 4, 4, False),
    ],
)
def test_a_programme_moves_on_with_half_of_the_sets(status, done, planned, moves_on):
    sets = [a_set(f"s{n}", skipped=n >= done, actual=10 * (n < done)) for n in range(planned)]
    record = a_session(sets=sets, status=status)
    assert completed_half(record) is completed_half(an_entry(record)) is moves_on


@pytest.mark.parametrize(
    ("started_at", "day"),
    [
        ("2026-11-03T23:50:00+01:00", date(2026, 11, 3)),
        ("2026-11-03T23:50:00-08:00", date(2026, 11, 3)),
        ("2026-11-04T00:10:00+13:00", date(2026, 11, 4)),
        ("2026-10-25T23:50:00+01:00", date(2026, 10, 25)),
        ("2026-03-29T00:10:00+01:00", date(2026, 3, 29)),
        ("2026-11-03T23:50:00Z", date(2026, 11, 3)),
    ],
)
def test_a_session_counts_on_its_local_day(started_at, day):
    assert counted_sessions([a_session(started_at=started_at)])[0].day == day
    assert attendances([an_entry(a_session(started_at=started_at))])[0].day == day


def test_the_newest_comes_first_by_its_moment_not_by_its_text() -> None:
    starts = {
        "a": "2026-11-03T08:00:00+09:00",
        "b": "2026-11-03T00:30:00+01:00",
        "c": "2026-11-02T23:45:00Z",
    }
    records = [a_session(id, start) for id, start in starts.items()]
    assert [r.id for r in newest_first(records)] == ["c", "b", "a"]
    assert [r.id for r in training_sessions(reversed(records))] == ["c", "b", "a"]


def test_a_length_is_never_below_none() -> None:
    pauses = (PauseRecord(60, 5000),)
    assert counted_sessions([a_session(active_s=0, pauses=pauses)])[0].seconds == 0
    assert counted_sessions([a_session(active_s=1, pauses=pauses)])[0].seconds == 1


def test_travel_changes_the_order_of_moments_but_not_the_days():
    tokyo = a_session("tokyo", "2026-11-03T08:00:00+09:00")
    lisbon = a_session("lisbon", "2026-11-02T23:50:00+00:00")
    assert [(c.id, c.day.day) for c in counted_sessions([tokyo, lisbon])] == [
        ("tokyo", 3),
        ("lisbon", 2),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"rehearsal": True},
        {"status": Status.DISCARDED},
        {"deleted_at": "2026-11-05T00:00:00+01:00"},
        {"sets": ()},
        {"sets": (a_set(skipped=True, actual=0),)},
        {"sets": (a_set(role=Role.WARM_UP),)},
    ],
)
def test_rehearsals_and_discarded_sessions_do_not_count(values):
    record = a_session(**values)
    assert counted_sessions([record]) == ()
    assert attendances([an_entry(record)]) == ()


def test_a_session_saved_early_counts_with_what_was_done():
    record = a_session(status=Status.PARTIAL, sets=(a_set("1"), a_set("2", skipped=True, actual=0)))
    assert counted_sessions([record])[0].sets_done == 1


def test_a_repeated_set_counts_once_but_every_landing_counts():
    record = a_session(
        sets=(
            a_set("1", actual=4, landings=1),
            a_set("2", actual=9, landings=1, supersedes="1"),
            a_set("3", role=Role.WARM_UP, actual=20, landings=2),
        )
    )
    [session] = counted_sessions([record])
    assert [s.id for s in session.sets] == ["2"]
    assert session.contacts == 4 + 9 + 40


def test_a_missing_length_is_computed_from_start_and_end():
    record = a_session(active_s=0, pauses=(PauseRecord(60, 90), PauseRecord(300, 30)))
    assert counted_sessions([record])[0].seconds == 20 * 60 - 120


def test_a_session_across_the_end_of_summer_time_has_its_real_length():
    record = a_session(
        started_at="2026-10-25T02:50:00+02:00",
        finished_at="2026-10-25T02:10:00+01:00",
        active_s=0,
    )
    assert counted_sessions([record])[0].seconds == 20 * 60


def test_weeks_without_a_session_are_listed_with_zeros_up_to_today():
    sessions = counted_sessions(
        [
            a_session("a", "2026-11-01T18:00:00+01:00"),
            a_session("b", "2026-11-16T18:00:00+01:00", active_s=95),
        ]
    )
    weeks = totals_by_week(sessions, until=date(2026, 11, 25))
    assert [(w.first, w.count) for w in weeks] == [
        (date(2026, 10, 26), 1),
        (date(2026, 11, 2), 0),
        (date(2026, 11, 9), 0),
        (date(2026, 11, 16), 1),
        (date(2026, 11, 23), 0),
    ]
    assert weeks[3].minutes == 2
    assert [m.first.month for m in totals_by_month(sessions)] == [11]
    assert totals_by_week(()) == totals_by_month((), until=date(2026, 1, 1)) == ()


def test_a_total_includes_its_first_and_last_day():
    sessions = counted_sessions(
        a_session(f"d{d}", f"2026-11-0{d}T12:00:00+01:00") for d in range(1, 6)
    )
    assert compute_total(sessions, date(2026, 11, 2), date(2026, 11, 4)).sessions == (
        "d2",
        "d3",
        "d4",
    )


@given(histories)
def test_the_order_of_logging_changes_nothing(records):
    assert counted_sessions(records) == counted_sessions(reversed(records))
    moments = [c.moment for c in counted_sessions(records)]
    assert moments == sorted(moments)
    assert all(isinstance(m, datetime) for m in moments)


@pytest.mark.parametrize(
    ("active_s", "minutes", "seconds"),
    [(900, 20, 900), (0, 20, 1200), (0, 0.025, 2), (0, -5, 0), (0, None, 0), (300, None, 300)],
)
def test_a_day_of_the_calendar_has_the_seconds_without_pauses(active_s, minutes, seconds):
    """As recorded; from start to end where that is missing, and never less than none."""
    record = a_session(active_s=active_s)
    end = datetime.fromisoformat(record.started_at) + timedelta(minutes=minutes or 0)
    record = replace(record, finished_at="" if minutes is None else end.isoformat())
    [attendance] = attendances([an_entry(record)])
    assert attendance.seconds == seconds
    assert totals_by_day([attendance])[attendance.day].seconds == seconds
