"""Filing: what of a session is written down, and whether the disk has answered.

The journal while it runs, the history once it is over. Nothing here makes a session wait.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.os_error_text import fault_words
from runcoach.core.ports import Background, Clock, History, Journal
from runcoach.core.session.events import Leaving
from runcoach.core.session.recording import saves_something, session_record
from runcoach.core.session.session import Phase, Session

SNAPSHOT_EVERY_S = 5.0
"""Work under way is written down this often, so that a cut costs seconds and not the set."""
SLOW_S = 2.0
"""A journal that takes longer is mentioned, and tried again; so is a disk that failed."""


class Filing:
    """Keeps one session's journal, and puts its record into the history at its end."""

    def __init__(
        self,
        session: Session,
        *,
        clock: Clock,
        journal: Journal,
        history: History,
        background: Background,
        changed: Callable[[], None],
        told: Callable[[str], None],
    ) -> None:
        self.saved = False
        """The history holds the session as it stands."""
        self.filed = False
        """There was something to put into the history: work, pain, or a note."""
        self.failing = False
        """The history could not be written; it is tried again."""
        self.kept = False
        """The last snapshot is on the disk."""
        self.acknowledged: frozenset[str] = frozenset(s.id for s in session.sets)
        """Ids of the sets that are on the disk."""
        self._clock = clock
        self._journal = journal
        self._history = history
        self._background = background
        self._changed = changed
        self._told = told
        self._latest = session
        self._written: Session | None = None
        self._written_at = clock.monotonic()
        self._unanswered_since: float | None = None
        self._record: SessionRecord | None = None
        self._finished_at = ""
        self._leaving = False
        self._closed = False

    def keep(self, session: Session) -> None:
        """The session is another: its snapshot into the journal, its record into the history."""
        self._leaving = session.left is Leaving.KEEP
        self._write(session)
        self._file(session)

    def look(self, session: Session) -> None:
        """Asked every second, with the session run to now: is the disk slow, is work at risk?"""
        at = self._clock.monotonic()
        if self._unanswered_since is not None and at - self._unanswered_since > SLOW_S:
            self._unanswered_since = None
            self._told("The disk is slow: going on, and trying again.")
            self._write(session)
        elif session.phase is Phase.WORK and at - self._written_at >= SNAPSHOT_EVERY_S:
            self._write(session)

    def close(self) -> None:
        """Try nothing again."""
        self._closed = True

    def _write(self, session: Session) -> None:
        if session.left is Leaving.KEEP:
            # What is kept is the session before it was left: that is tried again, until it is.
            return
        self._latest = session
        if session.phase in (Phase.FINISHED, Phase.LEFT) or session is self._written:
            return
        self._written = session
        self._written_at = self._clock.monotonic()
        self.kept = False
        if self._unanswered_since is None:
            self._unanswered_since = self._written_at
        ids = frozenset(s.id for s in session.sets)
        self._journal.save(session, lambda error: self._answered(ids, error))

    def _answered(self, ids: frozenset[str], error: OSError | None) -> None:
        self._unanswered_since = None
        if error is not None:
            self._written = None
            self._told(
                f"Can't write the journal ({fault_words(error)}): going on, and trying again."
            )
            if not self._closed:
                self._clock.call_later(SLOW_S, lambda: self._write(self._latest))
            return
        first = not self.kept
        self.kept = True
        if not ids <= self.acknowledged or (first and self._leaving):
            self.acknowledged |= ids
            self._changed()

    def _file(self, session: Session) -> None:
        """Put a session that is over, or was left, into the history, then forget its journal."""
        record = self._closing_record(session)
        if record is None or record == self._record:
            return
        self._record, self.saved = record, False

        if session.left is Leaving.DISCARD:
            something = bool(record.sets)
        else:
            something = saves_something(session) or bool(session.note)
        # A note that was kept and is rubbed out again is rubbed out in the history too.
        self.filed = filed = self.filed or something

        def job() -> None:
            if filed:
                self._history.save(record)
            self._journal.clear()

        self._background.run(job, lambda error: self._filed(record, error))

    def _closing_record(self, session: Session) -> SessionRecord | None:
        if session.phase is not Phase.FINISHED and session.left in (None, Leaving.KEEP):
            return None
        self._finished_at = self._finished_at or self._now(session).isoformat(timespec="seconds")
        if session.left is Leaving.DISCARD:
            record = session_record(session, self._finished_at, status=Status.DISCARDED)
            return replace(record, deleted_at=self._finished_at)
        return session_record(session, self._finished_at)

    def _now(self, session: Session) -> datetime:
        """The wall clock; where that was set back behind the start, what has passed since that."""
        now, started = self._clock.wall(), datetime.fromisoformat(session.started_at)
        return now if now >= started else started + timedelta(seconds=session.seen)

    def _filed(self, record: SessionRecord, error: OSError | None) -> None:
        if error is not None:
            self._record = None
            self.failing = True
            self._told(f"Can't save the session ({fault_words(error)}): trying again.")
            if not self._closed:
                self._clock.call_later(SLOW_S, lambda: self._file(self._latest))
            return
        if record == self._record:
            self.saved, self.failing = True, False
            self.acknowledged |= {s.id for s in record.sets}
            self._changed()
