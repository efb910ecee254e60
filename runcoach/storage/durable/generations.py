"""Generations: a file before its last write, and before the first write of each of seven days."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.core.model.dates import WEEKDAYS, format_weekday_date
from runcoach.storage.durable.atomic_write import (
    Disk,
    link_or_copy,
    make_folders,
    read_file,
    write_synced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GENERATIONS_FOLDER = "generations"
DAYS_KEPT = 7

_NAME = r"(\d{6,})-(?:previous|(?:before|first)-(\d{4}-\d\d-\d\d))\.json"
# `first` is the state after a file's first write, and in older folders after a day's first write.


class Generation(Struct, frozen=True):
    """One earlier state. Numbers count writes, so that the order doesn't depend on a wall clock."""

    number: int
    day: str
    """The day whose changes it was kept before, `2026-11-23`; empty for a previous write."""
    path: Path

    def written_at(self) -> datetime:
        """When its bytes were written, in local time. Raises OSError if it no longer exists."""
        return datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()


def generations_folder(path: Path) -> Path:
    """The folder of a file's generations."""
    return path.parent / GENERATIONS_FOLDER / path.stem


def list_generations(path: Path, disk: Disk | None = None) -> list[Generation]:
    """The generations of a file, newest first.

    Raises:
        OSError: their folder can't be read.
    """
    folder = generations_folder(path)
    try:
        names = (disk or Disk()).list_names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [
        Generation(int(match[1]), match[2] or "", folder / name)
        for name in names
        if (match := re.fullmatch(_NAME, name))
    ]
    return sorted(found, key=lambda generation: generation.number, reverse=True)


def expired_generations(found: Iterable[Generation]) -> list[Generation]:
    """The generations to delete: all but the newest previous write and the newest seven days."""
    newest_first = sorted(found, key=lambda generation: generation.number, reverse=True)
    previous = [g for g in newest_first if not g.day]
    firsts = [g for g in newest_first if g.day]
    return previous[1:] + firsts[DAYS_KEPT:]


def keep_previous(disk: Disk, path: Path) -> Path | None:
    """Give a good file a second name before it is replaced.

    Returns:
        That name, to be deleted if the write fails; None where there is no file yet.

    Raises:
        OSError: the name could not be made.
    """
    if not path.exists():
        return None
    make_folders(disk, generations_folder(path))
    previous = generations_folder(path) / f"{_next(path):06}-previous.json"
    link_or_copy(disk, path, previous)
    return previous


def keep_before_day(disk: Disk, path: Path, today: date) -> None:
    """Copy the file, as it is before the day's first write; does nothing on later writes.

    A copy rather than a link, as an editor that writes in place must not change it; a link where
    there is no space for a copy.

    Raises:
        OSError: neither could be made.
    """
    if not path.exists() or today.isoformat() in {g.day for g in list_generations(path)}:
        return
    make_folders(disk, generations_folder(path))
    kept = generations_folder(path) / f"{_next(path):06}-before-{today.isoformat()}.json"
    try:
        write_synced(disk, kept, read_file(disk, path))
    except OSError:
        link_or_copy(disk, path, kept)


def keep_first_write(disk: Disk, path: Path, data: bytes, today: date) -> None:
    """Write a copy of a file's very first contents, before which there is nothing to keep.

    Raises:
        OSError: the copy could not be made.
    """
    make_folders(disk, generations_folder(path))
    first = generations_folder(path) / f"{_next(path):06}-first-{today.isoformat()}.json"
    write_synced(disk, first, data)


def delete_expired(disk: Disk, path: Path) -> None:
    """Delete the expired generations."""
    for generation in expired_generations(list_generations(path)):
        with suppress(OSError):  # The next write tries again.
            disk.remove(generation.path)


def format_write_time(moment: datetime, now: datetime) -> str:
    """A moment for a sentence: `Tue 18:02` within the last week, `Tue 3 Nov 2026` before that."""
    local = moment.astimezone(now.tzinfo)
    if abs((now - local).days) < 6:
        return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"
    return format_weekday_date(local)


def _next(path: Path) -> int:
    found = list_generations(path)
    return found[0].number + 1 if found else 1
