"""Ports: the interfaces through which screens and runner reach the outside world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct, field

if TYPE_CHECKING:
    from runcoach.core.coach.notebook import Notebook
    from runcoach.core.model.catalogue import Problem
    from runcoach.core.model.profile import Profile
    from runcoach.core.model.programme import Programme
    from runcoach.core.model.records import Entry, SessionRecord
    from runcoach.core.model.run import Run, RunCounts
    from runcoach.core.session.alerts import Alert
    from runcoach.core.session.session import Session

T = TypeVar("T")

SLOW_S = 2.0
"""A write that takes longer is reported as slow and goes on; one that failed is tried again."""


class Alarm(Protocol):
    """A scheduled callback."""

    def cancel(self) -> None:
        """Cancel the callback; no effect if it has already run."""


class Clock(Protocol):
    """The monotonic and the wall clock, and a timer."""

    def monotonic(self) -> float:
        """Seconds of a clock that never goes back."""

    def wall(self) -> datetime:
        """Local time with its offset."""

    def call_later(self, delay: float, callback: Callable[[], None]) -> Alarm:
        """Call `callback` once, after `delay` real seconds, on the caller's event loop."""


class Background(Protocol):
    """Runs jobs that wait for the disk off the event loop, one after another."""

    def run(
        self,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[OSError], None] | None = None,
    ) -> None:
        """Run the job, then call `done` with its result, or `failed` with the OSError it raised.

        Both are called on the caller's event loop. Any other exception is a defect and ends the
        app.
        """


class Notice(Struct, frozen=True):
    """One sentence about a problem outside the app, displayed until it has been read."""

    text: str
    path: str = ""


class WaitingSession(Struct, frozen=True):
    """An unfinished session from the journal, which the app offers to resume."""

    session: Session
    saved_at: datetime
    """When its journal was last written."""


class Journal(Protocol):
    """The snapshot of the session in progress, on disk."""

    def save(self, session: Session, done: Callable[[OSError | None], None]) -> None:
        """Write a snapshot atomically, off the event loop; only the newest pending one is written.

        `done` is called on the caller's event loop with None once the bytes are on the disk. If
        that fails or takes over 2 s, it is called with the error first, and again with None if a
        later attempt succeeds. A snapshot replaced by a newer one gets the newer one's outcome.
        """

    def waiting(self) -> WaitingSession | None:
        """The session in the journal, paused; None if there is none or the history holds it."""

    def clear(self) -> None:
        """Delete the snapshot, once the history holds the session or it has been discarded."""

    def close(self) -> None:
        """Write the pending snapshot, then stop."""


class History(Protocol):
    """All session records, stored by month, newest first."""

    def notices(self) -> tuple[Notice, ...]:
        """Files that are damaged, locked or of a newer schema, one sentence each; takes no lock."""

    def notice_read(self, notice: Notice) -> None:
        """Record that the person has read a notice; it is not reported again."""

    @property
    def held(self) -> str:
        """The lock holder as last known: like `read_only`, without trying the lock."""

    @property
    def read_only(self) -> str:
        """The holder of the writer's lock; empty if this app may write.

        Tries to take the lock, so call it in a thread.
        """

    def entries(self) -> Sequence[Entry]:
        """The light index, newest first, including the trash (see `Entry.deleted`).

        Holds only the newest months until `read_older` has finished.
        """

    @property
    def complete(self) -> bool:
        """Whether every month is in the index."""

    def read_older(self) -> None:
        """Read the months still missing from the index; slow, so call it in a thread."""

    def load(self, id: str) -> SessionRecord | None:
        """One whole record, or None if there is none with that id."""

    def recent(self, count: int) -> Sequence[SessionRecord]:
        """The newest whole records without the trash; reads no older month than needed."""

    def records(self) -> Iterator[SessionRecord]:
        """Every whole record including the trash, newest month first; for exports."""

    def save(self, record: SessionRecord) -> None:
        """Insert or replace a record by id; it is on the disk when this returns.

        Raises:
            OSError: Nothing was changed; the message names the file.
        """

    def edit(self, record: SessionRecord, at: datetime) -> None:
        """Replace a record by id, keeping the previous version as a revision."""

    def revisions(self, id: str) -> Sequence[SessionRecord]:
        """The earlier versions of a record, newest first."""

    def delete(self, id: str, at: datetime) -> None:
        """Move a record to the trash."""

    def restore(self, id: str, at: datetime) -> None:
        """Restore a record from the trash."""

    def close(self) -> None:
        """Release the writer's lock."""


