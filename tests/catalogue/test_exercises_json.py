"""The document of `exercises --json`: its keys, their types, and that it is plain JSON."""

import json

import pytest

from runcoach.catalogue.exercises_json import exercises_document
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Pattern, TierName

EXERCISE_KEYS = [
    "id",
    "name",
    "list_number",
    "pattern",
    "muscles",
    "benefit",
    "leads_to",
    "not_for",
    "tiers",
]
TIER_KEYS = {
    "tier": str,
    "variant": str,
    "name": str,
    "kind": str,
    "sides": str,
    "sets": int,
    "unit": str,
    "start": int,
    "target": int,
    "by": int,
    "seconds": int | None,
    "tempo": list,
    "rest_s": int,
    "equipment": list,
    "cues": list,
    "faults": list,
    "figure": bool,
}


@pytest.fixture
def document(built_in: Catalogue) -> dict:
    document = exercises_document(built_in)
    assert json.loads(json.dumps(document)) == document
    return document


def test_document_carries_its_schema_and_every_exercise(
    document: dict, built_in: Catalogue
) -> None:
    assert list(document) == ["schema", "exercises"]
    assert document["schema"] == 1
    assert [e["id"] for e in document["exercises"]] == list(built_in.exercises)


def test_exercises_have_the_keys_of_the_schema(document: dict) -> None:
    for exercise in document["exercises"]:
        assert list(exercise) == EXERCISE_KEYS
        assert exercise["pattern"] in list(Pattern)
        assert list(exercise["muscles"]) == ["main", "help"]
        assert exercise["muscles"]["main"]
        number = exercise["list_number"]
        assert number is None or 1 <= number <= 19


def test_tiers_have_the_keys_and_words_of_the_schema(document: dict) -> None:
    for exercise in document["exercises"]:
        for tier in exercise["tiers"]:
            assert list(tier) == list(TIER_KEYS)
            for key, kind in TIER_KEYS.items():
                assert isinstance(tier[key], kind), (exercise["id"], key)
            assert tier["tier"] in list(TierName)
            assert tier["kind"] in {"reps", "hold", "interval"}
            assert tier["sides"] in {"both", "each", "alternate"}
            assert tier["unit"] in {"reps", "seconds"}
            assert (tier["seconds"] is not None) == (tier["kind"] == "interval")
            for pose, seconds in tier["tempo"]:
                assert isinstance(pose, str)
                assert seconds > 0


def test_one_exercise_as_other_programs_read_it(document: dict) -> None:
    listed = {e["id"]: e for e in document["exercises"]}["side-plank"]
    assert listed["list_number"] == 17
    assert listed["pattern"] == "core-lateral"
    standard = next(t for t in listed["tiers"] if t["tier"] == "standard")
    assert {k: standard[k] for k in ("variant", "kind", "sides", "sets", "unit", "start")} == {
        "variant": "side-plank",
        "kind": "hold",
        "sides": "each",
        "sets": 2,
        "unit": "seconds",
        "start": 30,
    }
    assert "Elbow under shoulder" in standard["cues"]
    assert "Top shoulder rolls in" in standard["faults"]
    assert not set(standard["cues"]) & set(standard["faults"])


def test_where_a_ladder_goes_on_and_whom_it_is_not_for(document: dict) -> None:
    listed = {e["id"]: e for e in document["exercises"]}
    assert listed["glute-bridge"]["leads_to"][0] == "one-leg-bridge/foundation"
    assert listed["superman"]["not_for"] == ["pregnant", "given-birth"]
    assert "Change direction" in listed["hip-circles"]["tiers"][0]["cues"]
