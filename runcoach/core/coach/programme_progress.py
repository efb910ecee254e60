"""Progress through a programme over weeks, counted by sessions done."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from runcoach.core.coach.schedule import LIGHTER_EVERY
from runcoach.core.history.counting import completed_half
from runcoach.core.model.programme import Programme, SessionOutline
from runcoach.core.model.records import Entry, SessionRecord


class ProgrammeProgress(Struct, frozen=True):
    """How far a programme is done: counted by sessions, never by dates."""

    done: int
    total: int | None
    """Sessions of the whole programme; None for one without weeks."""
    week: int
    """The week of the next session, from 1."""
    lighter: bool
    outline: SessionOutline
    """The next session; a missed day moves on, so none is left out."""

    @property
    def finished(self) -> bool:
        """Whether every session of its weeks is done."""
        return self.total is not None and self.done >= self.total


def count_programme_sessions(sessions: Iterable[Entry | SessionRecord]) -> dict[str, int]:
    """Return the number of sessions done of each programme, by id; half of the sets is enough."""
    done: dict[str, int] = {}
    for session in sessions:
        if session.programme and completed_half(session):
            done[session.programme] = done.get(session.programme, 0) + 1
    return done


def progress_after(programme: Programme, done: int) -> ProgrammeProgress:
    """Return the progress of a programme after `done` of its sessions."""
    per_week = programme.sessions_per_week or len(programme.sessions)
    of = None if programme.weeks is None else programme.weeks * per_week
    number = done // per_week + 1
    lighter = programme.weeks is not None and number % LIGHTER_EVERY == 0
    outline = programme.sessions[done % len(programme.sessions)]
    return ProgrammeProgress(done, of, number, lighter, outline)
