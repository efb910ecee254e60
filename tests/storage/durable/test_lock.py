"""One writer per folder, who it is, and that no dead process remains it."""

import errno
import os
import signal
import socket
import subprocess
import sys

import pytest

from runcoach.storage.durable.lock import LockHeldError, WriterLock
from tests.storage.samples import NOW, a_record, month_file, open_test_folder

HOLD = """
import sys, time
from pathlib import Path
from runcoach.storage.durable.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
lock.claim()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock until the test ends it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_app_only_reads_and_names_the_writer(tmp_path, holder):
    second = open_test_folder(tmp_path).history
    who = f"runcoach is open already (process {holder.pid} on {socket.gethostname()})."
    assert second.read_only == f"{who} This one only reads."
    assert [notice.text for notice in second.notices()] == [second.read_only]
    with pytest.raises(LockHeldError, match="open already"):
        second.save(a_record())
    assert not month_file(tmp_path).exists()


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path, holder):
    second = open_test_folder(tmp_path).history
    assert second.read_only
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "writer.json").exists(), "the killed one's note stays, and misleads nobody"
    assert second.read_only == ""
    second.save(a_record())
    assert second.load("one")
    third = open_test_folder(tmp_path).history
    assert f"process {os.getpid()} on" in third.read_only


def test_closing_lets_the_next_one_write(tmp_path):
    first, second = open_test_folder(tmp_path).history, open_test_folder(tmp_path).history
    first.save(a_record("one"))
    with pytest.raises(LockHeldError):
        second.save(a_record("two"))
    assert [entry.id for entry in second.entries()] == ["one"], "reading needs no lock"
    first.close()
    second.save(a_record("two"))
    assert {entry.id for entry in second.entries()} == {"one", "two"}


def test_what_the_other_wrote_meanwhile_is_kept(tmp_path):
    first, second = open_test_folder(tmp_path).history, open_test_folder(tmp_path).history
    assert second.entries() == ()
    first.save(a_record("one"))
    first.close()
    second.save(a_record("two"))
    assert {entry.id for entry in second.entries()} == {"one", "two"}


def test_documents_and_history_share_one_lock(tmp_path):
    first, second = open_test_folder(tmp_path), open_test_folder(tmp_path)
    first.documents.write("settings", {"volume": 10})
    with pytest.raises(LockHeldError):
        second.documents.write("settings", {"volume": 20})
    first.history.save(a_record())
    assert second.documents.read("settings") == {"volume": 10}


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_folder_that_takes_no_file_is_read_and_named(tmp_path, monkeypatch, code):
    first = open_test_folder(tmp_path).history
    first.save(a_record())
    first.close()

    def refused(self, **how):
        raise OSError(code, os.strerror(code), str(tmp_path))

    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    history = open_test_folder(tmp_path).history
    assert [entry.id for entry in history.entries()] == ["one"]
    assert history.read_only == f"{tmp_path} can't be written: {os.strerror(code)}."
    with pytest.raises(LockHeldError, match="can't be written"):
        history.save(a_record("two"))


def test_one_asked_to_read_only_never_claims(tmp_path):
    first = open_test_folder(tmp_path).history
    first.save(a_record())
    first.close()
    (tmp_path / "writer.lock").unlink()
    reader = open_test_folder(tmp_path, writer=False).history
    assert reader.read_only == "runcoach was asked to read only."
    assert reader.notices() == ()
    assert len(reader.entries()) == 1
    with pytest.raises(LockHeldError):
        reader.delete("one", NOW)
    assert not (tmp_path / "writer.lock").exists()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff"])
def test_an_unreadable_note_hides_no_lock(tmp_path, note):
    first, second = open_test_folder(tmp_path).history, open_test_folder(tmp_path).history
    first.save(a_record())
    (tmp_path / "writer.json").write_bytes(note)
    assert "by a process that left no name" in second.read_only


@pytest.mark.parametrize("way", ["a file", "no rights"])
def test_a_folder_that_cant_be_made_is_reported_before_the_first_write(tmp_path, monkeypatch, way):
    above = tmp_path / "above"
    if way == "a file":
        above.write_text("")
    else:
        above.mkdir()
        monkeypatch.setattr("os.access", lambda *_: False)
    history = open_test_folder(above / "data").history
    assert "data can't be made: " in history.read_only
    assert history.entries() == ()


@pytest.mark.parametrize("fault", [NotImplementedError(), OSError(errno.ENOLCK, "No locks")])
def test_a_file_system_without_locks_is_one_sentence_and_read_only(tmp_path, monkeypatch, fault):
    def refuse(*_, **__):
        raise fault

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    lock = WriterLock(tmp_path)
    assert lock.refusal == (
        f"{tmp_path} is on a file system without locks, so this app only reads; use --data-dir."
    )
    with pytest.raises(LockHeldError, match="without locks"):
        lock.claim()
