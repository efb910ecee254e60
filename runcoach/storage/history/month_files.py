"""The month files of a history folder, with their generations."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from string import ascii_lowercase
from typing import TYPE_CHECKING, Generic

from runcoach.storage.durable.damage import (
    NewerSchemaError,
    UnreadableError,
    newer_schema_message,
    unreadable_message,
)
from runcoach.storage.durable.generations import GENERATIONS_FOLDER
from runcoach.storage.durable.guarded_file import FolderAccess, GuardedFile
from runcoach.storage.history.month_document import MONTH_NAME, MonthDocument, decode_month_of
from runcoach.storage.history.record_kind import SESSIONS, R, RecordKind

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ""
"""Stands for the folder itself among the names of months."""


class MonthFiles(Generic[R]):
    """The guarded files of the months, by name. Not thread-safe: its owner locks."""

    def __init__(self, folder: Path, access: FolderAccess, kind: RecordKind[R]) -> None:
        self._folder = folder
        self._kind = kind
        self._access = access
        self._files: dict[str, GuardedFile[MonthDocument[R]]] = {}
        self._newer: set[str] = set()
        self._gaps: dict[str, tuple[str, ...]] = {}
        self.unreadable: dict[str, str] = {}
        """A sentence for each month that could not be read when that was last tried, by name."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """A sentence for each thing that was in the folder and could not be read in full."""
        return tuple(sentence for name in sorted(self._gaps) for sentence in self._gaps[name])

    def names(self) -> list[str]:
        """The names of all months, newest first, including those with only generations left.

        A folder that can't be listed has none, and is a gap.
        """
        try:
            files = {name[:-5] for name in self._list(self._folder) if name.endswith(".json")}
            names = files | set(self._list(self._folder / GENERATIONS_FOLDER))
        except OSError as fault:
            self._report_unreadable(FOLDER, unreadable_message(self._folder_title, fault))
            return []
        self._report_readable(FOLDER)
        months = sorted((name for name in names if MONTH_NAME.fullmatch(name)), reverse=True)
        self._warn_of_future(months)
        return months

    def _list(self, folder: Path) -> list[str]:
        try:
            return self._access.disk.list_names(folder)
        except (FileNotFoundError, NotADirectoryError):
            return []

    def file(self, name: str) -> GuardedFile[MonthDocument[R]]:
        """The file of a month, which need not exist yet."""
        if name not in self._files:
            path = self._folder / f"{name}.json"
            later = f"Later {self._kind.later} may be missing."
            decode = partial(decode_month_of, self._kind)
            self._files[name] = GuardedFile(path, self._title(name), decode, self._access, later)
        return self._files[name]

    def read(self, name: str) -> MonthDocument[R]:
        """Read a month; it is empty if there is no file, or one that can't be read.

        What can't be read is named in a notice, and is a gap until it can be.
        """
        file = self.file(name)
        empty: MonthDocument[R] = MonthDocument(b"", {}, table=self._kind.table)
        try:
            month = file.read()
        except NewerSchemaError:
            self._newer.add(name)
            text = newer_schema_message(self._title(name))
            self._gaps[name] = (text,)
            self._access.notices.add(text, file.path)
            return empty
        except UnreadableError as fault:
            self._report_unreadable(name, str(fault.strerror))
            return empty
        self._report_readable(name)
        sentences = tuple(f"{self._title(name)}: {one}" for one in month.left_out) if month else ()
        for sentence in sentences:
            self._access.notices.add(sentence, file.path)
        damage = (file.damage,) if file.damage else ()
        self._gaps[name] = (*damage, *sentences)
        return month or empty

    def _report_unreadable(self, name: str, text: str) -> None:
        self._report_readable(name)
        self.unreadable[name] = text
        self._gaps[name] = (text,)
        path = self._folder if name == FOLDER else self.file(name).path
        self._access.notices.add(text, path)

    def _report_readable(self, name: str) -> None:
        if name in self.unreadable:
            self._access.notices.withdraw(self.unreadable.pop(name))
            self._gaps.pop(name, None)

    def open_for_writing(self, name: str) -> tuple[str, MonthDocument[R]]:
        """The month to write in: the named one, or `2026-11b` where a newer runcoach wrote that.

        A new session has to be saved somewhere, and the newer file must not be changed.

        Raises:
            OSError: the month can't be read now, so nothing may be written in it.
        """
        for candidate in (name, *(f"{name[:7]}{letter}" for letter in ascii_lowercase[1:])):
            month = self.read(candidate)
            if candidate in self.unreadable:
                raise OSError(self.unreadable[candidate])
            if candidate not in self._newer:
                return candidate, month
        raise OSError(f"{self._title(name)} was written by a newer runcoach. Update to save in it.")

    @property
    def _folder_title(self) -> str:
        return "The history folder" if self._kind.table == SESSIONS else "The folder of the runs"

    def _title(self, name: str) -> str:
        """What messages call a month: `2026-11`, or `the runs of 2026-11`."""
        return name if self._kind.table == SESSIONS else f"the {self._kind.table} of {name}"

    def _warn_of_future(self, months: list[str]) -> None:
        # One day later: a session may have begun in a time zone that is ahead of ours.
        now = f"{self._access.wall() + timedelta(days=1):%Y-%m}"
        for name in months:
            if name[:7] > now:
                title = self._title(name)
                text = f"{title} is in the future. Was the clock wrong? It is left as it is."
                self._access.notices.add(text, self.file(name).path)
