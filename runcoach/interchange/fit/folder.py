"""A folder of FIT files, one a session; files that are there already stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.core.model.dates import local_day, parse_moment
from runcoach.interchange.fit.writer import build_fit, counts_for_fit
from runcoach.interchange.new_file import write_new_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.records import SessionRecord


class WrittenFiles(Struct, frozen=True):
    """How many files were written, and how many were there already."""

    written: int
    existing: int


def write_fit_folder(
    records: Iterable[SessionRecord], catalogue: Catalogue, folder: Path, since: date | None = None
) -> WrittenFiles:
    """Write a file for each session done since a day; creates the folder.

    Raises:
        OSError: A file can't be written; the ones before it are whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = existing = 0
    for record in records:
        early = since is not None and local_day(record.started_at) < since
        if early or not counts_for_fit(record):
            continue
        try:
            write_new_bytes(folder / fit_file_name(record), build_fit(record, catalogue))
            written += 1
        except FileExistsError:
            existing += 1
    return WrittenFiles(written, existing)


def fit_file_name(record: SessionRecord) -> str:
    """`2026-11-24-1802-core.fit`: the local start and the title, fit for every file system."""
    title = re.sub(r"[^a-z0-9]+", "-", record.title.lower()).strip("-")[:40] or "session"
    return f"{parse_moment(record.started_at):%Y-%m-%d-%H%M}-{title}.fit"
