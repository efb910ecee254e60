"""A data folder: its history, documents and journal, under one writer lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.storage.documents.documents import FileDocuments
from runcoach.storage.durable.atomic_write import Disk
from runcoach.storage.durable.guarded_file import FolderAccess
from runcoach.storage.durable.lock import WriterLock
from runcoach.storage.durable.notices import Notices
from runcoach.storage.history.history import FileHistory

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.journal.journal import Deliver, FileJournal
    from runcoach.storage.runs.runs import FileRuns

JOURNAL_FILE = "active.json"


class DataFolder(Struct, frozen=True):
    """An opened data folder. Opening one reads nothing and creates nothing."""

    folder: Path
    access: FolderAccess
    history: FileHistory
    documents: FileDocuments

    def runs(self) -> FileRuns:
        """The runs, under the same lock."""
        # Imported here: the first frame needs none.
        from runcoach.storage.runs.runs import FileRuns

        return FileRuns(self.folder, self.access)

    def journal(self, deliver: Deliver) -> FileJournal:
        """The journal; `deliver` runs a callback on the event loop: `loop.call_soon_threadsafe`."""
        # Imported here: only the app needs it.
        from runcoach.storage.journal.journal import FileJournal

        path = self.folder / JOURNAL_FILE
        return FileJournal(path, self.access, holds=self.history.holds, deliver=deliver)


def open_data_folder(
    folder: Path, *, wall: Callable[[], datetime], writer: bool = True, disk: Disk | None = None
) -> DataFolder:
    """Open a data folder, which need not exist yet.

    Args:
        folder: the person's data folder.
        wall: returns the local time with its offset.
        writer: whether to claim the writer's lock at the first write; if false, nothing in the
            folder is ever changed.
        disk: replaces the calls to the file system, for tests.
    """
    disk = disk or Disk()
    lock = WriterLock(folder, writer=writer, disk=disk)
    access = FolderAccess(disk, lock, Notices(folder, disk=disk), wall)
    return DataFolder(folder, access, FileHistory(folder, access), FileDocuments(folder, access))


def open_history(folder: Path, *, wall: Callable[[], datetime], writer: bool = True) -> FileHistory:
    """Open only the history, for commands that need nothing else of the folder."""
    return open_data_folder(folder, wall=wall, writer=writer).history