class Runs(Protocol):
    """All recordings of runs, stored by month; `core.history.runs` makes the list of them."""

    def stored(self) -> Sequence[Run]:
        """Every recording once, the trash included; slow, so call it after the first frame."""

    def add(self, runs: Iterable[Run]) -> RunCounts:
        """Add those whose id is not stored yet; the others, those in the trash too, stay.

        Raises:
            OSError: It stopped half way; repeating it does the rest.
        """

    def edit(self, run: Run, at: datetime) -> None:
        """Replace a run by id, keeping the previous version as a revision."""

    def delete(self, ids: Iterable[str], at: datetime) -> None:
        """Move recordings to the trash."""

    def restore(self, ids: Iterable[str], at: datetime) -> None:
        """Restore recordings from the trash."""


class Documents(Protocol):
    """The small files beside the history: settings, profile, the coach's decisions."""

    def read(self, name: str) -> Mapping[str, object]:
        """One document as a mapping; empty if it does not exist yet."""

    def write(self, name: str, values: Mapping[str, object]) -> None:
        """Patch the stored document, so that unknown fields survive; durable on return.

        Keys missing from `values` stay; nested mappings are patched too, and None removes a key.
        Items of a list are matched by their `id`; items left out are removed.

        Raises:
            OSError: Nothing was changed.
        """


class CoachDocuments(Protocol):
    """The profile, the coach's notebook, and the person's own programmes."""

    def profile(self) -> Profile | None:
        """The profile, as far as its document is valid; None if there is none yet."""

    def notebook(self) -> Notebook:
        """The notebook, as far as its document is valid."""

    def problems(self) -> tuple[Problem, ...]:
        """The mistakes found when both were last read, one line each."""

    def keep_profile(self, profile: Profile) -> None:
        """Write the profile; durable on return.

        Raises:
            OSError: Nothing was changed.
        """

    def keep_notebook(self, notebook: Notebook, before: Notebook) -> None:
        """Write what differs from `before`; durable on return.

        Raises:
            OSError: Nothing was changed.
        """

    def save_programme(self, programme: Programme) -> Path:
        """Write a programme into the person's folder, under an unused file name.

        Raises:
            OSError: The file cannot be written.
        """


class Readiness(Struct, frozen=True):
    """Which parts of the laptop are available, as found before a session starts."""

    sound: str = "bell"
    """`sound` or `bell`."""
    voice: str | None = None
    awake: bool = False
    line: str | None = None
    """One sentence for the person if something is missing."""


class Device(Protocol):
    """Sound, voice and sleep inhibition of the laptop. Faults are notices, never exceptions."""

    def open(self, notify: Callable[[str], None]) -> Readiness:
        """Find out what is available; `notify` gets one line for each later fault."""

    def schedule(self, alerts: Sequence[tuple[Alert, float]]) -> None:
        """Replace all alerts that have not begun; each comes with its due monotonic time."""

    def silence(self) -> None:
        """Stop, and drop everything scheduled."""

    def say(self, text: str, due: float) -> None:
        """Speak at a monotonic time, if there is a voice."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Render texts ahead of time."""

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""

    def mute(self, on: bool) -> None:
        """Turn all sound off, or on again."""

    def keep_awake(self, on: bool) -> None:
        """Inhibit sleep, or allow it again."""

    def close(self) -> None:
        """Release all resources."""


class Exporter(Protocol):
    """Exports of the history in other formats."""

    def export(self, format: str, path: Path, options: Mapping[str, object]) -> None:
        """Write a new file.

        Raises:
            FileExistsError: The file already exists.
            OSError: The file cannot be written.
        """


class Folders(Struct, frozen=True):
    """The folders in use, for the screens that display them."""

    data: Path
    exercises: Path
    programmes: Path
    notices: tuple[Notice, ...] = field(default=())
