"""Locations of the person's files. Folders are created only when a file is written to them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA_DIR_VARIABLE = "RUNCOACH_DATA_DIR"
_APP = "runcoach"


class Paths(NamedTuple):
    """The data folder and its contents; by default, cache and log are in the system's folders."""

    data: Path
    """Directly in it: profile, settings, the coach's decisions and the journal."""
    cache: Path
    log: Path
    """The log file."""

    @property
    def history(self) -> Path:
        """The folder of the month files."""
        return self.data / "history"

    @property
    def runs(self) -> Path:
        """The folder of the month files of runs."""
        return self.data / "runs"

    @property
    def exercises(self) -> Path:
        """The person's own exercises."""
        return self.data / "exercises"

    @property
    def programmes(self) -> Path:
        """The person's own programmes."""
        return self.data / "programmes"

    def create(self, folder: Path) -> Path:
        """Create one of these folders if it does not exist, and return it.

        Raises:
            OSError: The folder cannot be created.
        """
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def find_paths(data_dir: str | Path | None = None, env: Mapping[str, str] = os.environ) -> Paths:
    """The paths for `data_dir`, else for the environment variable, else the system's default.

    A folder chosen by the person also holds the cache and the log, so that it can be moved or
    deleted as a whole.

    Args:
        data_dir: The value of `--data-dir`.
        env: The environment, for `RUNCOACH_DATA_DIR`; an empty value counts as unset.
    """
    chosen = data_dir or env.get(DATA_DIR_VARIABLE)
    if chosen:
        data = Path(chosen).expanduser().absolute()
        return Paths(data, data / "cache", data / f"{_APP}.log")
    import platformdirs

    return Paths(
        platformdirs.user_data_path(_APP, appauthor=False),
        platformdirs.user_cache_path(_APP, appauthor=False),
        platformdirs.user_log_path(_APP, appauthor=False) / f"{_APP}.log",
    )
