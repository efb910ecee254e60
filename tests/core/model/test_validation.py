"""One sentence for each fault that msgspec finds in a value."""

import pytest
from msgspec.structs import replace

from runcoach.core.model.profile import Load, Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import Settings
from runcoach.core.model.standing import StandingChange
from runcoach.core.model.validation import InvalidValueError, convert, display_value, validate
from tests.core.history.random_history import a_session, a_set


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (Settings, {"volume": 300}, "volume: expected a whole number from 0 to 100, not 300"),
        (Settings, {"volume": "loud"}, 'volume: expected a whole number from 0 to 100, not "loud"'),
        (Settings, {"rest_scale": 0}, "rest_scale: expected a number from 0.1 to 10, not 0"),
        (Settings, {"sound": 1}, "sound: expected true or false, not 1"),
        (Settings, {"coach": "x"}, 'coach: expected ask or quiet, not "x"'),
        (Settings, {"theme": "x"}, 'theme: expected one of dark, light, contrast, not "x"'),
        (Settings, [], "expected an object, not a list"),
        (Profile, {"run_days": [1, 7]},
         "run_days[1]: expected a weekday from 0 (Monday) to 6, not 7"),
        (Profile, {"loads": [{"kg": 0}]}, "loads[0].kg: expected kilograms above 0, not 0"),
        (Profile, {"loads": [{}]}, "loads[0].kg: is missing"),
        (Profile, {"loads": {}}, "loads: expected a list, not an object"),
        (Load, {}, "kg: is missing"),
        (Load, {"kg": 10**400}, "kg: expected kilograms above 0, not 1" + "0" * 38 + "…"),
        (StandingChange, {"id": "c", "at": "", "after": {"squat": 3}},
         "after[...]: expected `object`, got `int`"),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_with_its_place(kind, values, sentence):
    with pytest.raises(InvalidValueError) as fault:
        convert(values, kind)
    assert str(fault.value) == sentence


@pytest.mark.parametrize(
    ("change", "out_of_bounds"), [({"feel": 11}, True), ({"feel": "good"}, False)]
)
def test_out_of_bounds_is_told_from_a_wrong_type(change, out_of_bounds):
    with pytest.raises(InvalidValueError) as fault:
        convert({**EMPTY, **change}, SessionRecord)
    assert fault.value.out_of_bounds is out_of_bounds


EMPTY = {"id": "x", "started_at": "", "finished_at": "", "status": "partial", "title": ""}


def test_an_edited_value_is_checked_too():
    record = a_session()
    assert validate(record) == record
    with pytest.raises(InvalidValueError) as fault:
        validate(replace(record, sets=(a_set("1"), a_set("2", load_kg=float("nan")))))
    assert str(fault.value) == "sets[1].load_kg: expected a number from 0 to 10000, not nan"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", "nothing"), (None, "null"), (True, "true"), ({}, "an object"), ((), "a list"),
        (float("inf"), "inf"), ("x" * 50, '"' + "x" * 38 + "…"),
        (-(10**100), "-1" + "0" * 37 + "…"),
    ],
)  # fmt: skip
def test_a_value_in_an_error_is_short(value, text):
    assert display_value(value) == text
