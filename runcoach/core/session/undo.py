"""Taking back: the event that undoes the last answer or the last change of what comes."""

from __future__ import annotations

from msgspec import Struct

from runcoach.core.model.records import Answer, SetRecord
from runcoach.core.session.events import Event, Revise
from runcoach.core.session.session import Session

OTHER_WAY = {"easier": "harder", "harder": "easier"}


class Given(Struct, frozen=True):
    """An event that can be taken back, and the session as it was before it."""

    before: Session
    event: Answer | Revise


def noted(given: tuple[Given, ...], before: Session, event: Event) -> tuple[Given, ...]:
    """With one event more; what can't be taken back is not among them.

    An answer that is given again, or for the other side, is still the same answer.
    """
    if not isinstance(event, Answer | Revise):
        return given
    last = given[-1] if given else None
    if isinstance(event, Answer) and last is not None and isinstance(last.event, Answer):
        same = _fields(event) == _fields(last.event)
        if same and _asked(before, event) == _asked(before, last.event):
            return given
    return (*given, Given(before, event))


def undoing(given: Given, now: Session) -> tuple[Event, ...]:
    """What takes it back in the session as it stands; nothing where it is too late for that.

    An answer can be taken back as long as answers are taken. A change of what comes only until
    something of it was begun, and not where it has closed a set.
    """
    before, event = given.before, given.event
    if isinstance(event, Answer):
        asked = _asked(before, event)
        known = {s.id for s in now.sets}
        old = [s for s in before.sets if s.id in known and (s.exercise, s.set) == asked]
        return tuple(Answer(s.id, as_before=s) for s in old if s not in now.sets)
    if _behind(before) != _behind(now) or now.in_work:
        return ()
    return (Revise(before.plan.blocks[before.tail_start :], _told(given)),)


def _behind(session: Session) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Where it stands, and the ids of the blocks and sets that no change reaches any more."""
    blocks = session.plan.blocks[: session.tail_start]
    return session.cursor, tuple(b.id for b in blocks), tuple(s.block for s in session.sets)


def _told(given: Given) -> str:
    """As a change of tier is told, but the other way; of any other, that it is taken back."""
    why = given.event.why if isinstance(given.event, Revise) else ""
    about, _, how = why.partition(": ")
    way = OTHER_WAY.get(how.partition(", ")[0])
    work = given.before.work
    return f"{about}: {way}, {work.name}" if way and work else f"{why}, taken back"


def _fields(answer: Answer) -> tuple[bool, ...]:
    given = (answer.actual, answer.load_kg, answer.effort, answer.form_ok, answer.note)
    return tuple(value is not None for value in given)


def _asked(session: Session, answer: Answer) -> tuple[str, int] | None:
    """The question that it answers: both sides of a set are one."""
    record: SetRecord | None = next((s for s in session.sets if s.id == answer.set), None)
    return (record.exercise, record.set) if record else None
