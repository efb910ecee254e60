"""The history: one file a month, newest first, whole records when asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from runcoach.core.merge import (
    EDITED_AT,
    Document,
    deleted,
    edited,
    first_start,
    later,
    merge,
    restored,
    revisions,
    same,
)
from runcoach.core.ports import Notice
from runcoach.core.records import Entry, SessionRecord
from runcoach.storage.index import Index
from runcoach.storage.monthly import Month, month_of
from runcoach.storage.months import Months
from runcoach.storage.patching import patched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.kept import Keeping
    from runcoach.storage.migrations import Raw

RECENT_MONTHS = 3
"""What the first screen needs: every rule of the coach but a long break looks back less."""


@dataclass(frozen=True, slots=True)
class Merged:
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
        self._months = Months(folder / "history", keeping)
        self._turn = threading.RLock()
        self._index = Index()
        self._unread: list[str] | None = None

    # Reading

    def notices(self) -> tuple[Notice, ...]:
        """What was damaged, newer than us, or locked, one sentence each."""
        told = self._keeping.notices.all()
        held = self.read_only if self._keeping.lock.wanted else ""
        return (*told, Notice(held)) if held else told

    def notice_read(self, notice: Notice) -> None:
        """The person has read it: it isn't told again."""
        self._keeping.notices.read(notice)

    @property
    def read_only(self) -> str:
        """Who holds the writer's lock; empty when this app may write.

        The first question claims the lock where the folder exists, and imports what that takes:
        after the first frame, please.
        """
        return self._keeping.lock.refusal

    def entries(self) -> Sequence[Entry]:
        """The light index, newest first; of the newest months alone until `read_older` is done."""
        with self._turn:
            self._start()
            return self._index.entries()

    @property
    def complete(self) -> bool:
        """Every month is in the index."""
        with self._turn:
            return self._unread == []

    def read_older(self) -> None:
        """Read the months that the index still lacks, newest first; for a thread."""
        while True:
            # Let go between months, so that a save never waits for more than one of them.
            with self._turn:
                if not self._start():
                    return
                self._read_next()

    def load(self, id: str) -> SessionRecord | None:
        """One whole record, or None where there is none of that id."""
        with self._turn:
            found = self._find(id)
            return _newest(found[1], id) if found else None

    def recent(self, count: int) -> Sequence[SessionRecord]:
        """The newest whole records, the trash left out, without older months than needed."""
        with self._turn:
            while True:
                unread = self._start()
                wanted = [e for e in self._index.entries() if not e.deleted][:count]
                if len(wanted) == count or not unread:
                    break
                self._read_next()
            months = {name: self._read(name) for name in {entry.month for entry in wanted}}
        return [r for e in wanted if (r := _newest(months[e.month], e.id)) is not None]

    def records(self) -> Iterator[SessionRecord]:
        """Every whole record, the trash included, month by month and newest first."""
        self.read_older()
        entries = self.entries()
        for name in sorted({entry.month for entry in entries}, reverse=True):
            with self._turn:
                month = self._read(name)
            for entry in entries:
                if entry.month == name and (record := _newest(month, entry.id)) is not None:
                    yield record

    def revisions(self, id: str) -> Sequence[SessionRecord]:
        """Earlier forms of a record, newest first."""
        with self._turn:
            found = self._find(id)
            document = found[1].document(id) if found else None
        return [_record(form) for form in revisions(document)] if document else []

    def documents(self) -> dict[str, Document]:
        """Every stored document by id, unknown fields and revisions included, to merge."""
        self.read_older()
        with self._turn:
            names = sorted({entry.month for entry in self.entries()})
            months = [self._read(name) for name in names]
            either: dict[str, Document] = {}
            for month in months:
                ids = {record.id for record in month.records.values()}
                here = {id: month.document(id) or {} for id in ids}
                either = merge(either, here)
            return either

    def holds(self, id: str, started_at: str) -> bool:
        """Whether a session that started then is in the history; reads its month alone."""
        with self._turn:
            self._start()
            if self._index.month_of(id):
                return True
            return self._read(month_of(started_at)).number_of(id) is not None

    # Writing

    def save(self, record: SessionRecord) -> None:
        """Insert or replace by id, durably, before it returns. Keeps no revision.

        Raises:
            OSError: nothing was changed.
        """
        fresh = msgspec.to_builtins(record)
        with self._turn:
            self._keeping.lock.claim()
            self._start()
            name = self._index.month_of(record.id) or month_of(record.started_at)
            name, month = self._months.open(name)
            now = self._keeping.wall()
            stored = month.document(record.id)
            if stored is None:
                document = {**fresh, EDITED_AT: record.edited_at or now.isoformat()}
            else:
                document = {**patched(stored, fresh), EDITED_AT: later(stored, now)}
                if same(stored, document):
                    return
            self._write(name, month, {record.id: document})

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
        for document in theirs.values():
            _record(document)
        self.read_older()
        with self._turn:
            self._keeping.lock.claim()
            homes: dict[str, list[str]] = {}
            for id, document in theirs.items():
                home = self._index.month_of(id) or month_of(first_start(document))
                homes.setdefault(home, []).append(id)
            added = changed = 0
            for home, ids in sorted(homes.items(), reverse=True):
                name, month = self._months.open(home)
                ours = {id: found for id in ids if (found := month.document(id)) is not None}
                both = merge(ours, {id: theirs[id] for id in ids})
                news = {id: both[id] for id in ids if both[id] != ours.get(id)}
                if news:
                    self._write(name, month, news)
                added += len(news.keys() - ours.keys())
                changed += len(news.keys() & ours.keys())
            return Merged(added, changed)

    def close(self) -> None:
        """Let go of the lock."""
        self._keeping.lock.release()

    # Within

    def _start(self) -> list[str]:
        """The months not read yet, the newest ones read."""
        if self._unread is None:
            self._unread = self._months.names()
            for _ in range(min(RECENT_MONTHS, len(self._unread))):
                self._read_next()
        return self._unread

    def _read_next(self) -> None:
        if self._unread:
            self._read(self._unread[0])
            del self._unread[0]

    def _read(self, name: str) -> Month:
        month = self._months.read(name)
        self._index.put_month(name, month.records.values())
        return month

    def _find(self, id: str) -> tuple[str, Month] | None:
        self._start()
        name = self._index.month_of(id)
        if name is None:
            self.read_older()
            name = self._index.month_of(id)
        return (name, self._read(name)) if name else None

    def _change(self, id: str, act: Callable[[Raw], Document]) -> None:
        with self._turn:
            self._keeping.lock.claim()
            found = self._find(id)
            stored = found[1].document(id) if found else None
            if not found or stored is None:
                raise KeyError(id)
            document = act(stored)
            if document is not stored:
                self._write(*found, {id: document})

    def _write(self, name: str, month: Month, documents: Mapping[str, Document]) -> None:
        # 12 ms to import, and a start that only reads never needs it.
        from runcoach.storage.tables import put

        try:
            put(self._months.file(name), month, documents, self._keeping.wall)
        finally:
            # A write that failed after the rename has changed the file all the same.
            self._read(name)


def _record(document: Document) -> SessionRecord:
    """A document as a value. Raises ValueError where it's none."""
    record = msgspec.convert(document, SessionRecord)
    month_of(record.started_at)
    return record


def _newest(month: Month, id: str) -> SessionRecord | None:
    number = month.number_of(id)
    return None if number is None else month.records[number]
