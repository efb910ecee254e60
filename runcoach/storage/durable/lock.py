"""The writer's lock: at most one process writes in a data folder."""

from __future__ import annotations

import errno
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from runcoach.storage.durable.atomic_write import Disk, make_folders

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock

LOCK_FILE = "writer.lock"
HOLDER_FILE = "writer.json"

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}
_CANT_LOCK = "{} is on a file system without locks, so this app only reads; use --data-dir."


class LockHeldError(OSError):
    """This process may not write in the folder; the message says who holds the lock."""


class WriterLock:
    """The right to write in a data folder, claimed at the first write and held until released.

    The operating system releases it when the process ends in any way, so a lock never outlives
    its holder. Readers don't need it.
    """

    def __init__(self, folder: Path, *, writer: bool = True, disk: Disk | None = None) -> None:
        self._folder = folder
        self.may_claim = writer
        self._disk = disk or Disk()
        self._mutex = threading.Lock()
        self._lock: BaseFileLock | None = None
        self._refusal = "" if writer else "runcoach was asked to read only."

    def claim(self) -> None:
        """Acquire the lock, unless we hold it; creates the folder.

        Raises:
            LockHeldError: another process holds it, or the folder can't be written.
        """
        with self._mutex:
            if self._lock is not None:
                return
            if not self.may_claim:
                raise LockHeldError(self._refusal)
            self._refusal = self._try()
            if self._refusal:
                raise LockHeldError(self._refusal)

    def try_claim(self) -> bool:
        """Try to claim the lock without creating the folder. Returns whether we may write.

        A folder that doesn't exist yet counts as ours if it can be created.
        """
        if not self._folder.is_dir():
            if self.may_claim:
                self._refusal = _cant_be_made(self._folder)
            return not self._refusal
        try:
            self.claim()
        except LockHeldError:
            return False
        return True

    @property
    def last_refusal(self) -> str:
        """The same as `refusal`, without claiming: empty as long as nobody has tried."""
        return self._refusal

    @property
    def refusal(self) -> str:
        """Why we may not write, as one sentence; empty if we may. Claims the lock."""
        return "" if self.try_claim() else self._refusal

    def release(self) -> None:
        """Release the lock, if we hold it."""
        with self._mutex:
            if self._lock is None:
                return
            with suppress(OSError):  # Only a note for messages; what counts is the lock.
                self._disk.remove(self._folder / HOLDER_FILE)
            self._lock.release()
            self._lock = None

    def _try(self) -> str:
        # 40 ms to import, which a start that only reads does not need.
        import socket

        from filelock import FileLock, Timeout

        # Claimed and released on different threads, so its state can't be thread-local.
        lock = FileLock(self._folder / LOCK_FILE, thread_local=False, mode=0o600)
        try:
            make_folders(self._disk, self._folder)
            lock.acquire(blocking=False)
        except Timeout:
            return f"runcoach is open already ({self._holder()}). This one only reads."
        except OSError as fault:
            if fault.errno in _NO_LOCKS:
                return _CANT_LOCK.format(self._folder)
            return f"{self._folder} can't be written: {fault.strerror or fault}."
        except NotImplementedError:  # filelock's word for a file system without locks.
            return _CANT_LOCK.format(self._folder)
        self._lock = lock
        import json

        note = {"pid": os.getpid(), "host": socket.gethostname()}
        with suppress(OSError):  # Only a note; the write itself will report a full disk.
            (self._folder / HOLDER_FILE).write_text(json.dumps(note), encoding="utf-8")
        return ""

    def _holder(self) -> str:
        import json

        try:
            note = json.loads((self._folder / HOLDER_FILE).read_bytes())
            return f"process {int(note['pid'])} on {note['host']}"
        except (OSError, ValueError, TypeError, KeyError):
            return "by a process that left no name"


def _cant_be_made(folder: Path) -> str:
    """Why the folder can't be created, as one sentence, judged by permissions; empty if it can."""
    parent = folder
    # `Path.exists` would raise in a folder that may not be entered.
    while not os.path.exists(parent) and parent != parent.parent:  # noqa: PTH110
        parent = parent.parent
    if not os.path.isdir(parent):  # noqa: PTH112
        return f"{folder} can't be made: {parent} is a file."
    if not os.access(parent, os.W_OK | os.X_OK):
        return f"{folder} can't be made: {parent} can't be written."
    return ""
