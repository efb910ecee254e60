"""Beside the proposal: what lies behind first, then as much of the why as there is room for."""

import pytest

from runcoach.ui.today.reasons_panel import ReasonsPanel

MORE = "… w: why"
WHY = "Legs, push and trunk in any room.\nThe left side first, for it is the weaker one."


def lines(recent, why, width, height):
    notes = ReasonsPanel()
    notes.look_back(recent)
    notes.tell(why, MORE)
    return notes.lines(width, height)


def test_all_of_it_where_there_is_room():
    behind, why = lines(["Week of", "", "Last: Core 15"], WHY, 60, 20)
    assert behind == ["Week of", "", "Last: Core 15"]
    assert why == ["", *WHY.splitlines()]


def test_without_a_past_the_why_stands_alone():
    assert lines([], WHY, 60, 20) == ([], WHY.splitlines())


@pytest.mark.parametrize("height", range(1, 12))
@pytest.mark.parametrize("width", [10, 28, 60])
def test_what_has_no_room_is_told_by_its_key_and_nothing_is_too_long(width, height):
    behind, why = lines(["Week of M T W", "9 Nov"], WHY, width, height)
    whole = lines(["Week of M T W", "9 Nov"], WHY, width, 100)[1]
    assert len(behind) + len(why) <= height
    assert all(len(line) <= width for line in (*behind, *why))
    if why and why != whole:
        assert why[-1] == MORE
        assert why[:-1] == whole[: len(why) - 1]


def test_a_note_of_several_lines_wraps_as_one():
    assert lines(["“felt\nstrong”"], "", 20, 5) == (["“felt strong”"], [])
