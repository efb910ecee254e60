"""One writer a folder: who holds it, and letting go."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from runcoach.storage.durable.atomic_write import Disk, make_folders

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock

LOCK = "writer.lock"
HOLDER = "writer.json"


class HeldElsewhereError(OSError):
    """This folder isn't ours to write; the message says who holds it."""


class WriterLock:
    """The right to write in a data folder, asked for at the first write and kept until closed.

    The system lets go of it with the process, however that dies, so a lock never outlives its
    holder. Readers don't need it.
    """

    def __init__(self, folder: Path, *, writer: bool = True, disk: Disk | None = None) -> None:
        self._folder = folder
        self.wanted = writer
        self._disk = disk or Disk()
        self._turn = threading.Lock()
        self._lock: BaseFileLock | None = None
        self._refusal = "" if writer else "runcoach was asked to read only."

    def claim(self) -> None:
        """Become the writer, unless we are it. Makes the folder.

        Raises:
            HeldElsewhereError: somebody else is, or the folder can't be written.
        """
        with self._turn:
            if self._lock is not None:
                return
            if not self.wanted:
                raise HeldElsewhereError(self._refusal)
            self._refusal = self._try()
            if self._refusal:
                raise HeldElsewhereError(self._refusal)

    def ours(self) -> bool:
        """Claim the folder if that makes nothing new on the disk but the lock; are we the writer?

        A folder that isn't there yet counts as ours where it can be made.
        """
        if not self._folder.is_dir():
            if self.wanted:
                self._refusal = _cant_be_made(self._folder)
            return not self._refusal
        try:
            self.claim()
        except HeldElsewhereError:
            return False
        return True

    @property
    def known_refusal(self) -> str:
        """The same without asking: empty as long as nobody has claimed."""
        return self._refusal

    @property
    def refusal(self) -> str:
        """Why we may not write, as one sentence; empty when we may."""
        return "" if self.ours() else self._refusal

    def release(self) -> None:
        """Let go, for the next app."""
        with self._turn:
            if self._lock is None:
                return
            with suppress(OSError):  # Only a note: the lock itself is what counts.
                self._disk.remove(self._folder / HOLDER)
            self._lock.release()
            self._lock = None

    def _try(self) -> str:
        # 40 ms to import, and a start that only looks never needs it.
        import socket

        from filelock import FileLock, Timeout

        # Claimed in a thread and released in another, so its state can't be a thread's own.
        lock = FileLock(self._folder / LOCK, thread_local=False)
        try:
            make_folders(self._disk, self._folder)
            lock.acquire(blocking=False)
        except Timeout:
            return f"runcoach is open already ({self._holder()}). This one only reads."
        except OSError as fault:
            return f"{self._folder} can't be written: {fault.strerror or fault}."
        self._lock = lock
        import json

        note = {"pid": os.getpid(), "host": socket.gethostname()}
        with suppress(OSError):  # Only a note, and a full disk is for the write itself to tell.
            (self._folder / HOLDER).write_text(json.dumps(note), encoding="utf-8")
        return ""

    def _holder(self) -> str:
        import json

        try:
            note = json.loads((self._folder / HOLDER).read_bytes())
            return f"process {int(note['pid'])} on {note['host']}"
        except (OSError, ValueError, TypeError, KeyError):
            return "by a process that left no name"


def _cant_be_made(folder: Path) -> str:
    """Why the folder can't be made, as one sentence, as far as its rights tell; else empty."""
    above = folder
    # Not `Path.exists`, which raises where a folder may not be entered.
    while not os.path.exists(above) and above != above.parent:  # noqa: PTH110
        above = above.parent
    if not os.path.isdir(above):  # noqa: PTH112
        return f"{folder} can't be made: {above} is a file."
    if not os.access(above, os.W_OK | os.X_OK):
        return f"{folder} can't be made: {above} can't be written."
    return ""
