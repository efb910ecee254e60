"""Everything that the paths of an import hold, read before anything is written."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from runcoach.cli.errors import CommandError
from runcoach.cli.wiring import local_now, open_exercise_names
from runcoach.core.model.settings import WeightUnit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from runcoach.core.model.records import SessionRecord
    from runcoach.core.model.run import Run
    from runcoach.interchange.activities.collecting import FileOutcome
    from runcoach.paths import Paths

PROGRESS_EVERY = 10


class ImportedFiles:
    """What was read so far, and what was not, with the reasons."""

    def __init__(self, paths: Paths, weights: str | None) -> None:
        self.records: dict[str, SessionRecord] = {}
        self.revisions: dict[str, tuple[SessionRecord, ...]] = {}
        """Earlier versions by session id."""
        self.refused: list[str] = []
        """A line for each session of a file that can't be taken."""
        self.runs: dict[str, Run] = {}
        self.left_out: Counter[str] = Counter()
        """Activities that are no runs, by what they are."""
        self.faults: list[str] = []
        self.other_files = 0
        self.files = 0
        self._paths = paths
        self._unit = WeightUnit(weights) if weights else None

    def read(self, paths: Sequence[Path]) -> None:
        """Read every file of the paths.

        Raises:
            CommandError: a file that was named itself holds damaged sessions, or its weights have
                no unit.
            OSError: a path can't be opened.
        """
        from runcoach.interchange.activities.collecting import read_activities

        for path in paths:
            named = path.is_file()
            for outcome in read_activities(path, now=local_now()):
                self._take(outcome, named and outcome.name == path.name)
                self.files += 1
                if self.files % PROGRESS_EVERY == 0:
                    self._print_progress()
        self._print_progress(end=True)

    @property
    def empty(self) -> bool:
        """Whether nothing was found to import."""
        return not (self.records or self.runs)

    def _take(self, outcome: FileOutcome, named: bool) -> None:
        self.faults.extend(outcome.faults)
        self.left_out.update(outcome.left_out)
        for run in outcome.runs:
            self.runs.setdefault(run.id, run)
        if outcome.sessions is not None:
            self._take_sessions(outcome, outcome.sessions, named)
        elif not (outcome.runs or outcome.left_out or outcome.faults):
            if named:
                self.faults.append(f"{outcome.name}: it is no file that runcoach can read")
            self.other_files += 1

    def _take_sessions(self, outcome: FileOutcome, data: bytes, named: bool) -> None:
        from runcoach.interchange.import_result import BadFileError
        from runcoach.interchange.importer import parse_import

        try:
            imported = parse_import(
                data, outcome.name, lambda: open_exercise_names(self._paths), self._unit
            )
        except BadFileError as error:
            if named:
                raise CommandError(str(error)) from None
            # An export of another service is full of JSON that is not ours.
            self.other_files += 1
            return
        self.records.update((record.id, record) for record in imported.records)
        self.revisions.update(imported.revisions)
        self.refused.extend(imported.refused)

    def _print_progress(self, *, end: bool = False) -> None:
        if sys.stderr is None or not sys.stderr.isatty() or self.files < PROGRESS_EVERY:
            return
        text = f"{self.files} files read, {len(self.runs)} runs"
        print(f"\r{text}", end="\n" if end else "", file=sys.stderr, flush=True)
