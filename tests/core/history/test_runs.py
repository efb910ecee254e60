"""The runs as listed: doubles, the trash, and judged kinds."""

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from runcoach.core.history.run_kinds import judge_kinds
from runcoach.core.history.runs import (
    count_new_runs,
    is_same_run,
    list_runs,
    make_entered_run,
    runs_between,
)
from runcoach.core.model.run import KindFrom, Run, RunKind

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=timezone(timedelta(hours=1)))


def a_run(id: str = "a", at: datetime = NOW, **changes: object) -> Run:
    values: dict[str, object] = {"seconds": 3600, "km": 12.0, "source": "fit", **changes}
    return Run(id=id, started_at=at.isoformat(), **values)


def back(days: float, id: str = "", **changes: object) -> Run:
    return a_run(id or f"d{days}", NOW - timedelta(days=days), **changes)


SAME = [
    ({"at": NOW + timedelta(seconds=120)}, True),
    ({"at": NOW + timedelta(seconds=121)}, False),
    ({"km": 12.36}, True),
    ({"km": 12.40}, False),
    ({"km": 0.0, "seconds": 3500}, True),
    ({"km": 0.0, "seconds": 3400}, False),
    # The same clock on the wall, in another zone: a table without offsets.
    ({"at": NOW.replace(tzinfo=UTC)}, True),
    ({"at": NOW.astimezone(UTC)}, True),
    ({"at": NOW + timedelta(hours=3), "source": "told"}, False),
    ({"at": NOW.replace(hour=12), "source": "told"}, True),
    ({"at": NOW.replace(hour=12), "source": "told", "km": 10.0}, False),
]


@pytest.mark.parametrize(("changes", "same"), SAME)
def test_two_recordings_of_one_run(changes, same):
    other = a_run("b", **changes)
    assert is_same_run(a_run(), other) is same
    assert is_same_run(other, a_run()) is same


def test_the_richest_recording_is_listed_with_what_was_told_of_another():
    table = a_run("t", source="strava", note="Morning", kind=RunKind.RACE, kind_from=KindFrom.TOLD)
    (run,) = list_runs([table, a_run("f", heart_rate=150)]).runs
    assert (run.id, run.heart_rate, run.note, run.kind) == ("f", 150, "Morning", RunKind.RACE)


def test_two_alike_on_one_day_that_were_entered_are_two():
    noon = NOW.replace(hour=12)
    entered = [a_run("a", noon, source="told"), a_run("b", noon, source="told")]
    assert len(list_runs(entered).runs) == 2


def test_a_run_in_the_trash_does_not_come_back_with_another_file():
    deleted = a_run("t", source="strava", deleted_at=NOW.isoformat())
    listed = list_runs([deleted, a_run("f")])
    assert listed.runs == ()
    assert [run.id for run in listed.trash] == ["f"]
    assert set(listed.recordings["f"]) == {"t", "f"}
    assert count_new_runs([deleted], [a_run("f")]).added == 0


def test_the_order_in_which_they_come_changes_nothing():
    draw = random.Random(7)
    runs = [
        back(
            draw.randrange(20) + draw.choice((0, 0.001, 0.002, 0.5)),
            f"r{number}",
            km=draw.choice((8.0, 8.2, 8.4, 12.0, 0.0)),
            source=draw.choice(("fit", "gpx", "strava", "told")),
            heart_rate=draw.choice((None, 140, 170)),
        )
        for number in range(120)
    ]
    first = list_runs(runs)
    assert len(first.runs) < len(runs)
    for _ in range(5):
        draw.shuffle(runs)
        assert list_runs(runs) == first


EASY_MONTH = [back(days, km=10.0, seconds=3600) for days in (25, 21, 15, 11, 5)]
JUDGED = [
    ({"km": 13.0, "seconds": 4680}, RunKind.LONG),
    ({"km": 12.9, "seconds": 4680}, RunKind.EASY),
    ({"km": 10.0, "seconds": 3240}, RunKind.HARD),
    ({"km": 10.0, "seconds": 3250}, RunKind.EASY),
    ({"km": 10.0, "seconds": 3600, "intervals": True}, RunKind.HARD),
    ({"km": 15.0, "seconds": 4500}, RunKind.LONG),
    ({"km": 0.0, "seconds": 3600}, RunKind.EASY),
]


@pytest.mark.parametrize(("values", "kind"), JUDGED)
def test_a_kind_is_judged_against_the_last_28_days(values, kind):
    newest = judge_kinds([*EASY_MONTH, a_run("n", **values)])[0]
    assert (newest.kind, newest.kind_from) == (kind, KindFrom.JUDGED)


def test_the_longest_of_the_week_alone_is_long():
    week = [*EASY_MONTH, back(2, km=18.0, seconds=6480), a_run("n", km=14.0, seconds=5040)]
    assert [run.kind for run in judge_kinds(week)[:2]] == [RunKind.EASY, RunKind.LONG]


@pytest.mark.parametrize(("beats", "kind"), [(158, RunKind.EASY), (159, RunKind.HARD)])
def test_a_high_heart_rate_is_hard(beats, kind):
    month = [replace(run, heart_rate=140, highest_heart_rate=180) for run in EASY_MONTH]
    newest = a_run("n", km=10.0, seconds=3600, heart_rate=beats)
    assert judge_kinds([*month, newest])[0].kind is kind


def test_too_few_runs_and_runs_of_long_ago_judge_nothing():
    far = [replace(run, started_at=(NOW - timedelta(days=40)).isoformat()) for run in EASY_MONTH]
    for before in (EASY_MONTH[:2], far):
        assert judge_kinds([*before, a_run("n", km=30.0)])[0].kind is RunKind.EASY


def test_what_was_told_is_never_judged():
    told = a_run("n", km=30.0, kind=RunKind.HARD, kind_from=KindFrom.TOLD)
    assert judge_kinds([*EASY_MONTH, told])[0].kind is RunKind.HARD


def test_the_same_entry_has_the_same_id():
    one, other = (make_entered_run(NOW, 10, 3000, RunKind.LONG) for _ in range(2))
    assert one == other
    assert one.id != make_entered_run(NOW, 10.1, 3000, RunKind.LONG).id


def test_runs_between_two_days():
    runs = [back(days) for days in range(5)]
    kept = runs_between(runs, (NOW - timedelta(days=3)).date(), (NOW - timedelta(days=1)).date())
    assert [run.id for run in kept] == ["d1", "d2", "d3"]
