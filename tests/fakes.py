"""LinkRow to an outside that a test holds in its hand: a clock moved by hand, stores in memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from runcoach.core.model.records import Entry, SessionRecord
from runcoach.core.model.settings import Settings
from runcoach.core.ports import Folders, Notice, Readiness, WaitingSession
from runcoach.core.session.alerts import Alert
from runcoach.core.session.session import Session
from runcoach.ui.services import Services

T = TypeVar("T")

HOME = timezone(timedelta(hours=1))
BEGIN = datetime(2026, 11, 2, 18, 26, 40, tzinfo=HOME)


@dataclass(eq=False)
class Ring:
    at: float
    callback: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class ManualClock:
    """Time stands still until it is moved; alarms ring in order, each at its own time."""

    def __init__(self, wall: datetime = BEGIN) -> None:
        self._mono = 1000.0
        self._wall = wall
        self._rings: list[Ring] = []

    def monotonic(self) -> float:
        return self._mono

    def wall(self) -> datetime:
        return self._wall

    def call_later(self, delay: float, callback: Callable[[], None]) -> Ring:
        ring = Ring(self._mono + delay, callback)
        self._rings.append(ring)
        return ring

    @property
    def alarms(self) -> list[float]:
        """Seconds until each alarm that is set."""
        return sorted(r.at - self._mono for r in self._rings if not r.cancelled)

    def move(self, seconds: float) -> None:
        """Let time pass, ringing what is due on the way."""
        end = self._mono + seconds
        while True:
            due = [r for r in self._rings if not r.cancelled and r.at <= end]
            if not due:
                break
            ring = min(due, key=lambda r: r.at)
            self._rings.remove(ring)
            self._pass(max(0.0, ring.at - self._mono))
            ring.callback()
        self._pass(end - self._mono)

    def sleep(self, seconds: float, *, counted: bool = True) -> None:
        """The laptop sleeps: no alarm rings; whether the monotonic clock counts it differs."""
        self._wall += timedelta(seconds=seconds)
        if counted:
            self._mono += seconds

    def set_wall(self, wall: datetime) -> None:
        """Somebody sets the clock."""
        self._wall = wall

    def _pass(self, seconds: float) -> None:
        self._mono += seconds
        self._wall += timedelta(seconds=seconds)


class InlineBackground:
    """Jobs are done at once; the next ones fail with `fault` while it is set."""

    def __init__(self) -> None:
        self.fault: OSError | None = None

    def run(
        self,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[OSError], None] | None = None,
    ) -> None:
        try:
            if self.fault is not None:
                raise self.fault
            result = job()
        except OSError as error:
            if failed is not None:
                failed(error)
        else:
            if done is not None:
                done(result)


class MemoryJournal:
    """The last snapshot; answers at once, unless it is held back."""

    def __init__(self, waiting: WaitingSession | None = None) -> None:
        self.session: Session | None = None
        self.saves = 0
        self.fault: OSError | None = None
        self.held = False
        self._pending: list[Callable[[OSError | None], None]] = []
        self._waiting = waiting

    def save(self, session: Session, done: Callable[[OSError | None], None]) -> None:
        self.saves += 1
        if self.held:
            self._pending.append(done)
            self.session = session
            return
        if self.fault is None:
            self.session = session
        done(self.fault)

    def answer(self) -> None:
        """The disk answers at last."""
        pending, self._pending = self._pending, []
        for done in pending:
            done(None)

    def waiting(self) -> WaitingSession | None:
        return self._waiting

    def clear(self) -> None:
        self.session = self._waiting = None

    def close(self) -> None:
        self.answer()


class MemoryHistory:
    """Records by id, newest first by their start."""

    def __init__(self, records: Sequence[SessionRecord] = (), *, read: int | None = None) -> None:
        """The records; of them only the `read` newest are known until the older ones are read."""
        self.records_by_id = {r.id: r for r in records}
        self.earlier: dict[str, list[SessionRecord]] = {}
        self._read = read
        self._entries: list[Entry] | None = None
        self.read_only = ""
        self.told: tuple[Notice, ...] = ()

    @property
    def held(self) -> str:
        return self.read_only

    def notices(self) -> tuple[Notice, ...]:
        return self.told

    def notice_read(self, notice: Notice) -> None:
        self.told = tuple(n for n in self.told if n != notice)

    def _ordered(self) -> list[SessionRecord]:
        return sorted(
            self.records_by_id.values(),
            key=lambda r: datetime.fromisoformat(r.started_at).astimezone(UTC),
            reverse=True,
        )

    def entries(self) -> Sequence[Entry]:
        from runcoach.storage.history.index import make_entry

        if self._entries is None:
            self._entries = [make_entry(r, r.started_at[:7]) for r in self._ordered()[: self._read]]
        return self._entries

    @property
    def complete(self) -> bool:
        return self._read is None

    def read_older(self) -> None:
        self._read = self._entries = None

    def load(self, id: str) -> SessionRecord | None:
        return self.records_by_id.get(id)

    def recent(self, count: int) -> Sequence[SessionRecord]:
        return [r for r in self._ordered() if r.deleted_at is None][:count]

    def records(self):
        return iter(self._ordered())

    def save(self, record: SessionRecord) -> None:
        self.records_by_id[record.id] = record
        self._entries = None

    def edit(self, record: SessionRecord, at: datetime) -> None:
        self.earlier.setdefault(record.id, []).insert(0, self.records_by_id[record.id])
        self.save(replace(record, edited_at=at.isoformat()))

    def revisions(self, id: str) -> Sequence[SessionRecord]:
        return tuple(self.earlier.get(id, ()))

    def delete(self, id: str, at: datetime) -> None:
        self.save(replace(self.records_by_id[id], deleted_at=at.isoformat()))

    def restore(self, id: str, at: datetime) -> None:
        self.save(replace(self.records_by_id[id], deleted_at=None))

    def close(self) -> None:
        pass


class Ear:
    """A device that hears what is due as its clock goes by: what was scheduled, what was said."""

    def __init__(self, clock: ManualClock, readiness: Readiness | None = None) -> None:
        self.readiness = readiness or Readiness("sound", "made", awake=True)
        self.notify: Callable[[str], None] = lambda line: None
        self.calls: list[str] = []
        self.prepared: list[str] = []
        self.awake = False
        self.volume = -1
        self.muted = False
        self._clock = clock
        self._waiting: dict[object, tuple[float, Alert | str]] = {}
        self._heard: dict[object, tuple[float, Alert | str]] = {}

    def open(self, notify: Callable[[str], None]) -> Readiness:
        self.calls.append("open")
        self.notify = notify
        return self.readiness

    def schedule(self, alerts: Sequence[tuple[Alert, float]]) -> None:
        self._listen()
        self._waiting = {(a.block, a.kind, a.at): (due, a) for a, due in alerts}
        self._listen()

    def say(self, text: str, due: float) -> None:
        self._waiting[text, round(due, 3)] = (due, text)
        self._listen()

    def silence(self) -> None:
        self._listen()
        self._waiting = {}

    def prepare(self, texts: Sequence[str]) -> None:
        self.prepared += texts

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def mute(self, on: bool) -> None:
        self.muted = on

    def keep_awake(self, on: bool) -> None:
        self.awake = on

    def close(self) -> None:
        self.calls.append("close")
        self.awake = False

    @property
    def heard(self) -> list[tuple[float, Alert | str]]:
        """What sounded so far with its due monotonic time, in order; each once."""
        self._listen()
        return sorted(self._heard.values(), key=lambda h: h[0])

    @property
    def alerts(self) -> list[Alert]:
        """The alerts of it."""
        return [what for _, what in self.heard if isinstance(what, Alert)]

    @property
    def lines(self) -> list[str]:
        """The words of it."""
        return [what for _, what in self.heard if isinstance(what, str)]

    def _listen(self) -> None:
        now = self._clock.monotonic()
        due = {k: (at, what) for k, (at, what) in self._waiting.items() if at <= now + 1e-6}
        for key, sound in due.items():
            del self._waiting[key]
            self._heard.setdefault(key, sound)


@dataclass
class MemoryDocuments:
    """Documents by name."""

    stored: dict[str, dict[str, object]] = field(default_factory=dict)

    def read(self, name: str) -> Mapping[str, object]:
        return self.stored.get(name, {})

    def write(self, name: str, values: Mapping[str, object]) -> None:
        from runcoach.storage.durable.patching import patch_document

        self.stored[name] = patch_document(self.stored.get(name, {}), values, remove_none=True)


def services(catalogue, **changes):
    """Everything the app needs, none of it outside the test."""
    ids = itertools.count(1)
    nowhere = Path("nowhere")
    given = {
        "catalogue": catalogue,
        "history": MemoryHistory(),
        "journal": MemoryJournal(),
        "documents": MemoryDocuments(),
        "clock": ManualClock(),
        "background": InlineBackground(),
        "settings": Settings(read_left=True),
        "folders": Folders(nowhere, nowhere / "exercises", nowhere / "programmes"),
        "new_id": lambda: f"session-{next(ids)}",
        "local_time": lambda entered: entered.replace(tzinfo=BEGIN.tzinfo),
    }
    given |= changes
    if "coaching" not in given:
        from runcoach.storage.documents.coach import FileCoachDocuments

        folders = given["folders"]
        given["coaching"] = FileCoachDocuments(given["documents"], catalogue, folders.programmes)
    return Services(**given)


class HeldBackground:
    """Jobs wait until they are let go."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Callable[[], Any], Callable[[Any], None], Any]] = []

    def run(self, job: Callable[[], T], done: Any = None, failed: Any = None) -> None:
        self.jobs.append((job, done or (lambda _result: None), failed))

    def go(self) -> None:
        while self.jobs:
            job, done, _ = self.jobs.pop(0)
            done(job())
