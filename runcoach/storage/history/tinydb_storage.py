"""Writing a month through TinyDB, with a storage that writes whole files durably."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as Numbered

from runcoach.storage.history.month_document import SESSIONS, Month, write_month

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from runcoach.core.merging.documents import Document
    from runcoach.storage.durable.guarded_file import KeptFile


class MonthStorage(Storage):
    """TinyDB's door to one month: what was read is handed on, a write replaces the file."""

    def __init__(self, file: KeptFile[Month], month: Month, wall: Callable[[], datetime]) -> None:
        self._file = file
        self._tables: dict[str, dict[str, Any]] = month.tables
        self._wall = wall

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables, for TinyDB to change."""
        return dict(self._tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file. Raises what KeptFile.write does."""
        self._file.write(write_month(data, self._wall()))
        self._tables = data


def put(
    file: KeptFile[Month],
    month: Month,
    documents: Mapping[str, Document],
    wall: Callable[[], datetime],
) -> None:
    """Insert or replace whole documents by session id, in one write where all are of one kind.

    Raises:
        OSError: nothing was changed, or the replacements alone were.
        NewerSchemaError: a newer runcoach wrote the file.
    """
    numbers = {id: month.number_of(id) for id in documents}
    fresh = max(month.records, default=0) + 1
    table = TinyDB(file, month, wall, storage=MonthStorage).table(SESSIONS)
    known = {number: id for id, number in numbers.items() if number is not None}
    new = [id for id, number in numbers.items() if number is None]

    def replace(stored: Any) -> None:
        document = documents[stored["id"]]
        stored.clear()
        stored.update(document)

    if known:
        table.update(replace, doc_ids=known)
    if new:
        table.insert_multiple(
            Numbered(documents[id], doc_id=number) for number, id in enumerate(new, fresh)
        )
