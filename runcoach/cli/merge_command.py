"""`runcoach merge`: history, runs and coach's notebook of another data folder, merged into ours.

Settings, own exercises and a session in progress are not merged; a line says what to do about
the latter two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import fields

from runcoach.cli.errors import INCOMPLETE, CommandError, print_error
from runcoach.cli.wiring import local_now

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from runcoach.core.coach.notebook import Notebook
    from runcoach.core.merging.documents import Document
    from runcoach.paths import Paths
    from runcoach.storage.data_folder import DataFolder

COUNTED = {
    "decisions": ("decision of the coach", "decisions of the coach"),
    "changes": ("change of tier or step", "changes of tier or step"),
    "checks": ("answer about pain", "answers about pain"),
    "cleared": ("medical clearance", "medical clearances"),
    "hurt": ("report of pain", "reports of pain"),
}
"""The fields of the notebook whose new values are counted: singular and plural."""


def merge_folder(options: argparse.Namespace, paths: Paths) -> int:
    """Merge another data folder, or a JSON export, into ours. Returns the exit code."""
    from runcoach.cli.import_command import import_files
    from runcoach.cli.session_import import merge_sessions
    from runcoach.storage.data_folder import open_data_folder

    if options.path.is_file():
        from runcoach.cli.month_copy import merge_month_copy

        code = merge_month_copy(options.path, paths)
        return import_files([options.path], paths) if code is None else code
    documents, gaps = _read_folder(options.path)
    store = open_data_folder(paths.data, wall=local_now, writer=True)
    try:
        merge_sessions(store.history, documents)
        runs, run_gaps = _read_runs(options.path)
        if runs:
            counts = store.runs().merge(runs)
            print(f"Runs: {counts.added} added, {counts.known} known already.")
        for line in merge_coach_documents(options.path, paths, store):
            print(line)
    finally:
        store.history.close()
    return INCOMPLETE if gaps or run_gaps else 0


def _read_folder(path: Path) -> tuple[dict[str, Document], tuple[str, ...]]:
    """The session documents of another data folder by id, and what of it can't be read."""
    from runcoach.storage.data_folder import open_history

    if not (path / "history").is_dir():
        raise CommandError(f"{path} is not a data folder: it has no folder `history`")
    history = open_history(path, wall=local_now, writer=False)
    documents = history.documents()
    for notice in history.notices():
        # Whether another app writes there does not matter: the folder is only read.
        if notice.text != history.read_only:
            print_error(f"{path}: {notice.text}")
    return documents, history.gaps()


def _read_runs(path: Path) -> tuple[dict[str, Document], tuple[str, ...]]:
    """The runs of another data folder by id, and what of them can't be read."""
    from runcoach.storage.data_folder import open_data_folder

    folder = open_data_folder(path, wall=local_now, writer=False)
    runs = folder.runs()
    documents = runs.documents()
    for notice in folder.access.notices.all():
        print_error(f"{path}: {notice.text}")
    return documents, runs.gaps()


def merge_coach_documents(folder: Path, paths: Paths, ours: DataFolder) -> Iterator[str]:
    """Merge the notebook and the profile of a folder whose history is merged already.

    Yields:
        A line for each thing that was merged, differs, or has to be copied by hand.

    Raises:
        OSError: nothing more was changed.
    """
    from runcoach.cli.wiring import open_catalogue
    from runcoach.core.history.counting import attendances
    from runcoach.core.merging.notebooks import merge_notebooks
    from runcoach.storage.data_folder import open_data_folder
    from runcoach.storage.documents.coach import FileCoachDocuments

    catalogue = open_catalogue(paths)
    their_documents = open_data_folder(folder, wall=local_now, writer=False).documents
    theirs = FileCoachDocuments(their_documents, catalogue, paths.programmes)
    mine = FileCoachDocuments(ours.documents, catalogue, paths.programmes)
    before, entries = mine.notebook(), ours.history.entries()
    started_at = {entry.id: entry.started_at for entry in entries}
    after = merge_notebooks(
        before, theirs.notebook(), started_at, (a.day for a in attendances(entries))
    )
    if after != before:
        mine.keep_notebook(after, before)
        yield from _describe_new_entries(before, after)
    their_profile, my_profile = theirs.profile(), mine.profile()
    if their_profile is not None and my_profile is None:
        mine.keep_profile(their_profile)
        yield "The profile was copied."
    elif their_profile is not None and their_profile != my_profile:
        yield "The profile there differs; yours is unchanged."
    yield from _describe_unmerged(folder, paths)


def _describe_new_entries(before: Notebook, after: Notebook) -> Iterator[str]:
    counts = []
    for field in fields(before):
        if field.name in COUNTED:
            old, new = getattr(before, field.name), getattr(after, field.name)
            count = sum(value not in old for value in new)
            if count:
                counts.append(f"{count} {COUNTED[field.name][count > 1]}")
    if counts:
        yield f"Also merged: {', '.join(counts)}."


def _describe_unmerged(folder: Path, paths: Paths) -> Iterator[str]:
    for name, ours in (("exercises", paths.exercises), ("programmes", paths.programmes)):
        files = sorted((folder / name).glob("*.toml"))
        missing = [path.name for path in files if not (ours / path.name).exists()]
        if missing:
            yield f"Not merged: {name} {', '.join(missing)}. Copy them into {ours}."
    if (folder / "active.json").exists():
        yield "Not merged: the session in progress there. Finish it, then merge again."
