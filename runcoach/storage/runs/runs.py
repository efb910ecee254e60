"""The stored runs: read whole at the first question, written by months."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import msgspec

from runcoach.core.merging.documents import (
    DELETED_AT,
    EDITED_AT,
    Document,
    delete_document,
    edit_document,
    edit_order,
    list_revisions,
    merge_documents,
    merge_histories,
    restore_document,
)
from runcoach.core.model.run import Run, RunCounts
from runcoach.core.model.validation import InvalidValueError, convert, validate
from runcoach.storage.durable.damage import NewerSchemaError, newer_schema_message
from runcoach.storage.durable.patching import patch_document
from runcoach.storage.history.month_document import MonthDocument, month_name
from runcoach.storage.history.month_files import MonthFiles
from runcoach.storage.history.record_kind import RecordKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from runcoach.storage.durable.guarded_file import FolderAccess


RUN_KIND = RecordKind("runs", "run", Run, ("started_at", "edited_at", "deleted_at"), "runs")


class FileRuns:
    """The port `Runs` for a data folder. Thread-safe.

    Nothing is read before the first question, and nothing created on the disk before the first
    write.
    """

    def __init__(self, folder: Path, access: FolderAccess) -> None:
        self._access = access
        self._files = MonthFiles(folder / "runs", access, RUN_KIND)
        self._mutex = threading.RLock()
        self._months: dict[str, MonthDocument[Run]] | None = None
        self._homes: dict[str, str] | None = None

    def stored(self) -> Sequence[Run]:
        """Every recording once, the trash included, in no order."""
        with self._mutex:
            homes = self._homes_by_id()
            return [
                run
                for name, month in self._read().items()
                for run in month.records.values()
                if homes[run.id] == name
            ]

    def gaps(self) -> tuple[str, ...]:
        """A sentence for each thing that could not be read in full."""
        with self._mutex:
            self._read()
            return self._files.gaps

    def revisions(self, id: str) -> Sequence[Run]:
        """The earlier versions of a run, newest first."""
        with self._mutex:
            home = self._home(id)
            document = self._read()[home].document(id) if home else None
        return [run for each in list_revisions(document or {}) if (run := _readable(each))]

    def documents(self) -> dict[str, Document]:
        """Every stored document by id with unknown fields and revisions, for a merge."""
        with self._mutex:
            documents: dict[str, Document] = {}
            for month in self._read().values():
                for id in {run.id for run in month.records.values()}:
                    document = month.document(id) or {}
                    other = documents.get(id)
                    documents[id] = document if other is None else merge_documents(other, document)
            return documents

    def add(self, runs: Iterable[Run]) -> RunCounts:
        """Add those whose id is not stored yet; the others, those in the trash too, stay.

        Raises:
            InvalidValueError: one of them is out of bounds; nothing was changed.
            OSError: it stopped half way; repeating it does the rest.
        """
        fresh = {run.id: _to_document(validate(run)) for run in runs}
        for document in fresh.values():
            document[EDITED_AT] = document[EDITED_AT] or self._access.wall().isoformat()
        with self._mutex:
            known = {id for id in fresh if self._home(id)}
            self._merge({id: each for id, each in fresh.items() if id not in known})
            return RunCounts(len(fresh) - len(known), len(known))

    def merge(self, theirs: Mapping[str, Document]) -> RunCounts:
        """Unite with another folder's documents: by id, the later edit wins.

        Raises:
            ValueError: one of them is no run; nothing was changed.
            OSError: it stopped half way; repeating it does the rest.
        """
        for document in theirs.values():
            convert({name: document.get(name) for name in document}, Run)
            month_name(str(document["started_at"]))
        with self._mutex:
            added = sum(self._home(id) is None for id in theirs)
            self._merge(theirs)
            return RunCounts(added, len(theirs) - added)

    def edit(self, run: Run, at: datetime) -> None:
        """Replace by id and keep the revision before it.

        Raises:
            KeyError: there is none of that id.
            InvalidValueError: a value is out of bounds.
            OSError: nothing was changed.
        """
        fresh = _to_document(validate(run))
        self._change(
            [run.id], lambda stored: edit_document(stored, patch_document(stored, fresh), at)
        )

    def delete(self, ids: Iterable[str], at: datetime) -> None:
        """Move recordings to the trash. Raises what `edit` does."""
        self._change(ids, lambda stored: delete_document(stored, at))

    def restore(self, ids: Iterable[str], at: datetime) -> None:
        """Bring recordings back from the trash. Raises what `edit` does."""
        self._change(ids, lambda stored: restore_document(stored, at))

    def _read(self) -> dict[str, MonthDocument[Run]]:
        if self._months is None:
            self._months = {name: self._files.read(name) for name in self._files.names()}
        return self._months

    def _home(self, id: str) -> str | None:
        """The month whose file a run is in."""
        return self._homes_by_id().get(id)

    def _homes_by_id(self) -> dict[str, str]:
        """The month of each run; of the last edited one, should an id be in two files."""
        if self._homes is None:
            homes: dict[str, str] = {}
            self._homes = homes
            months = self._read()
            for name, month in months.items():
                for run in month.records.values():
                    other = homes.get(run.id)
                    if other is None or edit_order(month.document(run.id) or {}) > edit_order(
                        months[other].document(run.id) or {}
                    ):
                        homes[run.id] = name
        return self._homes

    def _merge(self, theirs: Mapping[str, Document]) -> None:
        if not theirs:
            return
        self._access.lock.claim()
        homes: dict[str, list[str]] = {}
        for id, document in theirs.items():
            home = self._home(id) or month_name(str(document["started_at"]))
            homes.setdefault(home, []).append(id)
        for home, ids in sorted(homes.items(), reverse=True):
            name, month = self._files.open_for_writing(home)
            ours = {id: found for id in ids if (found := month.document(id)) is not None}
            merged = merge_histories(ours, {id: theirs[id] for id in ids})
            self._write(name, month, {id: m for id, m in merged.items() if m != ours.get(id)})

    def _change(self, ids: Iterable[str], act: Callable[[Document], Document]) -> None:
        with self._mutex:
            self._access.lock.claim()
            self._months = self._homes = None  # Another app may have written since they were read.
            homes: dict[str, list[str]] = {}
            for id in ids:
                home = self._home(id)
                if home is None:
                    raise KeyError(id)
                homes.setdefault(home, []).append(id)
            for home, inside in homes.items():
                name, month = self._files.open_for_writing(home)
                stored = {id: month.document(id) or {} for id in inside}
                changed = {id: act(document) for id, document in stored.items()}
                self._write(name, month, {i: c for i, c in changed.items() if c is not stored[i]})

    def _write(
        self, name: str, month: MonthDocument[Run], documents: Mapping[str, Document]
    ) -> None:
        if not documents:
            return
        # 12 ms to import, which a command that only reads does not need.
        from runcoach.storage.history.tinydb_storage import write_documents

        try:
            write_documents(self._files.file(name), month, documents, self._access.wall)
        except NewerSchemaError as fault:
            raise OSError(newer_schema_message(name)) from fault
        finally:
            # A write that failed after its rename has changed the file nevertheless.
            self._read()[name] = self._files.read(name)
            self._homes = None


def _to_document(run: Run) -> dict[str, Any]:
    document: dict[str, Any] = msgspec.to_builtins(run)
    document.setdefault(DELETED_AT, None)
    return document


def _readable(document: Document) -> Run | None:
    try:
        return convert(dict(document), Run)
    except InvalidValueError:
        return None
