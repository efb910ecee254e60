"""The runs of files, folders and archives, one outcome a file; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.core.model.run import Run
from runcoach.interchange.activities.building import build_run, hash_contents
from runcoach.interchange.activities.file_kinds import HEAD, FileKind, recognize
from runcoach.interchange.activities.walking import FoundFile, walk_files
from runcoach.interchange.recordings.local_time import machine_offset
from runcoach.interchange.recordings.recording import LeftOutError, Recording, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, timedelta
    from pathlib import Path

TRACKS = (FileKind.FIT, FileKind.GPX, FileKind.TCX)


class FileOutcome(Struct, frozen=True):
    """What one file gave."""

    name: str
    kind: FileKind
    runs: tuple[Run, ...] = ()
    left_out: tuple[str, ...] = ()
    """What its other activities are, such as `cycling`."""
    faults: tuple[str, ...] = ()
    """A sentence for each thing that could not be read."""
    sessions: bytes | None = None
    """The contents of a file of strength sessions, which other readers take."""


def read_activities(
    path: Path, *, now: datetime, zone: Callable[[datetime], timedelta] = machine_offset
) -> Iterator[FileOutcome]:
    """Read every file of a path; stop iterating to cancel.

    Args:
        path: A file, a folder or an archive.
        now: The local time; later starts are a clock that was never set.
        zone: This machine's offset from UTC at a moment.

    Raises:
        OSError: The path can't be opened.
    """
    for file in walk_files(path):
        yield _read_file(file, now, zone)


def _read_file(
    file: FoundFile, now: datetime, zone: Callable[[datetime], timedelta]
) -> FileOutcome:
    kind = recognize(file.data[:HEAD])
    if file.fault:
        return FileOutcome(file.name, kind, faults=(f"{file.name}: {file.fault}",))
    if not file.data:
        return FileOutcome(file.name, kind, faults=(f"{file.name}: it is empty",))
    if kind in TRACKS:
        return _read_track_file(file, kind, now, zone)
    if kind is FileKind.TABLE:
        return _read_table(file, now, zone)
    if kind in (FileKind.JSON, FileKind.CSV, FileKind.STRONG, FileKind.HEVY):
        return FileOutcome(file.name, kind, sessions=file.data)
    return FileOutcome(file.name, kind)


def _read_track_file(
    file: FoundFile, kind: FileKind, now: datetime, zone: Callable[[datetime], timedelta]
) -> FileOutcome:
    runs: list[Run] = []
    left_out: list[str] = []
    faults: list[str] = []
    digest = hash_contents(file.data)
    try:
        for number, recording in enumerate(_recordings(kind, file.data)):
            id = digest if number == 0 else f"{digest}-{number + 1}"
            try:
                runs.append(build_run(recording, id=id, source=kind.value, now=now, zone=zone))
            except LeftOutError as other:
                left_out.append(str(other))
            except UnreadableError as fault:
                faults.append(f"{file.name}: {fault}")
    except LeftOutError as other:
        left_out.append(str(other))
    except UnreadableError as fault:
        faults.append(f"{file.name}: {fault}")
    return FileOutcome(file.name, kind, tuple(runs), tuple(left_out), tuple(faults))


def _recordings(kind: FileKind, data: bytes) -> Iterator[Recording]:
    if kind is FileKind.FIT:
        from runcoach.interchange.fit.reader import read_fit

        return read_fit(data)
    if kind is FileKind.GPX:
        from runcoach.interchange.tracks.gpx import read_gpx

        return read_gpx(data)
    from runcoach.interchange.tracks.tcx import read_tcx

    return read_tcx(data)


def _read_table(
    file: FoundFile, now: datetime, zone: Callable[[datetime], timedelta]
) -> FileOutcome:
    from runcoach.interchange.apps.activity_tables import read_activity_table, recognize_table

    text = file.data.decode("utf-8-sig", errors="replace")
    source = recognize_table(text.partition("\n")[0])
    runs: list[Run] = []
    left_out: list[str] = []
    faults: list[str] = []
    try:
        for row in read_activity_table(text):
            if row.recording is None:
                faults.append(f"{file.name}: line {row.line}: {row.fault}")
                continue
            id = hash_contents(row.contents.encode())
            try:
                runs.append(build_run(row.recording, id=id, source=source, now=now, zone=zone))
            except LeftOutError as other:
                left_out.append(str(other))
            except UnreadableError as fault:
                faults.append(f"{file.name}: line {row.line}: {fault}")
    except UnreadableError as fault:
        faults.append(f"{file.name}: {fault}")
    return FileOutcome(file.name, FileKind.TABLE, tuple(runs), tuple(left_out), tuple(faults))
