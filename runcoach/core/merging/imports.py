"""What a session from a file is to the history: new, the same, a later edit, or a correction."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec.structs import replace

from runcoach.core.merging.documents import merge_order_key
from runcoach.core.model.records import SessionRecord


class Arrival(StrEnum):
    """What a session from a file is to the history that it comes into."""

    ADDED = "added"
    """The history has none of its id."""
    UNCHANGED = "unchanged"
    """The history has it so, or had it so before an edit."""
    CHANGED = "changed"
    """A later edit, from another machine: it wins."""
    DISPUTED = "disputed"
    """Another value without a later edit, such as a number corrected in the file by hand. Only the
    person knows which is right."""


def classify_arrival(
    ours: SessionRecord | None, earlier: Sequence[SessionRecord], theirs: SessionRecord
) -> Arrival:
    """Return what a session from a file is to the history.

    Args:
        ours: The session of that id in the history, if any.
        earlier: Its earlier versions there.
        theirs: As in the file; a table has neither the time of the edit nor the trash.
    """
    if ours is None:
        return Arrival.ADDED
    if theirs.edited_at and merge_order_key(theirs.edited_at) > merge_order_key(ours.edited_at):
        same = _values(theirs) == _values(ours) and theirs.deleted == ours.deleted
        return Arrival.UNCHANGED if same else Arrival.CHANGED
    if any(_values(theirs) == _values(known) for known in (ours, *earlier)):
        return Arrival.UNCHANGED
    return Arrival.DISPUTED


def take_file_version(ours: SessionRecord, theirs: SessionRecord) -> SessionRecord:
    """The file's values, in or out of the trash as the history has it."""
    return replace(theirs, deleted_at=ours.deleted_at)


def _values(record: SessionRecord) -> SessionRecord:
    """All but when it was edited and whether it is in the trash."""
    return replace(record, edited_at="", deleted_at=None)
