"""The conductor runs a session: machine, clock, alarm, journal, history and alerts, bound.

It knows nothing of screens. Session seconds are real seconds times the speed; gaps and
staleness are always real.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from runcoach.core.alerts import Alert
from runcoach.core.closing import session_record
from runcoach.core.events import Event, Leave, Leaving, Pause, Press, Slept
from runcoach.core.machine import advance, legal, upcoming
from runcoach.core.pacing import moments
from runcoach.core.ports import Alarm, Background, Clock, Device, History, Journal
from runcoach.core.records import SessionRecord, Status
from runcoach.core.session import Phase, Session

LOOKS_EVERY_S = 1.0
GAP_S = 3.0
"""Both clocks are looked at every second; a longer gap on either means that we slept."""
STALE_S = 1.5
"""Older alerts are not played."""
GUARD_S = 0.5
"""A key so soon after an automatic change was meant for what was before."""
REPEAT_S = 0.7
"""Keys that follow each other faster are one key held down."""
SNAPSHOT_EVERY_S = 5.0
"""Work under way is written down this often, so that a cut costs seconds and not the set."""
SLOW_S = 2.0
"""A journal that takes longer is mentioned, and tried again."""
AHEAD_S = 15.0
"""Alerts are handed to the device so many real seconds ahead."""
AWAKE_PAUSED_S = 300.0
"""A longer pause lets the laptop sleep."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told: each a callable on the event loop."""

    changed: Callable[[], None]
    """The session is another, or the disk has answered."""
    heard: Callable[[Sequence[Alert]], None]
    """Alerts are due now."""
    told: Callable[[str], None]
    """One plain line about a fault outside."""


