"""A damaged file is set aside, reported, and never overwritten."""

import json
import os

import pytest

from tests.storage.samples import NOW, Wall, a_record, month_file, open_test_folder


def document(**changes):
    return {"id": "x", "started_at": NOW.isoformat(), **changes}


def table(sessions):
    return json.dumps({"sessions": sessions, "meta": {"1": {"schema": 1}}}).encode()


def spoil(data, name):
    """The same file, damaged in one of the ways files get damaged."""
    text = data.decode()
    tables = json.loads(data)
    first = tables["sessions"]["1"]

    def with_first(**changes):
        return table({"1": {**first, **changes}})

    return {
        "empty": b"",
        "blank": b"\n  \n",
        "null": b"null",
        "nothing": b"{}",
        "a list": b"[]",
        "a string": b'"sessions"',
        "a number": b"3",
        "truncated": data[: len(data) // 2],
        "cut by one": data[:-1],
        "a flipped bit": bytes([data[0] ^ 0x01]) + data[1:],
        "a flipped name": data.replace(b'"actual"', b'"actuam"', 1),
        "flipped out of utf-8": data.replace(b"felt", b"fe\xecl", 1),
        "nuls": bytes(len(data)),
        "nuls at the end": data[:-100] + bytes(100),
        "utf-16": text.encode("utf-16"),
        "more after it": data + b"}",
        "twice": data + data,
        "deep": b"[" * 100_000,
        "html": b"<html>Sign in to the hotel's network</html>",
        "a list of sessions": json.dumps({"sessions": [first]}).encode(),
        "no table": json.dumps({"_default": {"1": first}}).encode(),
        "a table that is null": json.dumps({"sessions": None}).encode(),
        "a document that is a string": table({"1": "one"}),
        "a document that is null": table({"1": None}),
        "an id that is no number": table({"one": first}),
        "a session without id": table({"1": {k: v for k, v in first.items() if k != "id"}}),
        "an empty id": with_first(id=""),
        "a number for an id": with_first(id=3),
        "a start that is no moment": with_first(started_at="yesterday"),
        "a start that is no text": with_first(started_at=1764000000),
        "sets that are a mapping": with_first(sets={"1": {}}),
        "an unknown effort": with_first(sets=[{**first["sets"][0], "effort": "meh"}]),
        "reps that are text": with_first(sets=[{**first["sets"][0], "actual": "ten"}]),
        "a schema that is text": with_first(schema="new"),
        "a schema of minus one": with_first(schema=-1),
        "meta that is a list": json.dumps({"sessions": {"1": first}, "meta": []}).encode(),
        "a number past all floats": data.replace(b"2.25", b"1e999", 1),
    }[name]


KINDS = (
    "empty",
    "blank",
    "null",
    "nothing",
    "a list",
    "a string",
    "a number",
    "truncated",
    "cut by one",
    "a flipped bit",
    "a flipped name",
    "flipped out of utf-8",
    "nuls",
    "nuls at the end",
    "utf-16",
    "more after it",
    "twice",
    "deep",
    "html",
    "a list of sessions",
    "no table",
    "a table that is null",
    "a document that is a string",
    "a document that is null",
    "an id that is no number",
    "a session without id",
    "an empty id",
    "a number for an id",
    "a start that is no moment",
    "a start that is no text",
    "sets that are a mapping",
    "an unknown effort",
    "reps that are text",
    "a schema that is text",
    "a schema of minus one",
    "meta that is a list",
    "a number past all floats",
)


@pytest.fixture
def saved(tmp_path):
    """A folder with three sessions, the last saved after the newest generation."""
    history = open_test_folder(tmp_path).history
    for id in ("one", "two", "three"):
        history.save(a_record(id))
    history.close()
    os.utime(
        month_file(tmp_path).parent / "generations/2026-11/000003-previous.json",
        (NOW.timestamp(),) * 2,
    )
    return tmp_path


def asides(folder):
    return sorted(folder.rglob("*.damaged-*"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_damage_is_set_aside_and_the_newest_good_generation_loaded(saved, kind):
    file = month_file(saved)
    bad = spoil(file.read_bytes(), kind)
    file.write_bytes(bad)
    history = open_test_folder(saved).history
    assert {entry.id for entry in history.entries()} == {"one", "two"}
    (notice,) = history.notices()
    assert notice.text == (
        "2026-11 was damaged; it is set aside, not lost. "
        "Loaded the copy of Tue 18:02. Later sets may be missing."
    )
    (aside,) = asides(saved)
    assert str(aside) == notice.path
    assert aside.read_bytes() == bad
    history.save(a_record("four"))
    history.close()
    again = open_test_folder(saved).history
    assert {entry.id for entry in again.entries()} == {"one", "two", "four"}
    assert aside.read_bytes() == bad


def test_a_notice_stays_until_it_was_read(saved):
    month_file(saved).write_bytes(b"")
    first = open_test_folder(saved).history
    first.entries()
    first.close()
    second = open_test_folder(saved).history
    (notice,) = second.notices()
    second.notice_read(notice)
    assert second.notices() == ()
    second.close()
    assert open_test_folder(saved).history.notices() == ()


def test_damage_twice_in_a_second_keeps_both(saved):
    wall = Wall()
    for kind in ("null", "truncated", "empty"):
        file = month_file(saved)
        file.write_bytes(spoil(file.read_bytes(), kind))
        history = open_test_folder(saved, lambda: wall.now).history
        assert {entry.id for entry in history.entries()} == {"one", "two"}
        history.close()
    assert len(asides(saved)) == 3


def test_a_damaged_generation_is_passed_over(saved):
    generations = month_file(saved).parent / "generations/2026-11"
    (generations / "000003-previous.json").write_bytes(b"{")
    month_file(saved).write_bytes(b"{")
    history = open_test_folder(saved).history
    assert {entry.id for entry in history.entries()} == {"one"}


def test_without_any_copy_the_month_is_empty_and_the_bytes_are_kept(saved):
    for generation in (month_file(saved).parent / "generations/2026-11").iterdir():
        generation.unlink()
    month_file(saved).write_bytes(b"{")
    history = open_test_folder(saved).history
    assert history.entries() == ()
    (notice,) = history.notices()
    assert notice.text.endswith("set aside, not lost. There was no copy to load.")
    history.save(a_record("new"))
    assert [path.read_bytes() for path in asides(saved)] == [b"{"]


def test_a_missing_file_with_generations_is_loaded_from_them(saved):
    month_file(saved).unlink()
    history = open_test_folder(saved).history
    assert {entry.id for entry in history.entries()} == {"one", "two"}
    assert [n.text[:20] for n in history.notices()] == ["2026-11 was missing."]
    history.save(a_record("four"))
    assert {entry.id for entry in history.entries()} == {"one", "two", "four"}


def test_a_folder_in_a_files_place_is_moved_away(saved):
    month_file(saved).unlink()
    month_file(saved).mkdir()
    (month_file(saved) / "inside").write_text("kept")
    history = open_test_folder(saved).history
    assert {entry.id for entry in history.entries()} == {"one", "two"}
    assert (asides(saved)[0] / "inside").read_text() == "kept"
    assert month_file(saved).is_file()


def test_damage_found_at_a_save_is_never_overwritten(saved):
    history = open_test_folder(saved).history
    history.entries()
    month_file(saved).write_bytes(b"by another hand")
    history.save(a_record("four"))
    assert {entry.id for entry in history.entries()} == {"one", "two", "four"}
    assert [path.read_bytes() for path in asides(saved)] == [b"by another hand"]


def test_a_reader_changes_nothing_and_reports(saved):
    month_file(saved).write_bytes(b"{")
    before = sorted(saved.rglob("*"))
    reader = open_test_folder(saved, writer=False).history
    assert {entry.id for entry in reader.entries()} == {"one", "two"}
    (notice,) = reader.notices()
    assert notice.text.startswith("2026-11 is damaged; it is left as it is. Loaded the copy of")
    assert sorted(saved.rglob("*")) == before
    assert month_file(saved).read_bytes() == b"{"


def test_one_damaged_month_hides_no_other(saved):
    history = open_test_folder(saved).history
    history.save(a_record("older", NOW.replace(month=9)))
    history.close()
    month_file(saved, "2026-09").write_bytes(bytes(4096))
    again = open_test_folder(saved).history
    again.read_older()
    assert {entry.id for entry in again.entries()} == {"one", "two", "three", "older"}


def test_a_byte_order_mark_is_no_damage(saved):
    month_file(saved).write_bytes(b"\xef\xbb\xbf" + month_file(saved).read_bytes())
    history = open_test_folder(saved).history
    history.save(a_record("four"))
    assert len(history.entries()) == 4
    assert history.notices() == ()
    assert month_file(saved).read_bytes().startswith(b"{")


def test_a_future_month_is_kept_and_reported(saved):
    history = open_test_folder(saved).history
    history.save(a_record("later", NOW.replace(year=2031)))
    history.close()
    again = open_test_folder(saved).history
    assert again.entries()[0].id == "later"
    (notice,) = again.notices()
    assert notice.text == "2031-11 is in the future. Was the clock wrong? It is left as it is."


@pytest.mark.parametrize(
    "name", ["2026-13.json", "notes.json", "2026-11 (copy).json", "2026-11.txt"]
)
def test_files_that_are_no_months_are_left_alone(saved, name):
    other = saved / "history" / name
    other.write_bytes(b"{")
    history = open_test_folder(saved).history
    history.read_older()
    assert len(history.entries()) == 3
    assert history.notices() == ()
    assert other.read_bytes() == b"{"


def test_an_id_twice_counts_once_as_edited_last(saved):
    tables = json.loads(month_file(saved).read_bytes())
    first = tables["sessions"]["1"]
    tables["sessions"]["9"] = {**first, "note": "newer", "edited_at": "2027-01-01T00:00:00+00:00"}
    month_file(saved).write_bytes(json.dumps(tables).encode())
    history = open_test_folder(saved).history
    assert len(history.entries()) == 3
    assert history.load("one").note == "newer"
    history.edit(a_record("one", note="newest"), NOW)
    assert history.load("one").note == "newest"
    assert open_test_folder(saved, writer=False).history.load("one").note == "newest"


NAIVE = "2026-11-24T18:02:00"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        *(
            ({name: NAIVE}, f"{name}: expected a moment with its offset")
            for name in ("started_at", "finished_at", "edited_at", "deleted_at")
        ),
        ({"finished_at": "later"}, "finished_at: expected a moment with its offset"),
        ({"feel": 11}, "feel: expected a whole number from 1 to 10, not 11"),
        ({"active_s": -1}, "active_s: expected a whole number from 0 to 1000000000, not -1"),
        ({"estimated_s": 10**30}, "estimated_s: expected a whole number from 0 to 1000000000"),
    ],
)
def test_one_value_that_no_session_may_hold_leaves_out_its_session_by_name(saved, changes, why):
    file = month_file(saved)
    tables = json.loads(file.read_bytes())
    tables["sessions"]["2"] = {**tables["sessions"]["2"], **changes}
    file.write_bytes(json.dumps(tables).encode())
    history = open_test_folder(saved).history
    assert {entry.id for entry in history.entries()} == {"one", "three"}
    (notice,) = history.notices()
    assert notice.text.startswith(f"2026-11: session 'two' is left out: {why}")
    assert asides(saved) == []
    assert {record.id for record in history.recent(3)} == {"one", "three"}
    history.save(a_record("four"))
    history.edit(a_record("one", note="edited"), NOW)
    history.close()
    kept = json.loads(file.read_bytes())["sessions"]
    assert kept["2"] == tables["sessions"]["2"]
    assert sorted(kept) == ["1", "2", "3", "4"]
    again = open_test_folder(saved).history
    assert {entry.id for entry in again.entries()} == {"one", "three", "four"}


def test_a_new_session_never_takes_the_place_of_one_left_out(saved):
    file = month_file(saved)
    tables = json.loads(file.read_bytes())
    tables["sessions"]["3"]["started_at"] = NAIVE
    file.write_bytes(json.dumps(tables).encode())
    history = open_test_folder(saved).history
    history.save(a_record("four"))
    history.close()
    kept = json.loads(file.read_bytes())["sessions"]
    assert kept["3"] == tables["sessions"]["3"]
    assert kept["4"]["id"] == "four"
