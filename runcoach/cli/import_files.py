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

    from runcoach.core.merging.documents import Document
    from runcoach.core.model.records import SessionRecord
    from runcoach.core.model.run import Run
    from runcoach.interchange.activities.collecting import FileOutcome
    from runcoach.interchange.import_result import ImportedHistory
    from runcoach.paths import Paths

PROGRESS_EVERY = 10


class ImportedFiles:
    """What was read so far, and what was not, with the reasons."""

    def __init__(self, paths: Paths, weights: str | None) -> None:
        self.documents: dict[str, Document] = {}
        """Session documents by id, with their revisions."""
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
        return not (self.documents or self.runs)

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
        self.documents.update(_to_documents(imported))

    def _print_progress(self, *, end: bool = False) -> None:
        if sys.stderr is None or not sys.stderr.isatty() or self.files < PROGRESS_EVERY:
            return
        text = f"{self.files} files read, {len(self.runs)} runs"
        print(f"\r{text}", end="\n" if end else "", file=sys.stderr, flush=True)


def _to_documents(imported: ImportedHistory) -> dict[str, Document]:
    """The session documents of a file by id, with their revisions."""
    from runcoach.core.merging.documents import REVISIONS

    documents: dict[str, Document] = {}
    for record in imported.records:
        document: dict[str, object] = _to_document(record)
        if earlier := imported.revisions.get(record.id):
            document[REVISIONS] = [_to_document(revision) for revision in earlier]
        documents[record.id] = document
    return documents


def _to_document(record: SessionRecord) -> dict[str, object]:
    """A record as decoded JSON: with lists for its tuples it compares equal to a stored one."""
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(record), type=dict[str, object])
