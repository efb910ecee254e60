"""Fields of a form: what is typed and turned ends in the value, whatever the keys."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from runcoach.ui.forms.date_fields import DateField, TimeField
from runcoach.ui.forms.fields import NumberField, SelectField, TextField, commit_draft, paste_into

TODAY = date(2026, 11, 2)
FIELDS = (
    SelectField("p", "Pick", ("a", "b", "c"), 1),
    NumberField("n", "Number", 10, 0, 99),
    NumberField("l", "Load", 7.5, 0, 500, 0.5, "kg"),
    TextField("w", "Words", "knee"),
    DateField("d", "Day", TODAY, TODAY),
    DateField("e", "Until", None, TODAY, none="any", ends=True),
    TimeField("c", "Clock", time(18, 0)),
)


def typed(field, text):
    for character in text:
        if field.takes(character):
            field = field.typed(character)
    return field


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (FIELDS[1], "42", 42),
        (FIELDS[1], "4a2", 42),
        (FIELDS[2], "12,5", 12.5),
        (FIELDS[2], ".5", 0.5),
        (FIELDS[2], ",5", 0.5),
        (FIELDS[4], "2026-03-08", date(2026, 3, 8)),
        (FIELDS[4], "2026-03", date(2026, 3, 1)),
        (FIELDS[4], "2024", date(2024, 1, 1)),
        (FIELDS[5], "2024-02", date(2024, 2, 29)),
        (FIELDS[5], "2024", date(2024, 12, 31)),
        (FIELDS[6], "7:05", time(7, 5)),
        (FIELDS[6], "0705", time(7, 5)),
    ],
)
def test_what_is_typed_is_the_value(field, text, value):
    found = commit_draft(typed(field, text))
    assert found.value == value  # type: ignore[attr-defined]
    assert not found.problem


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (FIELDS[1], "100"),
        (FIELDS[1], "4.2"),
        (FIELDS[2], "12.2.5"),
        (FIELDS[2], "1.000"),
        (FIELDS[2], "501"),
        (FIELDS[4], "2026-02-30"),
        (FIELDS[4], "20"),
        (FIELDS[5], "2026-13"),
        (FIELDS[6], "25:00"),
        (FIELDS[6], "18:75"),
    ],
)
def test_what_can_not_be_is_told_until_it_is_erased(field, text):
    wrong = typed(field, text)
    assert wrong.problem.startswith(field.label)
    assert commit_draft(wrong).problem


@pytest.mark.parametrize(
    ("field", "text", "shown", "valid"),
    [
        (FIELDS[3], " a\rb\r\nc", "knee a b c", True),
        (replace(FIELDS[3], lines=True), ": a\rb\x1b[2J c", "knee: a ↵ b[2J c", True),
        (FIELDS[1], "4a2", "4a2▏", False),
        (FIELDS[2], "1.000,5", "1.000,5▏ kg", False),
        (FIELDS[2], " 100,5\r", "100,5▏ kg", True),
        (FIELDS[4], "2026-03-08\r", "2026-03-08▏", True),
        (FIELDS[0], "x", "b", True),
    ],
)
def test_what_is_pasted_is_there_whole_or_has_a_problem(field, text, shown, valid):
    found = paste_into(field, text)
    assert (found.shown, not found.problem) == (shown, valid)
    assert commit_draft(found).problem == found.problem


def test_a_digit_chooses_where_digits_do():
    effort = SelectField(
        "e", "Effort", ("not given", "easy", "right", "hard", "failed"), digits=True
    )
    assert [typed(effort, digit).at for digit in "01234"] == [0, 1, 2, 3, 4]
    assert typed(effort, "3").shown == "3 hard"
    assert not any(field.takes(c) for field, c in ((effort, "5"), (effort, "a"), (FIELDS[0], "1")))


def test_a_day_turns_from_none_to_today_and_beyond_today_to_none():
    until = FIELDS[5]
    assert until.shown == "any"
    assert until.turned(1).value == TODAY
    assert until.turned(1).turned(-1).value == date(2026, 11, 1)
    assert until.turned(1).turned(1).value is None
    assert FIELDS[4].turned(1).value == TODAY


keys = st.lists(st.one_of(st.sampled_from(("<", ">", "back", "leave")), st.characters()))


@given(st.sampled_from(FIELDS), keys)
def test_no_keys_break_a_field(field, pressed):
    for key in pressed:
        if key in ("<", ">"):
            field = field.turned(-1 if key == "<" else 1)
        elif key == "back":
            field = field.erased()
        elif key == "leave":
            field = commit_draft(field)
        elif field.takes(key):
            field = field.typed(key)
        assert isinstance(field.shown, str)
        assert isinstance(field.problem, str)
