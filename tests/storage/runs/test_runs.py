"""The stored runs: durable, once each, and gone for good when deleted."""

import json
from contextlib import suppress
from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from runcoach.core.history.runs import list_runs
from runcoach.core.model.run import Run, RunKind
from runcoach.core.model.validation import InvalidValueError
from runcoach.storage.durable.atomic_write import Disk
from tests.storage.samples import NOW, open_test_folder


def a_run(number: int = 0, **changes: object) -> Run:
    values: dict[str, object] = {
        "id": f"run-{number}",
        "started_at": (NOW - timedelta(days=9 * number)).isoformat(),
        "seconds": 3000,
        "km": 10.0,
        "source": "fit",
        **changes,
    }
    return Run(**values)


def by_id(runs) -> dict[str, Run]:
    return {run.id: replace(run, edited_at="") for run in runs}


@pytest.fixture
def store(tmp_path):
    folder = open_test_folder(tmp_path)
    yield folder
    folder.history.close()


def test_reading_creates_nothing(store, tmp_path):
    assert list(store.runs().stored()) == []
    assert list(tmp_path.iterdir()) == []


def test_runs_are_kept_by_the_month_of_their_start(store, tmp_path):
    runs = [a_run(number) for number in range(6)]
    counts = store.runs().add(runs)
    assert (counts.added, counts.known) == (6, 0)
    assert by_id(store.runs().stored()) == by_id(runs)
    names = sorted(path.name for path in (tmp_path / "runs").glob("*.json"))
    assert names == ["2026-10.json", "2026-11.json"]
    assert (tmp_path / "runs" / "generations" / "2026-11").is_dir()


def test_the_same_run_again_changes_no_byte(store, tmp_path):
    store.runs().add([a_run()])
    before = (tmp_path / "runs" / "2026-11.json").read_bytes()
    counts = store.runs().add([a_run()])
    assert (counts.added, counts.known) == (0, 1)
    assert (tmp_path / "runs" / "2026-11.json").read_bytes() == before


def test_a_deleted_run_stays_deleted_and_can_be_restored(store):
    runs = store.runs()
    runs.add([a_run()])
    runs.delete(["run-0"], NOW)
    runs.add([a_run()])
    assert list_runs(store.runs().stored()).runs == ()
    runs.restore(["run-0"], NOW + timedelta(minutes=1))
    assert [run.id for run in list_runs(store.runs().stored()).runs] == ["run-0"]


def test_an_edit_keeps_the_version_before_it_and_the_file_it_is_in(store, tmp_path):
    runs = store.runs()
    runs.add([a_run(note="first")])
    moved = a_run(note="second", kind=RunKind.HARD, started_at="2026-10-30T07:00:00+01:00")
    runs.edit(moved, NOW)
    assert [run.note for run in runs.stored()] == ["second"]
    assert [run.note for run in runs.revisions("run-0")] == ["first"]
    assert [path.name for path in (tmp_path / "runs").glob("*.json")] == ["2026-11.json"]


def test_unknown_fields_survive_an_edit(store, tmp_path):
    store.runs().add([a_run()])
    path = tmp_path / "runs" / "2026-11.json"
    tables = json.loads(path.read_bytes())
    tables["runs"]["1"]["shoes"] = "red"
    path.write_text(json.dumps(tables), encoding="utf-8")
    store.runs().edit(a_run(note="new"), NOW)
    assert json.loads(path.read_bytes())["runs"]["1"]["shoes"] == "red"


@pytest.mark.parametrize("changes", [{"seconds": 0}, {"km": -1.0}, {"km": 1e9}, {"id": ""}])
def test_a_value_out_of_bounds_is_not_written(store, tmp_path, changes):
    with pytest.raises(InvalidValueError):
        store.runs().add([a_run(**changes)])
    assert not (tmp_path / "runs").exists()


def test_an_unknown_run_cannot_be_changed(store):
    for act in (store.runs().delete, store.runs().restore):
        with pytest.raises(KeyError):
            act(["nobody"], NOW)


def test_a_damaged_month_is_set_aside_and_its_copy_loaded(store, tmp_path):
    runs = store.runs()
    runs.add([a_run()])
    runs.edit(a_run(note="later"), NOW)
    (tmp_path / "runs" / "2026-11.json").write_bytes(b"{")
    again = open_test_folder(tmp_path)
    assert len(again.runs().stored()) == 1
    assert any("runs of 2026-11" in notice.text for notice in again.access.notices.all())


def test_merging_is_commutative_and_idempotent(tmp_path):
    one, other = open_test_folder(tmp_path / "1"), open_test_folder(tmp_path / "2")
    one.runs().add([a_run(0), a_run(1)])
    other.runs().add([a_run(1, note="other"), a_run(2)])
    other.runs().delete(["run-2"], NOW)
    ours, theirs = one.runs().documents(), other.runs().documents()
    one.runs().merge(theirs)
    other.runs().merge(ours)
    assert one.runs().documents() == other.runs().documents()
    assert one.runs().merge(theirs).added == 0
    assert {run.id for run in one.runs().stored() if run.deleted} == {"run-2"}


def test_a_merge_with_a_document_that_is_no_run_changes_nothing(store, tmp_path):
    with pytest.raises(ValueError):
        store.runs().merge({"x": {"id": "x", "started_at": "2026-11-01T07:00:00+01:00"}})
    assert not (tmp_path / "runs").exists()


class Dying(Disk):
    """A disk that fails from its n-th write on, as a kill would stop it."""

    def __init__(self, calls: int) -> None:
        super().__init__()
        self.left = calls

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(5, "killed")

    def write(self, fd, data):
        self._count()
        return super().write(fd, data)

    def replace(self, source, target):
        self._count()
        super().replace(source, target)

    def link(self, source, target):
        self._count()
        super().link(source, target)


@pytest.mark.parametrize("calls", range(14))
def test_an_import_stopped_anywhere_and_repeated_is_as_one_that_was_not(tmp_path, calls):
    fresh = [a_run(number) for number in range(12)]
    store = open_test_folder(tmp_path, disk=Dying(calls))
    with suppress(OSError):
        store.runs().add(fresh)
    store.history.close()
    again = open_test_folder(tmp_path)
    again.runs().add(fresh)
    again.history.close()
    listed = list_runs(open_test_folder(tmp_path).runs().stored())
    whole = list_runs(fresh)
    assert by_id(listed.runs) == by_id(whole.runs)


def test_a_stored_run_is_read_by_the_type_it_was_written_with(store, tmp_path):
    run = a_run(ascent_m=120, heart_rate=150, intervals=True, note="hills\nand more")
    store.runs().add([run])
    document = json.loads((tmp_path / "runs" / "2026-11.json").read_bytes())["runs"]["1"]
    assert msgspec.convert(document, Run) == store.runs().stored()[0]
