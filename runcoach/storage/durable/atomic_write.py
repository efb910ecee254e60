"""Writing a file so that a kill, a full disk or a power cut leaves the old one or the new one."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

_BINARY = getattr(os, "O_BINARY", 0)
_TRIES = 40
_WAIT_S = 0.05
# Some file systems (network shares, FUSE) can't sync a folder and say so with one of these.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS}


class Disk:
    """Every call of the system that writing makes, one a method, so that tests can stand in.

    `windows` tells how the system treats files: folders can't be synced there, and a virus
    scanner or an indexer may hold a file for a moment, so that its callers try again.
    """

    def __init__(
        self, *, windows: bool = os.name == "nt", pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.windows = windows
        self.pause = pause

    def create(self, path: Path) -> int:
        """Open for writing, emptied where it was there; the descriptor."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)

    def write(self, fd: int, data: memoryview) -> int:
        """Write what the system takes; how many bytes it took."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Bytes to the disk."""
        os.fsync(fd)

    def close(self, fd: int) -> None:
        """Give the descriptor back."""
        os.close(fd)

    def read(self, path: Path) -> bytes:
        """All bytes of a file."""
        return path.read_bytes()

    def replace(self, source: Path, target: Path) -> None:
        """Rename over what is there, in one step."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A second name for the same bytes; fails where the target exists."""
        os.link(source, target)

    def remove(self, path: Path) -> None:
        """Drop a name."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make one folder; its parent is there."""
        path.mkdir(mode=0o700)

    def sync_folder(self, path: Path) -> None:
        """The names in a folder to the disk."""
        fd = os.open(path, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def make_folders(disk: Disk, folder: Path) -> None:
    """Make a folder and those above it, each one durable before the next."""
    if folder.is_dir():
        return
    make_folders(disk, folder.parent)
    with suppress(FileExistsError):
        disk.make_folder(folder)
    sync_folder(disk, folder.parent)


def write_synced(disk: Disk, path: Path, data: bytes) -> None:
    """Write a file that nobody reads yet, down to the disk. Its name is not durable yet.

    Raises:
        OSError: nothing is left of it.
    """
    fd = disk.create(path)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[disk.write(fd, rest) :]
            disk.sync(fd)
        finally:
            disk.close(fd)
    except OSError:
        with suppress(OSError):
            disk.remove(path)
        raise


def write_whole(disk: Disk, path: Path, data: bytes) -> None:
    """Replace a file in one step; durable when it returns.

    Raises:
        OSError: the old file stands as it was.
    """
    make_folders(disk, path.parent)
    fresh = path.with_name(f".{path.name}.new")
    write_synced(disk, fresh, data)
    try:
        patiently(disk, lambda: disk.replace(fresh, path))
    except OSError:
        with suppress(OSError):
            disk.remove(fresh)
        raise
    sync_folder(disk, path.parent)


def read_whole(disk: Disk, path: Path) -> bytes:
    """All bytes of a file.

    Raises:
        FileNotFoundError: there is none.
        OSError: it can't be read.
    """
    return patiently(disk, lambda: disk.read(path))


def remove_durably(disk: Disk, path: Path) -> None:
    """Drop a file; durable when it returns. Harmless where there is none."""
    try:
        patiently(disk, lambda: disk.remove(path))
    except FileNotFoundError:
        return
    sync_folder(disk, path.parent)


def second_name(disk: Disk, source: Path, target: Path) -> None:
    """The same bytes under a second name, by a copy where the file system has no links.

    Raises:
        FileExistsError: the target is there already.
        OSError: neither can be made.
    """
    try:
        disk.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        write_synced(disk, target, disk.read(source))


def sync_folder(disk: Disk, folder: Path) -> None:
    """Names to the disk, where the system can."""
    if disk.windows:
        return
    try:
        disk.sync_folder(folder)
    except OSError as fault:
        if fault.errno not in _NO_FOLDER_SYNC:
            raise


def patiently(disk: Disk, act: Callable[[], T]) -> T:
    """Act; on Windows again for two seconds while a scanner holds the file."""
    for _ in range(_TRIES if disk.windows else 0):
        try:
            return act()
        except PermissionError:
            disk.pause(_WAIT_S)
    return act()
