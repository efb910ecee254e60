"""The history as its screens use it: reads, changes and one undo, all off the event loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.history.counting import CountedSession, begun_sessions, counted_sessions
from runcoach.core.history.runs import runs_by_day
from runcoach.core.history.session_filter import SessionFilter, filter_entries
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.core.model.run import Run
from runcoach.core.model.settings import WeightUnit
from runcoach.core.os_error_text import describe_os_error
from runcoach.core.ports import Background
from runcoach.ui.history.calendar_data import summarize_entries
from runcoach.ui.history.text import Piece
from runcoach.ui.services import Services

MAX_UNDO_STEPS = 100
DEFAULT_TARGET = 2
"""Sessions a week where the profile names no number."""

T = TypeVar("T")
SummaryLine = tuple[Sequence[Piece], tuple[str, ...]]
"""The counts of sessions and weeks as a line, and the ids of the streak's sessions."""
OnDone = Callable[[str], None]
"""Called on the event loop when a job has ended; with one line if it failed, else with ""."""


class UndoStep(Struct, frozen=True):
    """One change that can be undone."""

    message: str
    """The effect of undoing it, as a sentence without its full stop."""
    undo: Callable[[datetime], None]
    """Undoes it; receives the present time."""


class HistoryService:
    """Reads records on demand, and makes changes that can be undone.

    The screens of one area share one service, and so one undo.
    """

    def __init__(self, services: Services, weights: Callable[[], WeightUnit]) -> None:
        self.services = services
        """The ports to the outside."""
        self._weights = weights
        self.target = DEFAULT_TARGET
        """Sessions a week that the person aims at; known once `read_older` has answered."""
        self.runs: Mapping[date, Sequence[Run]] = {}
        """The runs by day; known once `read_older` has answered."""
        self._changes: list[UndoStep] = []
        self._counted: tuple[CountedSession, ...] = ()
        self._counted_of: Sequence[Entry] | None = None
        self._waiting: list[Callable[[tuple[CountedSession, ...], str], None]] = []
        self._summary: tuple[tuple[Sequence[Entry], int, date], SummaryLine] | None = None
        self._filtered: tuple[Sequence[Entry], SessionFilter, Sequence[Entry]] | None = None
        self._changes_made = 0
        self._requested: tuple[str, Callable[[SessionRecord | None], None]] | None = None
        self._loading = False

    @property
    def weights(self) -> WeightUnit:
        """The unit in which loads are displayed and entered."""
        return self._weights()

    @property
    def today(self) -> date:
        """The date of the person's local time."""
        return self.services.clock.wall().date()

    @property
    def entries(self) -> Sequence[Entry]:
        """The light index, newest first, including the trash."""
        return self.services.history.entries()

    @property
    def _aside(self) -> Background:
        """For reading years, so that no change has to wait for it."""
        return self.services.aside or self.services.background

    # --- reading ---------------------------------------------------------------------------

    def filtered(self, wanted: SessionFilter) -> Sequence[Entry]:
        """The sessions that match; the last answer is cached."""
        entries = self.entries
        if self._filtered is None or self._filtered[:2] != (entries, wanted):
            self._filtered = (entries, wanted, filter_entries(entries, wanted))
        return self._filtered[2]

    def read_older(self, done: OnDone) -> None:
        """Read the months missing from the index, the runs, and the person's weekly target."""
        history, coaching = self.services.history, self.services.coaching

        def job() -> None:
            profile = coaching.profile()
            if profile is not None:
                self.target = max(1, profile.sessions_per_week)
            history.read_older()
            self.runs = runs_by_day(self.services.read_runs())

        self._aside.run(job, lambda _: done(""), lambda error: done(_line("read", error)))

    def summarize(self, done: Callable[[Sequence[Piece], tuple[str, ...]], None]) -> None:
        """Compute the counts of sessions and weeks as a line, and the streak's sessions."""
        inputs = (self.entries, self.target, self.today)
        if self._summary is not None and self._summary[0] == inputs:
            done(*self._summary[1])
            return

        def finished(line: SummaryLine) -> None:
            self._summary = (inputs, line)
            done(*line)

        self._aside.run(lambda: summarize_entries(*inputs), finished)

    def compute(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run a computation that takes long over many years, then call `done` with its result."""
        self._aside.run(work, done)

    def load_all(self, done: Callable[[tuple[CountedSession, ...], str], None]) -> None:
        """Read every session that counts, with its sets; cached until the history changes.

        `done` also receives one line if the disk failed, else "". Calls made during a read get
        the result of that read.
        """
        history = self.services.history
        if history.complete and self._counted_of == self.entries:
            done(self._counted, "")
            return
        self._waiting.append(done)
        if len(self._waiting) > 1:
            return
        changes = self._changes_made

        def read(sets: tuple[CountedSession, ...]) -> None:
            callers, self._waiting = self._waiting, []
            self._counted = sets
            self._counted_of = self.entries if changes == self._changes_made else None
            callers[0](sets, "")
            for later in callers[1:]:
                if self._counted_of is None:
                    self.load_all(later)  # It may have been called after the change.
                else:
                    later(sets, "")

        def failed(error: OSError) -> None:
            callers, self._waiting = self._waiting, []
            for each in callers:
                each(self._counted, _line("read", error))

        today = self.today
        self._aside.run(
            lambda: counted_sessions(begun_sessions(history.records(), today)), read, failed
        )

    def load(self, id: str, done: Callable[[SessionRecord | None], None]) -> None:
        """Read one whole record, None if it cannot be read.

        Of several calls during one read only the last is answered.
        """
        self._requested = (id, done)
        if not self._loading:
            self._load_wanted()

    def _load_wanted(self) -> None:
        if self._requested is None:
            return
        (id, done), self._requested, self._loading = self._requested, None, True
        history = self.services.history

        def loaded(record: SessionRecord | None) -> None:
            self._loading = False
            if self._requested is None:
                done(record)
            self._load_wanted()

        self.services.background.run(lambda: history.load(id), loaded, lambda _: loaded(None))

    def revisions(self, id: str, done: Callable[[Sequence[SessionRecord]], None]) -> None:
        """Read the earlier versions of a record, newest first."""
        history = self.services.history
        self.services.background.run(lambda: history.revisions(id), done, lambda _: done(()))

    # --- changing --------------------------------------------------------------------------

    def add(self, record: SessionRecord, done: OnDone) -> None:
        """Add a session that was done without the app."""
        history = self.services.history
        self._change(
            lambda _: history.save(record),
            UndoStep(f"{record.title} is in the trash", lambda at: history.delete(record.id, at)),
            done,
        )

    def edit(self, before: SessionRecord, after: SessionRecord, done: OnDone) -> None:
        """Save a corrected record; the version before it is kept."""
        history = self.services.history
        self._change(
            lambda at: history.edit(replace(after, edited_at=at.isoformat()), at),
            UndoStep(f"{before.title} is as before", lambda at: history.edit(before, at)),
            done,
        )

    def delete(self, entry: Entry | SessionRecord, done: OnDone) -> None:
        """Move a session to the trash."""
        history, id = self.services.history, entry.id
        self._change(
            lambda at: history.delete(id, at),
            UndoStep(f"{entry.title} is back", lambda at: history.restore(id, at)),
            done,
        )

    def restore(self, entry: Entry | SessionRecord, done: OnDone) -> None:
        """Restore a session from the trash."""
        history, id = self.services.history, entry.id
        self._change(
            lambda at: history.restore(id, at),
            UndoStep(f"{entry.title} is in the trash", lambda at: history.delete(id, at)),
            done,
        )

    def undo(self, done: Callable[[str, str], None]) -> None:
        """Undo the last change; `done` receives what that did, or else one line if it failed."""
        if not self._changes:
            done("Nothing to undo.", "")
            return
        change = self._changes.pop()

        def ended(line: str) -> None:
            if line:
                self._changes.append(change)
            done("" if line else f"{change.message}.", line)

        self._run(change.undo, ended)

    def _change(self, act: Callable[[datetime], None], change: UndoStep, done: OnDone) -> None:
        def ended(line: str) -> None:
            if not line:
                self._changes = [*self._changes[1 - MAX_UNDO_STEPS :], change]
            done(line)

        self._run(act, ended)

    def _run(self, act: Callable[[datetime], None], done: OnDone) -> None:
        now = self.services.clock.wall()

        def ended(line: str) -> None:
            self._counted_of = None
            self._changes_made += 1
            done(line)

        def job() -> None:
            try:
                act(now)
            except KeyError as missing:
                raise OSError("the session is no longer there") from missing

        self.services.background.run(
            job, lambda _: ended(""), lambda error: ended(_line("change", error))
        )


def _line(verb: str, error: OSError) -> str:
    return f"Can't {verb} the history: {describe_os_error(error)}"
