"""The mark of a start that has not shown its first frame: it is found if the start died."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARKER_FILE = "starting"
SAFE_MODE = (
    "The last start died before its first picture, so this one left out your own exercises and "
    "programmes, and an unfinished session. `runcoach doctor` looks at them and says what is "
    "wrong; the next start reads them again."
)
"""What a start in safe mode tells the person."""


class StartMarker:
    """A file with our process id, there from the start until the first frame."""

    def __init__(self, cache: Path) -> None:
        self._path = cache / MARKER_FILE

    def last_start_died(self) -> bool:
        """Whether another start left its mark, and is not running any more."""
        try:
            left_by = int(self._path.read_text("ascii"))
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            return True
        return not _is_running(left_by)

    def put(self) -> None:
        """Leave the mark. A cache that can't be written has none."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(str(os.getpid()), "ascii")

    def remove(self) -> None:
        """Remove the mark: the first frame is there."""
        with suppress(OSError):
            self._path.unlink()


def _is_running(process: int) -> bool:
    if sys.platform == "win32" or process <= 0 or process == os.getpid():
        return False  # Windows has no signal that only asks.
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
