"""The month files and the index of their sessions, read newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.storage.durable.damage import NewerSchemaError, newer_schema_message
from runcoach.storage.history.index import SessionIndex
from runcoach.storage.history.month_files import FOLDER, MonthFiles
from runcoach.storage.history.record_kind import SESSION_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from runcoach.core.merging.documents import Document
    from runcoach.core.model.records import Entry, SessionRecord
    from runcoach.storage.durable.guarded_file import FolderAccess
    from runcoach.storage.history.month_document import MonthDocument

RECENT_MONTHS = 3
"""What the first screen needs: every rule of the coach but that of layoffs looks back less."""


class IndexedMonths:
    """Month files whose every read and write updates the index. Not thread-safe."""

    def __init__(self, folder: Path, access: FolderAccess) -> None:
        self._access = access
        self._months = MonthFiles(folder, access, SESSION_KIND)
        self._index = SessionIndex()
        self._unread: list[str] | None = None
        self._fresh: dict[str, MonthDocument[SessionRecord]] = {}
        """The newest months as first read; never one that was opened for writing."""

    def read_newest(self) -> list[str]:
        """Read the newest months at the first call. Returns the names of the unread months."""
        if self._unread is None:
            self._unread = self._months.names()
            for name in self._unread[:RECENT_MONTHS]:
                self._fresh[name] = self.read(name)
            del self._unread[:RECENT_MONTHS]
        return self._unread

    def retry_unreadable(self) -> None:
        """Read again what could not be read."""
        if self._unread is not None and self._months.gaps:
            known = {*self._index.months(), *self._unread}
            self._unread += [name for name in self._months.names() if name not in known]
            for name in [name for name in self._months.unreadable if name != FOLDER]:
                self.read(name)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """A sentence for each month that can't be read now."""
        return tuple(self._months.unreadable.values())

    @property
    def gaps(self) -> tuple[str, ...]:
        """A sentence for each thing that could not be read in full."""
        return self._months.gaps

    def read_next_unread(self) -> None:
        """Read the newest unread month."""
        self._fresh.clear()  # Only a start saves these reads.
        if self._unread:
            self.read(self._unread[0])
            del self._unread[0]

    @property
    def complete(self) -> bool:
        """Whether every month was read."""
        return self._unread == []

    def entries(self) -> tuple[Entry, ...]:
        """The index, newest start first."""
        return self._index.entries()

    def month_of(self, id: str) -> str | None:
        """The month whose file a session is in, among the months read so far."""
        return self._index.month_of(id)

    def peek(self, name: str) -> MonthDocument[SessionRecord]:
        """A month to read from, not to change: its file is read again only if it has changed."""
        fresh = self._fresh.get(name)
        return fresh if fresh and self._months.file(name).unchanged else self.read(name)

    def read(self, name: str) -> MonthDocument[SessionRecord]:
        """Read a month's file."""
        self._fresh.pop(name, None)
        month = self._months.read(name)
        if name in self._months.unreadable and self._index.has(name):
            return month  # What was read of it before stays in the index.
        self._index.replace_month(name, month.records.values())
        return month

    def find(self, id: str) -> tuple[str, MonthDocument[SessionRecord]] | None:
        """The name and content of a session's month; an unknown id reads all months."""
        while self.read_newest() and self.month_of(id) is None:
            self.read_next_unread()
        name = self.month_of(id)
        return (name, self.read(name)) if name else None

    def open_for_writing(self, name: str) -> tuple[str, MonthDocument[SessionRecord]]:
        """The name and content of the month to write in; see `MonthFiles.open_for_writing`."""
        name, month = self._months.open_for_writing(name)
        self._fresh.pop(name, None)
        self._index.replace_month(name, month.records.values())
        return name, month

    def write(
        self, name: str, month: MonthDocument[SessionRecord], documents: Mapping[str, Document]
    ) -> None:
        """Insert or replace documents by id in a month that was just read.

        Raises:
            OSError: nothing was changed.
        """
        # 12 ms to import, which a start that only reads does not need.
        from runcoach.storage.history.tinydb_storage import write_documents

        try:
            write_documents(self._months.file(name), month, documents, self._access.wall)
        except NewerSchemaError as fault:
            # A sync program replaced the file since the month was read, a moment ago.
            raise OSError(newer_schema_message(name)) from fault
        finally:
            # A write that failed after its rename has changed the file nevertheless.
            self.read(name)
