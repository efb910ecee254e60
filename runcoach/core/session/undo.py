"""Undo within a session: the events that reverse the last answer or the last plan edit."""

from __future__ import annotations

from msgspec import Struct

from runcoach.core.model.records import Answer, SetRecord
from runcoach.core.session.events import Event, Revise, Skip, Unskip
from runcoach.core.session.session import Session

OPPOSITE_DIRECTION = {"easier": "harder", "harder": "easier"}


class UndoEntry(Struct, frozen=True):
    """An event that can be undone, and the session before it."""

    before: Session
    event: Answer | Revise | Skip


def record_event(
    entries: tuple[UndoEntry, ...], before: Session, event: Event
) -> tuple[UndoEntry, ...]:
    """The undo entries with one more event; events that cannot be undone are not added.

    An answer corrected at once, or given for the other side of the set, shares one entry.
    """
    if not isinstance(event, Answer | Revise | Skip):
        return entries
    last = entries[-1] if entries else None
    if isinstance(event, Answer) and last is not None and isinstance(last.event, Answer):
        same = _answered_fields(event) == _answered_fields(last.event)
        if same and _question(before, event) == _question(before, last.event):
            return entries
    return (*entries, UndoEntry(before, event))


def inverse_events(entry: UndoEntry, now: Session) -> tuple[Event, ...]:
    """The events that undo an entry in the session `now`; empty if it is too late.

    An answer can be undone as long as answers are accepted. A plan edit only until one of its
    blocks has begun, and not if it has closed a set.
    """
    before, event = entry.before, entry.event
    if isinstance(event, Answer):
        question = _question(before, event)
        current_ids = {s.id for s in now.sets}
        old = [s for s in before.sets if s.id in current_ids and (s.exercise, s.set) == question]
        return tuple(Answer(s.id, previous=s) for s in old if s not in now.sets)
    if isinstance(event, Skip):
        return _unskip(before, now)
    if _fixed_part(before) != _fixed_part(now) or now.in_work:
        return ()
    return (Revise(before.plan.blocks[before.tail_start :], _reason(entry)),)


def _unskip(before: Session, now: Session) -> tuple[Event, ...]:
    """The skipped sets, unless one of them was begun before, or anything has been done since."""
    closed = now.sets[len(before.sets) :]
    if before.in_work or now.in_work or not all(s.skipped for s in closed):
        return ()
    return (Unskip(before.plan.blocks[before.cursor :]),)


def _fixed_part(session: Session) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """The cursor, and the ids of the blocks and sets that an edit can no longer change."""
    blocks = session.plan.blocks[: session.tail_start]
    return session.cursor, tuple(b.id for b in blocks), tuple(s.block for s in session.sets)


def _reason(entry: UndoEntry) -> str:
    """The reason of the edit reversed: a change of tier the other way, any other as undone."""
    why = entry.event.why if isinstance(entry.event, Revise) else ""
    subject, _, change = why.partition(": ")
    direction = OPPOSITE_DIRECTION.get(change.partition(", ")[0])
    work = entry.before.work
    return f"{subject}: {direction}, {work.name}" if direction and work else f"{why}, undone"


def _answered_fields(answer: Answer) -> tuple[bool, ...]:
    values = (answer.actual, answer.load_kg, answer.effort, answer.form_ok, answer.note)
    return tuple(value is not None for value in values)


def _question(session: Session, answer: Answer) -> tuple[str, int] | None:
    """The question answered, as (exercise, set): both sides of a set share one."""
    record: SetRecord | None = next((s for s in session.sets if s.id == answer.set), None)
    return (record.exercise, record.set) if record else None
