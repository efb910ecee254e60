"""A file that can't be read as what it should be: setting it aside, and saying so."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from runcoach.storage.durable.atomic_write import Disk, patiently, second_name, sync_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class DamagedError(Exception):
    """The bytes are not what the file should hold; the message says how."""


class NewerSchemaError(Exception):
    """Written by a newer runcoach; not ours to read or to touch."""


def sentence(name: str, copy_of: str, later: str, *, missing: bool, aside: bool) -> str:
    """What the person is told: what happened to the file, and what was loaded instead."""
    if missing:
        first = f"{name} was missing."
    elif aside:
        first = f"{name} was damaged; it is set aside, not lost."
    else:
        first = f"{name} is damaged; it is left as it is."
    if copy_of:
        return f"{first} Loaded the copy of {copy_of}. {later}"
    return f"{first} There was no copy to load."


def newer_sentence(name: str) -> str:
    """What the person is told of a file that a newer runcoach wrote."""
    return f"{name} was written by a newer runcoach; it is left as it is. Update to see it."


def set_aside(disk: Disk, path: Path, now: datetime) -> Path:
    """Give a file a dated name that nothing has yet, beside its own where that can be.

    Raises:
        OSError: it is still where it was, untouched.
    """
    stamp = f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"
    target = path.with_name(stamp)
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{stamp}-{count}")
    with suppress(OSError):
        second_name(disk, path, target)
        sync_folder(disk, path.parent)
        return target
    # What has no second name (a folder, or bytes that nobody may read) is moved.
    patiently(disk, lambda: disk.replace(path, target))
    sync_folder(disk, path.parent)
    return target
