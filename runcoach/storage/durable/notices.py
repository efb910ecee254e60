"""What went wrong, one sentence each, kept until the person has read it."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from runcoach.core.ports import Notice
from runcoach.storage.durable.atomic_write import Disk, read_whole, write_whole

if TYPE_CHECKING:
    from pathlib import Path

FILE = "notices.json"


class Notices:
    """Sentences for the person. Those told with `keep` outlive this app until they are read."""

    def __init__(self, folder: Path, *, disk: Disk | None = None) -> None:
        self._path = folder / FILE
        self._disk = disk or Disk()
        self._turn = threading.Lock()
        self._kept: list[Notice] | None = None
        self._passing: list[Notice] = []

    def all(self) -> tuple[Notice, ...]:
        """What was told and not yet read, oldest first."""
        with self._turn:
            return (*self._load(), *self._passing)

    def tell(self, text: str, path: Path | None = None, *, keep: bool = False) -> None:
        """Tell once; with `keep`, on the disk too, so that it's told again at the next start."""
        notice = Notice(text, str(path) if path else "")
        with self._turn:
            if notice in self._passing or notice in self._load():
                return
            if keep:
                self._load().append(notice)
                self._store()
            else:
                self._passing.append(notice)

    def read(self, notice: Notice) -> None:
        """The person has read it."""
        with self._turn:
            if notice in self._passing:
                self._passing.remove(notice)
            elif notice in self._load():
                self._load().remove(notice)
                self._store()

    def _load(self) -> list[Notice]:
        if self._kept is None:
            self._kept = []
            # A list of sentences that can't be read is no loss worth a sentence of its own.
            with suppress(OSError, ValueError, TypeError, KeyError):
                text = read_whole(self._disk, self._path)
                import json  # There is hardly ever such a file, and no start should wait.

                kept = json.loads(text)
                self._kept = [Notice(str(n["text"]), str(n["path"])) for n in kept["notices"]]
        return self._kept

    def _store(self) -> None:
        import json

        kept = [{"text": n.text, "path": n.path} for n in self._load()]
        text = json.dumps({"schema": 1, "notices": kept}, ensure_ascii=False)
        with suppress(OSError):  # They are still told by this app; the disk's fault is told too.
            write_whole(self._disk, self._path, text.encode())
