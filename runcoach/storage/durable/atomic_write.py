"""Atomic writes: a kill, a full disk or a power cut leaves the old file or the new one, whole."""

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
# Errors of file systems that can't sync a folder (network shares, FUSE).
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS}


class NotAFileError(OSError):
    """A folder, FIFO or device is in the place of a file."""


class Disk:
    """The system calls that a write makes, one a method, so that tests can replace them.

    `windows` selects how files are treated: on Windows a folder can't be synced, and a virus
    scanner or indexer may hold a file open for a moment, so that the call has to be retried.
    """

    def __init__(
        self, *, windows: bool = os.name == "nt", pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.windows = windows
        self.pause = pause

    def create(self, path: Path) -> int:
        """Create a file, or empty an existing one, for writing. Returns the descriptor."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)

    def write(self, fd: int, data: memoryview) -> int:
        """Write as much as the system accepts. Returns the number of bytes written."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Sync a file's bytes to the disk."""
        os.fsync(fd)

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def read(self, path: Path) -> bytes:
        """Read all bytes of a file.

        Raises:
            NotAFileError: it is a folder, a FIFO or a device.
            OSError: it can't be read.
        """
        if path.exists() and not path.is_file():  # Opening a FIFO would wait for a writer.
            raise NotAFileError(errno.EINVAL, "it is no file", str(path))
        return path.read_bytes()

    def list_names(self, folder: Path) -> list[str]:
        """The names in a folder."""
        return [path.name for path in folder.iterdir()]

    def replace(self, source: Path, target: Path) -> None:
        """Rename a file over the target, atomically."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Make a hard link; fails where the target exists."""
        os.link(source, target)

    def remove(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Create one folder, whose parent exists."""
        path.mkdir(mode=0o700)

    def sync_folder(self, path: Path) -> None:
        """Sync the names in a folder to the disk."""
        fd = os.open(path, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def make_folders(disk: Disk, folder: Path) -> None:
    """Create a folder and its missing parents, each one durable before the next."""
    if folder.is_dir():
        return
    make_folders(disk, folder.parent)
    with suppress(FileExistsError):
        disk.make_folder(folder)
    sync_folder(disk, folder.parent)


def write_synced(disk: Disk, path: Path, data: bytes) -> None:
    """Write a file and sync its bytes; its name is not durable yet.

    Raises:
        OSError: it could not be written; nothing of it remains.
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


def write_atomically(disk: Disk, path: Path, data: bytes) -> None:
    """Replace a file atomically; durable when it returns. A symbolic link stays, its target is new.

    Raises:
        OSError: the old file is unchanged.
    """
    path = follow_link(path)
    make_folders(disk, path.parent)
    temporary = path.with_name(f".{path.name}.new")
    write_synced(disk, temporary, data)
    try:
        retry_on_windows(disk, lambda: disk.replace(temporary, path))
    except OSError:
        with suppress(OSError):
            disk.remove(temporary)
        raise
    sync_folder(disk, path.parent)


def read_file(disk: Disk, path: Path) -> bytes:
    """Read all bytes of a file, retrying once, and on Windows for longer.

    Raises:
        FileNotFoundError: there is no file.
        NotAFileError: it is a folder, a FIFO or a device.
        OSError: it can't be read.
    """
    try:
        return retry_on_windows(disk, lambda: disk.read(path))
    except (FileNotFoundError, PermissionError, NotAFileError):
        raise
    except OSError:
        disk.pause(_WAIT_S)
        return disk.read(path)


def follow_link(path: Path) -> Path:
    """The file that a symbolic link leads to; any other path as it is."""
    return path.resolve() if path.is_symlink() else path


def remove_durably(disk: Disk, path: Path) -> None:
    """Delete a file; durable when it returns. Does nothing where there is none."""
    try:
        retry_on_windows(disk, lambda: disk.remove(path))
    except FileNotFoundError:
        return
    sync_folder(disk, path.parent)


def link_or_copy(disk: Disk, source: Path, target: Path) -> None:
    """Give a file a second name: a hard link, or a copy where the file system has no links.

    Of a symbolic link it is the target that gets the name.

    Raises:
        FileExistsError: the target exists already.
        OSError: neither could be made.
    """
    source = follow_link(source)
    try:
        disk.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        write_synced(disk, target, disk.read(source))


def sync_folder(disk: Disk, folder: Path) -> None:
    """Sync the names in a folder, where the system can."""
    if disk.windows:
        return
    try:
        disk.sync_folder(folder)
    except OSError as fault:
        if fault.errno not in _NO_FOLDER_SYNC:
            raise


def retry_on_windows(disk: Disk, call: Callable[[], T]) -> T:
    """Call a function; on Windows retry it for two seconds while a scanner holds the file."""
    for _ in range(_TRIES if disk.windows else 0):
        try:
            return call()
        except PermissionError:
            disk.pause(_WAIT_S)
    return call()
