"""After a crash or a disk error at any moment, everything that was acknowledged is there."""

import errno
import itertools
import shutil
from datetime import timedelta

import pytest
from msgspec.structs import replace

from runcoach.storage.durable.atomic_write import Disk
from runcoach.storage.durable.guarded_file import FolderAccess
from runcoach.storage.durable.lock import LockHeldError, WriterLock
from runcoach.storage.durable.notices import Notices
from tests.storage.durable.powercut import Image, RecordingDisk, lay_out
from tests.storage.samples import NOW, Wall, a_record, month_file, open_test_folder


def read_state(folder, *, writer=True):
    """What a person would find: the note and trash of each session, the settings; and notices."""
    store = open_test_folder(folder, writer=writer)
    store.history.read_older()
    sessions = {r.id: (r.note, r.deleted_at is not None) for r in store.history.records()}
    settings = dict(store.documents.read("settings"))
    notices = [notice.text for notice in store.history.notices()]
    store.history.close()
    return (sessions, settings), notices


def an_evening(store):
    """Every kind of write, one after the other; yields after each has been acknowledged."""
    history = store.history
    history.save(a_record("one", note="a"))
    yield
    history.save(a_record("two", note="b"))
    yield
    history.edit(replace(history.load("one"), note="c"), NOW)
    yield
    store.documents.write("settings", {"volume": 40})
    yield
    history.delete("two", NOW)
    yield
    history.save(a_record("three", NOW - timedelta(days=60), note="d"))
    yield
    store.documents.write("settings", {"volume": 60, "voice": False})
    yield
    history.restore("two", NOW)
    yield


def test_every_crash_between_two_calls_leaves_what_was_acknowledged(tmp_path):
    root = tmp_path / "recorded"
    root.mkdir()
    disk = RecordingDisk(root)
    store = open_test_folder(root, disk=disk)
    states, acknowledged = [read_state(tmp_path / "nothing")[0]], [0]
    for _ in an_evening(store):
        copy = tmp_path / f"state{len(states)}"
        shutil.copytree(root, copy)
        states.append(read_state(copy)[0])
        acknowledged.append(len(disk.calls))
    store.history.close()
    assert len({repr(state) for state in states}) == 9

    image, count, turn = Image(), itertools.count(), itertools.count()
    seen = [set() for _ in states]
    for done in range(acknowledged[-1] + 1):
        if done:
            image.apply(disk.calls[done - 1])
        last = max(n for n, at in enumerate(acknowledged) if at <= done)
        for left in image.crashes(seen[last]):
            folder = tmp_path / f"crash{next(count)}"
            lay_out(left, folder)
            # A writer also repairs, which is slow; every fourth one shows it as well.
            found, notices = read_state(folder, writer=next(turn) % 4 == 0)
            assert found in states[last : last + 2], (done, disk.calls[:done], found)
            assert not [text for text in notices if "damaged" in text], (done, left)
            shutil.rmtree(folder)
    assert next(count) > 500


CALLS = (
    "create",
    "write",
    "sync",
    "close",
    "read",
    "list_names",
    "replace",
    "link",
    "remove",
    "make_folder",
    "sync_folder",
)


class FaultyDisk(Disk):
    """Fails at one call, counted from 0, and with `forever` at all after it; or at some names."""

    def __init__(self, at=None, names=(), code=errno.ENOSPC, *, forever=False):
        super().__init__(windows=False, pause=lambda _: None)
        self.at, self.names, self.code, self.count = at, names, code, 0
        self.forever = forever

    def _call(self, name, path):
        self.count += 1
        due = self.at is not None and self.count - 1 >= self.at
        if (due and (self.forever or self.count - 1 == self.at)) or name in self.names:
            raise OSError(self.code, "the disk says no", str(path))


for _name in CALLS:

    def _faulty(self, *args, _name=_name):
        if _name == "close":  # A descriptor is gone even where closing it reports an error.
            Disk.close(self, *args)
            return self._call(_name, args[0])
        self._call(_name, args[0])
        return getattr(Disk, _name)(self, *args)

    setattr(FaultyDisk, _name, _faulty)


