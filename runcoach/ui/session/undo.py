"""Undo in a session: the last answers and changes, taken back one after another."""

from __future__ import annotations

from collections.abc import Callable

from runcoach.core.session.events import Event
from runcoach.core.session.session import Session
from runcoach.core.session.undo import Given, noted, undoing
from runcoach.runner.conductor import Conductor


class Undo:
    """Knows what was sent by a key, as long as the session's screen lasts."""

    def __init__(self, conductor: Conductor, tell: Callable[[str], None]) -> None:
        self._conductor = conductor
        self._tell = tell
        self._given: tuple[Given, ...] = ()

    def note(self, before: Session, event: Event) -> None:
        """That event was taken by the session as it was before."""
        self._given = noted(self._given, before, event)

    def undo(self) -> None:
        """Take the last one back, or say that there is none."""
        events: tuple[Event, ...] = ()
        if self._given:
            events = undoing(self._given[-1], self._conductor.session)
            self._given = self._given[:-1]
        for event in events:
            if self._conductor.takes(type(event)):
                self._conductor.send(event)
        self._tell("Taken back." if events else "There is nothing to take back any more.")
