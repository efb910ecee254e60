"""The compiled catalogue: a cache in one file that is read faster than the many TOML files.

Its key is the app's version and the name, size and times of every file it was made from; a checksum
goes before it all. A cache that is stale, broken or can't be written is ignored: only the TOML
files count.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from typing import TYPE_CHECKING

import msgspec

from runcoach import __version__
from runcoach.core.model.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

CACHE_FILE = "catalogue.msgpack"
_CHECKSUM_BYTES = 4
_SHAPE = 3
"""Incremented when core's values change their fields within one version of the app."""


def load_catalogue(built_in: Path, own: Path | None, cache: Path | None = None) -> Catalogue:
    """Load the catalogue of the built-in files and the person's own, from the cache if it is valid.

    Args:
        built_in: the folder that holds `exercises` and `programmes`.
        own: the person's data folder with folders of the same names, which may be missing.
        cache: the folder of the compiled catalogue, created when needed; None for no cache.
    """
    if cache is None:
        return _read(built_in, own)
    key = cache_key(built_in, own)
    path = cache / CACHE_FILE
    with contextlib.suppress(OSError, ValueError, RecursionError):
        stored_key, catalogue = _decode(path)
        if stored_key == key:
            return catalogue
    catalogue = _read(built_in, own)
    # A path that is no UTF-8 can't be encoded: without a cache, then.
    with contextlib.suppress(OSError, UnicodeEncodeError):
        content = msgspec.msgpack.encode((key, catalogue))
        cache.mkdir(parents=True, exist_ok=True)
        _replace(path, _checksum(content) + content)
    return catalogue


def _decode(path: Path) -> tuple[str, Catalogue]:
    """The key and the catalogue in a cache; ValueError if it is not as it was written."""
    if path.exists() and not path.is_file():
        raise ValueError("no file")
    data = memoryview(path.read_bytes())
    if data[:_CHECKSUM_BYTES] != _checksum(data[_CHECKSUM_BYTES:]):
        raise ValueError("the checksum differs")
    return msgspec.msgpack.decode(data[_CHECKSUM_BYTES:], type=tuple[str, Catalogue])


def _checksum(content: bytes | memoryview) -> bytes:
    # Against flipped bits, not against people: hashlib would load OpenSSL at every start.
    return zlib.crc32(content).to_bytes(_CHECKSUM_BYTES, "big")


def _read(built_in: Path, own: Path | None) -> Catalogue:
    # Imported here, as a start from the cache does not need the TOML reader.
    from runcoach.catalogue.loader import read_catalogue

    return read_catalogue(built_in, own)


def cache_key(built_in: Path, own: Path | None) -> str:
    """Everything that the compiled catalogue depends on, as one text."""
    lines = [f"{__version__} {_SHAPE}"]
    for folder in (built_in, own):
        for kind in ("exercises", "programmes"):
            lines += _stamps(folder / kind) if folder is not None else []
    return "\n".join(lines)


def _stamps(folder: Path) -> list[str]:
    """The folder's path, then a line for each file in it.

    The time of the last metadata change (ctime) is included, so that a file whose permissions
    were corrected is read again.
    """
    stamps = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".toml"):
                    stamps.append(_stamp(entry))
    except OSError:
        stamps.append("?")
    return [ascii(str(folder)), *sorted(stamps)]


def _stamp(entry: os.DirEntry[str]) -> str:
    name = ascii(entry.name)  # It may be no UTF-8.
    try:
        stat = entry.stat()
    except OSError:  # A link to nothing, as editors make for their locks.
        return f"{name} ?"
    return f"{name} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"


def _replace(path: Path, content: bytes) -> None:
    """Replace a file atomically; not synced, as a lost cache does no harm."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
