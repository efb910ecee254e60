"""What can't be read is left alone: nothing is moved, replaced or forgotten, and it is named."""

import errno
import os

import pytest
from msgspec.structs import replace

from runcoach.storage.durable.atomic_write import Disk
from tests.storage.samples import a_record, month_file, open_test_folder


class UnreadableDisk(Disk):
    """A disk that does not give some files, a number of times or until it is mended."""

    def __init__(self, *names, code=errno.EIO, times=10_000):
        super().__init__(pause=lambda _: None)
        self.names, self.code, self.times = names, code, times

    def read(self, path):
        if path.name in self.names and self.times > 0:
            self.times -= 1
            raise OSError(self.code, os.strerror(self.code), str(path))
        return super().read(path)


def listing(folder):
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("writer"))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


@pytest.fixture
def saved(tmp_path):
    store = open_test_folder(tmp_path)
    store.history.save(a_record("one"))
    store.history.save(a_record("two"))
    store.documents.write("profile", {"minutes": 25})
    store.history.close()
    return tmp_path


def ids(history):
    return {entry.id for entry in history.entries()}


@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES, errno.ESTALE])
def test_a_month_that_cant_be_read_is_named_and_left_alone(saved, code):
    before = listing(saved)
    disk = UnreadableDisk("2026-11.json", code=code)
    history = open_test_folder(saved, disk=disk).history
    assert ids(history) == set()
    [notice] = history.notices()
    assert notice.text == (
        f"2026-11 can't be read ({os.strerror(code)}). "
        "It is left as it is, and read again when it can be."
    )
    assert history.gaps() == (notice.text,)
    with pytest.raises(OSError, match="2026-11 can't be read"):
        history.save(a_record("three"))
    assert listing(saved) == before

    disk.times = 0
    history.read_older()
    assert ids(history) == {"one", "two"}
    assert history.notices() == ()
    assert history.gaps() == ()
    history.save(a_record("three"))
    assert ids(history) == {"one", "two", "three"}
    history.close()


def test_one_fault_is_tried_again_and_not_noticed(saved):
    history = open_test_folder(saved, disk=UnreadableDisk("2026-11.json", times=1)).history
    assert ids(history) == {"one", "two"}
    assert history.notices() == ()


def test_what_was_read_before_stays_in_the_lists(saved):
    disk = UnreadableDisk("2026-11.json", times=0)
    history = open_test_folder(saved, disk=disk).history
    record = history.load("one")
    disk.times = 10_000
    with pytest.raises(OSError, match="can't be read"):
        history.edit(replace(record, note="x"), open_test_folder(saved).access.wall())
    assert ids(history) == {"one", "two"}
    history.close()


def test_an_unreadable_copy_is_not_passed_over_for_an_older_one(saved):
    history = open_test_folder(saved).history
    history.save(a_record("three"))
    history.close()
    month_file(saved).write_bytes(b"{")
    [newest] = (saved / "history/generations/2026-11").glob("*-previous.json")
    before = listing(saved)
    history = open_test_folder(saved, disk=UnreadableDisk(newest.name)).history
    assert ids(history) == set()
    assert "can't be read" in history.notices()[0].text
    history.close()
    assert listing(saved) == before


def test_a_document_that_cant_be_read_is_not_written_until_it_was_read(saved):
    disk = UnreadableDisk("profile.json")
    store = open_test_folder(saved, disk=disk)
    assert store.documents.read("profile") == {}
    assert "profile.json can't be read" in store.history.notices()[0].text
    disk.times = 0
    with pytest.raises(OSError, match="can't be read"):
        store.documents.write("profile", {"minutes": 8})
    assert store.documents.read("profile") == {"minutes": 25}
    assert store.history.notices() == ()
    store.documents.write("profile", {"minutes": 8})
    assert store.documents.read("profile") == {"minutes": 8}
    store.history.close()


def test_a_folder_that_cant_be_listed_is_a_gap(saved):
    class Unlisted(Disk):
        def list_names(self, folder):
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    history = open_test_folder(saved, disk=Unlisted()).history
    assert ids(history) == set()
    assert "The history folder can't be read" in history.gaps()[0]


# --- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["history/2026-11.json", "profile.json"])
def test_a_link_stays_and_its_target_is_written(saved, name):
    (saved / "elsewhere").mkdir()
    elsewhere = saved / "elsewhere" / "file.json"
    (saved / name).replace(elsewhere)
    (saved / name).symlink_to(elsewhere)
    for number in range(3):
        store = open_test_folder(saved)
        store.history.save(a_record(f"more{number}"))
        store.documents.write("profile", {"minutes": 10 + number})
        store.history.close()
    assert (saved / name).is_symlink()
    assert elsewhere.read_bytes() == (saved / name).read_bytes()
    store = open_test_folder(saved)
    assert ids(store.history) == {"one", "two", "more0", "more1", "more2"}
    assert store.documents.read("profile") == {"minutes": 12}
    assert not [p for p in saved.rglob("generations/**/*") if p.is_symlink()]


def test_a_link_to_a_disk_that_is_not_there_is_waited_for(saved):
    (saved / "away").mkdir()
    away = saved / "away" / "2026-11.json"
    month = month_file(saved)
    month.replace(away)
    month.symlink_to(away)
    kept = away.rename(away.with_name("unplugged"))
    history = open_test_folder(saved).history
    assert ids(history) == set()
    with pytest.raises(OSError, match="can't be read"):
        history.save(a_record("three"))
    kept.rename(away)
    history.read_older()
    assert ids(history) == {"one", "two"}
    assert month.is_symlink()
    history.close()


@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file_is_set_aside(saved, kind):
    month = month_file(saved)
    month.unlink()
    os.mkfifo(month) if kind == "fifo" else month.mkdir()
    history = open_test_folder(saved).history
    assert ids(history) == {"one"}
    history.save(a_record("three"))
    assert ids(history) == {"one", "three"}
    assert len(list(saved.glob("history/2026-11.json.damaged-*"))) == 1
    history.close()
