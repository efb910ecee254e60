"""The checks of `doctor --deep`: every checksum, record, revision and generation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from runcoach.core.model.records import SessionRecord
    from runcoach.paths import Paths
    from runcoach.storage.history.month_document import MonthDocument

AREA = "deep"


def check_deeply(paths: Paths) -> Iterator[Finding]:
    """Check what a start does not: months as a whole, and every earlier version."""
    from runcoach.storage.documents.documents import SCHEMAS, decode_document
    from runcoach.storage.durable.atomic_write import Disk, read_file
    from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
    from runcoach.storage.durable.generations import list_generations
    from runcoach.storage.history.month_document import MONTH_NAME, decode_month

    checked = 0
    months = sorted(p for p in paths.history.glob("*.json") if MONTH_NAME.fullmatch(p.stem))
    for path in months:
        try:
            month = decode_month(read_file(Disk(), path))
        except (OSError, DamagedError, NewerSchemaError):
            continue  # The check of the history reports it.
        checked += len(month.records)
        yield from _check_month(path, month)
    readers: list[tuple[Path, Callable[[bytes], object]]] = [(p, decode_month) for p in months]
    for name, schema in SCHEMAS.items():
        readers.append((paths.data / f"{name}.json", partial(decode_document, schema=schema)))
    for path, decode in readers:
        for generation in list_generations(path):
            try:
                decode(read_file(Disk(), generation.path))
            except (OSError, DamagedError) as fault:
                text = f"a copy of {path.name} is no good: {generation.path.name}: {fault}"
                yield Finding(AREA, State.NOTE, text, "Another copy is taken if one is needed.")
            except NewerSchemaError:
                continue
    yield Finding(AREA, State.OK, f"{checked} session{'' if checked == 1 else 's'} checked")


def _check_month(path: Path, month: MonthDocument[SessionRecord]) -> Iterator[Finding]:
    from runcoach.core.history.corrections import validate_record
    from runcoach.core.merging.documents import list_revisions
    from runcoach.core.model.validation import InvalidValueError
    from runcoach.storage.history.decoding import check_session_document
    from runcoach.storage.history.month_document import checksum_holds

    if checksum_holds(month.data) is False:
        text = f"{path.stem} is not as runcoach wrote it: its checksum differs"
        todo = f"If you edited it, all is well. If not, see `runcoach history restore {path.stem}`."
        yield Finding(AREA, State.BROKEN, text, todo)
    seen: set[str] = set()
    for record in month.records.values():
        where = f"{path.stem}: session {record.id!r:.40}"
        if record.id in seen:
            yield Finding(AREA, State.NOTE, f"{where} is there twice", "The later edit counts.")
        seen.add(record.id)
        try:
            validate_record(record)
        except InvalidValueError as fault:
            yield Finding(AREA, State.BROKEN, f"{where}: {fault}", "Correct it in the history.")
        for revision in list_revisions(month.document(record.id) or {}):
            try:
                check_session_document(revision)
            except ValueError as fault:
                text = f"{where}: an earlier version can't be read: {fault}"
                yield Finding(AREA, State.NOTE, text, "It stays in the file.")
