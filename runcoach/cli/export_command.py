"""`runcoach export`: the history written to a new file, or sessions to a folder of FIT files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runcoach.cli.arguments import BACKUP, FIT, FLAG_FORMATS
from runcoach.cli.errors import INCOMPLETE, MISUSE, CommandError, print_error
from runcoach.cli.wiring import HistoryExporter, local_now, open_catalogue, open_exercise_names

if TYPE_CHECKING:
    import argparse

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.paths import Paths
    from runcoach.storage.data_folder import DataFolder

STANDARD_OUTPUT = Path("-")


def export_history(options: argparse.Namespace, paths: Paths) -> int:
    """Write the history to `options.path`, never over an existing file. Returns the exit code."""
    _check_flags(options)
    if options.format == BACKUP:
        if options.path == STANDARD_OUTPUT:
            raise CommandError("`export backup` writes a zip: name a new file", MISUSE)
        from runcoach.cli.backup_command import export_backup

        return export_backup(options.path, paths)
    from runcoach.storage.data_folder import open_data_folder

    store = open_data_folder(paths.data, wall=local_now, writer=False)
    catalogue = open_catalogue(paths)
    if options.format == FIT:
        written = _export_fit(options, store, catalogue)
    else:
        exporter = HistoryExporter(store.history, catalogue, lambda: open_exercise_names(paths))
        given = _format_options(options, store, catalogue, paths)
        written = _export_text(options, exporter, given)
    for notice in store.history.notices():
        print_error(notice.text)
    gaps = store.history.gaps()
    missing = "something" if len(gaps) == 1 else f"{len(gaps)} things"
    if written:
        print(f"{written}, without {missing} that can't be read." if gaps else f"{written}.")
    return INCOMPLETE if gaps else 0


def _check_flags(options: argparse.Namespace) -> None:
    for name, formats in FLAG_FORMATS.items():
        given = getattr(options, name) not in (None, False)
        if given and options.format not in formats:
            flag, wanted = name.replace("_", "-"), " and ".join(f"`export {f}`" for f in formats)
            raise CommandError(f"--{flag} is only for {wanted}; leave it out", MISUSE)


def _export_text(
    options: argparse.Namespace, exporter: HistoryExporter, given: dict[str, Any]
) -> str:
    """Write it. Returns what to say about it: nothing if it went to standard output."""
    if options.path == STANDARD_OUTPUT:
        text = exporter.render(options.format, given)
        if sys.stdout.isatty():
            print(text, end="")  # Through the gate: a terminal obeys what a file only holds.
            return ""
        sys.stdout.flush()
        # As bytes: the file's own encoding and line ends, whatever the terminal's are.
        sys.stdout.buffer.write(text.encode())
        return ""
    try:
        exporter.export(options.format, options.path, given)
    except FileExistsError:
        raise CommandError(f"{options.path} already exists; name a new file") from None
    return f"Written to {options.path}"


def _export_fit(options: argparse.Namespace, store: DataFolder, catalogue: Catalogue) -> str:
    from runcoach.interchange.fit.folder import write_fit_folder

    if options.path == STANDARD_OUTPUT:
        raise CommandError("`export fit` writes a file for each session: name a folder", MISUSE)
    try:
        files = write_fit_folder(store.history.records(), catalogue, options.path, options.since)
    except FileExistsError:
        raise CommandError(f"{options.path} is a file; name a folder") from None
    known = f", {files.existing} there already" if files.existing else ""
    return f"{files.written} written to {options.path}{known}"


def _format_options(
    options: argparse.Namespace, store: DataFolder, catalogue: Catalogue, paths: Paths
) -> dict[str, Any]:
    if options.format == "report":
        from runcoach.storage.documents.settings import read_settings

        exercise = options.exercise or ""
        if exercise and catalogue.exercise(exercise) is None:
            raise CommandError(
                f"there is no exercise {exercise!r}; `runcoach exercises` lists them", MISUSE
            )
        return {
            "since": options.since,
            "exercise": exercise,
            "notes": not options.no_notes,
            "weights": read_settings(store.documents).weight_unit,
        }
    if options.format == "ics":
        from runcoach.storage.documents.coach import FileCoachDocuments

        profile = FileCoachDocuments(store.documents, catalogue, paths.programmes).profile()
        return {
            "race": profile.race if profile else None,
            "race_km": profile.race_km if profile else None,
            "alarm_minutes": options.alarm,
        }
    return {}
