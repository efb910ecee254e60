"""The conductor runs a session: machine, clock, alarm, filing and alerts, bound.

It knows nothing of screens. Session seconds are real seconds times the speed; gaps and
staleness are always real.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.settings import Settings
from runcoach.core.ports import Alarm, Background, Clock, Device, History, Journal
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.events import Event, Leave, Leaving, Pause, Press, Slept
from runcoach.core.session.machine import advance, legal, upcoming
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import moments
from runcoach.runner.alert_scheduling import Sounding, Words
from runcoach.runner.journaling import Filing

LOOKS_EVERY_S = 1.0
GAP_S = 3.0
"""Both clocks are looked at every second; a longer gap on either means that we slept."""
STALE_S = 1.5
"""Older alerts are not played."""
GUARD_S = 0.5
"""A key so soon after an automatic change was meant for what was before."""
REPEAT_S = 0.7
"""Keys that follow each other faster are one key held down."""
AHEAD_S = 15.0
"""Alerts are handed to the device so many real seconds ahead."""


class Listener(Struct, frozen=True):
    """Who is told; the first two are called on the event loop."""

    changed: Callable[[], None]
    """The session is another, or the disk has answered."""
    heard: Callable[[Sequence[Alert]], None]
    """Alerts are due now."""
    told: Callable[[str], None]
    """One plain line about the outside: a fault, or what is missing. From any thread."""


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
        aside: Background | None = None,
        words: Words = lambda _alert, _session, _unseen: None,
        speed: float = 1.0,
    ) -> None:
        """Bind a session to the outside.

        Args:
            session: as it was begun, or as a journal gave it.
            listener: who is told.
            clock: both clocks, and alarms.
            journal: the snapshot on disk.
            history: takes the record at the end.
            background: does what waits for the disk.
            device: the laptop, not opened yet.
            aside: opens and closes it; the disk's background where there is no other.
            words: what is said at an alert.
            speed: seconds of the session in one real second.
        """
        self.session = session
        self._listener = listener
        self._clock = clock
        self._filing = Filing(
            session,
            clock=clock,
            journal=journal,
            history=history,
            background=background,
            changed=listener.changed,
            told=listener.told,
        )
        self._sounding = Sounding(device, aside or background, words, listener.told, speed=speed)
        self._speed = speed
        self._base = session.seen
        self._base_at = clock.monotonic()
        self._looked = (self._base_at, clock.wall())
        self._alarm: Alarm | None = None
        self._watch: Alarm | None = None
        self._last_press: float | None = None
        self._closed = False

    # --- time --------------------------------------------------------------------------

    def now(self) -> float:
        """The session's clock."""
        return self._base + (self._clock.monotonic() - self._base_at) * self._speed

    def due(self, at: float) -> float:
        """The monotonic moment of a session time."""
        return self._base_at + (at - self._base) / self._speed

    # --- life --------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to run; a session that is not paused runs from here."""
        self._watch = self._clock.call_later(LOOKS_EVERY_S, self._look)
        self._filing.keep(self.session)
        self._arm()
        self._sounding.open(self._device_ready)

    def close(self) -> None:
        """Stop every alarm and let the laptop go. The session stays as it is."""
        self._closed = True
        for alarm in (self._alarm, self._watch):
            if alarm is not None:
                alarm.cancel()
        self._filing.close()
        self._sounding.close()

    @property
    def saved(self) -> bool:
        """The history holds the session as it stands."""
        return self._filing.saved

    @property
    def kept(self) -> bool:
        """The journal holds the session as it was last changed."""
        return self._filing.kept

    @property
    def failing(self) -> bool:
        """It is over, and the history could not be written."""
        return self._filing.failing

    def acknowledged(self, set_id: str) -> bool:
        """The set is on the disk: its tick may be drawn."""
        return set_id in self._filing.acknowledged

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
        if how is Leaving.KEEP and self.takes(Pause):
            self.send(Pause())
        self.send(Leave(how))

    # --- sound -------------------------------------------------------------------------

    def change(self, settings: Settings) -> None:
        """Other settings: volume and mute act at once."""
        self._sounding.change(settings)

    def show_figure(self, shown: bool) -> None:
        """Whether the figure can be seen on the screen; where not, more is counted aloud."""
        if self._sounding.figure_unseen is shown:
            self._sounding.figure_unseen = not shown
            self._hand_over()

    def _device_ready(self) -> None:
        """The laptop answers: name what comes first, for `begin` gave no alert of it."""
        session = self.session
        if session.phase is Phase.READY and session.block is not None:
            self._hand_over((Alert(AlertKind.READY, self.now(), session.block.id),))
        else:
            self._hand_over()
        self._sounding.prepare(session, self.now())
        self._keep_awake()

    def _hand_over(self, caused: Sequence[Alert] = ()) -> None:
        """What an event has just caused, and all that is to come for a while."""
        if self._closed:
            return
        ahead = upcoming(self.session, self.now(), AHEAD_S * self._speed)
        alerts = [(alert, self.due(alert.at)) for alert in (*caused, *ahead)]
        self._sounding.hand_over(self.session, alerts, self._clock.monotonic())

    def _keep_awake(self) -> None:
        session = self.session
        stands = session.until is None and session.editing_until is None
        idle = (self.now() - session.since) / self._speed if stands else 0.0
        self._sounding.keep_awake(session, idle)

    # --- inside ------------------------------------------------------------------------

    def _move(self, event: Event | None, least: float = 0.0) -> None:
        """Run to now, and to `least` where an alarm rang a rounding error early for it."""
        before = self.session
        self.session, alerts = advance(before, event, max(self.now(), least))
        session = self.session
        fresh = [a for a in alerts if self._clock.monotonic() - self.due(a.at) <= STALE_S]
        stopped = session.phase in (Phase.PAUSED, Phase.LEFT) and session.phase is not before.phase
        if stopped:
            self._sounding.silence()
        self._hand_over(fresh)
        self._arm()
        if replace(before, seen=session.seen) != session:
            self._filing.keep(session)
            if session.since != before.since:
                self._sounding.prepare(session, self.now())
                self._keep_awake()
            self._listener.changed()
        if fresh:
            self._listener.heard(fresh)

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
            at = min(ahead)
            delay = max(0.0, self.due(at) - self._clock.monotonic())
            self._alarm = self._clock.call_later(delay, partial(self._ring, at))

    def _ring(self, at: float) -> None:
        self._alarm = None
        if not self._notice_gap():
            self._move(None, at)

    def _look(self) -> None:
        """Every real second: did we sleep, does the disk answer, what is to be heard next?"""
        if self._closed:
            return
        self._watch = self._clock.call_later(LOOKS_EVERY_S, self._look)
        if self._notice_gap():
            return
        self._filing.look(advance(self.session, None, self.now())[0])
        self._keep_awake()
        self._hand_over()

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
        self._sounding.silence()
        self._move(Slept(last_seen))
        return True


def taken_up(session: Session, saved_at: datetime, now: datetime) -> Session:
    """A session from a journal: paused where it was last seen, and away since then."""
    session, _ = advance(session, Slept(session.seen), session.seen)
    away = max(timedelta(0), now - saved_at).total_seconds()
    return replace(session, seen=session.seen + away)
