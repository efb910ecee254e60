"""What is saved is in the file it belongs to, with the fields we don't know."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from msgspec.structs import replace
from tinydb import TinyDB, where

from runcoach.core.model.records import Effort
from runcoach.storage.history.indexed_months import RECENT_MONTHS
from tests.storage.samples import NOW, PRAGUE, Wall, a_record, a_set, month_file, open_test_folder


def unedited(record):
    return replace(record, edited_at="")


def months_of_records(history, count):
    for back in range(count):
        year, month = divmod(2026 * 12 + 10 - back, 12)
        at = datetime(year, month + 1, 15, 7, 0, tzinfo=PRAGUE)
        history.save(a_record(f"s{back:03}", at))


def test_nothing_is_made_before_the_first_write(tmp_path):
    store = open_test_folder(tmp_path / "data")
    assert store.history.entries() == ()
    assert store.history.recent(3) == []
    assert store.history.load("one") is None
    assert store.history.notices() == ()
    assert store.history.read_only == ""
    assert dict(store.documents.read("settings")) == {}
    store.history.read_older()
    store.history.close()
    assert list(tmp_path.iterdir()) == []


LOOK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from runcoach.storage.data_folder import open_data_folder
store = open_data_folder(Path(sys.argv[1]), wall=lambda: datetime.now(UTC))
assert len(store.history.entries()) == 1
store.history.recent(3)
store.documents.read("settings")
print(sorted({"tinydb", "filelock", "hashlib", "socket", "asyncio"} & set(sys.modules)))
"""


