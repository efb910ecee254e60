"""Month files and the index of what they hold, read newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.storage.durable.damage import NewerSchemaError, newer_sentence
from runcoach.storage.history.index import Index
from runcoach.storage.history.month_files import Months

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from runcoach.core.merging.documents import Document
    from runcoach.core.model.records import Entry
    from runcoach.storage.durable.guarded_file import Keeping
    from runcoach.storage.history.month_document import Month

RECENT_MONTHS = 3
"""What the first screen needs: every rule of the coach but a long break looks back less."""


class IndexedMonths:
    """Whatever is read or written here is in the index too. Its owner keeps threads apart."""

    def __init__(self, folder: Path, keeping: Keeping) -> None:
        self._keeping = keeping
        self._months = Months(folder, keeping)
        self._index = Index()
        self._unread: list[str] | None = None
        self._seen: dict[str, Month] = {}
        """The newest, as they were first read; never one that somebody writes in."""

    def start(self) -> list[str]:
        """Read the newest months, once; the names of those that are still unread."""
        if self._unread is None:
            self._unread = self._months.names()
            for name in self._unread[:RECENT_MONTHS]:
                self._seen[name] = self.read(name)
            del self._unread[:RECENT_MONTHS]
        return self._unread

    def read_next(self) -> None:
        """Read the newest of those unread."""
        self._seen.clear()  # Only the first look is in such a hurry.
        if self._unread:
            self.read(self._unread[0])
            del self._unread[0]

    @property
    def complete(self) -> bool:
        """None is unread."""
        return self._unread == []

    def entries(self) -> tuple[Entry, ...]:
        """The index, newest start first."""
        return self._index.entries()

    def home(self, id: str) -> str | None:
        """The month a session lives in, among those read."""
        return self._index.month_of(id)

    def glance(self, name: str) -> Month:
        """A month as its file has it now, to look at alone: read again only if it has changed."""
        seen = self._seen.get(name)
        return seen if seen and self._months.file(name).unchanged else self.read(name)

    def read(self, name: str) -> Month:
        """A month as its file has it now."""
        self._seen.pop(name, None)
        month = self._months.read(name)
        self._index.put_month(name, month.records.values())
        return month

    def find(self, id: str) -> tuple[str, Month] | None:
        """The month of a session, by name, and read; reads all months for an unknown id."""
        while self.start() and self.home(id) is None:
            self.read_next()
        name = self.home(id)
        return (name, self.read(name)) if name else None

    def open(self, name: str) -> tuple[str, Month]:
        """The month to write in, which may be a sister of the one named."""
        name, month = self._months.open(name)
        self._seen.pop(name, None)
        self._index.put_month(name, month.records.values())
        return name, month

    def write(self, name: str, month: Month, documents: Mapping[str, Document]) -> None:
        """Insert or replace documents by id, in the month as it was just read.

        Raises:
            OSError: nothing was changed.
        """
        # 12 ms to import, and a start that only reads never needs it.
        from runcoach.storage.history.tinydb_storage import put

        try:
            put(self._months.file(name), month, documents, self._keeping.wall)
        except NewerSchemaError as fault:
            # Somebody's sync put it there since we read the month, a moment ago.
            raise OSError(newer_sentence(name)) from fault
        finally:
            # A write that failed after the rename has changed the file all the same.
            self.read(name)
