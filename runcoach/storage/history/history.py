"""The stored history: one file a month, newest first, whole records only when asked for."""

from __future__ import annotations

import threading
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from runcoach.core.history.counting import begun_sessions
from runcoach.core.merging.documents import (
    EDITED_AT,
    Document,
    delete_document,
    edit_document,
    first_start,
    is_same_version,
    list_revisions,
    merge_documents,
    merge_histories,
    next_edit_time,
    restore_document,
)
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.core.ports import Notice
from runcoach.storage.durable.patching import patch_document
from runcoach.storage.history.decoding import check_session_document, decode_readable
from runcoach.storage.history.indexed_months import IndexedMonths
from runcoach.storage.history.month_document import month_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.durable.guarded_file import FolderAccess
    from runcoach.storage.durable.migrations import RawDocument


class MergeCounts(Struct, frozen=True):
    """How many sessions a merge added and changed."""

    added: int
    changed: int


class FileHistory:
    """The port `History` for a data folder. Thread-safe.

    Nothing is read before the first question, and nothing created on the disk before the first
    write.
    """

    def __init__(self, folder: Path, access: FolderAccess) -> None:
        self._access = access
        self._months = IndexedMonths(folder / "history", access)
        self._mutex = threading.RLock()

    # Reading

    def notices(self) -> tuple[Notice, ...]:
        """What was damaged, newer than us, or found locked, one sentence each.

        Does not claim the lock: its holder is known once `read_only` or a write has tried.
        """
        notices = self._access.notices.all()
        return (*notices, Notice(self.held)) if self.held else notices

    def notice_read(self, notice: Notice) -> None:
        """Remove a notice that the person has read."""
        self._access.notices.dismiss(notice)

    @property
    def held(self) -> str:
        """Who holds the writer's lock, as far as is known; empty as long as nobody has tried it."""
        lock = self._access.lock
        return lock.last_refusal if lock.may_claim else ""

    @property
    def read_only(self) -> str:
        """Who holds the writer's lock; empty if this app may write.

        The first call claims the lock if the folder exists, which takes an import of 40 ms.
        """
        return self._access.lock.refusal

    def entries(self) -> Sequence[Entry]:
        """The light index, newest first; only of the newest months until `read_older` is done."""
        with self._mutex:
            self._months.read_newest()
            return self._months.entries()

    @property
    def complete(self) -> bool:
        """Whether every month is in the index."""
        with self._mutex:
            return self._months.complete

    def gaps(self) -> tuple[str, ...]:
        """A sentence for each thing in the history that could not be read in full; reads all."""
        self.read_older()
        with self._mutex:
            return self._months.gaps

    def read_older(self) -> None:
        """Read the months that the index still lacks, newest first; to be run in a thread.

        What could not be read before is tried again.
        """
        with self._mutex:
            self._months.retry_unreadable()
        while True:
            # Released between months, so that a save waits for one of them at most.
            with self._mutex:
                if not self._months.read_newest():
                    return
                self._months.read_next_unread()

    def load(self, id: str) -> SessionRecord | None:
        """One whole record; None if there is none of that id."""
        with self._mutex:
            found = self._months.find(id)
            return found[1].record(id) if found else None

    def recent(self, count: int) -> Sequence[SessionRecord]:
        """The newest whole records, without the trash and those whose day has not come.

        Reads no older months than needed.
        """
        today = self._access.wall().date()
        with self._mutex:
            while True:
                unread = self._months.read_newest()
                begun = begun_sessions(self._months.entries(), today)
                wanted = list(islice((e for e in begun if not e.deleted), count))
                if len(wanted) == count or not unread:
                    break
                self._months.read_next_unread()
            months = {name: self._months.peek(name) for name in {entry.month for entry in wanted}}
        return [r for e in wanted if (r := months[e.month].record(e.id)) is not None]

    def records(self) -> Iterator[SessionRecord]:
        """Every whole record, the trash included, month by month and newest first."""
        self.read_older()
        ids: dict[str, list[str]] = {}
        for entry in self.entries():
            ids.setdefault(entry.month, []).append(entry.id)
        for name in sorted(ids, reverse=True):
            with self._mutex:
                month = self._months.read(name)
            yield from (record for id in ids[name] if (record := month.record(id)) is not None)

    def revisions(self, id: str) -> Sequence[SessionRecord]:
        """Earlier revisions of a record, newest first."""
        with self._mutex:
            found = self._months.find(id)
            document = found[1].document(id) if found else None
        return list(decode_readable(list_revisions(document))) if document else []

    def documents(self) -> dict[str, Document]:
        """Every stored document by id with unknown fields and revisions, for a merge."""
        self.read_older()
        with self._mutex:
            documents: dict[str, Document] = {}
            for name in sorted({entry.month for entry in self._months.entries()}):
                month = self._months.read(name)
                for id in {record.id for record in month.records.values()}:
                    document = month.document(id) or {}
                    other = documents.get(id)
                    documents[id] = document if other is None else merge_documents(other, document)
            return documents

    def holds(self, id: str, started_at: str) -> bool:
        """Whether a session of that id and start is in the history; reads only its month."""
        with self._mutex:
            self._months.read_newest()
            if self._months.month_of(id):
                return True
            return self._months.read(month_name(started_at)).number_of(id) is not None

    # Writing

    def save(self, record: SessionRecord) -> None:
        """Insert or replace by id; durable when it returns. Keeps no revision.

        Raises:
            OSError: nothing was changed.
        """
        fresh = msgspec.to_builtins(record)
        with self._mutex:
            self._access.lock.claim()
            self._months.read_newest()
            name = self._months.month_of(record.id) or month_name(record.started_at)
            name, month = self._months.open_for_writing(name)
            now = self._access.wall()
            stored = month.document(record.id)
            if stored is None:
                document = {**fresh, EDITED_AT: record.edited_at or now.isoformat()}
            else:
                document = {**patch_document(stored, fresh), EDITED_AT: next_edit_time(stored, now)}
                if is_same_version(stored, document):
                    return
            self._months.write(name, month, {record.id: document})

    def edit(self, record: SessionRecord, at: datetime) -> None:
        """Replace by id and keep the revision before it.

        Raises:
            KeyError: there is none of that id.
            OSError: nothing was changed.
        """
        fresh = msgspec.to_builtins(record)
        self._change(
            record.id, lambda stored: edit_document(stored, patch_document(stored, fresh), at)
        )

    def delete(self, id: str, at: datetime) -> None:
        """Move to the trash. Raises what `edit` does."""
        self._change(id, lambda stored: delete_document(stored, at))

    def restore(self, id: str, at: datetime) -> None:
        """Bring back from the trash. Raises what `edit` does."""
        self._change(id, lambda stored: restore_document(stored, at))

    def merge(self, theirs: Mapping[str, Document]) -> MergeCounts:
        """Merge another history's documents: of each session the later edit wins.

        Raises:
            ValueError: one of them is no session; nothing was changed.
            OSError: it stopped half way; repeating it does the rest.
        """
        theirs = {
            str(document["id"]): document
            for document in map(check_session_document, theirs.values())
        }
        self.read_older()
        with self._mutex:
            self._access.lock.claim()
            homes: dict[str, list[str]] = {}
            for id, document in theirs.items():
                home = self._months.month_of(id) or month_name(first_start(document))
                homes.setdefault(home, []).append(id)
            added = changed = 0
            for home, ids in sorted(homes.items(), reverse=True):
                name, month = self._months.open_for_writing(home)
                ours = {id: found for id in ids if (found := month.document(id)) is not None}
                fresh = (id for id in ids if not _known(ours.get(id), theirs[id]))
                merged_documents = merge_histories(ours, {id: theirs[id] for id in fresh})
                changes = {
                    id: form for id, form in merged_documents.items() if form != ours.get(id)
                }
                if changes:
                    self._months.write(name, month, changes)
                added += len(changes.keys() - ours.keys())
                changed += len(changes.keys() & ours.keys())
            return MergeCounts(added, changed)

    def close(self) -> None:
        """Release the writer's lock."""
        self._access.lock.release()

    def _change(self, id: str, act: Callable[[RawDocument], Document]) -> None:
        with self._mutex:
            self._access.lock.claim()
            found = self._months.find(id)
            stored = found[1].document(id) if found else None
            if not found or stored is None:
                if self._months.unreadable:
                    raise OSError(self._months.unreadable[0])
                raise KeyError(id)
            document = act(stored)
            if document is not stored:
                self._months.write(*found, {id: document})


def _known(ours: Document | None, theirs: Document) -> bool:
    """Whether theirs is ours. A CSV has no `edited_at`: its sessions are compared by the rest."""
    return ours is not None and not theirs.get(EDITED_AT) and is_same_version(ours, theirs)
