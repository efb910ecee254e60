"""`runcoach history`: the past sessions, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import MISUSE, CommandError, print_error
from runcoach.cli.output import print_json, terminal_width
from runcoach.cli.wiring import local_now

if TYPE_CHECKING:
    import argparse

    from runcoach.paths import Paths


def print_history(options: argparse.Namespace, paths: Paths) -> int:
    """Print the past sessions, or run `history restore`. Returns the exit code."""
    if options.act == "restore":
        if options.json or options.since:
            raise CommandError("`history restore` takes only a month and a number", MISUSE)
        from runcoach.cli.restore_command import restore_month

        return restore_month(paths, options.month, options.generation)
    from runcoach.interchange.json.history import build_history_document
    from runcoach.interchange.text_table import format_history_table
    from runcoach.storage.data_folder import open_history

    history = open_history(paths.data, wall=local_now, writer=False)
    records = list(history.records())
    for notice in history.notices():
        print_error(notice.text)
    if options.json:
        print_json(build_history_document(records, options.since))
        return 0
    print(format_history_table(records, options.since, terminal_width()), end="")
    return 0
