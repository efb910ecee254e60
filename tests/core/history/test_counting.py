from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from runcoach.core.history.counting import attended, counted
from runcoach.core.history.totals import by_day, by_month, by_week, total
from runcoach.core.model.plan import Role
from runcoach.core.model.records import PauseRecord, Status
from tests.core.history.random_history import a_session, a_set, an_entry, histories


def plainly_counted(records):
    """Said again from scratch: which sessions, and which of their sets."""
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
    sessions = counted(records)
    for totals in (by_week(sessions), by_month(sessions)):
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
def test_the_light_index_tells_the_same_sessions_as_the_whole_records(records):
    light = attended(an_entry(record) for record in records)
    whole = counted(records)
    assert {(a.id, a.day, a.sets_done) for a in light} == {
        (c.id, c.day, c.sets_done) for c in whole
    }
    by_days = by_day(whole)
    assert sum(day.sets for day in by_days.values()) == sum(c.sets_done for c in whole)
    assert sorted(id for day in by_days.values() for id in day.sessions) == sorted(
        c.id for c in whole
    )


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
def test_a_session_counts_on_the_persons_own_day(started_at, day):
    assert counted([a_session(started_at=started_at)])[0].day == day
    assert attended([an_entry(a_session(started_at=started_at))])[0].day == day


def test_travel_changes_the_order_of_moments_but_no_day():
    tokyo = a_session("tokyo", "2026-11-03T08:00:00+09:00")
    lisbon = a_session("lisbon", "2026-11-02T23:50:00+00:00")
    assert [(c.id, c.day.day) for c in counted([tokyo, lisbon])] == [("tokyo", 3), ("lisbon", 2)]


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
def test_what_was_not_done_in_earnest_counts_nowhere(values):
    record = a_session(**values)
    assert counted([record]) == ()
    assert attended([an_entry(record)]) == ()


def test_a_session_kept_early_counts_with_what_was_done():
    record = a_session(status=Status.PARTIAL, sets=(a_set("1"), a_set("2", skipped=True, actual=0)))
    assert counted([record])[0].sets_done == 1


def test_a_set_done_again_counts_once_but_every_landing_counts():
    record = a_session(
        sets=(
            a_set("1", actual=4, landings=1),
            a_set("2", actual=9, landings=1, supersedes="1"),
            a_set("3", role=Role.WARM_UP, actual=20, landings=2),
        )
    )
    [session] = counted([record])
    assert [s.id for s in session.sets] == ["2"]
    assert session.contacts == 4 + 9 + 40


def test_length_without_a_kept_one_is_worked_out_from_the_moments():
    record = a_session(active_s=0, pauses=(PauseRecord(60, 90), PauseRecord(300, 30)))
    assert counted([record])[0].seconds == 20 * 60 - 120


def test_the_autumn_hour_is_as_long_as_it_was():
    record = a_session(
        started_at="2026-10-25T02:50:00+02:00",
        finished_at="2026-10-25T02:10:00+01:00",
        active_s=0,
    )
    assert counted([record])[0].seconds == 20 * 60


def test_weeks_of_rest_are_listed_with_zeros_up_to_today():
    sessions = counted(
        [
            a_session("a", "2026-11-01T18:00:00+01:00"),
            a_session("b", "2026-11-16T18:00:00+01:00", active_s=95),
        ]
    )
    weeks = by_week(sessions, until=date(2026, 11, 25))
    assert [(w.first, w.count) for w in weeks] == [
        (date(2026, 10, 26), 1),
        (date(2026, 11, 2), 0),
        (date(2026, 11, 9), 0),
        (date(2026, 11, 16), 1),
        (date(2026, 11, 23), 0),
    ]
    assert weeks[3].minutes == 2
    assert [m.first.month for m in by_month(sessions)] == [11]
    assert by_week(()) == by_month((), until=date(2026, 1, 1)) == ()


def test_a_total_takes_both_its_ends():
    sessions = counted(a_session(f"d{d}", f"2026-11-0{d}T12:00:00+01:00") for d in range(1, 6))
    assert total(sessions, date(2026, 11, 2), date(2026, 11, 4)).sessions == ("d2", "d3", "d4")


@given(histories)
def test_the_order_of_logging_changes_nothing(records):
    assert counted(records) == counted(reversed(records))
    moments = [c.moment for c in counted(records)]
    assert moments == sorted(moments)
    assert all(isinstance(m, datetime) for m in moments)
