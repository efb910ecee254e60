"""The backup as bytes: a zip of files, and a manifest with the length and SHA-256 of each."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

import msgspec

from runcoach import __version__
from runcoach.interchange.import_result import BadFileError

MANIFEST = "manifest.json"
_NAME_OFFSET = 30
"""Where the name of the first file begins in a zip."""
SCHEMA = 1
LARGEST = 64 * 1024 * 1024
"""Bytes of one file; a month takes some ten thousand."""
_NAME = re.compile(
    r"(?:history|runs)/\d{4}-\d\d[a-z]?\.json"
    r"|(?:profile|coach|settings)\.json"
    r"|exercise-names\.toml"
    r"|(?:exercises|programmes)/(?!\.)[^/\\:\x00-\x1f]+\.toml"
)
"""What may be in it: no name leads out of the data folder."""


class _File(msgspec.Struct, frozen=True):
    path: str
    bytes: int
    sha256: str


class _Manifest(msgspec.Struct, frozen=True):
    schema: int
    app: str
    made_at: str
    complete: bool
    files: tuple[_File, ...]


class Backup(msgspec.Struct, frozen=True):
    """The files of a backup by their path in the data folder, each as its checksum says."""

    files: Mapping[str, bytes]
    complete: bool
    """Whether everything could be read when it was made."""


def is_backup_path(name: str) -> bool:
    """Whether a path in the data folder belongs in a backup."""
    return _NAME.fullmatch(name) is not None


def is_backup(file: BinaryIO) -> bool:
    """Whether a file is a backup, a damaged one too, and no other archive."""
    head = file.read(_NAME_OFFSET + len(MANIFEST))
    if head[:4] != b"PK\x03\x04":
        return False
    if head[_NAME_OFFSET:] == MANIFEST.encode():  # The manifest comes first as we write it.
        return True
    try:
        with zipfile.ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def build_backup(files: Mapping[str, bytes], made_at: datetime, *, complete: bool) -> bytes:
    """The zip of these files; the manifest comes first."""
    listed = tuple(
        _File(path, len(data), hashlib.sha256(data).hexdigest())
        for path, data in sorted(files.items())
    )
    manifest = _Manifest(SCHEMA, __version__, made_at.isoformat(), complete, listed)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
        for file in listed:
            archive.writestr(file.path, files[file.path])
    return buffer.getvalue()


def read_backup(data: bytes, name: str) -> Backup:
    """Read a backup and check every file of it against the manifest.

    Args:
        data: The bytes of the zip.
        name: Its name, for errors.

    Raises:
        BadFileError: it is no backup, or a file is missing, changed or has no business there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            manifest = _read_manifest(archive, name)
            files = {file.path: _read_file(archive, file, name) for file in manifest.files}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise BadFileError(name, "", "not a whole zip: copy it again") from None
    return Backup(files, manifest.complete)


def _read_manifest(archive: zipfile.ZipFile, name: str) -> _Manifest:
    if MANIFEST not in archive.namelist():
        raise BadFileError(name, MANIFEST, "missing; is this a backup of runcoach?")
    try:
        manifest = msgspec.json.decode(_read_bounded(archive, MANIFEST, name), type=_Manifest)
    except (ValueError, RecursionError) as fault:
        if isinstance(fault, BadFileError):
            raise
        raise BadFileError(name, MANIFEST, "not a manifest of runcoach") from None
    if manifest.schema > SCHEMA:
        raise BadFileError(name, MANIFEST, "made by a newer runcoach: update yours")
    return manifest


def _read_file(archive: zipfile.ZipFile, file: _File, name: str) -> bytes:
    if not is_backup_path(file.path):
        raise BadFileError(name, repr(file.path), "no file of a data folder")
    if file.path not in archive.namelist():
        raise BadFileError(name, file.path, "missing from the zip")
    data = _read_bounded(archive, file.path, name)
    if len(data) != file.bytes or hashlib.sha256(data).hexdigest() != file.sha256:
        raise BadFileError(name, file.path, "differs from its checksum: use another copy")
    return data


def _read_bounded(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    with archive.open(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadFileError(name, path, "too large")
    return data
