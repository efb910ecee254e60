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
    from runcoach.core.merging.documents import Document
    from runcoach.core.model.run import Run, RunCounts
    from runcoach.paths import Paths
    from runcoach.storage.data_folder import DataFolder
    from runcoach.storage.history.history import FileHistory

OTHER_APPS = ("strong-", "hevy-")
"""How the ids of sessions from other apps begin."""
MOST_FAULTS = 20
"""Sentences about single files that are printed; the rest is a number."""


def import_paths(options: argparse.Namespace, paths: Paths) -> int:
    """Import what `options.paths` hold. Returns the exit code.

    Everything is read before anything is written: an interrupt leaves nothing half done.
    """
    return import_files(options.paths, paths, options.weights, dry_run=options.dry_run)


def import_files(
    sources: Sequence[Path], paths: Paths, weights: str | None = None, *, dry_run: bool = False
) -> int:
    """Import what the sources hold; with `dry_run` only say what. Returns the exit code."""
    from runcoach.cli.import_files import ImportedFiles
    from runcoach.storage.data_folder import open_data_folder

    found = ImportedFiles(paths, weights)
    found.read(sources)
    if found.empty and not found.left_out:
        raise CommandError(_describe_nothing(found))
    store = open_data_folder(paths.data, wall=local_now, writer=not dry_run)
    try:
        if dry_run:
            _print_dry_run(store, found)
        else:
            with hold_interrupts():
                _write(store, found)
    finally:
        store.history.close()
    _print_left_out(found)
    return INCOMPLETE if found.faults else 0


def merge_sessions(history: FileHistory, theirs: Mapping[str, Document]) -> None:
    """Merge session documents by id into a history, and print how many changed it.

    Raises:
        CommandError: one of them is no session; nothing was changed.
        OSError: the merge stopped half way; repeating it does the rest.
    """
    try:
        counts = history.merge(theirs)
    except ValueError as error:
        raise CommandError(f"nothing was merged: {error}") from None
    unchanged = len(theirs) - counts.added - counts.changed
    print(f"{counts.added} added, {counts.changed} changed, {unchanged} unchanged.")


def _write(store: DataFolder, found: ImportedFiles) -> None:
    if found.documents:
        merge_sessions(store.history, _without_our_own(store.history, found.documents))
    if found.runs:
        runs = store.runs()
        counts = _count(store, found.runs)
        runs.add(found.runs.values())
        print(f"Runs: {counts.added} added, {counts.known} known already.")


def _print_dry_run(store: DataFolder, found: ImportedFiles) -> None:
    if found.documents:
        known = store.history.documents().keys()
        fresh = len(_without_our_own(store.history, found.documents).keys() - known)
        print(
            f"Sessions: {fresh} would be added, {len(found.documents) - fresh} are known already."
        )
    if found.runs:
        counts = _count(store, found.runs)
        print(f"Runs: {counts.added} would be added, {counts.known} are known already.")


def _without_our_own(
    history: FileHistory, documents: Mapping[str, Document]
) -> dict[str, Document]:
    """Without sessions that went from here to another app and come back under its id."""
    history.read_older()
    ours = {(entry.started_at[:16], entry.title): entry.id for entry in history.entries()}
    return {
        id: document
        for id, document in documents.items()
        if not id.startswith(OTHER_APPS)
        or ours.get((str(document["started_at"])[:16], str(document["title"])), id) == id
    }


def _count(store: DataFolder, fresh: Mapping[str, Run]) -> RunCounts:
    from runcoach.core.history.runs import count_new_runs

    return count_new_runs(store.runs().stored(), fresh.values())


def _print_left_out(found: ImportedFiles) -> None:
    kinds = [f"{count} {kind}" for kind, count in sorted(found.left_out.items())]
    if kinds:
        print(f"Left out: {', '.join(kinds)}.")
    if found.other_files:
        print(f"{_files(found.other_files)} held nothing to import.")
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
