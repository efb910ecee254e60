"""`runcoach import`: sessions and runs out of files, folders and archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import INCOMPLETE, CommandError, print_error
from runcoach.cli.interrupts import hold_interrupts
from runcoach.cli.wiring import local_now

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from runcoach.cli.import_files import ImportedFiles
    from runcoach.core.model.records import SessionRecord
    from runcoach.core.model.run import Run, RunCounts
    from runcoach.interchange.import_result import ImportedHistory
    from runcoach.paths import Paths
    from runcoach.storage.data_folder import DataFolder
    from runcoach.storage.history.history import FileHistory

OTHER_APPS = ("strong-", "hevy-")
"""How the ids of sessions from other apps begin."""
MOST_FAULTS = 20
"""Sentences about single files that are printed; the rest is a number."""


def import_paths(options: argparse.Namespace, sources: Sequence[Path], paths: Paths) -> int:
    """Import what the sources hold. Returns the exit code."""
    return import_files(
        sources,
        paths,
        options.weights,
        dry_run=options.dry_run,
        take_file=options.take_file,
    )


def import_files(
    sources: Sequence[Path],
    paths: Paths,
    weights: str | None = None,
    *,
    dry_run: bool = False,
    take_file: bool = False,
) -> int:
    """Import what the sources hold; with `dry_run` only say what. Returns the exit code.

    Everything is read before anything is written: an interrupt leaves nothing half done.
    """
    from runcoach.cli.import_files import ImportedFiles
    from runcoach.storage.data_folder import open_data_folder

    found = ImportedFiles(paths, weights)
    found.read(sources)
    if found.empty and not (found.left_out or found.refused):
        raise CommandError(_describe_nothing(found))
    store = open_data_folder(paths.data, wall=local_now, writer=not dry_run)
    agreed = True
    try:
        if dry_run:
            _print_dry_run(store, found)
        else:
            agreed = _write(store, found, take_file=take_file)
    finally:
        store.history.close()
    _print_left_out(found)
    return INCOMPLETE if found.faults or found.refused or not agreed else 0


def _write(store: DataFolder, found: ImportedFiles, *, take_file: bool) -> bool:
    """Write all of it. Returns whether no session was refused."""
    from runcoach.cli.session_import import merge_undisputed, settle_disputes

    disputed: list[tuple[SessionRecord, SessionRecord]] = []
    with hold_interrupts():
        if found.records or found.refused:
            disputed = merge_undisputed(store.history, _without_our_own(store.history, found))
        if found.runs:
            runs = store.runs()
            counts = _count(store, found.runs)
            runs.add(found.runs.values())
            print(f"Runs: {counts.added} added, {counts.known} known already.")
    return settle_disputes(store.history, disputed, take_file=take_file)


def _print_dry_run(store: DataFolder, found: ImportedFiles) -> None:
    from runcoach.cli.session_import import describe_arrivals

    if found.records:
        print(describe_arrivals(store.history, _without_our_own(store.history, found)))
    if found.runs:
        counts = _count(store, found.runs)
        print(f"Runs: {counts.added} would be added, {counts.known} are known already.")


def _without_our_own(history: FileHistory, found: ImportedFiles) -> ImportedHistory:
    """Without sessions that went from here to another app and come back under its id."""
    from runcoach.interchange.import_result import ImportedHistory

    history.read_older()
    ours = {(entry.started_at[:16], entry.title): entry.id for entry in history.entries()}
    records = tuple(
        record
        for record in found.records.values()
        if not record.id.startswith(OTHER_APPS)
        or ours.get((record.started_at[:16], record.title), record.id) == record.id
    )
    return ImportedHistory(records, found.revisions)


def _count(store: DataFolder, fresh: Mapping[str, Run]) -> RunCounts:
    from runcoach.core.history.runs import count_new_runs

    return count_new_runs(store.runs().stored(), fresh.values())


def _print_left_out(found: ImportedFiles) -> None:
    kinds = [f"{count} {kind}" for kind, count in sorted(found.left_out.items())]
    if kinds:
        print(f"Left out: {', '.join(kinds)}.")
    if found.other_files:
        print(f"{_files(found.other_files)} held nothing to import.")
    for line in found.refused:
        print_error(f"refused: {line}")
    for sentence in found.faults[:MOST_FAULTS]:
        print_error(sentence)
    if len(found.faults) > MOST_FAULTS:
        print_error(f"and {len(found.faults) - MOST_FAULTS} more that could not be read")


def _describe_nothing(found: ImportedFiles) -> str:
    """The one line about an import that found nothing."""
    if len(found.faults) == 1:
        return found.faults[0]
    if found.faults:
        return f"nothing could be read of {_files(len(found.faults))}; {found.faults[0]}"
    return "no runs or sessions were found there"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
