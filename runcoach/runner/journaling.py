"""Writing of a session to disk: the journal while it runs, the history once it has ended.

Everything is written in the background; a session never waits for the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from runcoach.core.model.dates import parse_moment
from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.os_error_text import describe_os_error
from runcoach.core.ports import SLOW_S, Background, Clock, History, Journal
from runcoach.core.session.events import Leaving
from runcoach.core.session.recording import has_work_to_save, make_session_record
from runcoach.core.session.session import Phase, Session

SNAPSHOT_EVERY_S = 5.0
"""How often a set in progress is journaled, so that a crash loses seconds and not the set."""


class SessionJournaling:
    """Writes one session's journal, and its record into the history at the end."""

    def __init__(
        self,
        session: Session,
        *,
        clock: Clock,
        journal: Journal,
        history: History,
        background: Background,
        on_change: Callable[[], None],
        on_message: Callable[[str], None],
    ) -> None:
        self.saved = False
        """Whether the history holds the latest record of the session."""
        self.has_content = False
        """Whether there was anything to save in the history: work, pain, or a note."""
        self.save_failing = False
        """Whether the history could not be written; it is retried."""
        self.failure = ""
        """Why the latest state is not on the disk; empty if it is, or is about to be."""
        self.journaled = False
        """Whether the latest snapshot is on the disk."""
        self.acknowledged: frozenset[str] = frozenset(s.id for s in session.sets)
        """Ids of the sets on the disk."""
        self._clock = clock
        self._journal = journal
        self._history = history
        self._background = background
        self._on_change = on_change
        self._on_message = on_message
        self._latest = session
        self._written: Session | None = None
        self._written_at = clock.monotonic()
        self._pending_since: float | None = None
        self._record: SessionRecord | None = None
        self._finished_at = ""
        self._leaving = False
        self._closed = False

    def write(self, session: Session) -> None:
        """Write a changed session: its snapshot to the journal, its record to the history."""
        self._leaving = session.leaving is Leaving.KEEP
        self._save_snapshot(session)
        self._save_record(session)

    def check(self, session: Session) -> None:
        """Report a slow disk and journal a set in progress; called every second.

        Args:
            session: The session, advanced to now.
        """
        at = self._clock.monotonic()
        if self._pending_since is not None and at - self._pending_since > SLOW_S:
            self._pending_since = None
            self._on_message("The disk is slow: continuing, will retry.")
            self._save_snapshot(session)
        elif session.phase is Phase.WORK and at - self._written_at >= SNAPSHOT_EVERY_S:
            self._save_snapshot(session)

    def close(self) -> None:
        """Stop retrying."""
        self._closed = True

    def _save_snapshot(self, session: Session) -> None:
        if session.leaving is Leaving.KEEP:
            # The journal must hold the session as it was before leaving; that is what is retried.
            return
        self._latest = session
        if session.phase in (Phase.FINISHED, Phase.LEFT) or session is self._written:
            return
        self._written = session
        self._written_at = self._clock.monotonic()
        self.journaled = False
        if self._pending_since is None:
            self._pending_since = self._written_at
        ids = frozenset(s.id for s in session.sets)
        self._journal.save(session, lambda error: self._on_journaled(ids, error))

    def _on_journaled(self, ids: frozenset[str], error: OSError | None) -> None:
        self._pending_since = None
        if error is not None:
            self._written = None
            self._on_failure(error, "Can't write the journal ({}): continuing, will retry.")
            if not self._closed:
                self._clock.call_later(SLOW_S, lambda: self._save_snapshot(self._latest))
            return
        first = not self.journaled
        self.journaled = True
        if self.failure and not self.save_failing:
            self.failure = ""
            self._on_change()
        if not ids <= self.acknowledged or (first and self._leaving):
            self.acknowledged |= ids
            self._on_change()

    def _save_record(self, session: Session) -> None:
        """Save a session that has ended in the history, then delete its journal."""
        record = self._final_record(session)
        if record is None or record == self._record:
            return
        self._record, self.saved = record, False

        if session.leaving is Leaving.DISCARD:
            has_content = bool(record.sets)
        else:
            has_content = has_work_to_save(session) or bool(session.note)
        # Once saved, always saved: a note deleted again must be deleted in the history too.
        self.has_content = filed = self.has_content or has_content

        def job() -> None:
            if filed:
                self._history.save(record)
            self._journal.clear()

        self._background.run(job, lambda _: self._on_saved(record), self._on_save_failed)

    def _final_record(self, session: Session) -> SessionRecord | None:
        if session.phase is not Phase.FINISHED and session.leaving in (None, Leaving.KEEP):
            return None
        self._finished_at = self._finished_at or self._wall_time(session).isoformat(
            timespec="seconds"
        )
        if session.leaving is Leaving.DISCARD:
            record = make_session_record(session, self._finished_at, status=Status.DISCARDED)
            return replace(record, deleted_at=self._finished_at)
        return make_session_record(session, self._finished_at)

    def _wall_time(self, session: Session) -> datetime:
        """The wall clock, or the start plus the session time if the clock was set back past it."""
        now, started = self._clock.wall(), parse_moment(session.started_at)
        return now if now >= started else started + timedelta(seconds=session.advanced_to)

    def _on_save_failed(self, error: OSError) -> None:
        self._record = None
        self.save_failing = True
        self._on_failure(error, "Can't save the session ({}): will retry.")
        if not self._closed:
            self._clock.call_later(SLOW_S, lambda: self._save_record(self._latest))

    def _on_failure(self, error: OSError, message: str) -> None:
        """Report it once; `failure` says it as long as it lasts."""
        known, self.failure = self.failure, describe_os_error(error)
        if not known:
            self._on_message(message.format(self.failure))
        self._on_change()

    def _on_saved(self, record: SessionRecord) -> None:
        if record == self._record:
            self.saved, self.save_failing, self.failure = True, False, ""
            self.acknowledged |= {s.id for s in record.sets}
            self._on_change()
