"""Writing a new file, never over an existing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_new_file(path: Path, text: str) -> None:
    """Write text to a new file as UTF-8, line ends unchanged.

    Raises:
        FileExistsError: the file exists; it is not changed.
        OSError: the file can't be written; no partial file remains.
    """
    write_new_bytes(path, text.encode())


def write_new_bytes(path: Path, data: bytes) -> None:
    """Write bytes to a new file. Raises what `write_new_file` does."""
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise
