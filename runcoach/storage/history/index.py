"""The light index of the history: one `Entry` per session, for lists and statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.core.merging.documents import merge_order_key
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.records import Entry, SessionRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def make_entry(record: SessionRecord, month: str) -> Entry:
    """The index entry of a record that is in the file of `month`."""
    counted, main = record.effective_sets, record.main_sets
    tiers = {s.exercise: s.tier for s in reversed(main)}
    exercises = tuple(dict.fromkeys(s.exercise for s in main))
    notes = (record.note, *(s.note for s in counted))
    return Entry(
        id=record.id,
        started_at=record.started_at,
        finished_at=record.finished_at,
        status=record.status,
        title=record.title,
        programme=record.programme,
        rehearsal=record.rehearsal,
        deleted=record.deleted,
        month=month,
        exercises=exercises,
        sets_done=record.sets_done,
        sets_planned=record.sets_planned,
        active_s=record.active_s,
        feel=record.feel,
        pain=any(s.pain is not None for s in counted),
        notes="\n".join(note for note in notes if note),
        tiers=tuple(tiers[exercise] for exercise in exercises),
    )


class _Line(Struct, frozen=True):
    edited: datetime
    started: datetime
    entry: Entry


class SessionIndex:
    """Entries by month. Not thread-safe: its owner locks."""

    def __init__(self) -> None:
        self._months: dict[str, list[_Line]] = {}
        self._by_id: dict[str, _Line] | None = None
        self._sorted: tuple[Entry, ...] | None = None

    def replace_month(self, month: str, records: Iterable[SessionRecord]) -> None:
        """Replace the entries of a month by those of the records in its file.

        If they are equal, nothing is changed and nothing has to be sorted again.
        """
        lines = [
            _Line(merge_order_key(r.edited_at), parse_moment(r.started_at), make_entry(r, month))
            for r in records
        ]
        if self._months.get(month) != lines:
            self._months[month] = lines
            self._by_id = self._sorted = None

    def months(self) -> tuple[str, ...]:
        """The months that were read."""
        return tuple(self._months)

    def has(self, month: str) -> bool:
        """Whether the index has sessions of a month."""
        return bool(self._months.get(month))

    def month_of(self, id: str) -> str | None:
        """The month whose file a session is in; None if it is not in the index."""
        line = self._lines().get(id)
        return line.entry.month if line else None

    def entries(self) -> tuple[Entry, ...]:
        """All entries, newest start first."""
        if self._sorted is None:
            lines = sorted(self._lines().values(), key=lambda line: line.started, reverse=True)
            self._sorted = tuple(line.entry for line in lines)
        return self._sorted

    def _lines(self) -> dict[str, _Line]:
        if self._by_id is None:
            # An id in two files (one copied by hand) counts once, as last edited.
            lines = (line for month in self._months.values() for line in month)
            by_edit = sorted(lines, key=lambda line: line.edited)
            self._by_id = {line.entry.id: line for line in by_edit}
        return self._by_id
