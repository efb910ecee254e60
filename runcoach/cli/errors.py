"""How a command fails: an error that the person can fix, or a defect that goes to the log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MISUSE = 2
FAILURE = 1
INCOMPLETE = 3
"""Done, but something could not be read, or was left out."""
LARGE_LOG = 256 * 1024


class CommandError(Exception):
    """Something the person can fix; the message is one line, `code` the exit code."""

    def __init__(self, line: str, code: int = FAILURE) -> None:
        super().__init__(line)
        self.code = code


def print_error(line: object) -> None:
    """Print one line on standard error, where there is one."""
    if sys.stderr is not None:
        print("runcoach:", " ".join(str(line).split()), file=sys.stderr)


def describe_file_error(error: OSError) -> str:
    """The message of an error of the file system: which file, and what happened."""
    if isinstance(error, NotADirectoryError) and error.filename:
        return f"{_file_among(error.filename)} is not a folder; move it away, or use --data-dir"
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def _file_among(path: str) -> str:
    """The file among the parents of a path, where a folder is expected."""
    from pathlib import Path

    expected = Path(path)
    return str(next((p for p in expected.parents if p.is_file()), expected))


def log_defect(path: Path, fault: BaseException) -> None:
    """Append a defect with its traceback to the log.

    Raises:
        OSError: the log can't be written.
    """
    import traceback
    from datetime import datetime

    from runcoach import __version__

    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGE_LOG:
        path.replace(path.with_name(f"{path.name}.old"))
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    details = "".join(traceback.format_exception(fault))
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"{now} runcoach {__version__}, Python {sys.version.split()[0]}\n{details}\n")


def report_defect(fault: Exception, path: Path) -> int:
    """Log a defect and print where the log is. Returns the exit code."""
    kind = type(fault).__name__
    try:
        log_defect(path, fault)
    except OSError as error:
        reason = describe_file_error(error)
        print_error(f"stopped by a defect, {kind}: {fault}. The log can't be written: {reason}")
    else:
        print_error(f"stopped by a defect, {kind}. Nothing you did is lost; the log is {path}")
    return FAILURE
