"""Imported sessions, merged into the history; what only the person can decide is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from runcoach.cli.errors import CommandError, print_error
from runcoach.cli.wiring import local_now
from runcoach.core.merging.documents import REVISIONS
from runcoach.core.merging.imports import Arrival, classify_arrival, take_file_version
from runcoach.core.model.text_gate import neutralise_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runcoach.core.merging.documents import Document
    from runcoach.core.model.records import SessionRecord
    from runcoach.interchange.import_result import ImportedHistory
    from runcoach.storage.history.history import FileHistory


LISTED = 20
"""How many sessions are listed one by one; the others are counted."""


def settle_disputes(
    history: FileHistory,
    disputed: Sequence[tuple[SessionRecord, SessionRecord]],
    *,
    take_file: bool,
) -> bool:
    """Take the file's versions if the person says so, else refuse them; print which and why.

    Args:
        history: The person's.
        disputed: Pairs of ours and the file's version.
        take_file: Whether the person said so with the command; else they are asked.

    Returns:
        Whether none was refused.
    """
    if disputed and (take_file or _ask_for_file(disputed)):
        for ours, theirs in disputed:
            history.edit(take_file_version(ours, theirs), local_now())
            _print_session("Changed", theirs, _changes(ours, theirs))
        print(f"{len(disputed)} taken from the file; yours are kept as earlier versions.")
        return True
    for ours, theirs in disputed:
        _print_session("Refused", theirs, _changes(ours, theirs))
    if disputed:
        print_error(
            f"{len(disputed)} refused: they differ from yours, which no later edit explains. "
            "--take-file takes the file's version."
        )
    return not disputed


def merge_undisputed(
    history: FileHistory, imported: ImportedHistory
) -> list[tuple[SessionRecord, SessionRecord]]:
    """Merge all but what only the person can decide: pairs of ours and the file's version."""
    documents: dict[str, Document] = {}
    disputed: list[tuple[SessionRecord, SessionRecord]] = []
    lines: list[tuple[str, SessionRecord, Sequence[str]]] = []
    counts = dict.fromkeys(Arrival, 0)
    for theirs in imported.records:
        ours = history.load(theirs.id)
        arrival = _classify(history, ours, theirs)
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


def describe_arrivals(history: FileHistory, imported: ImportedHistory) -> str:
    """The line about what an import of these sessions would do."""
    counts = dict.fromkeys(Arrival, 0)
    for theirs in imported.records:
        counts[_classify(history, history.load(theirs.id), theirs)] += 1
    parts = [
        f"{counts[Arrival.ADDED]} would be added",
        *([f"{counts[Arrival.CHANGED]} changed"] if counts[Arrival.CHANGED] else []),
        f"{counts[Arrival.UNCHANGED]} are known already",
        *([f"{counts[Arrival.DISPUTED]} differ"] if counts[Arrival.DISPUTED] else []),
    ]
    return f"Sessions: {', '.join(parts)}."


def _classify(history: FileHistory, ours: SessionRecord | None, theirs: SessionRecord) -> Arrival:
    return classify_arrival(ours, history.revisions(theirs.id) if ours else (), theirs)


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


def _to_document_with_revisions(record: SessionRecord, imported: ImportedHistory) -> Document:
    document: dict[str, object] = _to_document(record)
    if earlier := imported.revisions.get(record.id):
        document[REVISIONS] = [_to_document(revision) for revision in earlier]
    return document


def _to_document(record: SessionRecord) -> dict[str, object]:
    """A record as decoded JSON: with lists for its tuples it compares equal to a stored one."""
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(record), type=dict[str, object])
