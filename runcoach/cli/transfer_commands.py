"""The commands that carry the history out and in: `export`, `import` and `merge`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runcoach.cli.arguments import REPORT_ONLY
from runcoach.cli.errors import MISUSE, Refused, tell
from runcoach.cli.wiring import HistoryExporter, open_catalogue, wall

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from runcoach.core.merging.documents import Document
    from runcoach.core.model.records import SessionRecord
    from runcoach.paths import Paths
    from runcoach.storage.history.history import Merged, StoredHistory


def act(options: argparse.Namespace, paths: Paths) -> int:
    """The one that was asked for; what to exit with."""
    if options.command == "export":
        return _export(options, paths)
    if options.command == "merge" and not options.path.is_file():
        return _take_in(_folder(options.path), paths, folder=options.path)
    return _take_in(_file(options.path), paths)


def _export(options: argparse.Namespace, paths: Paths) -> int:
    given = [name for name in REPORT_ONLY if getattr(options, name)]
    if given and options.format != "report":
        flag = given[0].replace("_", "-")
        raise Refused(f"--{flag} is for `export report` alone; leave it out", MISUSE)
    from runcoach.storage.data_folder import open_store
    from runcoach.storage.documents.settings import read_settings

    store = open_store(paths.data, wall=wall, writer=False)
    history = store.history
    catalogue = open_catalogue(paths)
    wanted: dict[str, Any] = {}
    if options.format == "report":
        exercise = options.exercise or ""
        if exercise and catalogue.exercise(exercise) is None:
            raise Refused(
                f"there is no exercise {exercise!r}; `runcoach exercises` lists them", MISUSE
            )
        wanted = {"since": options.since, "exercise": exercise, "notes": not options.no_notes}
        wanted["weights"] = read_settings(store.documents).weight_unit
    try:
        HistoryExporter(history, catalogue).export(options.format, options.path, wanted)
    except FileExistsError:
        raise Refused(f"{options.path} is there already; name a new file") from None
    for notice in history.notices():
        tell(notice.text)
    print(f"Written to {options.path}.")
    return 0


def _file(path: Path) -> dict[str, Document]:
    """The documents of an export."""
    from runcoach.core.merging.documents import REVISIONS
    from runcoach.interchange.import_result import BadFileError
    from runcoach.interchange.importer import read_import

    try:
        imported = read_import(path)
    except BadFileError as error:
        raise Refused(str(error)) from None
    documents: dict[str, Document] = {}
    for record in imported.records:
        document: dict[str, object] = _plain(record)
        if earlier := imported.revisions.get(record.id):
            document[REVISIONS] = [_plain(one) for one in earlier]
        documents[record.id] = document
    return documents


def _plain(record: SessionRecord) -> dict[str, object]:
    """A record as a file gives it back: lists, where a value has tuples, compare as equal."""
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(record), type=dict[str, object])


def _folder(path: Path) -> dict[str, Document]:
    """The documents of another data folder."""
    from runcoach.storage.data_folder import open_history

    if not (path / "history").is_dir():
        raise Refused(f"{path} is no data folder: there is no folder `history` in it")
    theirs = open_history(path, wall=wall, writer=False)
    documents = theirs.documents()
    for notice in theirs.notices():
        # That its own app may write there is no concern of this one.
        if notice.text != theirs.read_only:
            tell(f"{path}: {notice.text}")
    return documents


def _take_in(theirs: dict[str, Document], paths: Paths, folder: Path | None = None) -> int:
    from runcoach.storage.data_folder import open_store

    store = open_store(paths.data, wall=wall, writer=True)
    try:
        merged = _merged(store.history, theirs)
        same = len(theirs) - merged.added - merged.changed
        print(f"{merged.added} added, {merged.changed} changed, {same} as they were.")
        if folder is not None:
            from runcoach.cli.merge_command import take_in_notebook

            for line in take_in_notebook(folder, paths, store):
                print(line)
    finally:
        store.history.close()
    return 0


def _merged(history: StoredHistory, theirs: dict[str, Document]) -> Merged:
    try:
        return history.merge(theirs)
    except ValueError as error:
        raise Refused(f"nothing was taken in: {error}") from None
