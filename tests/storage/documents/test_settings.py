"""Settings as their file has them: one mistake costs one value, and is named by its key."""

import pytest

from runcoach.core.model.settings import Settings, Theme
from runcoach.storage.documents.settings import find_settings_mistakes, read_settings
from tests.fakes import MemoryDocuments


@pytest.mark.parametrize(
    ("stored", "wrong"),
    [
        ({"volume": 101}, {"volume": "expected a whole number from 0 to 100, not 101"}),
        ({"count_in_s": -1}, {"count_in_s": "expected a whole number from 0 to 60, not -1"}),
        (
            {"rest_scale": 1e12},
            {"rest_scale": "expected a number from 0.1 to 10, not 1000000000000.0"},
        ),
        ({"last_minutes": 0}, {"last_minutes": "expected a whole number from 1 to 180, not 0"}),
        ({"coach": "loud"}, {"coach": 'expected ask or quiet, not "loud"'}),
        ({"sound": "yes"}, {"sound": 'expected true or false, not "yes"'}),
        ({"theme": None}, {"theme": "expected one of dark, light, contrast, not null"}),
        ({"volum": 20}, {"volum": "unknown key; did you mean volume?"}),
    ],
)
def test_a_mistake_costs_its_own_value_and_is_named(stored, wrong):
    settings = read_settings(MemoryDocuments({"settings": {"theme": "light", **stored}}))
    kept = Theme.DARK if "theme" in stored else Theme.LIGHT
    assert settings == Settings(theme=kept)
    assert dict(find_settings_mistakes(stored)) == wrong


def test_what_can_be_set_is_no_mistake():
    stored = {
        "volume": 0,
        "count_in_s": 10,
        "rest_scale": 0.5,
        "last_minutes": None,
        "coach": "quiet",
    }
    assert find_settings_mistakes(stored) == []
    assert read_settings(MemoryDocuments({"settings": stored})).coach == "quiet"