@pytest.mark.parametrize("forever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("at", range(45))
def test_a_fault_at_any_call_changes_nothing_or_everything(tmp_path, at, forever):
    history = open_test_folder(tmp_path).history
    history.save(a_record("one", note="a"))
    history.save(a_record("two", note="b"))
    history.close()
    before = read_state(tmp_path)[0]

    disk = FaultyDisk(code=errno.EIO, forever=forever)
    tomorrow = Wall(NOW + timedelta(days=1))
    history = open_test_folder(tmp_path, tomorrow, disk=disk).history
    record = replace(history.load("one"), note="c")
    disk.at = disk.count + at
    failed = False
    try:
        history.edit(record, NOW)
    except OSError:
        failed = True
    disk.at = None
    history.read_older()
    note = history.load("one").note
    history.close()
    assert not list(tmp_path.rglob("*.damaged-*"))
    found, notices = read_state(tmp_path)
    assert notices == []
    assert found[0]["one"][0] == note
    assert found[0]["two"] == before[0]["two"]
    assert failed or note == "c"

    again = open_test_folder(tmp_path, tomorrow).history
    again.edit(record, NOW)
    assert again.load("one").note == "c"
    assert [r.note for r in again.revisions("one")] == ["a"]
    again.close()
    assert not list(tmp_path.rglob(".*.new"))


@pytest.mark.parametrize("names", [("write",), ("sync",), ("create",), ("replace",)])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES])
def test_a_disk_that_takes_nothing_loses_nothing(tmp_path, names, code):
    history = open_test_folder(tmp_path).history
    history.save(a_record("one"))
    history.close()
    data = month_file(tmp_path).read_bytes()
    history = open_test_folder(tmp_path, disk=FaultyDisk(names=names, code=code)).history
    for id in ("two", "three"):
        with pytest.raises(OSError, match="the disk says no"):
            history.save(a_record(id))
    assert [entry.id for entry in history.entries()] == ["one"]
    assert month_file(tmp_path).read_bytes() == data
    assert len(list(tmp_path.rglob("*-previous.json"))) == 0


def test_damage_on_a_disk_that_takes_nothing_is_reported_and_left(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record("one"))
    history.close()
    month_file(tmp_path).write_bytes(b"{")
    disk = FaultyDisk(names=("create", "link", "replace", "make_folder"), code=errno.EROFS)
    history = open_test_folder(tmp_path, disk=disk).history
    assert [entry.id for entry in history.entries()] == ["one"]
    with pytest.raises(OSError, match="Nothing was changed"):
        history.save(a_record("two"))
    assert month_file(tmp_path).read_bytes() == b"{"
    assert history.notices()[0].text.startswith("2026-11 is damaged; it is left as it is.")


def test_a_file_system_without_links_or_folder_sync_will_do(tmp_path):
    disk = FaultyDisk(names=("link", "sync_folder"), code=errno.ENOTSUP)
    history = open_test_folder(tmp_path, disk=disk).history
    for id in ("one", "two"):
        history.save(a_record(id))
    month_file(tmp_path).write_bytes(b"{")
    assert [entry.id for entry in history.recent(9)] == ["one"]
    assert len(list(tmp_path.rglob("*.damaged-*"))) == 1


class Scanner(Disk):
    """Windows, with a scanner that holds each file for a few attempts."""

    def __init__(self, holds):
        self.waits = []
        super().__init__(windows=True, pause=self.waits.append)
        self.holds, self.remaining = holds, holds

    def replace(self, source, target):
        if self.remaining:
            self.remaining -= 1
            raise PermissionError(errno.EACCES, "held by another program", str(target))
        self.remaining = self.holds
        super().replace(source, target)

    def sync_folder(self, path):
        raise AssertionError("Windows can't sync a folder")


def test_on_windows_a_file_held_for_a_moment_is_tried_again(tmp_path):
    disk = Scanner(holds=3)
    history = open_test_folder(tmp_path, disk=disk).history
    history.save(a_record("one"))
    assert history.load("one").note == "felt strong"
    assert len(disk.waits) == 3


def test_on_windows_a_file_held_for_good_is_an_error_in_the_end(tmp_path):
    disk = Scanner(holds=10_000)
    with pytest.raises(PermissionError):
        open_test_folder(tmp_path, disk=disk).history.save(a_record("one"))
    assert sum(disk.waits) == pytest.approx(2.0)


def test_elsewhere_a_folder_without_permission_fails_at_once(tmp_path):
    disk = FaultyDisk(names=("replace",), code=errno.EACCES)
    disk.pause = None
    with pytest.raises(PermissionError):
        open_test_folder(tmp_path, disk=disk).history.save(a_record("one"))


def test_the_error_about_a_folder_that_cant_be_made_names_it(tmp_path):
    (tmp_path / "data").write_text("a file in the folder's place")
    history = open_test_folder(tmp_path / "data").history
    assert history.entries() == ()
    with pytest.raises(LockHeldError, match="data can't be written"):
        history.save(a_record("one"))


def test_notices_survive_a_disk_that_takes_nothing(tmp_path):
    disk = FaultyDisk(names=("create",))
    notices = Notices(tmp_path, disk=disk)
    access = FolderAccess(disk, WriterLock(tmp_path, disk=disk), notices, Wall())
    access.notices.add("something", keep=True)
    assert [notice.text for notice in notices.all()] == ["something"]
