"""Ports: the only doors from the screens and the conductor to the outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from runcoach.core.coach.notebook import Notebook
    from runcoach.core.model.catalogue import Problem
    from runcoach.core.model.profile import Profile
    from runcoach.core.model.programme import Programme
    from runcoach.core.model.records import Entry, SessionRecord
    from runcoach.core.session.alerts import Alert
    from runcoach.core.session.session import Session


class Alarm(Protocol):
    """A callback that waits for its moment."""

    def cancel(self) -> None:
        """Let it pass; harmless once it has rung."""


class Clock(Protocol):
    """Both clocks of the machine, and an alarm."""

    def monotonic(self) -> float:
        """Seconds that never go back."""

    def wall(self) -> datetime:
        """Local time with its offset."""

    def call_later(self, delay: float, callback: Callable[[], None]) -> Alarm:
        """Call back once, after that many real seconds, on the caller's thread."""


class Background(Protocol):
    """Runs what waits for a disk off the event loop, one job after the other."""

    def run(self, job: Callable[[], None], done: Callable[[OSError | None], None]) -> None:
        """Do the job, then call `done` on the caller's event loop with how it went."""


class Notice(Struct, frozen=True):
    """One plain sentence about something that went wrong outside, kept until it was read."""

    text: str
    path: str = ""


class Waiting(Struct, frozen=True):
    """A session that was kept or cut off: what a start offers to go on with."""

    session: Session
    saved_at: datetime
    """When its journal was last written."""


class Journal(Protocol):
    """The snapshot on disk of the session in progress."""

    def save(self, session: Session, done: Callable[[OSError | None], None]) -> None:
        """Write atomically, off the event loop; newest wins, one pending.

        `done` is called on the caller's event loop with None once the bytes are on the disk. If
        that fails or takes over 2 s it is called with what went wrong first, and again with None
        should a later try get there. A snapshot that a newer one overtook is answered with the
        newer's outcome.
        """

    def waiting(self) -> Waiting | None:
        """The session in the journal, paused, unless the history already holds it."""

    def clear(self) -> None:
        """Forget the session; after the history holds it, or when it is thrown away."""

    def close(self) -> None:
        """Write what is pending, then stop."""


class History(Protocol):
    """Every record, by month, newest first."""

    def notices(self) -> tuple[Notice, ...]:
        """What was damaged, newer than us, or found locked, one sentence each; asks no lock."""

    def notice_read(self, notice: Notice) -> None:
        """The person has read it: it isn't told again."""

    @property
    def held(self) -> str:
        """The same as `read_only`, as far as is known: it asks no lock."""

    @property
    def read_only(self) -> str:
        """Who holds the writer's lock; empty when this app may write. Asks it: in a thread."""

    def entries(self) -> Sequence[Entry]:
        """The light index, newest first, the trash included (`deleted` tells).

        Of the newest months alone until `read_older` is done.
        """

    @property
    def complete(self) -> bool:
        """Every month is in the index."""

    def read_older(self) -> None:
        """Read the months that the index still lacks; takes a while, so in a thread."""

    def load(self, id: str) -> SessionRecord | None:
        """One whole record, or None where there is none of that id."""

    def recent(self, count: int) -> Sequence[SessionRecord]:
        """The newest whole records but the trash; reads no older month than needed."""

    def records(self) -> Iterator[SessionRecord]:
        """Every whole record, the trash included, newest month first; for exports."""

    def save(self, record: SessionRecord) -> None:
        """Insert or replace by id, durably, before it returns.

        Raises:
            OSError: nothing was changed; the message names the file.
        """

    def edit(self, record: SessionRecord, at: datetime) -> None:
        """Replace by id and keep the revision before it."""

    def revisions(self, id: str) -> Sequence[SessionRecord]:
        """Earlier forms of a record, newest first."""

    def delete(self, id: str, at: datetime) -> None:
        """Move to the trash."""

    def restore(self, id: str, at: datetime) -> None:
        """Bring back from the trash."""

    def close(self) -> None:
        """Let go of the lock."""


class Documents(Protocol):
    """The small files beside the history: settings, profile, coach's decisions."""

    def read(self, name: str) -> Mapping[str, object]:
        """One document as a mapping; empty where there is none yet."""

    def write(self, name: str, values: Mapping[str, object]) -> None:
        """Patch the stored document, so that fields we don't know survive, durably.

        What `values` doesn't name stays; a mapping within is patched too, and None takes a name
        away. Items of a list are matched by their `id`; those left out are gone.

        Raises:
            OSError: nothing was changed.
        """


class CoachDocuments(Protocol):
    """The profile and the coach's notebook, and the person's own programmes."""

    def profile(self) -> Profile | None:
        """The person, as far as the document can be read; None where nothing was said yet."""

    def notebook(self) -> Notebook:
        """The notebook, as far as the document can be read."""

    def problems(self) -> tuple[Problem, ...]:
        """The mistakes found by the last reading of both, one line each."""

    def keep_profile(self, profile: Profile) -> None:
        """Write it down, durably.

        Raises:
            OSError: nothing was changed.
        """

    def keep_notebook(self, notebook: Notebook, before: Notebook) -> None:
        """Write down what differs from `before`, durably.

        Raises:
            OSError: nothing was changed.
        """

    def save_programme(self, programme: Programme) -> Path:
        """Write a programme into the person's folder, under a name that is free.

        Raises:
            OSError: it can't be written.
        """


class Readiness(Struct, frozen=True):
    """What of the laptop answers, found before a session starts."""

    sound: str = "bell"
    """`sound` or `bell`."""
    voice: str | None = None
    awake: bool = False
    line: str | None = None
    """One quiet sentence where something is missing."""


class Device(Protocol):
    """What the coach asks of the laptop. A fault is a notice, never an exception."""

    def open(self, notify: Callable[[str], None]) -> Readiness:
        """Find out what answers; `notify` gets one line for each fault that comes later."""

    def schedule(self, alerts: Sequence[tuple[Alert, float]]) -> None:
        """Replace what is scheduled and has not begun; each alert with its due monotonic time."""

    def silence(self) -> None:
        """Drop what is scheduled."""

    def say(self, text: str, due: float) -> None:
        """Speak at that monotonic time, where there is a voice."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Render ahead of time what will be said."""

    def set_volume(self, percent: int) -> None:
        """How loud from now on, 0 to 100."""

    def mute(self, on: bool) -> None:
        """Make no noise at all, or do again."""

    def keep_awake(self, on: bool) -> None:
        """Hold off sleep while a session runs; let go of it otherwise."""

    def close(self) -> None:
        """Let go of everything."""


class Exporter(Protocol):
    """The history in other formats."""

    def export(self, format: str, path: Path, options: Mapping[str, object]) -> None:
        """Write a file that did not exist before.

        Raises:
            FileExistsError: there is one already.
            OSError: it can't be written.
        """


class Folders(Struct, frozen=True):
    """Where things are, for the screens that say so."""

    data: Path
    exercises: Path
    programmes: Path
    notices: tuple[Notice, ...] = field(default=())