def test_a_first_look_imports_nothing_heavy(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record())
    history.close()
    outcome = subprocess.run(
        [sys.executable, "-c", LOOK, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout == "[]\n"


def test_a_saved_record_comes_back_equal(tmp_path):
    record = a_record()
    open_test_folder(tmp_path).history.save(record)
    again = open_test_folder(tmp_path).history
    assert unedited(again.load("one")) == record
    assert again.load("one").edited_at
    assert [entry.id for entry in again.entries()] == ["one"]


def test_saving_by_id_replaces(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record(feel=3))
    history.save(a_record(feel=8))
    assert history.load("one").feel == 8
    assert len(history.entries()) == 1
    assert list(history.revisions("one")) == []


def test_saving_the_same_again_writes_nothing(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record())
    before = month_file(tmp_path).stat()
    history.save(a_record())
    assert month_file(tmp_path).stat() == before


@pytest.mark.parametrize(
    ("start", "month"),
    [
        ("2026-11-30T23:30:00-08:00", "2026-11"),
        ("2026-12-01T00:30:00+13:00", "2026-12"),
        ("2024-02-29T12:00:00+00:00", "2024-02"),
    ],
)
def test_the_file_is_that_of_the_start_in_its_own_offset(tmp_path, start, month):
    open_test_folder(tmp_path).history.save(a_record(at=datetime.fromisoformat(start)))
    assert month_file(tmp_path, month).exists()


def test_a_session_never_changes_file(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record())
    moved = replace(history.load("one"), started_at="2026-09-01T07:00:00+01:00")
    history.edit(moved, NOW)
    history.save(replace(moved, feel=2))
    assert not month_file(tmp_path, "2026-09").exists()
    assert history.entries()[0].month == "2026-11"
    history.close()
    again = open_test_folder(tmp_path).history
    again.save(replace(moved, feel=9))
    assert [(e.started_at[:7], e.month) for e in again.entries()] == [("2026-09", "2026-11")]


def test_stock_tinydb_opens_a_month(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record("one"))
    history.save(a_record("two"))
    with TinyDB(month_file(tmp_path)) as stock:
        sessions = stock.table("sessions")
        assert sessions.get(where("id") == "two")["title"] == "Core 15"
        assert stock.table("meta").all()[0]["schema"] == 1
        sessions.update({"note": "by hand"}, where("id") == "one")
        sessions.insert({**sessions.get(where("id") == "two"), "id": "three"})
        stock.table("mine").insert({"kept": True})
    assert history.load("one").note == "by hand"
    history.save(a_record("four"))
    assert {entry.id for entry in history.entries()} == {"one", "two", "three", "four"}
    assert json.loads(month_file(tmp_path).read_bytes())["mine"] == {"1": {"kept": True}}
    assert history.notices() == ()


def test_an_edit_keeps_fields_we_dont_know_at_every_depth(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record())
    with TinyDB(month_file(tmp_path)) as stock:

        def mark(document):
            document["weather"] = "rain"
            document["sets"][1]["grip"] = "wide"
            document["sets"][1]["pain"]["since"] = "May"
            document["pauses"][0]["why"] = "door"
            document["planned"][0]["hint"] = 3

        stock.table("sessions").update(mark)
    record = history.load("one")
    first, second = record.sets
    # The first set is removed, so that matching by position would confuse the two.
    history.edit(replace(record, note="sore", sets=(replace(second, actual=12),)), NOW)
    document = history.documents()["one"]
    assert (document["weather"], document["note"]) == ("rain", "sore")
    assert [(s["id"], s["grip"], s["actual"]) for s in document["sets"]] == [  # type: ignore[attr-defined]
        (second.id, "wide", 12)
    ]
    assert document["sets"][0]["pain"]["since"] == "May"
    assert document["pauses"][0]["why"] == "door"
    assert document["planned"][0]["hint"] == 3
    assert document["revisions"][0]["weather"] == "rain"
    assert [s["id"] for s in document["revisions"][0]["sets"]] == [first.id, second.id]


def test_every_edit_keeps_the_revision_before_it(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record(note="a"))
    for note in "bcd":
        history.edit(replace(history.load("one"), note=note), NOW)
    history.close()
    again = open_test_folder(tmp_path).history
    assert again.load("one").note == "d"
    assert [record.note for record in again.revisions("one")] == ["c", "b", "a"]
    assert list(again.revisions("none")) == []


def test_trash_and_back(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record("one"))
    history.save(a_record("two", NOW - timedelta(days=1)))
    history.delete("one", NOW)
    assert [(e.id, e.deleted) for e in history.entries()] == [("one", True), ("two", False)]
    assert [record.id for record in history.recent(5)] == ["two"]
    assert history.load("one").deleted_at == NOW.isoformat()
    history.restore("one", NOW)
    assert history.load("one").deleted_at is None
    assert [record.id for record in history.recent(5)] == ["one", "two"]


@pytest.mark.parametrize(
    "act",
    [
        lambda history: history.edit(a_record(), NOW),
        lambda history: history.delete("one", NOW),
        lambda history: history.restore("one", NOW),
    ],
)
def test_an_unknown_id_raises(tmp_path, act):
    with pytest.raises(KeyError):
        act(open_test_folder(tmp_path).history)


def test_entries_are_newest_first_whatever_the_offset(tmp_path):
    history = open_test_folder(tmp_path).history
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    history.save(a_record("middle", datetime(2026, 11, 10, 12, tzinfo=PRAGUE)))
    history.save(a_record("first", datetime(2026, 11, 10, 19, tzinfo=east)))
    history.save(a_record("last", datetime(2026, 11, 10, 4, tzinfo=west)))
    assert [entry.id for entry in history.entries()] == ["last", "middle", "first"]


def test_an_entry_has_what_lists_need(tmp_path):
    history = open_test_folder(tmp_path).history
    skipped = a_set("x", exercise="squat", skipped=True, actual=0, effort=None, note="later")
    history.save(a_record(sets=(*a_record().sets, skipped)))
    (entry,) = history.entries()
    assert entry.exercises == ("side-plank", "squat")
    assert (entry.sets_done, entry.sets_planned, entry.pain) == (2, 1, True)
    assert entry.notes == "felt strong\nlater"
    assert entry.month == "2026-11"


def test_the_newest_months_come_first_and_the_rest_when_asked(tmp_path):
    writing = open_test_folder(tmp_path).history
    months_of_records(writing, 14)
    history = open_test_folder(tmp_path, writer=False).history
    assert len(history.entries()) == RECENT_MONTHS
    assert [record.id for record in history.recent(2)] == ["s000", "s001"]
    assert not history.complete
    assert [record.id for record in history.recent(5)] == [f"s{n:03}" for n in range(5)]
    assert len(history.entries()) == 5
    history.read_older()
    assert history.complete
    assert [entry.id for entry in history.entries()] == [f"s{n:03}" for n in range(14)]
    assert [record.id for record in history.records()] == [f"s{n:03}" for n in range(14)]


def test_an_old_record_is_found_before_its_month_was_read(tmp_path):
    writing = open_test_folder(tmp_path).history
    months_of_records(writing, 8)
    writing.close()
    history = open_test_folder(tmp_path).history
    assert history.holds("s007", "2026-04-15T07:00:00+01:00")
    assert not history.holds("s099", "2026-04-15T07:00:00+01:00")
    history.edit(replace(history.load("s007"), feel=1), NOW)
    assert history.load("s007").feel == 1


def test_old_files_are_left_alone_by_a_new_session(tmp_path):
    history = open_test_folder(tmp_path).history
    months_of_records(history, 3)
    before = month_file(tmp_path, "2026-10").stat()
    history.save(a_record("new", datetime(2026, 12, 20, tzinfo=PRAGUE)))
    assert month_file(tmp_path, "2026-10").stat() == before


def test_threads_lose_nothing_to_each_other(tmp_path):
    writing = open_test_folder(tmp_path).history
    months_of_records(writing, 6)
    writing.close()
    history = open_test_folder(tmp_path).history

    def save(number):
        for turn in range(4):
            history.save(a_record(f"t{number}-{turn}", NOW - timedelta(days=31 * number)))
            history.recent(8)

    with ThreadPoolExecutor(5) as threads:
        older = threads.submit(history.read_older)
        for done in [threads.submit(save, number) for number in range(4)]:
            done.result()
        older.result()
    assert len(history.entries()) == 6 + 16
    again = open_test_folder(tmp_path, writer=False).history
    assert {record.id for record in again.records()} == {entry.id for entry in history.entries()}


def test_a_wall_clock_set_back_loses_no_edit(tmp_path):
    wall = Wall()
    history = open_test_folder(tmp_path, wall).history
    history.save(a_record(note="a"))
    wall.now -= timedelta(days=700)
    history.edit(replace(history.load("one"), note="b"), wall())
    history.save(replace(history.load("one"), feel=7))
    history.close()
    record = open_test_folder(tmp_path, wall).history.load("one")
    assert (record.note, record.feel) == ("b", 7)
    assert datetime.fromisoformat(record.edited_at) > NOW


def test_two_histories_merge_the_same_both_ways(tmp_path):
    here, there = (
        open_test_folder(tmp_path / "here").history,
        open_test_folder(tmp_path / "there").history,
    )
    for history in (here, there):
        history.save(a_record("both", edited_at=NOW.isoformat()))
    here.save(a_record("here"))
    there.save(a_record("there", NOW - timedelta(days=90)))
    here.edit(replace(here.load("both"), note="mended here"), NOW + timedelta(hours=1))
    there.edit(replace(there.load("both"), feel=9), NOW + timedelta(hours=2))
    ours, theirs = here.documents(), there.documents()

    outcome = here.merge(theirs)
    assert (outcome.added, outcome.changed) == (1, 1)
    there.merge(ours)
    assert here.documents() == there.documents()
    assert here.load("both").feel == 9
    assert {record.note for record in here.revisions("both")} == {"felt strong", "mended here"}
    again = here.merge(theirs)
    assert (again.added, again.changed) == (0, 0)


def test_a_merge_refuses_whole_what_holds_no_sessions(tmp_path):
    here, there = (
        open_test_folder(tmp_path / "here").history,
        open_test_folder(tmp_path / "there").history,
    )
    there.save(a_record("good"))
    good = there.documents()
    for bad in ({"id": "bad", "started_at": "soon"}, {**good["good"], "schema": 2}, {}):
        with pytest.raises(ValueError):
            here.merge({**good, "bad": bad})
    assert here.entries() == ()


def test_a_revision_that_cant_be_read_is_passed_over_and_kept(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record(note="a"))
    history.edit(a_record(note="b"), NOW)
    with TinyDB(month_file(tmp_path)) as stock:
        stock.table("sessions").update(
            lambda d: d["revisions"].extend([{"schema": 9, "note": "new"}, {"note": "torn"}])
        )
    history.edit(a_record(note="c"), NOW)
    assert [record.note for record in history.revisions("one")] == ["b", "a"]
    assert len(history.documents()["one"]["revisions"]) == 4


def test_a_new_effort_by_hand_is_read_back(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record(sets=(a_set("x", effort=Effort.FAILED, pain=None),)))
    (one,) = open_test_folder(tmp_path, writer=False).history.load("one").sets
    assert one.effort is Effort.FAILED
    assert one.pain is None


def test_recent_returns_what_the_files_have_now(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record("one"))
    history.close()

    looked = open_test_folder(tmp_path).history
    assert [r.note for r in looked.recent(3)] == [a_record().note]
    path = month_file(tmp_path)
    elsewhere = path.with_suffix(".new")
    elsewhere.write_bytes(path.read_bytes().replace(b'"note":"', b'"note":"by hand ', 1))
    elsewhere.replace(path)
    assert [r.note for r in looked.recent(3)] == [f"by hand {a_record().note}"]

    looked.save(a_record("two", NOW + timedelta(hours=1)))
    looked.save(replace(a_record("one"), note="again"))
    assert [(r.id, r.note) for r in looked.recent(3)] == [
        ("two", a_record().note),
        ("one", "again"),
    ]
    looked.delete("one", NOW)
    assert [r.id for r in looked.recent(3)] == ["two"]


def test_a_session_ahead_of_its_day_is_listed_and_counts_nowhere(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record("past", NOW))
    history.save(a_record("ahead", NOW + timedelta(days=100)))
    assert [entry.id for entry in history.entries()] == ["ahead", "past"]
    assert [record.id for record in history.recent(5)] == ["past"]
    on_its_day = open_test_folder(tmp_path, Wall(NOW + timedelta(days=100))).history
    assert [record.id for record in on_its_day.recent(5)] == ["ahead", "past"]
