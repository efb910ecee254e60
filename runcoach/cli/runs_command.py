"""`runcoach runs`: the runs as listed, and `runs add`: one entered by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import MISUSE, CommandError, print_error
from runcoach.cli.output import print_json, terminal_width
from runcoach.cli.wiring import load_runs, local_now

if TYPE_CHECKING:
    import argparse

    from runcoach.paths import Paths


def print_runs(options: argparse.Namespace, paths: Paths) -> int:
    """Print the runs, newest first, or add one. Returns the exit code."""
    if options.act == "add":
        return _add_run(options, paths)
    if options.km is not None or options.minutes is not None or options.kind:
        raise CommandError("--km, --minutes and --kind are for `runs add DATE`", MISUSE)
    from runcoach.core.history.runs import runs_between
    from runcoach.interchange.json.runs import build_runs_document
    from runcoach.interchange.runs_table import format_runs_table
    from runcoach.storage.data_folder import open_data_folder

    store = open_data_folder(paths.data, wall=local_now, writer=False)
    kept = runs_between(load_runs(store), options.since, options.until)
    for notice in store.access.notices.all():
        print_error(notice.text)
    if options.json:
        print_json(build_runs_document(kept))
    else:
        print(format_runs_table(kept, terminal_width()), end="")
    return 0


def _add_run(options: argparse.Namespace, paths: Paths) -> int:
    if options.start is None or options.km is None or options.minutes is None:
        raise CommandError("say `runs add DATE --km K --minutes M`", MISUSE)
    if options.json or options.since or options.until:
        raise CommandError("--json, --since and --until are for the list of runs", MISUSE)
    from runcoach.core.history.runs import make_entered_run
    from runcoach.core.model.run import RunKind
    from runcoach.storage.data_folder import open_data_folder

    kind = RunKind(options.kind) if options.kind else None
    start = options.start.astimezone()
    now = local_now()
    if start.date() > now.date():
        raise CommandError(f"{start:%Y-%m-%d} is still ahead; add a run once it is done", MISUSE)
    run = make_entered_run(start, options.km, options.minutes * 60, kind)
    store = open_data_folder(paths.data, wall=local_now, writer=True)
    try:
        runs = store.runs()
        stored = {each.id: each for each in runs.stored()}
        if run.id in stored and stored[run.id].deleted:
            runs.restore([run.id], now)
            print("Back from the trash.")
        elif run.id in stored:
            print("Known already. Two alike on one day: give the time, as in 2026-11-03T18:00.")
        else:
            runs.add([run])
            print(f"Added: {options.km:g} km in {options.minutes:g} min.")
    finally:
        store.history.close()
    return 0
