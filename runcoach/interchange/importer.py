"""Reading an import file; its format is recognized by its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runcoach.interchange.import_result import ImportedHistory


def read_import(data: bytes, name: str) -> ImportedHistory:
    """Read the records of a JSON or CSV file that runcoach wrote.

    Raises:
        BadFileError: the file is neither, or has a mistake.
    """
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        from runcoach.interchange.json.history import read_json

        return read_json(data, name)
    from runcoach.interchange.csv.reader import read_csv

    return read_csv(data, name)
