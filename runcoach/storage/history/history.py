"""The history: one file a month, newest first, whole records when asked for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from runcoach.core.merging.documents import (
    EDITED_AT,
    Document,
    deleted,
    edited,
    first_start,
    later,
    merge,
    merged,
    restored,
    revisions,
    same,
)
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.core.ports import Notice
from runcoach.storage.durable.patching import patched
from runcoach.storage.history.decoding import checked, readable
from runcoach.storage.history.indexed_months import IndexedMonths
from runcoach.storage.history.month_document import month_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.durable.guarded_file import Keeping
    from runcoach.storage.durable.migrations import Raw


class Merged(Struct, frozen=True):
    """What a merge did, in sessions."""

    added: int
    changed: int


class StoredHistory:
    """Every record of a data folder. Safe to call from several threads.

    Nothing is read before the first question, and nothing made on the disk before the first
    write.
    """

    def __init__(self, folder: Path, keeping: Keeping) -> None:
        self._keeping = keeping
        self._months = IndexedMonths(folder / "history", keeping)
        self._turn = threading.RLock()

    # Reading

    def notices(self) -> tuple[Notice, ...]:
        """What was damaged, newer than us, or found locked, one sentence each.

        Claims nothing: who holds the lock is known once `read_only` was asked, or a write tried.
        """
        told = self._keeping.notices.all()
        return (*told, Notice(self.held)) if self.held else told

    def notice_read(self, notice: Notice) -> None:
        """The person has read it: it isn't told again."""
        self._keeping.notices.read(notice)

    @property
    def held(self) -> str:
        """Who was found to hold the writer's lock; empty as long as nobody has asked."""
        lock = self._keeping.lock
        return lock.known_refusal if lock.wanted else ""

    @property
    def read_only(self) -> str:
        """Who holds the writer's lock; empty when this app may write.

        The first question claims the lock where the folder exists, and imports what that takes.
        """
        return self._keeping.lock.refusal

    def entries(self) -> Sequence[Entry]:
        """The light index, newest first; of the newest months alone until `read_older` is done."""
        with self._turn:
            self._months.start()
            return self._months.entries()

    @property
    def complete(self) -> bool:
        """Every month is in the index."""
        with self._turn:
            return self._months.complete

    def read_older(self) -> None:
        """Read the months that the index still lacks, newest first; for a thread."""
        while True:
            # Let go between months, so that a save never waits for more than one of them.
            with self._turn:
                if not self._months.start():
                    return
                self._months.read_next()

    def load(self, id: str) -> SessionRecord | None:
        """One whole record, or None where there is none of that id."""
        with self._turn:
            found = self._months.find(id)
            return found[1].record(id) if found else None

    def recent(self, count: int) -> Sequence[SessionRecord]:
        """The newest whole records, the trash left out, without older months than needed."""
        with self._turn:
            while True:
                unread = self._months.start()
                wanted = [e for e in self._months.entries() if not e.deleted][:count]
                if len(wanted) == count or not unread:
                    break
                self._months.read_next()
            months = {name: self._months.glance(name) for name in {entry.month for entry in wanted}}
        return [r for e in wanted if (r := months[e.month].record(e.id)) is not None]

    def records(self) -> Iterator[SessionRecord]:
        """Every whole record, the trash included, month by month and newest first."""
        self.read_older()
        ids: dict[str, list[str]] = {}
        for entry in self.entries():
            ids.setdefault(entry.month, []).append(entry.id)
        for name in sorted(ids, reverse=True):
            with self._turn:
                month = self._months.read(name)
            yield from (record for id in ids[name] if (record := month.record(id)) is not None)

    def revisions(self, id: str) -> Sequence[SessionRecord]:
        """Earlier forms of a record, newest first."""
        with self._turn:
            found = self._months.find(id)
            document = found[1].document(id) if found else None
        return list(readable(revisions(document))) if document else []

    def documents(self) -> dict[str, Document]:
        """Every stored document by id, unknown fields and revisions included, to merge."""
        self.read_older()
        with self._turn:
            either: dict[str, Document] = {}
            for name in sorted({entry.month for entry in self._months.entries()}):
                month = self._months.read(name)
                for id in {record.id for record in month.records.values()}:
                    document = month.document(id) or {}
                    either[id] = merged(either[id], document) if id in either else document
            return either

    def holds(self, id: str, started_at: str) -> bool:
        """Whether a session that started then is in the history; reads its month alone."""
        with self._turn:
            self._months.start()
            if self._months.home(id):
                return True
            return self._months.read(month_of(started_at)).number_of(id) is not None

    # Writing

    def save(self, record: SessionRecord) -> None:
        """Insert or replace by id, durably, before it returns. Keeps no revision.

        Raises:
            OSError: nothing was changed.
        """
        fresh = msgspec.to_builtins(record)
        with self._turn:
            self._keeping.lock.claim()
            self._months.start()
            name = self._months.home(record.id) or month_of(record.started_at)
            name, month = self._months.open(name)
            now = self._keeping.wall()
            stored = month.document(record.id)
            if stored is None:
                document = {**fresh, EDITED_AT: record.edited_at or now.isoformat()}
            else:
                document = {**patched(stored, fresh), EDITED_AT: later(stored, now)}
                if same(stored, document):
                    return
            self._months.write(name, month, {record.id: document})

    def edit(self, record: SessionRecord, at: datetime) -> None:
        """Replace by id and keep the revision before it.

        Raises:
            KeyError: there is none of that id.
            OSError: nothing was changed.
        """
        fresh = msgspec.to_builtins(record)
        self._change(record.id, lambda stored: edited(stored, patched(stored, fresh), at))

    def delete(self, id: str, at: datetime) -> None:
        """Move to the trash. Raises what `edit` does."""
        self._change(id, lambda stored: deleted(stored, at))

    def restore(self, id: str, at: datetime) -> None:
        """Bring back from the trash. Raises what `edit` does."""
        self._change(id, lambda stored: restored(stored, at))

    def merge(self, theirs: Mapping[str, Document]) -> Merged:
        """Take in another history's documents: of each session the later edit stands.

        Raises:
            ValueError: one of them is no session; nothing was changed.
            OSError: it stopped half way; doing it again does the rest.
        """
        theirs = {str(document["id"]): document for document in map(checked, theirs.values())}
        self.read_older()
        with self._turn:
            self._keeping.lock.claim()
            homes: dict[str, list[str]] = {}
            for id, document in theirs.items():
                home = self._months.home(id) or month_of(first_start(document))
                homes.setdefault(home, []).append(id)
            added = changed = 0
            for home, ids in sorted(homes.items(), reverse=True):
                name, month = self._months.open(home)
                ours = {id: found for id in ids if (found := month.document(id)) is not None}
                fresh = (id for id in ids if not _known(ours.get(id), theirs[id]))
                both = merge(ours, {id: theirs[id] for id in fresh})
                news = {id: form for id, form in both.items() if form != ours.get(id)}
                if news:
                    self._months.write(name, month, news)
                added += len(news.keys() - ours.keys())
                changed += len(news.keys() & ours.keys())
            return Merged(added, changed)

    def close(self) -> None:
        """Let go of the lock."""
        self._keeping.lock.release()

    def _change(self, id: str, act: Callable[[Raw], Document]) -> None:
        with self._turn:
            self._keeping.lock.claim()
            found = self._months.find(id)
            stored = found[1].document(id) if found else None
            if not found or stored is None:
                raise KeyError(id)
            document = act(stored)
            if document is not stored:
                self._months.write(*found, {id: document})


def _known(ours: Document | None, theirs: Document) -> bool:
    """A table tells no moment of an edit: what is otherwise equal is no other form."""
    return ours is not None and not theirs.get(EDITED_AT) and same(ours, theirs)
