from datetime import date

import pytest
from hypothesis import given

from runcoach.core.model.records import Pain, Status
from runcoach.interchange.text_table import display_width, format_history_table
from tests.core.history.random_history import a_session, a_set, histories


def test_a_table_of_sessions():
    records = [
        a_session("a", "2026-11-03T18:00:00+01:00", feel=7, note="sore\nknee"),
        a_session(
            "b",
            "2026-11-05T07:05:00+01:00",
            title="Gone 20",
            status=Status.PARTIAL,
            sets=[
                a_set("1", "gone", pain=Pain("knee", level=2)),
                a_set("2", skipped=True, actual=0),
            ],
        ),
        a_session("c", "2026-11-01T07:05:00+01:00", rehearsal=True),
        a_session("t", deleted_at="2026-11-09T00:00:00Z"),
    ]
    assert format_history_table(records) == (
        "Day              Time   Session    Sets  Min  Feel  Note\n"
        "Thu 5 Nov 2026   07:05  Gone 20  1 of 2   20        partial; pain\n"
        "Tue 3 Nov 2026   18:00  Core 15  1 of 1   20     7  sore knee\n"
        "Sun 1 Nov 2026   07:05  Core 15  1 of 1   20        rehearsal\n"
    ).replace("2026   ", "2026  ").replace("Day              ", "Day             ")


def test_an_empty_table():
    assert format_history_table([]) == "No sessions yet.\n"
    assert (
        format_history_table([a_session()], date(2026, 12, 1)) == "No sessions since 2026-12-01.\n"
    )


def test_control_characters_are_removed():
    table = format_history_table(
        [a_session(note="\x1b[31mred\x07 \u202eback\x9b2J", title="a\tb\x00")]
    )
    assert all(c.isprintable() or c == "\n" for c in table)


@given(histories)
def test_one_line_a_session_and_none_wider_than_the_terminal(records):
    kept = [r for r in records if r.deleted_at is None]
    piped = format_history_table(records)
    assert len(piped.splitlines()) == (len(kept) + 1 if kept else 1)
    assert "\x1b" not in piped
    fitted = format_history_table(records, width=60).splitlines()
    assert all(display_width(line) <= 60 for line in fitted)
    assert len(fitted) == len(piped.splitlines())


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("", 0)]
)
def test_cells(text, width):
    assert display_width(text) == width
