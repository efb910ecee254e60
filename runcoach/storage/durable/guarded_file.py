"""A file that is checked at each read, has generations, and is never overwritten when damaged."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from runcoach.storage.durable.atomic_write import (
    NotAFileError,
    read_file,
    remove_durably,
    write_atomically,
)
from runcoach.storage.durable.damage import (
    DamagedError,
    NewerSchemaError,
    UnreadableError,
    damage_message,
    set_aside,
    unreadable_message,
)
from runcoach.storage.durable.generations import (
    Generation,
    delete_expired,
    format_write_time,
    keep_before_day,
    keep_first_write,
    keep_previous,
    list_generations,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.durable.atomic_write import Disk
    from runcoach.storage.durable.lock import WriterLock
    from runcoach.storage.durable.notices import Notices

T = TypeVar("T")
FileSignature = tuple[int, ...] | None
"""Identifies the state of a file: inode, modification time, size; None where there is no file."""


class FolderAccess(Struct, frozen=True):
    """What all files of one data folder share."""

    disk: Disk
    lock: WriterLock
    notices: Notices
    wall: Callable[[], datetime]


class GuardedFile(Generic[T]):
    """One file that survives kills, full disks and damage. Not thread-safe: its owner locks.

    Only bytes that were read and can't be decoded are damage. A file that can't be read is left
    alone, whatever the reason: its contents may be whole.
    """

    def __init__(
        self,
        path: Path,
        name: str,
        check: Callable[[bytes], T],
        access: FolderAccess,
        later: str = "Later changes may be missing.",
    ) -> None:
        """Nothing is read before the first question.

        Args:
            path: where the file is, if it exists.
            name: what messages call it.
            check: decodes its bytes; raises DamagedError or NewerSchemaError.
            access: what it shares with the other files of its data folder.
            later: the sentence about what a generation, loaded in its place, may lack.
        """
        self.path = path
        self.name = name
        self._check = check
        self._access = access
        self._later = later
        self._good: FileSignature = ()
        self.damage = ""
        """The sentence about damage that this process has found in it; empty if there was none."""

    def read(self) -> T | None:
        """Read and decode the file; None where there is none.

        A damaged file is set aside if we are the writer, and left alone otherwise. Its newest
        good generation is returned instead, and a notice is added.

        Raises:
            NewerSchemaError: a newer runcoach wrote it.
            UnreadableError: it can't be read now; nothing was changed.
        """
        self._good = ()
        try:
            return self._read()
        except OSError as fault:
            raise UnreadableError(
                0, unreadable_message(self.name, fault), str(self.path)
            ) from fault

    def _read(self) -> T | None:
        signature = self._signature()
        try:
            content = self._check(read_file(self._access.disk, self.path))
        except FileNotFoundError:
            if self.path.is_symlink():  # Its target may be on a disk that is not there now.
                raise
            if list_generations(self.path, self._access.disk):
                return self._recover(missing=True)
            self._good = None
            return None
        except (NotAFileError, DamagedError):
            return self._recover(missing=False)
        self._good = signature
        return content

    @property
    def unchanged(self) -> bool:
        """Whether the file is as it was when it was last read undamaged, or written."""
        return bool(self._good) and self._signature() == self._good

    def write(self, data: bytes) -> None:
        """Replace the file; durable when it returns.

        Raises:
            OSError: the old file is unchanged; it may be damaged and impossible to set aside.
            NewerSchemaError: a newer runcoach wrote what is there.
        """
        access = self._access
        access.lock.claim()
        if self._good == () or self._signature() != self._good:
            self.read()
        if (not self._good and self._good is not None) or self._signature() != self._good:
            raise OSError(f"{self.name} is damaged and can't be set aside. Nothing was changed.")
        with suppress(OSError):  # Not worth a session: the previous write is kept in any case.
            keep_before_day(access.disk, self.path, access.wall().date())
        previous = keep_previous(access.disk, self.path)
        try:
            write_atomically(access.disk, self.path, data)
        except OSError:
            if previous:
                with suppress(OSError):  # One generation too many does no harm.
                    access.disk.remove(previous)
            raise
        self._good = self._signature()
        with suppress(OSError):  # The write itself succeeded.
            if previous is None and not list_generations(self.path, access.disk):
                keep_first_write(access.disk, self.path, data, access.wall().date())
            delete_expired(access.disk, self.path)

    def good_generations(self) -> Iterator[tuple[Generation, T]]:
        """The undamaged generations, newest first, each with its decoded content.

        Raises:
            OSError: one can't be read: it may be the newest good one.
        """
        for generation in list_generations(self.path, self._access.disk):
            try:
                yield generation, self._check(read_file(self._access.disk, generation.path))
            except (FileNotFoundError, NotAFileError, DamagedError, NewerSchemaError):
                continue

    def _recover(self, *, missing: bool) -> T | None:
        generation, content = next(self.good_generations(), (None, None))
        copy_of = ""
        if generation:
            copy_of = format_write_time(generation.written_at(), self._access.wall())
        if self._access.lock.try_claim():
            try:
                self._repair(generation, copy_of, missing=missing)
            except OSError:  # A full or read-only disk: the copy is used, and nothing is written.
                self._tell(copy_of, missing=missing, aside=False)
        else:
            self._tell(copy_of, missing=missing, aside=False)
        return content

    def _repair(self, generation: Generation | None, copy_of: str, *, missing: bool) -> None:
        disk, now = self._access.disk, self._access.wall()
        where = self.path if missing else set_aside(disk, self.path, now)
        # Before the repair, so that a kill in between adds the notice twice rather than never.
        self._tell(copy_of, missing=missing, aside=True, path=where, keep=True)
        if generation:
            write_atomically(disk, self.path, read_file(disk, generation.path))
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
        text = damage_message(self.name, copy_of, self._later, missing=missing, aside=aside)
        self.damage = text
        self._access.notices.add(text, path or self.path, keep=keep)

    def _signature(self) -> FileSignature:
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError:
            return ()  # Unknown, which equals no state that was read.
        return stat.st_ino, stat.st_mtime_ns, stat.st_size
