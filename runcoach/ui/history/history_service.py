"""Looking back: what every screen of the history shares. Reads and writes off the event loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.history.counting import Counted, counted
from runcoach.core.history.session_filter import Filter, matching
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.os_error_text import fault_words
from runcoach.core.ports import Background
from runcoach.ui.history.calendar_data import standing_words
from runcoach.ui.history.text import Piece
from runcoach.ui.services import Services

MOST_UNDO = 100
TARGET = 2
"""Sessions a week where the profile names no number."""

Reckoned = TypeVar("Reckoned")
Standing = tuple[Sequence[Piece], tuple[str, ...]]
"""How many sessions and weeks there are, in words, and the sessions of the streak."""
Told = Callable[[str], None]
"""Called on the event loop when it is done; with one line where it failed, else with nothing."""


class Change(Struct, frozen=True):
    """One change that can be taken back."""

    told: str
    """What taking it back does, in words."""
    back: Callable[[datetime], None]


class LookingBack:
    """The history as its screens use it: records when asked for, changes with an undo."""

    def __init__(self, services: Services, weights: Callable[[], WeightUnit]) -> None:
        self.services = services
        """Every door to the outside."""
        self._weights = weights
        self.target = TARGET
        """Sessions a week that the person means to do; known once `read` has answered."""
        self._changes: list[Change] = []
        self._counted: tuple[Counted, ...] = ()
        self._counted_of: Sequence[Entry] | None = None
        self._reading: list[Callable[[tuple[Counted, ...], str], None]] = []
        self._stands: tuple[tuple[Sequence[Entry], int, date], Standing] | None = None
        self._fitting: tuple[Sequence[Entry], Filter, Sequence[Entry]] | None = None
        self._changed_times = 0
        self._wanted: tuple[str, Callable[[SessionRecord | None], None]] | None = None
        self._loading = False

    @property
    def weights(self) -> WeightUnit:
        """What loads are shown and entered in."""
        return self._weights()

    @property
    def today(self) -> date:
        """The person's own day."""
        return self.services.clock.wall().date()

    @property
    def entries(self) -> Sequence[Entry]:
        """The light index, newest first, the trash included."""
        return self.services.history.entries()

    @property
    def _aside(self) -> Background:
        """Where reading years may take its time, and no change has to wait for it."""
        return self.services.aside or self.services.background

    # Reading

    def fitting(self, wanted: Filter) -> Sequence[Entry]:
        """The sessions that fit; of what was just asked for, without looking again."""
        entries = self.entries
        if self._fitting is None or self._fitting[:2] != (entries, wanted):
            self._fitting = (entries, wanted, matching(entries, wanted))
        return self._fitting[2]

    def read_older(self, done: Told) -> None:
        """Read the months that the index lacks, and the person's target."""
        history, coaching = self.services.history, self.services.coaching

        def job() -> None:
            profile = coaching.profile()
            if profile is not None:
                self.target = max(1, profile.sessions_per_week)
            history.read_older()

        self._aside.run(job, lambda error: done(_line("read", error)))

    def stand(self, done: Callable[[Sequence[Piece], tuple[str, ...]], None]) -> None:
        """How many sessions and weeks there are, in words, and the sessions of the streak."""
        asked = (self.entries, self.target, self.today)
        if self._stands is not None and self._stands[0] == asked:
            done(*self._stands[1])
            return
        found: list[Standing] = []

        def stood(_: OSError | None) -> None:
            self._stands = (asked, found[0])
            done(*found[0])

        self._aside.run(lambda: found.append(standing_words(*asked)), stood)

    def reckon(self, work: Callable[[], Reckoned], done: Callable[[Reckoned], None]) -> None:
        """Work that takes long over many years, and what to do with its outcome."""
        found: list[Reckoned] = []
        self._aside.run(lambda: found.append(work()), lambda _: done(found[0]))

    def read(self, done: Callable[[tuple[Counted, ...], str], None]) -> None:
        """Every session that counts, with its sets; from memory where nothing has changed.

        Who asks while the years are read gets what is read then.
        """
        history = self.services.history
        if history.complete and self._counted_of == self.entries:
            done(self._counted, "")
            return
        self._reading.append(done)
        if len(self._reading) > 1:
            return
        found: list[tuple[Counted, ...]] = []
        begun = self._changed_times

        def job() -> None:
            found.append(counted(history.records()))

        def read(error: OSError | None) -> None:
            told, self._reading = self._reading, []
            if error is None:
                self._counted = found[0]
                self._counted_of = self.entries if begun == self._changed_times else None
            for number, tell in enumerate(told):
                if number and error is None and self._counted_of is None:
                    self.read(tell)  # It may have asked after the change.
                else:
                    tell(self._counted, _line("read", error))

        self._aside.run(job, read)

    def load(self, id: str, done: Callable[[SessionRecord | None], None]) -> None:
        """One whole record; of many asked for while one is read, only the last is answered."""
        self._wanted = (id, done)
        if not self._loading:
            self._load_wanted()

    def _load_wanted(self) -> None:
        if self._wanted is None:
            return
        (id, done), self._wanted, self._loading = self._wanted, None, True
        found: list[SessionRecord | None] = []

        def loaded(error: OSError | None) -> None:
            self._loading = False
            if self._wanted is None:
                done(found[0] if error is None else None)
            self._load_wanted()

        self.services.background.run(lambda: found.append(self.services.history.load(id)), loaded)

    def revisions(self, id: str, done: Callable[[Sequence[SessionRecord]], None]) -> None:
        """Earlier forms of a record, newest first."""
        found: list[SessionRecord] = []
        self.services.background.run(
            lambda: found.extend(self.services.history.revisions(id)), lambda _: done(found)
        )

    # Changing

    def add(self, record: SessionRecord, done: Told) -> None:
        """A session that was forgotten."""
        history = self.services.history
        self._change(
            lambda _: history.save(record),
            Change(f"{record.title} is in the trash", lambda at: history.delete(record.id, at)),
            done,
        )

    def edit(self, before: SessionRecord, after: SessionRecord, done: Told) -> None:
        """A value put right; the form before it is kept."""
        history = self.services.history
        self._change(
            lambda at: history.edit(replace(after, edited_at=at.isoformat()), at),
            Change(f"{before.title} is as before", lambda at: history.edit(before, at)),
            done,
        )

    def delete(self, entry: Entry | SessionRecord, done: Told) -> None:
        """To the trash."""
        history, id = self.services.history, entry.id
        self._change(
            lambda at: history.delete(id, at),
            Change(f"{entry.title} is back", lambda at: history.restore(id, at)),
            done,
        )

    def restore(self, entry: Entry | SessionRecord, done: Told) -> None:
        """Out of the trash."""
        history, id = self.services.history, entry.id
        self._change(
            lambda at: history.restore(id, at),
            Change(f"{entry.title} is in the trash", lambda at: history.delete(id, at)),
            done,
        )

    def undo(self, done: Callable[[str, str], None]) -> None:
        """Take the last change back; tells what that did, and what went wrong."""
        if not self._changes:
            done("Nothing to undo.", "")
            return
        change = self._changes.pop()

        def undone(line: str) -> None:
            if line:
                self._changes.append(change)
            done("" if line else f"{change.told}.", line)

        self._run(change.back, undone)

    def _change(self, act: Callable[[datetime], None], change: Change, done: Told) -> None:
        def changed(line: str) -> None:
            if not line:
                self._changes = [*self._changes[1 - MOST_UNDO :], change]
            done(line)

        self._run(act, changed)

    def _run(self, act: Callable[[datetime], None], done: Told) -> None:
        now = self.services.clock.wall()

        def acted(error: OSError | None) -> None:
            self._counted_of = None
            self._changed_times += 1
            done(_line("change", error))

        def job() -> None:
            try:
                act(now)
            except KeyError as gone:
                raise OSError("the session is no longer there") from gone

        self.services.background.run(job, acted)


def _line(verb: str, error: OSError | None) -> str:
    return f"Can't {verb} the history: {fault_words(error)}" if error is not None else ""
