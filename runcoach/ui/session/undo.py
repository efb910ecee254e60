"""Undo during a session: the last answers and changes, one after another."""

from __future__ import annotations

from collections.abc import Callable

from runcoach.core.session.events import Event
from runcoach.core.session.session import Session
from runcoach.core.session.undo import UndoEntry, inverse_events, record_event
from runcoach.runner.conductor import Conductor


class UndoStack:
    """The events that were sent by keys, for as long as the session's screen lasts."""

    def __init__(self, conductor: Conductor, tell: Callable[[str], None]) -> None:
        self._conductor = conductor
        self._tell = tell
        self._given: tuple[UndoEntry, ...] = ()

    def record_event(self, before: Session, event: Event) -> None:
        """Record that the session accepted an event; `before` is the session before it."""
        self._given = record_event(self._given, before, event)

    def undo(self) -> None:
        """Undo the last event, or report that there is none."""
        events: tuple[Event, ...] = ()
        if self._given:
            events = inverse_events(self._given[-1], self._conductor.session)
            self._given = self._given[:-1]
        for event in events:
            if self._conductor.accepts(type(event)):
                self._conductor.send(event)
        self._tell("Undone." if events else "There is nothing left to undo.")
