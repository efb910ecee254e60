"""One writer a folder, who it is, and that no dead process keeps it."""

import errno
import os
import signal
import socket
import subprocess
import sys

import pytest

from runcoach.storage.durable.lock import HeldElsewhereError
from tests.storage.samples import NOW, a_record, a_store, month_file

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
    """Another process that holds the folder until it is told to end."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_app_reads_only_and_says_who_writes(tmp_path, holder):
    second = a_store(tmp_path).history
    who = f"runcoach is open already (process {holder.pid} on {socket.gethostname()})."
    assert second.read_only == f"{who} This one only reads."
    assert [notice.text for notice in second.notices()] == [second.read_only]
    with pytest.raises(HeldElsewhereError, match="open already"):
        second.save(a_record())
    assert not month_file(tmp_path).exists()


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path, holder):
    second = a_store(tmp_path).history
    assert second.read_only
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "writer.json").exists(), "the killed one's note stays, and misleads nobody"
    assert second.read_only == ""
    second.save(a_record())
    assert second.load("one")
    third = a_store(tmp_path).history
    assert f"process {os.getpid()} on" in third.read_only


def test_closing_lets_the_next_one_write(tmp_path):
    first, second = a_store(tmp_path).history, a_store(tmp_path).history
    first.save(a_record("one"))
    with pytest.raises(HeldElsewhereError):
        second.save(a_record("two"))
    assert [entry.id for entry in second.entries()] == ["one"], "reading needs no lock"
    first.close()
    second.save(a_record("two"))
    assert {entry.id for entry in second.entries()} == {"one", "two"}


def test_what_the_other_wrote_meanwhile_is_kept(tmp_path):
    first, second = a_store(tmp_path).history, a_store(tmp_path).history
    assert second.entries() == ()
    first.save(a_record("one"))
    first.close()
    second.save(a_record("two"))
    assert {entry.id for entry in second.entries()} == {"one", "two"}


def test_documents_and_history_share_one_lock(tmp_path):
    first, second = a_store(tmp_path), a_store(tmp_path)
    first.documents.write("settings", {"volume": 10})
    with pytest.raises(HeldElsewhereError):
        second.documents.write("settings", {"volume": 20})
    first.history.save(a_record())
    assert second.documents.read("settings") == {"volume": 10}


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_folder_that_takes_no_file_is_read_and_named(tmp_path, monkeypatch, code):
    first = a_store(tmp_path).history
    first.save(a_record())
    first.close()

    def refused(self, **how):
        raise OSError(code, os.strerror(code), str(tmp_path))

    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    history = a_store(tmp_path).history
    assert [entry.id for entry in history.entries()] == ["one"]
    assert history.read_only == f"{tmp_path} can't be written: {os.strerror(code)}."
    with pytest.raises(HeldElsewhereError, match="can't be written"):
        history.save(a_record("two"))


def test_one_asked_to_read_only_never_claims(tmp_path):
    first = a_store(tmp_path).history
    first.save(a_record())
    first.close()
    (tmp_path / "writer.lock").unlink()
    reader = a_store(tmp_path, writer=False).history
    assert reader.read_only == "runcoach was asked to read only."
    assert reader.notices() == ()
    assert len(reader.entries()) == 1
    with pytest.raises(HeldElsewhereError):
        reader.delete("one", NOW)
    assert not (tmp_path / "writer.lock").exists()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff"])
def test_a_note_that_says_nothing_hides_no_lock(tmp_path, note):
    first, second = a_store(tmp_path).history, a_store(tmp_path).history
    first.save(a_record())
    (tmp_path / "writer.json").write_bytes(note)
    assert "by a process that left no name" in second.read_only


@pytest.mark.parametrize("way", ["a file", "no rights"])
def test_a_folder_that_cant_be_made_is_said_before_the_first_write(tmp_path, monkeypatch, way):
    above = tmp_path / "above"
    if way == "a file":
        above.write_text("")
    else:
        above.mkdir()
        monkeypatch.setattr("os.access", lambda *_: False)
    history = a_store(above / "data").history
    assert "data can't be made: " in history.read_only
    assert history.entries() == ()
