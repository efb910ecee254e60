"""Opening a data folder: its history, documents and journal, under one lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.storage.documents.documents import StoredDocuments
from runcoach.storage.durable.atomic_write import Disk
from runcoach.storage.durable.guarded_file import Keeping
from runcoach.storage.durable.lock import WriterLock
from runcoach.storage.durable.notices import Notices
from runcoach.storage.history.history import StoredHistory

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.journal.journal import Deliver, FileJournal

JOURNAL = "active.json"


class Store(Struct, frozen=True):
    """What a data folder holds. Opening it reads nothing and makes nothing."""

    folder: Path
    keeping: Keeping
    history: StoredHistory
    documents: StoredDocuments

    def journal(self, deliver: Deliver) -> FileJournal:
        """The journal; `deliver` calls back on the event loop, `loop.call_soon_threadsafe`."""
        # Only a session needs it, and what it imports.
        from runcoach.storage.journal.journal import FileJournal

        path = self.folder / JOURNAL
        return FileJournal(path, self.keeping, holds=self.history.holds, deliver=deliver)


def open_store(
    folder: Path, *, wall: Callable[[], datetime], writer: bool = True, disk: Disk | None = None
) -> Store:
    """A data folder, there or not. With `writer` false nothing in it is ever changed.

    `wall` gives local time with its offset.
    """
    disk = disk or Disk()
    lock = WriterLock(folder, writer=writer, disk=disk)
    keeping = Keeping(disk, lock, Notices(folder, disk=disk), wall)
    return Store(folder, keeping, StoredHistory(folder, keeping), StoredDocuments(folder, keeping))


def open_history(
    folder: Path, *, wall: Callable[[], datetime], writer: bool = True
) -> StoredHistory:
    """The history alone, for commands that need nothing else of the folder."""
    return open_store(folder, wall=wall, writer=writer).history
