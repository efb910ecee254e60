"""Writing a new file, never over an existing one, and never in part."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_new_file(path: Path, text: str) -> None:
    """Write text to a new file as UTF-8, line ends unchanged; raises as `write_new_bytes`."""
    write_new_bytes(path, text.encode())


def write_new_bytes(path: Path, data: bytes) -> None:
    """Write a new file: beside its place, synced, then renamed. Only its owner can read it.

    Raises:
        FileExistsError: the file exists; it is not changed.
        OSError: the file can't be written; nothing of it remains.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _rename_to_new(beside, path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
    _sync_folder(path.parent)


_BINARY = getattr(os, "O_BINARY", 0)


def _rename_to_new(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)  # Unlike a rename it never replaces a file made meanwhile.
    except FileExistsError:
        raise
    except OSError:  # A file system without links.
        beside.replace(path)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Not possible on Windows and some network shares.
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
