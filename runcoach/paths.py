"""Where the person's files are. Nothing is created until it is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA_DIR_VARIABLE = "RUNCOACH_DATA_DIR"
_APP = "runcoach"


class Paths(NamedTuple):
    """The data folder and what is in it; cache and log may lie where the system wants them."""

    data: Path
    """Profile, settings, coach's decisions and journal lie in it directly."""
    cache: Path
    log: Path
    """The log file itself."""

    @property
    def history(self) -> Path:
        """The folder of the months' files."""
        return self.data / "history"

    @property
    def exercises(self) -> Path:
        """The person's own exercises."""
        return self.data / "exercises"

    @property
    def programmes(self) -> Path:
        """The person's own programmes."""
        return self.data / "programmes"

    def create(self, folder: Path) -> Path:
        """Make one of these folders, for the first file that goes into it.

        Raises:
            OSError: it can't be made.
        """
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def find_paths(data_dir: str | Path | None = None, env: Mapping[str, str] = os.environ) -> Paths:
    """The paths for a data folder: the one given, the variable's, or the system's usual one.

    A folder that the person chose holds the cache and the log too, so that it can be moved or
    thrown away whole.

    Args:
        data_dir: what `--data-dir` says.
        env: the environment, for `RUNCOACH_DATA_DIR`; an empty value counts as none.
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
