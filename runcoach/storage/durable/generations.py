"""Earlier states of a file: the previous write, and the first of each of the last seven days."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.storage.durable.atomic_write import make_folders, second_name, write_synced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from runcoach.storage.durable.atomic_write import Disk

FOLDER = "generations"
DAYS = 7

_NAME = r"(\d{6,})-(?:previous|first-(\d{4}-\d\d-\d\d))\.json"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Generation(Struct, frozen=True):
    """One earlier state. Numbers count writes, so that no wall clock decides which is newer."""

    number: int
    day: str
    """The day whose first write it is, `2026-11-23`; empty for a previous write."""
    path: Path

    def written_at(self) -> datetime:
        """When its bytes were written, local time. Raises OSError where it has gone."""
        return datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()


def folder_of(path: Path) -> Path:
    """Where the generations of a file lie."""
    return path.parent / FOLDER / path.stem


def generations(path: Path) -> list[Generation]:
    """What there is of a file, newest first; empty where there is none."""
    folder = folder_of(path)
    try:
        names = [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [
        Generation(int(match[1]), match[2] or "", folder / name)
        for name in names
        if (match := re.fullmatch(_NAME, name))
    ]
    return sorted(found, key=lambda generation: generation.number, reverse=True)


def to_drop(found: Iterable[Generation]) -> list[Generation]:
    """Those past the newest previous write and the newest seven days."""
    newest_first = sorted(found, key=lambda generation: generation.number, reverse=True)
    previous = [g for g in newest_first if not g.day]
    firsts = [g for g in newest_first if g.day]
    return previous[1:] + firsts[DAYS:]


def keep_previous(disk: Disk, path: Path) -> Path | None:
    """Before a good file is replaced: a second name for it.

    Returns:
        That name, to take back should the write fail; None where there was no file yet.

    Raises:
        OSError: nothing was made.
    """
    if not path.exists():
        return None
    make_folders(disk, folder_of(path))
    previous = folder_of(path) / f"{_next(path):06}-previous.json"
    second_name(disk, path, previous)
    return previous


def keep_first(disk: Disk, path: Path, data: bytes, today: date) -> None:
    """After `data` replaced the file: a copy, if it's the day's first.

    No link: an editor that writes in place must not reach it.

    Raises:
        OSError: nothing was made.
    """
    if today.isoformat() in {generation.day for generation in generations(path)}:
        return
    make_folders(disk, folder_of(path))
    first = folder_of(path) / f"{_next(path):06}-first-{today.isoformat()}.json"
    write_synced(disk, first, data)


def drop_old(disk: Disk, path: Path) -> None:
    """Let go of the generations that no longer count."""
    for generation in to_drop(generations(path)):
        with suppress(OSError):  # The next write tries again.
            disk.remove(generation.path)


def when(moment: datetime, now: datetime) -> str:
    """A moment as a sentence says it: `Tue 18:02` this week, `Tue 3 Nov 2026` before."""
    local = moment.astimezone(now.tzinfo)
    name = _WEEKDAYS[local.weekday()]
    if abs((now - local).days) < 6:
        return f"{name} {local:%H:%M}"
    return f"{name} {local.day} {_MONTHS[local.month - 1]} {local.year}"


def _next(path: Path) -> int:
    found = generations(path)
    return found[0].number + 1 if found else 1
