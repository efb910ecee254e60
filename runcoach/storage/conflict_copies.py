"""Copies that a syncing program left beside a file that was changed on two machines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runcoach.storage.documents.documents import SCHEMAS
from runcoach.storage.history.month_document import MONTH_NAME

if TYPE_CHECKING:
    from pathlib import Path

_MONTH_COPY = re.compile(rf"{MONTH_NAME.pattern}[^a-z0-9].*\.json", re.IGNORECASE)
_DOCUMENT_COPY = re.compile(rf"(?:{'|'.join(SCHEMAS)})[^a-z0-9].*\.json", re.IGNORECASE)

_LEFT = "is a second version of a file, left by a program that syncs this folder; it is not read."


def find_conflict_copies(data: Path) -> list[tuple[Path, str]]:
    """The copies in a data folder, each with a sentence that says what to do with it."""
    months = [
        (path, f'{path.name} {_LEFT} Merge it: runcoach merge "{path}"')
        for folder in ("history", "runs")
        for path in _matching(data / folder, _MONTH_COPY)
    ]
    documents = [
        (path, f"{path.name} {_LEFT} Keep one of the two, or `runcoach merge` the other folder.")
        for path in _matching(data, _DOCUMENT_COPY)
    ]
    return months + documents


def _matching(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if pattern.fullmatch(path.name))
    except OSError:  # What reads the files of that folder reports it.
        return []
