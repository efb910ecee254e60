"""How an exercise file becomes an exercise: merging, the person's own files, figures."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runcoach.catalogue.exercise_file import parse_exercise, read_figure_tables
from runcoach.catalogue.toml_tables import deep_merge
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Cue, TierName, Use
from runcoach.resources import assets_folder

REPS = {
    "name": "Hop",
    "pattern": "jump",
    "kind": "reps",
    "dose": {"start": 8},
    "tempo": [["low", 1], ["high", 1]],
}

# base, over, result
MERGES = [
    ({}, {"a": 1}, {"a": 1}),
    ({"a": 1}, {}, {"a": 1}),
    ({"a": 1}, {"a": 2}, {"a": 2}),
    ({"a": {"b": 1, "c": 2}}, {"a": {"c": 3}}, {"a": {"b": 1, "c": 3}}),
    ({"a": {"b": {"c": 1}}}, {"a": {"b": {"d": 2}}}, {"a": {"b": {"c": 1, "d": 2}}}),
    ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    ({"a": {"b": 1}}, {"a": [3]}, {"a": [3]}),
    ({"a": [3]}, {"a": {"b": 1}}, {"a": {"b": 1}}),
    ({"a": 1, "b": 2}, {"a": False}, {"b": 2}),
    ({"a": {"b": 1, "c": 2}}, {"a": {"b": False}}, {"a": {"c": 2}}),
    ({"a": {"b": 1}}, {"a": False}, {}),
    ({}, {"a": {"b": False, "c": 1}}, {"a": {"c": 1}}),
    ({"a": 1}, {"a": True, "b": 0}, {"a": True, "b": 0}),
]


@pytest.mark.parametrize(("base", "over", "result"), MERGES)
def test_tables_merge_deep_arrays_replace_false_removes(
    base: dict, over: dict, result: dict
) -> None:
    before = repr((base, over))
    assert deep_merge(base, over) == result
    assert repr((base, over)) == before


tables = st.recursive(
    st.integers() | st.booleans() | st.lists(st.integers(), max_size=2),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
).filter(lambda value: isinstance(value, dict))


@settings(deadline=None)
@given(tables, tables)
def test_merging_a_table_twice_is_merging_it_once(base: dict, over: dict) -> None:
    once = deep_merge(base, over)
    assert deep_merge(once, over) == once


def test_a_tier_is_its_own_table_over_the_top_of_the_file() -> None:
    raw = {
        **REPS,
        "cues": {"setup": ["Stand tall"], "faults": ["Heels slam"]},
        "equipment": ["box"],
        "landings": 1,
        "tiers": {
            "foundation": {
                "name": "Step",
                "landings": False,
                "equipment": False,
                "cues": {"faults": ["Rushing"]},
            },
            "standard": {},
        },
    }
    foundation, standard = parse_exercise("hop", raw).tiers
    assert (foundation.variant, foundation.name, foundation.landings) == (
        "hop-foundation",
        "Step",
        0,
    )
    assert foundation.equipment == ()
    assert foundation.cues.setup == standard.cues.setup == (Cue("Stand tall"),)
    assert (foundation.cues.warnings, standard.cues.warnings) == (("Rushing",), ("Heels slam",))
    assert (standard.variant, standard.name, standard.landings) == ("hop", "Hop", 1)


def test_a_landing_needs_jump_clearance_even_if_the_file_omits_power() -> None:
    assert parse_exercise("hop", {**REPS, "landings": 2}).power
    assert not parse_exercise("hop", REPS).power


def test_a_file_without_tiers_is_one_standard_tier() -> None:
    exercise = parse_exercise("hop", REPS)
    assert [(t.tier, t.variant) for t in exercise.tiers] == [(TierName.STANDARD, "hop")]
    assert exercise.use is Use.MAIN
    assert exercise.source == "built-in"


@pytest.mark.parametrize(
    ("kind", "dose", "unit", "steps", "seconds"),
    [
        ("reps", {"start": 6, "target": 9}, Unit.REPS, (6, 7, 8, 9), None),
        ("reps", {"start": 8}, Unit.REPS, (8,), None),
        ("hold", {"start": 20, "target": 30}, Unit.SECONDS, (20, 25, 30), None),
        ("interval", {"seconds": 30}, Unit.SECONDS, (30,), 30),
        ("interval", {"seconds": 30, "start": 8, "target": 10}, Unit.REPS, (8, 9, 10), 30),
    ],
)
def test_a_dose_may_leave_out_what_is_plain(
    kind: str, dose: dict, unit: Unit, steps: tuple, seconds: int | None
) -> None:
    raw = {**REPS, "kind": kind, "dose": dose, "tempo": REPS["tempo"] if kind == "reps" else False}
    built = parse_exercise("hop", raw).tiers[0].dose
    assert (built.unit, built.steps, built.seconds) == (unit, steps, seconds)
    assert (built.sets, built.rest_s) == (2, 45)


MINE = """\
name = "{name}"
pattern = "squat"
kind = "hold"
dose = {{ start = 20 }}
formerly = ["old-{name}"]
"""


def test_own_exercises_join_the_built_in_ones(
    own: Callable[..., Catalogue], built_in: Catalogue, tmp_path: Path
) -> None:
    catalogue = own({"exercises/stair-sit.toml": MINE.format(name="stair-sit")})
    assert set(catalogue.exercises) - set(built_in.exercises) == {"stair-sit"}
    exercise = catalogue.exercises["stair-sit"]
    assert exercise.source == str(tmp_path / "data" / "exercises" / "stair-sit.toml")
    assert catalogue.exercise("old-stair-sit") is exercise


def test_own_file_with_a_built_in_id_replaces_it(
    own: Callable[..., Catalogue], built_in: Catalogue
) -> None:
    catalogue = own({"exercises/squat.toml": MINE.format(name="mine")})
    assert catalogue.problems == ()
    assert catalogue.exercises["squat"].name == "mine"
    assert set(catalogue.exercises) == set(built_in.exercises)


def test_own_file_with_a_mistake_leaves_the_built_in_one(
    own: Callable[..., Catalogue], built_in: Catalogue
) -> None:
    catalogue = own({"exercises/squat.toml": "name = 3"})
    assert len(catalogue.problems) == 1
    assert catalogue.exercises == built_in.exercises


def test_a_slot_may_use_a_former_id(own: Callable[..., Catalogue]) -> None:
    catalogue = own(
        {
            "exercises/stair-sit.toml": MINE.format(name="stair-sit"),
            "programmes/mine.toml": 'title = "Mine"\nminutes = 5\n'
            'slots = [{ exercise = "old-stair-sit" }]',
        }
    )
    assert catalogue.problems == ()
    assert "mine" in catalogue.programmes


def test_own_files_may_begin_with_a_byte_order_mark(own: Callable[..., Catalogue]) -> None:
    assert own({"exercises/stair-sit.toml": "\ufeff" + MINE.format(name="x")}).problems == ()


def test_a_figure_is_kept_out_of_the_core_and_read_when_asked_for(
    own: Callable[..., Catalogue],
) -> None:
    text = MINE.format(name="stair-sit") + (
        "[figure]\n"
        'view = "front"\n'
        "pins = { elbow = [0, 0], foot = [0.9, 0] }\n"
        "[tiers.foundation]\n"
        "figure.pins = { foot = false, knee = [0.5, 0] }\n"
        "[tiers.standard]\n"
        "[tiers.challenge]\n"
        "figure = false\n"
    )
    exercise = own({"exercises/stair-sit.toml": text}).exercises["stair-sit"]
    assert [tier.has_figure for tier in exercise.tiers] == [True, True, False]
    assert read_figure_tables(exercise, assets_folder()) == {
        TierName.FOUNDATION: {"view": "front", "pins": {"elbow": [0, 0], "knee": [0.5, 0]}},
        TierName.STANDARD: {"view": "front", "pins": {"elbow": [0, 0], "foot": [0.9, 0]}},
        TierName.CHALLENGE: {},
    }


def test_figure_tables_of_a_built_in_exercise_are_its_tiers(built_in: Catalogue) -> None:
    squat = built_in.exercises["squat"]
    tables = read_figure_tables(squat, assets_folder())
    assert [bool(tables[tier.tier]) for tier in squat.tiers] == [t.has_figure for t in squat.tiers]
