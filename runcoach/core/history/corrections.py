"""Mending a record: any value may be put right, and it counts as if it had been logged so."""

from __future__ import annotations

import math
from datetime import datetime

from msgspec.structs import replace

from runcoach.core.model.dates import moment
from runcoach.core.model.records import SessionRecord, SetRecord, Source

EARLIEST_YEAR = 1970


class RecordError(ValueError):
    """A value that no record may hold: where, and what was expected."""

    def __init__(self, where: str, expected: str) -> None:
        super().__init__(f"{where}: {expected}")
        self.where = where
        self.expected = expected


def mended(record: SessionRecord, changed: SetRecord) -> SessionRecord:
    """The session with one set put right, found by the set's id.

    A new count or load makes the result an entered one, and a count of zero a skipped one.

    Raises:
        RecordError: a value is out of range.
        KeyError: the session has no such set.
    """
    before = next((s for s in record.sets if s.id == changed.id), None)
    if before is None:
        raise KeyError(changed.id)
    if (changed.actual, changed.load_kg) != (before.actual, before.load_kg):
        changed = replace(changed, source=Source.ENTERED, skipped=changed.actual == 0)
    sets = tuple(changed if s.id == changed.id else s for s in record.sets)
    return checked(replace(record, sets=sets))


def moved(record: SessionRecord, started_at: datetime) -> SessionRecord:
    """The session at another moment, as long as before, in that moment's own offset.

    Raises:
        RecordError: the moment has no offset or is out of range.
    """
    if started_at.tzinfo is None:
        raise RecordError("started_at", "expected a moment with its offset")
    if not record.finished_at:
        return checked(replace(record, started_at=started_at.isoformat()))
    length = moment(record.finished_at) - moment(record.started_at)
    return checked(
        replace(
            record,
            started_at=started_at.isoformat(),
            finished_at=(started_at + length).isoformat(),
        )
    )


def checked(record: SessionRecord) -> SessionRecord:
    """The record itself, once every value is one that a record may hold.

    Raises:
        RecordError: the first value that is not, by its place: `sets[2].actual`.
    """
    _expect(bool(record.id), "id", "expected an id, not nothing")
    started = _moment(record.started_at, "started_at")
    if record.finished_at:
        finished = _moment(record.finished_at, "finished_at")
        _expect(finished >= started, "finished_at", "expected a moment after the start")
    feel = record.feel
    _expect(feel is None or 1 <= feel <= 10, "feel", f"expected 1 to 10, not {feel}")
    for name in ("estimated_s", "active_s"):
        value = getattr(record, name)
        _expect(value >= 0, name, f"expected 0 s or more, not {value}")
    for at, pause in enumerate(record.pauses):
        fits = _measure(pause.at) and _measure(pause.seconds)
        _expect(fits, f"pauses[{at}]", "expected seconds of 0 or more")
    seen: set[str] = set()
    for at, done in enumerate(record.sets):
        where = f"sets[{at}]"
        _expect(bool(done.id), f"{where}.id", "expected an id, not nothing")
        _expect(done.id not in seen, f"{where}.id", f"expected an id of its own, not {done.id!r}")
        seen.add(done.id)
        _check_set(done, where)
    return record


def _check_set(done: SetRecord, where: str) -> None:
    _expect(bool(done.exercise), f"{where}.exercise", "expected an exercise's id, not nothing")
    for name in ("actual", "target", "landings", "set"):
        value = getattr(done, name)
        _expect(value >= 0, f"{where}.{name}", f"expected 0 or more, not {value}")
    for name in ("load_kg", "seconds"):
        value = getattr(done, name)
        _expect(_measure(value), f"{where}.{name}", f"expected 0 or more, not {value}")
    pain = done.pain
    _expect(
        pain is None or 0 <= pain.level <= 10,
        f"{where}.pain.level",
        f"expected 0 to 10, not {pain.level if pain else None}",
    )


def _moment(text: str, where: str) -> datetime:
    expected = "expected a moment with its offset, such as 2026-11-03T18:02:00+01:00"
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise RecordError(where, f"{expected}, not {text!r}") from None
    if read.tzinfo is None:
        raise RecordError(where, f"{expected}, not {text!r}")
    if read.year < EARLIEST_YEAR:
        raise RecordError(where, f"expected a year from {EARLIEST_YEAR} on, not {read.year}")
    return read


def _measure(value: float) -> bool:
    return math.isfinite(value) and value >= 0


def _expect(holds: bool, where: str, expected: str) -> None:
    if not holds:
        raise RecordError(where, expected)
