"""Writes to a month through TinyDB, with a storage that replaces the file durably."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as Numbered

from runcoach.storage.history.month_document import LEFT_OUT, MonthDocument, encode_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from runcoach.core.merging.documents import Document
    from runcoach.storage.durable.guarded_file import GuardedFile


class MonthStorage(Storage):
    """A TinyDB storage for one month that was read already; a write replaces its file."""

    def __init__(
        self,
        file: GuardedFile[MonthDocument[Any]],
        month: MonthDocument[Any],
        wall: Callable[[], datetime],
    ) -> None:
        self._file = file
        self._tables: dict[str, Any] = month.tables
        self._table = month.table
        self._wall = wall

    def read(self) -> dict[str, Any]:
        """The tables, which TinyDB may change."""
        return dict(self._tables)

    def write(self, data: dict[str, Any]) -> None:
        """Replace the file. Raises the exceptions of `GuardedFile.write`."""
        self._file.write(encode_month(data, self._wall(), self._table))
        self._tables = data


def write_documents(
    file: GuardedFile[MonthDocument[Any]],
    month: MonthDocument[Any],
    documents: Mapping[str, Document],
    wall: Callable[[], datetime],
) -> None:
    """Insert or replace whole documents by id.

    One of that id that can't be read moves to a table of its own, so that neither is lost and the
    new one is the only one in the table of the records.

    It takes one write if all are new or all replace others, else two.

    Raises:
        OSError: nothing was changed, or only the replacements were written.
        NewerSchemaError: a newer runcoach wrote the file.
    """
    _move_left_out(month, documents)
    numbers = {id: month.number_of(id) for id in documents}
    next_number = max(map(int, month.tables[month.table]), default=0) + 1
    table = TinyDB(file, month, wall, storage=MonthStorage).table(month.table)
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
            Numbered(documents[id], doc_id=number) for number, id in enumerate(new, next_number)
        )


def _move_left_out(month: MonthDocument[Any], ids: Iterable[str]) -> None:
    moved = [number for id in ids for number in month.left_out_numbers(id)]
    if not moved:
        return
    aside = _aside_table(month.tables.get(LEFT_OUT))
    for number in moved:
        aside[str(len(aside) + 1)] = month.tables[month.table].pop(number)
    month.tables[LEFT_OUT] = aside


def _aside_table(stored: msgspec.Raw | None) -> dict[str, msgspec.Raw]:
    return {} if stored is None else msgspec.json.decode(stored, type=dict[str, msgspec.Raw])
