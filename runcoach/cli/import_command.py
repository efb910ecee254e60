"""`runcoach import`: the sessions of a JSON or CSV export, merged into the history."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from runcoach.cli.errors import INCOMPLETE, CommandError, print_error
from runcoach.cli.wiring import local_now
from runcoach.core.merging.documents import REVISIONS
from runcoach.core.merging.imports import Arrival, classify_arrival, take_file_version
from runcoach.core.model.text_gate import neutralise_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from runcoach.core.merging.documents import Document
    from runcoach.core.model.records import SessionRecord
    from runcoach.interchange.import_result import ImportedHistory
    from runcoach.paths import Paths
    from runcoach.storage.history.history import FileHistory


LISTED = 20
"""How many sessions are listed one by one; the others are counted."""


def import_file(options: argparse.Namespace, paths: Paths) -> int:
    """Merge the sessions of the file `options.path` into the history. Returns the exit code.

    Prints for each session what came of it; of one that differs without a later edit, both values.
    """
    from runcoach.storage.data_folder import open_data_folder

    imported = _read_export(options.path)
    store = open_data_folder(paths.data, wall=local_now, writer=True)
    try:
        disputed = _merge_undisputed(store.history, imported)
        if disputed and (getattr(options, "take_file", False) or _ask_for_file(disputed)):
            for ours, theirs in disputed:
                store.history.edit(take_file_version(ours, theirs), local_now())
                _print_session("Changed", theirs, _changes(ours, theirs))
            print(f"{len(disputed)} taken from the file; yours are kept as earlier versions.")
            disputed = []
    finally:
        store.history.close()
    for ours, theirs in disputed:
        _print_session("Refused", theirs, _changes(ours, theirs))
    if disputed:
        print_error(
            f"{len(disputed)} refused: they differ from yours, which no later edit explains. "
            "--take-file takes the file's version."
        )
    for line in imported.refused:
        print_error(f"refused: {line}")
    return INCOMPLETE if disputed or imported.refused else 0


def _merge_undisputed(
    history: FileHistory, imported: ImportedHistory
) -> list[tuple[SessionRecord, SessionRecord]]:
    """Merge all but what only the person can decide: pairs of ours and the file's version."""
    documents: dict[str, Document] = {}
    disputed: list[tuple[SessionRecord, SessionRecord]] = []
    lines: list[tuple[str, SessionRecord, Sequence[str]]] = []
    counts = dict.fromkeys(Arrival, 0)
    for theirs in imported.records:
        ours = history.load(theirs.id)
        arrival = classify_arrival(ours, history.revisions(theirs.id) if ours else (), theirs)
        counts[arrival] += 1
        if ours is not None and arrival is Arrival.DISPUTED:
            disputed.append((ours, theirs))
            continue
        if arrival is not Arrival.UNCHANGED or theirs.id in imported.revisions:
            documents[theirs.id] = _to_document_with_revisions(theirs, imported)
        if arrival is Arrival.ADDED:
            lines.append(("Added", theirs, [f"{theirs.sets_done} of {theirs.sets_planned} sets"]))
        elif ours is not None and arrival is Arrival.CHANGED:
            lines.append(("Changed", theirs, _changes(ours, theirs)))
    _merge(history, documents)
    for what, record, details in lines[:LISTED]:
        _print_session(what, record, details)
    if len(lines) > LISTED:
        print(f"and {len(lines) - LISTED} more.")
    print(
        f"{counts[Arrival.ADDED]} added, {counts[Arrival.CHANGED]} changed, "
        f"{counts[Arrival.UNCHANGED]} unchanged."
    )
    return disputed


def merge_sessions(history: FileHistory, theirs: Mapping[str, Document]) -> None:
    """Merge session documents by id into a history, and print how many changed it.

    Raises:
        CommandError: one of them is no session; nothing was changed.
        OSError: the merge stopped half way; repeating it does the rest.
    """
    before = {id: history.load(id) for id in theirs}
    _merge(history, theirs)
    added = sum(record is None for record in before.values())
    # Another earlier version may have come, which changes nothing that is shown.
    changed = sum(old is not None and history.load(id) != old for id, old in before.items())
    print(f"{added} added, {changed} changed, {len(theirs) - added - changed} unchanged.")


def _merge(history: FileHistory, documents: Mapping[str, Document]) -> None:
    try:
        history.merge(documents)
    except ValueError as error:
        raise CommandError(f"nothing was merged: {error}") from None


def _ask_for_file(disputed: Sequence[tuple[SessionRecord, SessionRecord]]) -> bool:
    """Ask once, where somebody can answer, whether the file is right."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return False
    for ours, theirs in disputed:
        _print_session("Differs", theirs, _changes(ours, theirs))
    answer = input("Take the file's version? Yours is kept as an earlier one. [y/N] ")
    return answer.strip().lower() in ("y", "yes")


def _print_session(what: str, record: SessionRecord, details: Sequence[str]) -> None:
    from runcoach.core.model.dates import format_weekday_date, local_day

    day = format_weekday_date(local_day(record.started_at))
    print(f"{what}: {day}, {neutralise_line(record.title)}: {'; '.join(details)}")


def _changes(ours: SessionRecord, theirs: SessionRecord) -> Sequence[str]:
    from runcoach.ui.history.record_diff import describe_changes

    return describe_changes(ours, take_file_version(ours, theirs)) or ("details of its plan",)


def _read_export(path: Path) -> ImportedHistory:
    from runcoach.interchange.import_result import BadFileError
    from runcoach.interchange.importer import read_import

    try:
        return read_import(path)
    except BadFileError as error:
        raise CommandError(str(error)) from None


def _to_document_with_revisions(record: SessionRecord, imported: ImportedHistory) -> Document:
    document: dict[str, object] = _to_document(record)
    if earlier := imported.revisions.get(record.id):
        document[REVISIONS] = [_to_document(revision) for revision in earlier]
    return document


def _to_document(record: SessionRecord) -> dict[str, object]:
    """A record as decoded JSON: with lists for its tuples it compares equal to a stored one."""
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(record), type=dict[str, object])
