"""`runcoach export`: the history written to a new file, as JSON, CSV or a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runcoach.cli.arguments import REPORT_FLAGS
from runcoach.cli.errors import INCOMPLETE, MISUSE, CommandError, print_error
from runcoach.cli.wiring import HistoryExporter, local_now, open_catalogue

if TYPE_CHECKING:
    import argparse

    from runcoach.paths import Paths


def export_history(options: argparse.Namespace, paths: Paths) -> int:
    """Write the history to `options.path`, never over an existing file. Returns the exit code."""
    report_flags = [name for name in REPORT_FLAGS if getattr(options, name)]
    if report_flags and options.format != "report":
        flag = report_flags[0].replace("_", "-")
        raise CommandError(f"--{flag} is only for `export report`; leave it out", MISUSE)
    if options.format == "backup":
        from runcoach.cli.backup_command import export_backup

        return export_backup(options.path, paths)
    from runcoach.storage.data_folder import open_data_folder
    from runcoach.storage.documents.settings import read_settings

    store = open_data_folder(paths.data, wall=local_now, writer=False)
    history = store.history
    catalogue = open_catalogue(paths)
    report_options: dict[str, Any] = {}
    if options.format == "report":
        exercise = options.exercise or ""
        if exercise and catalogue.exercise(exercise) is None:
            raise CommandError(
                f"there is no exercise {exercise!r}; `runcoach exercises` lists them", MISUSE
            )
        report_options = {
            "since": options.since,
            "exercise": exercise,
            "notes": not options.no_notes,
            "weights": read_settings(store.documents).weight_unit,
        }
    try:
        HistoryExporter(history, catalogue).export(options.format, options.path, report_options)
    except FileExistsError:
        raise CommandError(f"{options.path} already exists; name a new file") from None
    for notice in history.notices():
        print_error(notice.text)
    if gaps := history.gaps():
        missing = "something" if len(gaps) == 1 else f"{len(gaps)} things"
        print(f"Written to {options.path}, without {missing} that can't be read.")
        return INCOMPLETE
    print(f"Written to {options.path}.")
    return 0
