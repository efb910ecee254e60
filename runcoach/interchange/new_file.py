"""Writing a file that did not exist before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, text: str) -> None:
    """Write the text as UTF-8; its line ends stay as they are.

    Raises:
        FileExistsError: there is one already; it is left as it was.
        OSError: it can't be written; nothing is left behind.
    """
    data = text.encode()
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise
