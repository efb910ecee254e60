from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given

from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain, Source, Status
from runcoach.core.model.settings import WeightUnit
from runcoach.interchange.report.report import ReportOptions, build_report
from tests.core.history.random_history import CATALOGUE, a_session, a_set, histories

TODAY = date(2026, 11, 20)


def page_of(records, **options):
    return build_report(records, CATALOGUE, TODAY, ReportOptions(**options))


def lunges(day, left, right, **values):
    sides = ((Side.LEFT, left), (Side.RIGHT, right))
    return a_session(
        f"d{day}",
        f"2026-11-{day:02}T18:00:00+01:00",
        sets=[a_set(f"{day}{s}", "lunge", side=s, actual=n, **values) for s, n in sides],
    )


def row(page, first):
    [line] = [line for line in page.splitlines() if line.startswith(f"| {first} |")]
    return [cell.strip() for cell in line.strip("|").split(" | ")]


def test_a_page_has_totals_bests_and_the_latest_sets():
    page = page_of([lunges(1, 8, 10), lunges(3, 7, 9, source=Source.ASSUMED)])
    assert page.startswith("# Strength training, 1 Nov 2026 to 3 Nov 2026\n")
    assert "2 sessions, 40 minutes, 4 sets, 100% of leg sets on one leg." in page
    assert row(page[: page.index("## Left")], "Lunge") == [
        "Lunge",
        "2",
        "standard",
        "L 7? reps, R 9? reps (3 Nov 2026)",
        "10 reps (1 Nov 2026)",
        "",
    ]
    assert "None reported." in page


def test_the_side_table_shows_a_difference_or_not_enough_yet():
    enough = page_of([lunges(d, 8, 10) for d in range(1, 5)])
    side = enough[enough.index("## Left and right") :]
    assert row(side, "Lunge")[2:] == ["4", "8.0 reps", "10.0 reps", "**left 20% behind**"]
    few = page_of([lunges(d, 8, 10) for d in range(1, 4)])
    side = few[few.index("## Left and right") :]
    assert row(side, "Lunge")[-1] == "not enough yet (3 of 4 sessions)"


def test_pain_is_listed_even_if_it_prevented_the_set():
    hurt = a_set(
        "h",
        "squat",
        actual=0,
        skipped=True,
        pain=Pain("knee", Side.LEFT, 6, sharp=True),
        name="Sq|t",
    )
    page = page_of([a_session(sets=[hurt])])
    assert "No sessions, on 20 Nov 2026." in page
    assert "| 3 Nov 2026 | Sq\\|t | knee, left | 6, sharp |" in page


RECORDS = [
    a_session("early", "2026-10-31T23:50:00-08:00", note="Early <b>note</b>"),
    lunges(5, 8, 8, note="wobbly\nbut fine"),
]


def test_since_counts_local_days():
    assert "1 session, " in page_of(RECORDS, since=date(2026, 11, 1))
    assert "2 sessions, " in page_of(RECORDS, since=date(2026, 10, 31))


@pytest.mark.parametrize("id", ["lunge", "old-lunge"])
def test_one_exercise_alone(id):
    page = page_of(RECORDS, exercise=id)
    assert page.startswith("# Lunge, 5 Nov 2026 to 5 Nov 2026\n\n1 session, 2 sets.")
    assert "Squat" not in page
    assert "Early" not in page


def test_notes_are_escaped_and_can_be_left_out():
    page = page_of(RECORDS)
    assert "- 31 Oct 2026: Early \\<b\\>note\\</b\\>" in page
    assert "- 5 Nov 2026: lunge: wobbly but fine" in page
    private = page_of(RECORDS, notes=False)
    assert "note" not in private
    assert "wobbly" not in private


def test_rehearsed_discarded_and_deleted_sessions_are_not_in_it():
    page = page_of(
        [
            a_session("r", rehearsal=True, note="gone"),
            a_session("d", status=Status.DISCARDED, note="gone"),
            a_session("t", deleted_at="2026-11-04T00:00:00Z", note="gone"),
        ]
    )
    assert "gone" not in page


@given(histories)
def test_it_stays_one_page_with_whole_tables(records):
    page = page_of(records * 5)
    lines = page.splitlines()
    assert len(lines) <= 80
    for before, line in pairwise(lines):
        if before.startswith("| ") and line.startswith("| "):
            assert line.replace("\\|", "").count("|") == before.replace("\\|", "").count("|")


def test_an_exercise_that_no_longer_exists_still_shows():
    assert row(page_of([a_session(sets=[a_set("1", "one-leg-hop")])]), "One leg hop")[1] == "1"


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        ((11.34, 11.34), "10 reps, 10 reps with 25 lb ("),
        ((11.34, 16.0), "10 reps with 25 lb, 10 reps with 35.5 lb ("),
        ((0.0, 0.0), "10 reps, 10 reps ("),
    ],
)
def test_loads_are_in_the_persons_unit_and_shown_once_if_shared(loads, expected):
    sets = [a_set(str(n), load_kg=kg, source=Source.ENTERED) for n, kg in enumerate(loads)]
    assert expected in page_of([a_session(sets=sets)], weights=WeightUnit.LB)
