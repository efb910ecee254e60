"""The month files of a history folder, with their generations."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from string import ascii_lowercase
from typing import TYPE_CHECKING, Generic

from runcoach.storage.durable.damage import NewerSchemaError, newer_schema_message
from runcoach.storage.durable.generations import GENERATIONS_FOLDER
from runcoach.storage.durable.guarded_file import FolderAccess, GuardedFile
from runcoach.storage.history.month_document import (
    MONTH_NAME,
    SESSIONS,
    MonthDocument,
    R,
    RecordKind,
    decode_month_of,
)

if TYPE_CHECKING:
    from pathlib import Path


LATER = {"sessions": "sets", "runs": "runs"}
"""What the newest generation of a month may lack, by its table."""


class MonthFiles(Generic[R]):
    """The guarded files of the months, by name. Not thread-safe: its owner locks."""

    def __init__(self, folder: Path, access: FolderAccess, kind: RecordKind[R]) -> None:
        self._folder = folder
        self._kind = kind
        self._access = access
        self._files: dict[str, GuardedFile[MonthDocument[R]]] = {}
        self._newer: set[str] = set()

    def names(self) -> list[str]:
        """The names of all months, newest first, including those with only generations left."""
        files = {name[:-5] for name in _list_names(self._folder) if name.endswith(".json")}
        names = files | set(_list_names(self._folder / GENERATIONS_FOLDER))
        months = sorted((name for name in names if MONTH_NAME.fullmatch(name)), reverse=True)
        self._warn_of_future(months)
        return months

    def file(self, name: str) -> GuardedFile[MonthDocument[R]]:
        """The file of a month, which need not exist yet."""
        if name not in self._files:
            path = self._folder / f"{name}.json"
            later = f"Later {LATER[self._kind.table]} may be missing."
            decode = partial(decode_month_of, self._kind)
            self._files[name] = GuardedFile(path, self._title(name), decode, self._access, later)
        return self._files[name]

    def read(self, name: str) -> MonthDocument[R]:
        """Read a month; it is empty if there is no file, or a newer runcoach wrote it."""
        file = self.file(name)
        try:
            month = file.read()
        except NewerSchemaError:
            self._newer.add(name)
            self._access.notices.add(newer_schema_message(self._title(name)), file.path)
            month = None
        for sentence in month.left_out if month else ():
            self._access.notices.add(f"{self._title(name)}: {sentence}", file.path)
        return month or MonthDocument(b"", {}, table=self._kind.table)

    def open_for_writing(self, name: str) -> tuple[str, MonthDocument[R]]:
        """The month to write in: the named one, or `2026-11b` where a newer runcoach wrote that.

        A new session has to be saved somewhere, and the newer file must not be changed.
        """
        for candidate in (name, *(f"{name[:7]}{letter}" for letter in ascii_lowercase[1:])):
            month = self.read(candidate)
            if candidate not in self._newer:
                return candidate, month
        raise OSError(f"{self._title(name)} was written by a newer runcoach. Update to save in it.")

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


def _list_names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
