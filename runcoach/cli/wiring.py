"""The composition root: opens the data folder, catalogue and settings that a command works on.

Each import is inside the function that needs it, so that a command loads only what it uses.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.cli.errors import CommandError, print_error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from runcoach.core.coach.athlete import Athlete
    from runcoach.core.model.catalogue import Catalogue, Problem
    from runcoach.core.model.run import Run
    from runcoach.core.model.settings import Settings
    from runcoach.interchange.apps.exercise_names import ExerciseNames
    from runcoach.interchange.exporter import FileExporter
    from runcoach.paths import Paths
    from runcoach.storage.data_folder import DataFolder
    from runcoach.storage.documents.coach import FileCoachDocuments
    from runcoach.storage.history.history import FileHistory


class CommandContext(Struct, frozen=True):
    """Everything of the person's that a command works on, opened."""

    paths: Paths
    catalogue: Catalogue
    data_folder: DataFolder
    settings: Settings
    coaching: FileCoachDocuments
    settings_problems: tuple[Problem, ...] = ()
    """Settings with an invalid value; their default is used."""


class HistoryExporter(Struct, frozen=True):
    """The port `Exporter` for a stored history; imports the writers at the first export."""

    history: FileHistory
    catalogue: Catalogue
    names: Callable[[], ExerciseNames] | None = None
    """What other apps call our exercises; needed for their formats alone."""

    def export(self, format: str, path: Path, options: Mapping[str, object]) -> None:
        """Write the history to a new file; as `FileExporter.export`, with the same exceptions."""
        self._exporter().export(format, path, options)

    def render(self, format: str, options: Mapping[str, object]) -> str:
        """The text of an export; as `FileExporter.render`."""
        return self._exporter().render(format, options)

    def _exporter(self) -> FileExporter:
        from runcoach.core.merging.documents import list_revisions
        from runcoach.interchange.exporter import FileExporter
        from runcoach.storage.history.decoding import decode_readable

        return FileExporter(
            records=lambda: list(self.history.records()),
            revisions=lambda: {
                id: list(decode_readable(list_revisions(document)))
                for id, document in self.history.documents().items()
            },
            catalogue=lambda: self.catalogue,
            now=local_now,
            gaps=self.history.gaps,
            names=self.names,
        )


def local_now() -> datetime:
    """The local time with its offset from UTC."""
    return datetime.now().astimezone()


def open_catalogue(paths: Paths, *, own_files: bool = True) -> Catalogue:
    """The built-in exercises and programmes, overridden and extended by the person's own."""
    from runcoach.catalogue.compiled_cache import load_catalogue
    from runcoach.resources import assets_folder

    if not own_files:
        return load_catalogue(assets_folder(), None)
    return load_catalogue(assets_folder(), paths.data, paths.cache)


def open_context(paths: Paths, *, writer: bool, own_files: bool = True) -> CommandContext:
    """Open all of it. With `writer` false nothing in the data folder is ever changed.

    Without `own_files` the catalogue has only what is built in.
    """
    from runcoach.storage.data_folder import open_data_folder
    from runcoach.storage.documents.coach import FileCoachDocuments
    from runcoach.storage.documents.settings import read_settings_with_problems

    catalogue = open_catalogue(paths, own_files=own_files)
    store = open_data_folder(paths.data, wall=local_now, writer=writer)
    coaching = FileCoachDocuments(store.documents, catalogue, paths.programmes)
    settings, mistakes = read_settings_with_problems(store.documents)
    return CommandContext(paths, catalogue, store, settings, coaching, mistakes)


def load_athlete(context: CommandContext, at: datetime) -> Athlete:
    """What the coach knows of the person at a moment."""
    from runcoach.core.coach.athlete import RECENT_SESSIONS, Athlete
    from runcoach.core.coach.programme_progress import count_programme_sessions
    from runcoach.core.history.counting import begun_sessions

    history, coaching = context.data_folder.history, context.coaching
    history.read_older()  # The position in a series depends on all its sessions.
    return Athlete(
        context.catalogue,
        at,
        coaching.profile(),
        coaching.notebook(),
        history.recent(RECENT_SESSIONS),
        count_programme_sessions(begun_sessions(history.entries(), at.date())),
        tuple(begun_sessions(history.entries(), at.date())),
    )


def load_runs(data_folder: DataFolder) -> tuple[Run, ...]:
    """The runs as listed, newest first, doubles folded and kinds judged."""
    from runcoach.core.history.runs import list_runs

    return list_runs(data_folder.runs().stored()).runs


def open_exercise_names(paths: Paths) -> ExerciseNames:
    """The names of other apps for our exercises, with the person's own.

    Raises:
        CommandError: The person's file has a mistake.
    """
    from runcoach.interchange.apps.exercise_names import FILE_NAME, read_exercise_names
    from runcoach.interchange.import_result import BadFileError
    from runcoach.resources import assets_folder

    own = paths.data / FILE_NAME
    try:
        return read_exercise_names(
            (assets_folder() / FILE_NAME).read_bytes(),
            own.read_bytes() if own.is_file() else None,
        )
    except BadFileError as error:
        raise CommandError(str(error)) from None


def print_problems(catalogue: Catalogue, coaching: FileCoachDocuments | None = None) -> None:
    """Print a line for each file that was left out and each value that can't be used."""
    for problem in (*catalogue.problems, *(coaching.problems() if coaching else ())):
        print_error(problem)
