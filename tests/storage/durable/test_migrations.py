"""Older schemas are migrated in memory; a newer one is reported, skipped and left unchanged."""

import json

import pytest

from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
from runcoach.storage.durable.migrations import migrate
from runcoach.storage.history.month_document import decode_month
from tests.storage.samples import NOW, a_record, month_file, open_test_folder


def renamed(old, new):
    return lambda document: {new if name == old else name: v for name, v in document.items()}


STEPS = {
    1: renamed("title", "name"),
    2: lambda document: {**document, "name": document["name"].upper()},
}


def test_steps_are_taken_one_after_the_other():
    old = {"schema": 1, "title": "core", "x": 1}
    assert migrate(old, STEPS, 3) == {"schema": 3, "name": "CORE", "x": 1}
    assert old == {"schema": 1, "title": "core", "x": 1}


def test_a_document_without_a_schema_has_the_first():
    assert migrate({"title": "core"}, STEPS, 2) == {"schema": 2, "name": "core"}


def test_the_current_schema_is_returned():
    assert migrate({"schema": 3, "name": "A"}, STEPS, 3) == {"schema": 3, "name": "A"}


@pytest.mark.parametrize("schema", ["1", None, 1.5, True, -1, [1]])
def test_what_is_no_schema_is_damage(schema):
    with pytest.raises(DamagedError):
        migrate({"schema": schema}, STEPS, 3)


def test_a_newer_schema_is_distinguished_from_damage():
    with pytest.raises(NewerSchemaError):
        migrate({"schema": 4}, STEPS, 3)


def saved(folder):
    history = open_test_folder(folder).history
    history.save(a_record("one"))
    history.close()
    return json.loads(month_file(folder).read_bytes())


def test_a_month_of_an_older_schema_is_read_and_rewritten_at_the_next_write(tmp_path, monkeypatch):
    tables = saved(tmp_path)
    document = tables["sessions"]["1"]
    document["heading"] = document.pop("title")
    document["schema"] = 0
    old = json.dumps({"sessions": {"1": document}}).encode()
    month_file(tmp_path).write_bytes(old)
    monkeypatch.setattr(
        "runcoach.storage.history.month_document.STEPS", {0: renamed("heading", "title")}
    )
    history = open_test_folder(tmp_path).history
    assert history.load("one").title == "Core 15"
    assert month_file(tmp_path).read_bytes() == old, "rewritten by a look"
    history.save(a_record("two"))
    now = json.loads(month_file(tmp_path).read_bytes())["sessions"]["1"]
    assert (now["schema"], now["title"]) == (1, "Core 15")
    assert "heading" not in now
    assert history.notices() == ()


@pytest.mark.parametrize("where", ["meta", "session", "another shape"])
def test_a_newer_month_is_named_skipped_and_untouched(tmp_path, where):
    tables = saved(tmp_path)
    if where == "meta":
        tables["meta"]["1"]["schema"] = 2
    elif where == "session":
        tables["sessions"]["1"]["schema"] = 2
    else:
        tables["meta"]["1"]["schema"] = 2
        tables["sessions"]["1"] = {"id": ["all", "new"]}
    newer = json.dumps(tables).encode()
    month_file(tmp_path).write_bytes(newer)
    history = open_test_folder(tmp_path).history
    assert history.entries() == ()
    assert [notice.text for notice in history.notices()] == [
        "2026-11 was written by a newer runcoach; it is left as it is. Update to see it."
    ]
    history.save(a_record("two"))
    history.save(a_record("three"))
    history.edit(a_record("two", note="mended"), NOW)
    history.close()
    assert month_file(tmp_path).read_bytes() == newer
    again = open_test_folder(tmp_path).history
    assert {entry.id for entry in again.entries()} == {"two", "three"}
    assert again.load("two").note == "mended"
    assert {entry.month for entry in again.entries()} == {"2026-11b"}


def test_a_newer_month_that_comes_in_between_is_an_error_and_stays(tmp_path):
    tables = saved(tmp_path)
    tables["meta"]["1"]["schema"] = 2
    newer = json.dumps(tables).encode()
    syncing = False

    def wall():
        if syncing:
            month_file(tmp_path).write_bytes(newer)
        return NOW

    store = open_test_folder(tmp_path, wall)
    store.history.entries()
    # The wall clock is read between the read and the write: the sync program writes then.
    syncing = True
    with pytest.raises(OSError, match="newer runcoach"):
        store.history.save(a_record("two"))
    assert month_file(tmp_path).read_bytes() == newer


def test_a_month_that_tinydb_made_alone_has_the_first_schema(tmp_path):
    tables = saved(tmp_path)
    del tables["meta"]
    del tables["sessions"]["1"]["schema"]
    assert len(decode_month(json.dumps(tables).encode()).records) == 1
