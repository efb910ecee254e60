"""Corrections of a record: a corrected value counts as if it had been logged that way."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from runcoach.core.model.dates import EXPECTED_MOMENT, parse_moment
from runcoach.core.model.records import SessionRecord, SetRecord, Source
from runcoach.core.model.validation import InvalidValueError, validate


def correct_set(record: SessionRecord, changed: SetRecord) -> SessionRecord:
    """The session with one set replaced, matched by id.

    A different count or load makes the result entered, and a count of zero makes the set skipped.

    Raises:
        InvalidValueError: A value is out of range.
        KeyError: The session has no such set.
    """
    before = next((s for s in record.sets if s.id == changed.id), None)
    if before is None:
        raise KeyError(changed.id)
    if (changed.actual, changed.load_kg) != (before.actual, before.load_kg):
        changed = replace(changed, source=Source.ENTERED, skipped=changed.actual == 0)
    sets = tuple(changed if s.id == changed.id else s for s in record.sets)
    return validate_record(replace(record, sets=sets))


def move_session(record: SessionRecord, started_at: datetime) -> SessionRecord:
    """The session with another start and the same length, in the new start's offset.

    Raises:
        InvalidValueError: The start has no offset or is out of range.
    """
    if started_at.tzinfo is None:
        raise InvalidValueError("started_at", f"expected {EXPECTED_MOMENT}")
    if not record.finished_at:
        return validate_record(replace(record, started_at=started_at.isoformat()))
    length = parse_moment(record.finished_at) - parse_moment(record.started_at)
    return validate_record(
        replace(
            record,
            started_at=started_at.isoformat(),
            finished_at=(started_at + length).isoformat(),
        )
    )


def validate_record(record: SessionRecord) -> SessionRecord:
    """Return the record if all of its values are valid.

    Raises:
        InvalidValueError: The first value that is not, with its path: `sets[2].actual`.
    """
    validate(record)
    _moment(record.started_at, "started_at")
    # The end may lie before the start: the clock was set back in between.
    for name in ("finished_at", "edited_at", "deleted_at"):
        text = getattr(record, name)
        if text:
            _moment(text, name)
    seen: set[str] = set()
    for at, done in enumerate(record.sets):
        _expect(done.id not in seen, f"sets[{at}].id", f"expected its own id, not {done.id!r}")
        seen.add(done.id)
    return record


def _moment(text: str, where: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise InvalidValueError(where, str(error)) from None


def _expect(holds: bool, where: str, expected: str) -> None:
    if not holds:
        raise InvalidValueError(where, expected)