class Conductor:
    """One session from its start until it is left."""

    def __init__(
        self,
        session: Session,
        listener: Listener,
        *,
        clock: Clock,
        journal: Journal,
        history: History,
        background: Background,
        device: Device | None = None,
        speed: float = 1.0,
    ) -> None:
        self.session = session
        self.saved: bool = False
        """The history holds the session as it stands."""
        self._listener = listener
        self._clock = clock
        self._journal = journal
        self._history = history
        self._background = background
        self._device = device
        self._speed = speed
        self._base = session.seen
        self._base_at = clock.monotonic()
        self._looked = (self._base_at, clock.wall())
        self._alarm: Alarm | None = None
        self._watch: Alarm | None = None
        self._last_press: float | None = None
        self._acknowledged: frozenset[str] = frozenset(s.id for s in session.sets)
        self._written: Session | None = None
        self._written_at = self._base_at
        self._unanswered_since: float | None = None
        self._record: SessionRecord | None = None
        self._finished_at = ""
        self._closed = False

    # --- time --------------------------------------------------------------------------

    def now(self) -> float:
        """The session's clock."""
        return self._base + (self._clock.monotonic() - self._base_at) * self._speed

    def _due(self, at: float) -> float:
        """The monotonic moment of a session time."""
        return self._base_at + (at - self._base) / self._speed

    # --- life --------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to run; a session that is not paused runs from here."""
        if self._device is not None:
            self._device.keep_awake(True)
        self._watch = self._clock.call_later(LOOKS_EVERY_S, self._look)
        self._write()
        self._arm()

    def close(self) -> None:
        """Stop every alarm and let the laptop go. The session stays as it is."""
        self._closed = True
        for alarm in (self._alarm, self._watch):
            if alarm is not None:
                alarm.cancel()
        if self._device is not None:
            self._device.silence()
            self._device.keep_awake(False)

    # --- events ------------------------------------------------------------------------

    def press(self) -> None:
        """The one big key. A key held down, or one meant for what was before, is ignored."""
        at = self._clock.monotonic()
        repeated = self._last_press is not None and at - self._last_press < REPEAT_S
        self._last_press = at
        if not repeated:
            self.send(Press(GUARD_S * self._speed))

    def send(self, event: Event) -> None:
        """Run to now, then take the event.

        Raises:
            Illegal: the phase does not know it; the session is as it was.
            Unfit: the event can't be taken as it is.
        """
        self._notice_gap()
        self._move(event)

    def takes(self, event: type[Event]) -> bool:
        """Whether the session would take such an event now."""
        return not self._closed and legal(self.session, event)

    def leave(self, how: Leaving) -> None:
        """Leave: what is kept for later is written down paused first."""
        if how is Leaving.KEEP:
            if self.takes(Pause):
                self.send(Pause())
            self._write()
        self.send(Leave(how))

    def acknowledged(self, set_id: str) -> bool:
        """The set is on the disk: its tick may be drawn."""
        return set_id in self._acknowledged

    # --- inside ------------------------------------------------------------------------

    def _move(self, event: Event | None) -> None:
        before = self.session
        self.session, alerts = advance(before, event, self.now())
        fresh = [a for a in alerts if self._clock.monotonic() - self._due(a.at) <= STALE_S]
        if replace(before, seen=self.session.seen) != self.session:
            self._write()
            self._file()
            self._listener.changed()
        if fresh:
            self._listener.heard(fresh)
        self._arm()

    def _arm(self) -> None:
        """One alarm, for exactly the next moment at which something happens."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._closed or self.session.phase is Phase.LEFT:
            return
        session = self.session
        ahead = [at for at, _, _ in moments(session) if at > session.seen]
        if session.until is not None:
            ahead.append(session.until)
        if ahead:
            delay = max(0.0, self._due(min(ahead)) - self._clock.monotonic())
            self._alarm = self._clock.call_later(delay, self._ring)
        self._schedule()

    def _ring(self) -> None:
        self._alarm = None
        self._notice_gap()
        self._move(None)

    def _schedule(self) -> None:
        if self._device is None:
            return
        now = self.now()
        alerts = upcoming(self.session, now, AHEAD_S * self._speed)
        self._device.schedule([(a, self._due(a.at)) for a in alerts])

    def _look(self) -> None:
        """Every real second: did we sleep, is the disk slow, is a snapshot due?"""
        if self._closed:
            return
        self._watch = self._clock.call_later(LOOKS_EVERY_S, self._look)
        if self._notice_gap():
            return
        at = self._clock.monotonic()
        if self._unanswered_since is not None and at - self._unanswered_since > SLOW_S:
            self._unanswered_since = None
            self._listener.told("The disk is slow: going on, and trying again.")
            self._write(again=True)
        if self.session.phase is Phase.WORK and at - self._written_at >= SNAPSHOT_EVERY_S:
            self._write(again=True)
        if self._device is not None:
            paused = self.session.interruption
            away = self.now() - paused.at if paused else 0.0
            self._device.keep_awake(away / self._speed < AWAKE_PAUSED_S)
            self._schedule()

    def _notice_gap(self) -> bool:
        """Send `Slept` where either clock jumped, before any deadline runs."""
        then_mono, then_wall = self._looked
        mono, wall = self._clock.monotonic(), self._clock.wall()
        self._looked = (mono, wall)
        gap = max(mono - then_mono, (wall - then_wall).total_seconds())
        if gap <= GAP_S or self.session.phase is Phase.LEFT:
            return False
        unseen = max(0.0, gap - (mono - then_mono)) * self._speed
        last_seen = max(self.session.seen, self._base + (then_mono - self._base_at) * self._speed)
        self._base += unseen
        self._move(Slept(last_seen))
        return True

    # --- journal and history -------------------------------------------------------------

    def _write(self, *, again: bool = False) -> None:
        """Put a snapshot in the journal; the clock never waits for it."""
        session = self.session
        if session.phase in (Phase.FINISHED, Phase.LEFT) or (
            session is self._written and not again
        ):
            return
        if again:
            session, _ = advance(session, None, self.now())
        self._written = self.session
        self._written_at = self._clock.monotonic()
        if self._unanswered_since is None:
            self._unanswered_since = self._written_at
        ids = frozenset(s.id for s in session.sets)
        self._journal.save(session, lambda error: self._answered(ids, error))

    def _answered(self, ids: frozenset[str], error: OSError | None) -> None:
        self._unanswered_since = None
        if error is not None:
            self._written = None
            self._listener.told(f"Can't write the journal ({error}): going on, and trying again.")
            if not self._closed:
                self._clock.call_later(SLOW_S, self._write)
            return
        if not ids <= self._acknowledged:
            self._acknowledged |= ids
            self._listener.changed()

    def _file(self) -> None:
        """Put a session that is over, or was left, into the history, then forget its journal."""
        record = self._closing_record()
        if record is None or record == self._record:
            return
        self._record, self.saved = record, False

        def job() -> None:
            if record.sets or record.status is not Status.DISCARDED:
                self._history.save(record)
            self._journal.clear()

        self._background.run(job, lambda error: self._filed(record, error))

    def _closing_record(self) -> SessionRecord | None:
        session = self.session
        if session.phase is not Phase.FINISHED and session.left in (None, Leaving.KEEP):
            return None
        self._finished_at = self._finished_at or self._clock.wall().isoformat(timespec="seconds")
        if session.left is Leaving.DISCARD:
            record = session_record(session, self._finished_at, status=Status.DISCARDED)
            return replace(record, deleted_at=self._finished_at)
        return session_record(session, self._finished_at)

    def _filed(self, record: SessionRecord, error: OSError | None) -> None:
        if error is not None:
            self._record = None
            self._listener.told(f"Can't save the session ({error}): trying again.")
            if not self._closed:
                self._clock.call_later(SLOW_S, self._file)
            return
        if record == self._record:
            self.saved = True
            self._acknowledged |= {s.id for s in record.sets}
            self._listener.changed()


def taken_up(session: Session, saved_at: datetime, now: datetime) -> Session:
    """A session from a journal: paused where it was last seen, and away since then."""
    session, _ = advance(session, Slept(session.seen), session.seen)
    away = max(timedelta(0), now - saved_at).total_seconds()
    return replace(session, seen=session.seen + away)
