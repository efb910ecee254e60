"""The files of paths, folders and archives, one at a time, within bounds."""

from __future__ import annotations

import gzip
import os
import tempfile
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from runcoach.interchange.activities.file_kinds import FileKind, recognize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one activity or table, unpacked; a day's run in GPX has 30 MB."""
LARGEST_INNER_ZIP = 8 * 1024 * 1024 * 1024
MOST_FILES = 200_000
DEEPEST = 3
"""Archives within archives."""


class FoundFile(Struct, frozen=True):
    """One file, unpacked; or why it could not be."""

    name: str
    data: bytes = b""
    fault: str = ""


def walk_files(path: Path) -> Iterator[FoundFile]:
    """Every file of a path, those in folders and archives too, in a fixed order.

    Symbolic links to folders are not followed.

    Raises:
        OSError: The path itself can't be opened.
    """
    if not path.is_dir():
        with path.open("rb") as file:
            yield from _unpack(path.name, file, 0)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            inside = path.__class__(folder) / name
            if name.startswith(".") or not inside.is_file():
                continue
            shown = inside.relative_to(path.parent).as_posix()
            try:
                with inside.open("rb") as file:
                    yield from _unpack(shown, file, 0)
            except OSError as error:
                yield FoundFile(shown, fault=error.strerror or str(error))


def _unpack(name: str, file: BinaryIO, depth: int) -> Iterator[FoundFile]:
    head = file.read(4)
    file.seek(0)
    kind = recognize(head)
    if kind is FileKind.ZIP:
        if depth >= DEEPEST:
            yield FoundFile(name, fault="archives within archives, too deep")
        else:
            yield from _unzip(name, file, depth)
        return
    if kind is FileKind.GZIP:
        yield _gunzip(name, file)
        return
    yield _bounded(name, file)


def _bounded(name: str, file: BinaryIO) -> FoundFile:
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        return FoundFile(name, fault=f"it is larger than {LARGEST_FILE >> 20} MB")
    return FoundFile(name, data)


def _gunzip(name: str, file: BinaryIO) -> FoundFile:
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            while part := unpacked.read(1 << 20):
                size += len(part)
                if size > LARGEST_FILE:
                    return FoundFile(name, fault=f"it is larger than {LARGEST_FILE >> 20} MB")
                parts.append(part)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        # What was unpacked of one that ends too early may hold most of the run.
        if not parts:
            return FoundFile(name, fault=f"it can't be unpacked: {error}")
    return FoundFile(name, b"".join(parts))


def _unzip(name: str, file: BinaryIO, depth: int) -> Iterator[FoundFile]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        yield FoundFile(name, fault=f"the archive is damaged: {error}")
        return
    with archive:
        for count, entry in enumerate(archive.infolist()):
            if count >= MOST_FILES:
                yield FoundFile(name, fault=f"only its first {MOST_FILES} files were read")
                return
            if entry.is_dir():
                continue
            inside = f"{name}/{entry.filename}"
            try:
                with archive.open(entry) as packed:
                    yield from _unpack_entry(inside, packed, depth)
            except (
                zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
            ) as error:  # fmt: skip
                # Encrypted, of an unknown method, or damaged: this entry alone.
                yield FoundFile(inside, fault=f"it can't be unpacked: {error}")


def _unpack_entry(name: str, packed: BinaryIO | object, depth: int) -> Iterator[FoundFile]:
    stream: BinaryIO = packed  # type: ignore[assignment]
    head = stream.read(4)
    if recognize(head) is not FileKind.ZIP:
        stream.seek(0)
        yield from _unpack(name, stream, depth)
        return
    # An archive is read from its end, for which a packed stream is unpacked again and again.
    with tempfile.TemporaryFile() as copy:
        copy.write(head)
        size = len(head)
        while part := stream.read(1 << 20):
            size += len(part)
            if size > LARGEST_INNER_ZIP:
                yield FoundFile(name, fault="the archive in it is too large")
                return
            copy.write(part)
        copy.seek(0)
        yield from _unpack(name, copy, depth + 1)
