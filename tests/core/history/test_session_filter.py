from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.history.session_filter import SessionFilter, exercise_ids, filter_entries
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import Pain
from tests.core.history.random_history import (
    CATALOGUE,
    EXERCISES,
    a_session,
    a_set,
    an_entry,
    histories,
)

ENTRIES = [
    an_entry(record)
    for record in (
        a_session("knee", "2026-11-05T23:50:00-08:00", note="Sore KNEE, left", programme="core-15"),
        a_session(
            "czech",
            "2026-11-04T18:00:00+01:00",
            sets=[a_set("1", "old-lunge", note="Bolí mě koleno", pain=Pain("knee", level=3))],
        ),
        a_session(
            "hard",
            "2026-11-03T18:00:00+01:00",
            sets=[a_set("2", tier=TierName.CHALLENGE), a_set("4", "plank")],
        ),
        a_session("trash", "2026-11-02T18:00:00+01:00", deleted_at="2026-11-09T00:00:00Z"),
        a_session("ghost", "2026-11-01T18:00:00+01:00", sets=[a_set("3", "gone")], rehearsal=True),
    )
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (SessionFilter(), ["knee", "czech", "hard", "ghost"]),
        (SessionFilter(words="knee sore"), ["knee"]),
        (SessionFilter(words="BOLI"), ["czech"]),
        (SessionFilter(words="knee elbow"), []),
        (SessionFilter(programme="core-15"), ["knee"]),
        (SessionFilter(tier=TierName.CHALLENGE), ["hard"]),
        (SessionFilter(pain=True), ["czech"]),
        (SessionFilter(pain=False), ["knee", "hard", "ghost"]),
        (SessionFilter(since=date(2026, 11, 5)), ["knee"]),
        (SessionFilter(since=date(2026, 11, 3), until=date(2026, 11, 4)), ["czech", "hard"]),
        (SessionFilter(exercises=frozenset({"gone"})), ["ghost"]),
        (SessionFilter(deleted=True), ["trash"]),
        (SessionFilter(exercises=frozenset({"squat"}), tier=TierName.CHALLENGE), ["hard"]),
        (SessionFilter(exercises=frozenset({"plank"}), tier=TierName.CHALLENGE), []),
    ],
)
def test_a_filter_finds(wanted, found):
    assert [entry.id for entry in filter_entries(ENTRIES, wanted)] == found


def test_a_renamed_exercise_is_found_by_either_id():
    for id in ("lunge", "old-lunge"):
        wanted = SessionFilter(exercises=exercise_ids(CATALOGUE, id))
        assert [entry.id for entry in filter_entries(ENTRIES, wanted)] == ["czech"]
    assert exercise_ids(CATALOGUE, "gone") == {"gone"}


def test_only_the_bare_filter_is_empty():
    assert SessionFilter().empty
    assert not SessionFilter(pain=False).empty


@given(histories, st.sampled_from(EXERCISES), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_filters_narrow_and_keep_the_order(records, exercise, since):
    entries = [an_entry(record) for record in records]
    found = filter_entries(entries, SessionFilter(exercises=frozenset({exercise}), since=since))
    assert list(found) == [
        entry
        for entry in entries
        if not entry.deleted
        and exercise in entry.exercises
        and entry.started_at[:10] >= since.isoformat()
    ]
