"""The compiled catalogue: what was read from many files, kept in one that reads fast.

It is keyed by the app's version and by name, size and times of every file it was made from. One
that is stale, broken or can't be written is ignored: the files themselves are always the truth.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import msgspec

from runcoach import __version__
from runcoach.core.model.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "catalogue.msgpack"
_SHAPE = 1
"""Raised when the core values change their shape within one version of the app."""


def load_catalogue(built_in: Path, own: Path | None, cache: Path | None = None) -> Catalogue:
    """The catalogue of the built-in files and the person's own, from the cache where it is good.

    Args:
        built_in: the folder that holds `exercises` and `programmes`.
        own: the person's data folder with folders of the same names; either may be missing.
        cache: a folder for the compiled catalogue, made when it is first written; None for none.
    """
    if cache is None:
        return _read(built_in, own)
    key = key_of(built_in, own)
    path = cache / FILE_NAME
    with contextlib.suppress(OSError, msgspec.DecodeError):
        made_from, catalogue = msgspec.msgpack.decode(path.read_bytes(), type=tuple[str, Catalogue])
        if made_from == key:
            return catalogue
    catalogue = _read(built_in, own)
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        _replace(path, msgspec.msgpack.encode((key, catalogue)))
    return catalogue


def _read(built_in: Path, own: Path | None) -> Catalogue:
    # Imported only when the files are read: a start from the cache does without TOML.
    from runcoach.catalogue.loader import read_catalogue

    return read_catalogue(built_in, own)


def key_of(built_in: Path, own: Path | None) -> str:
    """What the compiled catalogue depends on, as one text."""
    lines = [f"{__version__} {_SHAPE}"]
    for folder in (built_in, own):
        for kind in ("exercises", "programmes"):
            lines += _stamps(folder / kind) if folder is not None else []
    return "\n".join(lines)


def _stamps(folder: Path) -> list[str]:
    """The folder, then a line for each file in it.

    The time of a file's last change of any kind is in it too, so that a file made readable again
    is read again.
    """
    stamps = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".toml"):
                    stat = entry.stat()
                    times = f"{stat.st_mtime_ns} {stat.st_ctime_ns}"
                    stamps.append(f"{entry.name} {stat.st_size} {times}")
    except OSError:
        stamps.append("?")
    return [str(folder), *sorted(stamps)]


def _replace(path: Path, content: bytes) -> None:
    """Write whole or not at all; a reader never sees a part."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
