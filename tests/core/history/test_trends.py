from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.history.counting import counted_sessions
from runcoach.core.history.trends import Metric, compute_trend
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import Source
from tests.core.history.random_history import EXERCISES, a_session, a_set, histories

FOUNDATION, STANDARD, CHALLENGE = TierName


def on(day, *sets):
    return a_session(f"d{day}", f"2026-11-{day:02}T18:00:00+01:00", sets=sets)


def test_bests_keep_the_first_day_they_were_reached_per_variant():
    records = [
        on(1, a_set("1", tier=STANDARD, actual=12), a_set("2", tier=STANDARD, actual=14)),
        on(3, a_set("3", tier=STANDARD, actual=14)),
        on(5, a_set("4", tier=CHALLENGE, variant="goblet", load_kg=12, actual=8)),
        on(7, a_set("5", tier=CHALLENGE, variant="goblet", load_kg=16, actual=6)),
        on(8, a_set("6", tier=CHALLENGE, variant="goblet", load_kg=12, actual=20)),
    ]
    found = compute_trend(counted_sessions(records), {"squat"})
    assert [(b.variant, b.load_kg, b.actual, b.day.day, b.set) for b in found.bests] == [
        ("goblet", 16, 6, 7, "5"),
        ("squat", 0, 14, 1, "2"),
    ]
    assert found.metric is Metric.LOAD
    assert [p.value for p in found.points] == [12, 16, 12]
    assert [(c.day, c.before, c.after) for c in found.changes] == [
        (date(2026, 11, 5), STANDARD, CHALLENGE)
    ]


def test_assumed_values_are_no_best_but_are_marked_as_assumed():
    records = [
        on(1, a_set("1", actual=10)),
        on(2, a_set("2", actual=30, source=Source.ASSUMED)),
        on(3, a_set("3", actual=11, source=Source.TIMED)),
    ]
    found = compute_trend(counted_sessions(records), {"squat"})
    assert [b.actual for b in found.bests] == [11]
    assert [p.confirmed for p in found.points] == [True, False, True]


def test_reps_and_seconds_are_never_in_one_trend():
    records = [
        on(1, a_set("1", unit=Unit.SECONDS, actual=40)),
        on(2, a_set("2", unit=Unit.REPS, actual=8)),
    ]
    found = compute_trend(counted_sessions(records), {"squat"})
    assert (found.metric, [p.value for p in found.points]) == (Metric.REPS, [8])
    assert found.metrics == (Metric.REPS, Metric.SECONDS)
    assert [
        p.value for p in compute_trend(counted_sessions(records), {"squat"}, Metric.SECONDS).points
    ] == [40]


def test_a_backdated_record_is_sorted_by_its_date():
    early, late = on(1, a_set("1", actual=9)), on(9, a_set("9", actual=9))
    between = on(4, a_set("4", actual=9))
    found = compute_trend(counted_sessions([early, late, between]), {"squat"})
    assert [p.day.day for p in found.points] == [1, 4, 9]
    assert [o.day.day for o in found.last] == [9, 4, 1]


def test_the_last_ten_occasions_are_listed():
    found = compute_trend(counted_sessions(on(d, a_set(f"{d}")) for d in range(1, 16)), {"squat"})
    assert [o.day.day for o in found.last] == list(range(15, 5, -1))
    assert len(found.sessions) == 15


def test_an_exercise_never_done_has_an_empty_trend():
    found = compute_trend((), {"squat"})
    assert (found.points, found.bests, found.last, found.metrics) == ((), (), (), ())


@given(histories, st.sampled_from(EXERCISES), st.sampled_from(Metric))
def test_points_and_bests_equal_a_plain_recomputation(records, exercise, metric):
    sessions = counted_sessions(records)
    found = compute_trend(sessions, {exercise}, metric)
    done = [(c, s) for c in sessions for s in c.sets if s.exercise == exercise]

    def value(s):
        if metric is Metric.LOAD:
            return s.load_kg or None
        return s.actual if s.unit == ("reps" if metric is Metric.REPS else "seconds") else None

    assert [(p.session, p.day, p.value) for p in found.points] == [
        (c.id, c.day, value(s)) for c, s in done if value(s) is not None
    ]
    sure = [s for _, s in done if s.source != "assumed"]
    assert {(b.tier, b.unit): (b.load_kg, b.actual) for b in found.bests} == {
        (s.tier, s.unit): max(
            (o.load_kg, o.actual) for o in sure if (o.tier, o.unit) == (s.tier, s.unit)
        )
        for s in sure
    }
    tiers = [s.tier for _, s in done]
    assert len(found.changes) == sum(a != b for a, b in pairwise(tiers))
