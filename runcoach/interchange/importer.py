"""An import file, told apart by what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from runcoach.interchange.import_result import Imported


def read_import(path: Path) -> Imported:
    """The records of a JSON or CSV file that runcoach wrote, told apart by what is in it.

    Raises:
        BadFileError: it holds something else.
        OSError: it can't be opened.
    """
    data = path.read_bytes()
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        from runcoach.interchange.json.history import read_document

        return read_document(data, path.name)
    from runcoach.interchange.csv.reader import read_rows

    return read_rows(data, path.name)
