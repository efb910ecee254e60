"""What stops a command: a refusal that the person can mend, and a defect that goes to the log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MISUSE = 2
FAILURE = 1
LARGE_LOG = 256 * 1024


class Refused(Exception):
    """Something the person can mend, said in one line; `code` is what the command exits with."""

    def __init__(self, line: str, code: int = FAILURE) -> None:
        super().__init__(line)
        self.code = code


def tell(line: object) -> None:
    """One line on standard error, if there is one."""
    if sys.stderr is not None:
        print("runcoach:", " ".join(str(line).split()), file=sys.stderr)


def disk_words(error: OSError) -> str:
    """A fault of the disk as a sentence: which file, and what happened."""
    if isinstance(error, NotADirectoryError) and error.filename:
        return f"{_no_folder(error.filename)} is no folder; move it away, or use --data-dir"
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def _no_folder(path: str) -> str:
    """What stands where a folder of that path should."""
    from pathlib import Path

    wanted = Path(path)
    return str(next((p for p in wanted.parents if p.is_file()), wanted))


def log(path: Path, fault: BaseException) -> None:
    """Put a defect with its traceback at the end of the log.

    Raises:
        OSError: it can't be written.
    """
    import traceback
    from datetime import datetime

    from runcoach import __version__

    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGE_LOG:
        path.replace(path.with_name(f"{path.name}.old"))
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    told = "".join(traceback.format_exception(fault))
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"{now} runcoach {__version__}, Python {sys.version.split()[0]}\n{told}\n")


def give_up(fault: Exception, path: Path) -> int:
    """Log a defect and say where; what to exit with."""
    what = type(fault).__name__
    try:
        log(path, fault)
    except OSError as error:
        tell(f"stopped by a fault, {what}: {fault}. The log can't be written: {disk_words(error)}")
    else:
        tell(f"stopped by a fault, {what}. Nothing done is lost; the log is {path}")
    return FAILURE
