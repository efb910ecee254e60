"""`runcoach import`: the sessions of a JSON or CSV export, merged into the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import CommandError
from runcoach.cli.wiring import local_now

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from pathlib import Path

    from runcoach.core.merging.documents import Document
    from runcoach.core.model.records import SessionRecord
    from runcoach.paths import Paths
    from runcoach.storage.history.history import FileHistory


def import_file(options: argparse.Namespace, paths: Paths) -> int:
    """Merge the sessions of the file `options.path` into the history. Returns the exit code."""
    from runcoach.storage.data_folder import open_data_folder

    documents = _read_export(options.path)
    history = open_data_folder(paths.data, wall=local_now, writer=True).history
    try:
        merge_sessions(history, documents)
    finally:
        history.close()
    return 0


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


def _read_export(path: Path) -> dict[str, Document]:
    """The session documents of an export by id, with their revisions."""
    from runcoach.core.merging.documents import REVISIONS
    from runcoach.interchange.import_result import BadFileError
    from runcoach.interchange.importer import read_import

    try:
        imported = read_import(path)
    except BadFileError as error:
        raise CommandError(str(error)) from None
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
