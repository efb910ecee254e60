"""Documents: writes patch them, damage is recovered from, newer ones are left unchanged."""

import json

import pytest

from runcoach.core.model.settings import Theme
from runcoach.storage.durable.patching import patch_document
from tests.storage.samples import open_test_folder


def test_a_write_patches_what_is_there(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"volume": 80, "shoes": "blue", "voices": {"en": "a", "x": 1}}))
    documents = open_test_folder(tmp_path).documents
    documents.write("settings", {"volume": 40, "theme": Theme.LIGHT, "voices": {"en": "b"}})
    assert json.loads(file.read_text()) == {
        "schema": 1,
        "volume": 40,
        "shoes": "blue",
        "voices": {"en": "b", "x": 1},
        "theme": "light",
    }
    assert open_test_folder(tmp_path, writer=False).documents.read("settings")["theme"] == "light"


def test_each_name_is_its_own_file(tmp_path):
    documents = open_test_folder(tmp_path).documents
    for name in ("settings", "profile", "coach"):
        documents.write(name, {"name": name})
    assert [dict(documents.read(n)) for n in ("coach", "profile")] == [
        {"name": "coach"},
        {"name": "profile"},
    ]
    with pytest.raises(KeyError):
        documents.read("../history/2026-11")


def test_writing_the_same_again_writes_nothing(tmp_path):
    documents = open_test_folder(tmp_path).documents
    documents.write("profile", {"loads": [4, 8]})
    before = (tmp_path / "profile.json").stat()
    documents.write("profile", {"loads": (4, 8)})
    assert (tmp_path / "profile.json").stat() == before


@pytest.mark.parametrize(
    "bad", [b"", b"{", b"null", b"[]", b'"text"', b"3", bytes(64), b"\xff\xfe{\x00}\x00"]
)
def test_a_damaged_document_is_set_aside_and_its_copy_loaded(tmp_path, bad):
    store = open_test_folder(tmp_path)
    store.documents.write("profile", {"knee": "left"})
    (tmp_path / "profile.json").write_bytes(bad)
    assert store.documents.read("profile") == {"knee": "left"}
    (notice,) = store.history.notices()
    assert notice.text.startswith("profile.json was damaged; it is set aside, not lost. Loaded")
    assert notice.text.endswith("Later changes may be missing.")
    assert next(tmp_path.glob("profile.json.damaged-*")).read_bytes() == bad


def test_a_newer_document_is_named_and_left(tmp_path):
    newer = b'{"schema": 2, "volume": {"left": 1}}'
    (tmp_path / "settings.json").write_bytes(newer)
    store = open_test_folder(tmp_path)
    assert store.documents.read("settings") == {}
    assert store.history.notices()[0].text == (
        "settings.json was written by a newer runcoach; it is left as it is. Update to see it."
    )
    with pytest.raises(OSError, match="newer runcoach"):
        store.documents.write("settings", {"volume": 3})
    assert (tmp_path / "settings.json").read_bytes() == newer


@pytest.mark.parametrize(
    ("stored", "fresh", "outcome"),
    [
        (None, {"a": 1}, {"a": 1}),
        ({"a": 1}, {}, {"a": 1}),
        ({"a": {"b": 1}}, {"a": 2}, {"a": 2}),
        ({"a": 1, "b": 2}, {"a": None}, {"b": 2}),
        (None, {"a": None, "b": {"c": None}}, {"b": {}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        (
            {"a": [{"id": "x", "u": 1}, {"id": "y", "u": 2}]},
            {"a": [{"id": "y", "v": 3}, {"id": "z"}]},
            {"a": [{"id": "y", "u": 2, "v": 3}, {"id": "z"}]},
        ),
        ({"a": [{"u": 1}]}, {"a": [{"v": 1}]}, {"a": [{"v": 1}]}),
        ({"a": "text"}, {"a": [{"id": "x"}]}, {"a": [{"id": "x"}]}),
    ],
)
def test_patching(stored, fresh, outcome):
    assert patch_document(stored, fresh, remove_none=True) == outcome


def test_a_record_keeps_its_nulls():
    assert patch_document({"pain": {"level": 3}}, {"pain": None}) == {"pain": None}
