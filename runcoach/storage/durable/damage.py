"""Damaged files: the exceptions, the message to the person, and setting the file aside."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from runcoach.storage.durable.atomic_write import Disk, link_or_copy, retry_on_windows, sync_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


BOM = b"\xef\xbb\xbf"
"""The byte order mark that some editors put before a text."""


class DamagedError(Exception):
    """The bytes are not valid content of the file; the message says why."""


class NewerSchemaError(Exception):
    """A newer runcoach wrote the file: it must be neither read nor changed."""


class UnreadableError(OSError):
    """The file, or one of its copies, can't be read for now. Nothing was changed."""


def unreadable_message(name: str, fault: OSError) -> str:
    """The message to the person about a file that can't be read for now."""
    why = fault.strerror or str(fault)
    return f"{name} can't be read ({why}). It is left as it is, and read again when it can be."


def damage_message(name: str, copy_of: str, later: str, *, missing: bool, aside: bool) -> str:
    """The message to the person: what happened to the file, and what was loaded instead.

    Args:
        name: what the message calls the file.
        copy_of: when the loaded generation was written; empty if there was none to load.
        later: the sentence about what a copy lacks.
        missing: whether the file was missing, rather than damaged.
        aside: whether the damaged file was set aside.
    """
    if missing:
        first = f"{name} was missing."
    elif aside:
        first = f"{name} was damaged; it is set aside, not lost."
    else:
        first = f"{name} is damaged; it is left as it is."
    if copy_of:
        return f"{first} Loaded the copy of {copy_of}. {later}"
    return f"{first} There was no copy to load."


def newer_schema_message(name: str) -> str:
    """The message to the person about a file that a newer runcoach wrote."""
    return f"{name} was written by a newer runcoach; it is left as it is. Update to see it."


def set_aside(disk: Disk, path: Path, now: datetime) -> Path:
    """Give a damaged file a second, dated name that is free, or move it there if it can't have two.

    Returns:
        The dated name.

    Raises:
        OSError: it could not be moved; the file is unchanged.
    """
    stamp = f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"
    target = path.with_name(stamp)
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{stamp}-{count}")
    with suppress(OSError):
        link_or_copy(disk, path, target)
        sync_folder(disk, path.parent)
        return target
    # A folder can't be linked, nor an unreadable file copied: these are moved.
    retry_on_windows(disk, lambda: disk.replace(path, target))
    sync_folder(disk, path.parent)
    return target
