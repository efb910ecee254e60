"""A file with generations, checked at each read and never overwritten while it is damaged."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from runcoach.storage.durable.atomic_write import read_whole, remove_durably, write_whole
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError, sentence, set_aside
from runcoach.storage.durable.generations import (
    Generation,
    drop_old,
    generations,
    keep_first,
    keep_previous,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.durable.atomic_write import Disk
    from runcoach.storage.durable.lock import WriterLock
    from runcoach.storage.durable.notices import Notices

T = TypeVar("T")
Signature = tuple[int, ...] | None
"""What tells one state of a file from another: inode, time, size; None where there is none."""


class Keeping(Struct, frozen=True):
    """What every kept file of one data folder shares."""

    disk: Disk
    lock: WriterLock
    notices: Notices
    wall: Callable[[], datetime]


class KeptFile(Generic[T]):
    """One JSON file that outlives kills, full disks and damage.

    `check` turns bytes into what the file means and raises DamagedError or NewerSchemaError;
    `name` is what sentences call it. Not safe for two threads at once: its owner sees to that.
    """

    def __init__(
        self,
        path: Path,
        name: str,
        check: Callable[[bytes], T],
        keeping: Keeping,
        later: str = "Later changes may be missing.",
    ) -> None:
        self.path = path
        self.name = name
        self._check = check
        self._keeping = keeping
        self._later = later
        self._good: Signature = ()

    def read(self) -> T | None:
        """What the file means; None where there is none.

        A damaged file is set aside if we are the writer, and left alone otherwise; its newest
        good generation is what it means then, and the person is told.

        Raises:
            NewerSchemaError: a newer runcoach wrote it.
        """
        self._good = ()
        signature = self._signature()
        try:
            meant = self._check(read_whole(self._keeping.disk, self.path))
        except FileNotFoundError:
            if generations(self.path):
                return self._recover(missing=True)
            self._good = None
            return None
        except (OSError, DamagedError):
            return self._recover(missing=False)
        self._good = signature
        return meant

    @property
    def unchanged(self) -> bool:
        """The file is as it was when it was last read whole, or written."""
        return bool(self._good) and self._signature() == self._good

    def write(self, data: bytes) -> None:
        """Replace the file; durable when it returns.

        Raises:
            OSError: the old file stands, or it is damaged and can't be set aside.
            NewerSchemaError: a newer runcoach wrote what is there.
        """
        keeping = self._keeping
        keeping.lock.claim()
        if self._good == () or self._signature() != self._good:
            self.read()
        if self._signature() != self._good:
            raise OSError(f"{self.name} is damaged and can't be set aside. Nothing was changed.")
        previous = keep_previous(keeping.disk, self.path)
        try:
            write_whole(keeping.disk, self.path, data)
        except OSError:
            if previous:
                with suppress(OSError):  # One generation too many harms nobody.
                    keeping.disk.remove(previous)
            raise
        self._good = self._signature()
        with suppress(OSError):  # What was asked is on the disk; the next write tries again.
            keep_first(keeping.disk, self.path, data, keeping.wall().date())
        drop_old(keeping.disk, self.path)

    def good_generations(self) -> Iterator[tuple[Generation, T]]:
        """The generations that can be read, newest first, each with what it means."""
        for generation in generations(self.path):
            try:
                yield generation, self._check(read_whole(self._keeping.disk, generation.path))
            except (OSError, DamagedError, NewerSchemaError):
                continue

    def _recover(self, *, missing: bool) -> T | None:
        generation, meant = next(self.good_generations(), (None, None))
        copy_of = ""
        if generation:
            copy_of = when(generation.written_at(), self._keeping.wall())
        if self._keeping.lock.ours():
            try:
                self._mend(generation, copy_of, missing=missing)
            except OSError:  # Full or read-only: what was found is shown, and nothing is written.
                self._tell(copy_of, missing=missing, aside=False)
        else:
            self._tell(copy_of, missing=missing, aside=False)
        return meant

    def _mend(self, generation: Generation | None, copy_of: str, *, missing: bool) -> None:
        disk, now = self._keeping.disk, self._keeping.wall()
        where = self.path if missing else set_aside(disk, self.path, now)
        # Told before the file is mended: a kill in between tells twice, not never.
        self._tell(copy_of, missing=missing, aside=True, path=where, keep=True)
        if generation:
            write_whole(disk, self.path, read_whole(disk, generation.path))
        else:
            remove_durably(disk, self.path)
        self._good = self._signature()

    def _tell(
        self,
        copy_of: str,
        *,
        missing: bool,
        aside: bool,
        path: Path | None = None,
        keep: bool = False,
    ) -> None:
        text = sentence(self.name, copy_of, self._later, missing=missing, aside=aside)
        self._keeping.notices.tell(text, path or self.path, keep=keep)

    def _signature(self) -> Signature:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
