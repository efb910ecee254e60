"""A month's file under another name, as a program that syncs the data folder leaves one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runcoach.cli.errors import INCOMPLETE, CommandError, print_error
from runcoach.cli.wiring import local_now

if TYPE_CHECKING:
    from pathlib import Path

    from runcoach.core.merging.documents import Document
    from runcoach.paths import Paths
    from runcoach.storage.history.month_document import MonthDocument


def merge_month_copy(path: Path, paths: Paths) -> int | None:
    """Merge a month of sessions or of runs. Returns the exit code; None for any other file."""
    from runcoach.cli.session_import import merge_sessions
    from runcoach.storage.data_folder import open_data_folder
    from runcoach.storage.history.record_kind import SESSIONS

    month = _read_month(path)
    if month is None:
        return None
    ids = {record.id for record in month.records.values()}
    documents: dict[str, Document] = {
        id: found for id in ids if (found := month.document(id)) is not None
    }
    store = open_data_folder(paths.data, wall=local_now, writer=True)
    try:
        if month.table == SESSIONS:
            merge_sessions(store.history, documents)
        else:
            counts = store.runs().merge(documents)
            print(f"Runs: {counts.added} added, {counts.known} known already.")
    finally:
        store.history.close()
    for one in month.left_out:
        print_error(one)
    print("Delete the copy when you have looked at the result.")
    return INCOMPLETE if month.left_out else 0


def _read_month(path: Path) -> MonthDocument[Any] | None:
    from runcoach.storage.durable.atomic_write import Disk, read_file
    from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
    from runcoach.storage.history.month_document import decode_month_of
    from runcoach.storage.history.record_kind import SESSION_KIND
    from runcoach.storage.runs.runs import RUN_KIND

    data = read_file(Disk(), path)
    for kind in (SESSION_KIND, RUN_KIND):
        try:
            return decode_month_of(kind, data)
        except DamagedError:
            continue
        except NewerSchemaError:
            raise CommandError(f"{path} was written by a newer runcoach; update first") from None
    return None
