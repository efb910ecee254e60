"""The month files of a history folder, each with its generations."""

from __future__ import annotations

from datetime import timedelta
from string import ascii_lowercase
from typing import TYPE_CHECKING

from runcoach.storage.durable.damage import NewerSchemaError, newer_sentence
from runcoach.storage.durable.generations import FOLDER
from runcoach.storage.durable.guarded_file import Keeping, KeptFile
from runcoach.storage.history.month_document import MONTH, Month, read_month

if TYPE_CHECKING:
    from pathlib import Path


class Months:
    """Month files by name. Its owner keeps threads apart."""

    def __init__(self, folder: Path, keeping: Keeping) -> None:
        self._folder = folder
        self._keeping = keeping
        self._files: dict[str, KeptFile[Month]] = {}
        self._newer: set[str] = set()

    def names(self) -> list[str]:
        """The months there are, newest first; one whose file is missing has its generations."""
        files = {name[:-5] for name in _listed(self._folder) if name.endswith(".json")}
        found = files | set(_listed(self._folder / FOLDER))
        months = sorted((name for name in found if MONTH.fullmatch(name)), reverse=True)
        self._tell_future(months)
        return months

    def file(self, name: str) -> KeptFile[Month]:
        """A month's file, whether it's there yet or not."""
        if name not in self._files:
            path = self._folder / f"{name}.json"
            later = "Later sets may be missing."
            self._files[name] = KeptFile(path, name, read_month, self._keeping, later)
        return self._files[name]

    def read(self, name: str) -> Month:
        """What a month holds; nothing where there is none, or where a newer runcoach wrote it."""
        file = self.file(name)
        try:
            month = file.read()
        except NewerSchemaError:
            self._newer.add(name)
            self._keeping.notices.tell(newer_sentence(name), file.path)
            month = None
        return month or Month(b"", {})

    def open(self, name: str) -> tuple[str, Month]:
        """The month to write in: the named one, or a sister where a newer runcoach wrote that.

        A session just done has to go somewhere, and the newer file is not ours to touch.
        """
        for sister in (name, *(f"{name[:7]}{letter}" for letter in ascii_lowercase[1:])):
            month = self.read(sister)
            if sister not in self._newer:
                return sister, month
        raise OSError(f"{name} was written by a newer runcoach. Update to save in it.")

    def _tell_future(self, months: list[str]) -> None:
        # A day's grace: a session may have begun in a time zone that is ahead of ours.
        now = f"{self._keeping.wall() + timedelta(days=1):%Y-%m}"
        for name in months:
            if name[:7] > now:
                text = f"{name} lies in the future. Was the clock wrong? It is kept as it is."
                self._keeping.notices.tell(text, self.file(name).path)


def _listed(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
