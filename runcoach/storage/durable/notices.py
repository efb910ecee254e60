"""Notices about what went wrong, one sentence each, kept until the person has read them."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from runcoach.core.ports import Notice
from runcoach.storage.durable.atomic_write import Disk, read_file, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

NOTICES_FILE = "notices.json"


class Notices:
    """The unread notices. Those added with `keep` survive the process."""

    def __init__(self, folder: Path, *, disk: Disk | None = None) -> None:
        self._path = folder / NOTICES_FILE
        self._disk = disk or Disk()
        self._mutex = threading.Lock()
        self._kept: list[Notice] | None = None
        self._passing: list[Notice] = []

    def all(self) -> tuple[Notice, ...]:
        """The unread notices, oldest first."""
        with self._mutex:
            return (*self._load(), *self._passing)

    def add(self, text: str, path: Path | None = None, *, keep: bool = False) -> None:
        """Add a notice, unless it is there; with `keep`, also on the disk for the next start."""
        notice = Notice(text, str(path) if path else "")
        with self._mutex:
            if notice in self._passing or notice in self._load():
                return
            if keep:
                self._load().append(notice)
                self._store()
            else:
                self._passing.append(notice)

    def withdraw(self, text: str) -> None:
        """Remove a passing notice about something that is no longer so."""
        with self._mutex:
            self._passing = [notice for notice in self._passing if notice.text != text]

    def dismiss(self, notice: Notice) -> None:
        """Remove a notice that the person has read."""
        with self._mutex:
            if notice in self._passing:
                self._passing.remove(notice)
            elif notice in self._load():
                self._load().remove(notice)
                self._store()

    def _load(self) -> list[Notice]:
        if self._kept is None:
            self._kept = []
            # An unreadable list of notices is a loss too small for a notice of its own.
            with suppress(OSError, ValueError, TypeError, KeyError):
                text = read_file(self._disk, self._path)
                import json  # Not at the top: the file rarely exists, and a start should not wait.

                document = json.loads(text)
                self._kept = [Notice(str(n["text"]), str(n["path"])) for n in document["notices"]]
        return self._kept

    def _store(self) -> None:
        import json

        kept = [{"text": n.text, "path": n.path} for n in self._load()]
        text = json.dumps({"schema": 1, "notices": kept}, ensure_ascii=False)
        with suppress(OSError):  # They remain in memory; the disk's error is reported elsewhere.
            write_atomically(self._disk, self._path, text.encode())
