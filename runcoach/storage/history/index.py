"""The light index: one line a session, for lists and statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.core.merging.documents import instant
from runcoach.core.model.records import Entry, SessionRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def entry_of(record: SessionRecord, month: str) -> Entry:
    """The index line of a record that lives in `month`'s file."""
    counted, main = record.counted, record.main_sets
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
        deleted=record.deleted_at is not None,
        month=month,
        exercises=exercises,
        sets_done=sum(not s.skipped for s in main),
        sets_planned=len(record.planned) or len(main),
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


class Index:
    """Lines by month, newest first when asked for. Its owner keeps threads apart."""

    def __init__(self) -> None:
        self._months: dict[str, list[_Line]] = {}
        self._by_id: dict[str, _Line] | None = None
        self._sorted: tuple[Entry, ...] | None = None

    def put_month(self, month: str, records: Iterable[SessionRecord]) -> None:
        """All that a month's file holds, in place of what was known of it.

        Reading a month again changes nothing, and costs no new order of all the others.
        """
        lines = [
            _Line(instant(r.edited_at), instant(r.started_at), entry_of(r, month)) for r in records
        ]
        if self._months.get(month) != lines:
            self._months[month] = lines
            self._by_id = self._sorted = None

    def month_of(self, id: str) -> str | None:
        """The file a session lives in, where it is known."""
        line = self._lines().get(id)
        return line.entry.month if line else None

    def entries(self) -> tuple[Entry, ...]:
        """Every line, newest start first."""
        if self._sorted is None:
            lines = sorted(self._lines().values(), key=lambda line: line.started, reverse=True)
            self._sorted = tuple(line.entry for line in lines)
        return self._sorted

    def _lines(self) -> dict[str, _Line]:
        if self._by_id is None:
            # An id in two places (a file copied by hand) stands once, as it was edited last.
            lines = (line for month in self._months.values() for line in month)
            in_order = sorted(lines, key=lambda line: line.edited)
            self._by_id = {line.entry.id: line for line in in_order}
        return self._by_id
