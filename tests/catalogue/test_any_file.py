"""Any file gives an exercise or programme, or exactly one mistake in one line."""

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runcoach.catalogue.exercise_file import parse_exercise
from runcoach.catalogue.problems import Mistake
from runcoach.catalogue.programme_file import parse_programme
from runcoach.core.model.exercise import Exercise
from runcoach.resources import assets_folder

NAMES = ("side-plank", "burpee", "jump-squat")
RAW = {
    name: tomllib.loads((assets_folder() / "exercises" / f"{name}.toml").read_text("utf-8"))
    for name in NAMES
}
EXERCISES: dict[str, Exercise] = {name: parse_exercise(name, raw) for name, raw in RAW.items()}
SERIES = {
    "title": "Mine",
    "minutes": 10,
    "warm_up_s": 60,
    "sessions": [
        {"slots": [{"exercise": "burpee", "sets": 1}]},
        {"id": "b", "slots": [{"exercise": "side-plank", "alternatives": ["burpee"]}]},
    ],
}

values = st.recursive(
    st.none().map(lambda _: "")
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "dose", "setup", "x", "a\nb", "", "$"]), inner)
    ),
    max_leaves=5,
)


def places(value: Any, path: tuple = ()) -> list[tuple]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, inner in items:
        found.append((*path, key))
        if isinstance(inner, dict | list):
            found += places(inner, (*path, key))
    return found


def changed(raw: dict, data: st.DataObject) -> dict:
    """A copy with one value replaced, removed or added."""
    table = copy.deepcopy(raw)
    *way, last = data.draw(st.sampled_from(places(table)))
    here: Any = table
    for key in way:
        here = here[key]
    match data.draw(st.sampled_from(["replace", "remove", "insert"])):
        case "remove":
            del here[last]
        case "insert" if isinstance(here, dict):
            here[data.draw(st.sampled_from(["tempo", "power", "kind", "x\ny", "."]))] = data.draw(
                values
            )
        case _:
            here[last] = data.draw(values)
    return table


def check(mistake: Mistake) -> None:
    assert mistake.expected
    assert len(f"{mistake.key}: {mistake.expected}".splitlines()) == 1
    assert "Struct" not in mistake.expected


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None)
@given(data=st.data())
def test_any_exercise_file(name: str, data: st.DataObject) -> None:
    try:
        exercise = parse_exercise(name, changed(RAW[name], data))
    except Mistake as mistake:
        check(mistake)
    else:
        for tier in exercise.tiers:
            assert tier.dose.steps[-1] == tier.dose.target
            assert all(len(cue.split()) <= 6 for cue in tier.cues.all)


@settings(deadline=None)
@given(data=st.data())
def test_any_programme_file(data: st.DataObject) -> None:
    try:
        programme = parse_programme("mine", changed(SERIES, data), EXERCISES)
    except Mistake as mistake:
        check(mistake)
    else:
        for outline in programme.sessions:
            assert {slot.exercise for slot in outline.slots} <= set(EXERCISES)
