"""The conductor: runs one session by binding machine, clock, journal, history and alerts.

It is independent of any screen. Session seconds are real seconds times the speed; gaps and
staleness are always in real seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.settings import Settings
from runcoach.core.ports import Alarm, Background, Clock, Device, History, Journal
from runcoach.core.session.alerts import SLEEP_GAP_S, STALE_S, Alert, AlertKind
from runcoach.core.session.events import Event, Leave, Leaving, Pause, Press, Slept
from runcoach.core.session.machine import advance, is_legal, upcoming_alerts
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import alert_times
from runcoach.runner.alert_scheduling import AlertScheduler, LineForAlert
from runcoach.runner.journaling import SessionJournaling

CLOCK_CHECK_S = 1.0
"""How often both clocks are checked for a gap, and the disk for slowness."""
GUARD_S = 0.5
"""A key this soon after an automatic change was meant for the phase before, and is ignored."""
REPEAT_S = 0.7
"""Key presses at shorter intervals are repeats of a key held down, and are ignored."""
SCHEDULE_AHEAD_S = 15.0
"""How far ahead alerts are scheduled on the device, in real seconds."""


class Listener(Struct, frozen=True):
    """Callbacks of a conductor; the first two are called on the event loop."""

    on_change: Callable[[], None]
    """The session has changed, or the disk has confirmed a write."""
    on_alerts: Callable[[Sequence[Alert]], None]
    """These alerts are due now."""
    on_message: Callable[[str], None]
    """One line for the person: a fault of the laptop or disk, or what is missing. Any thread."""


class Conductor:
    """Runs one session from its start until it is left."""

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
        words: LineForAlert = lambda _alert, _session, _unseen: None,
        speed: float = 1.0,
    ) -> None:
        """Bind a session to the outside; `start` runs it.

        Args:
            session: A new session, or one from the journal.
            listener: Callbacks.
            clock: Both clocks, and timers.
            journal: The snapshot on disk.
            history: Gets the record at the end.
            background: Runs jobs that wait for the disk.
            device: Sound, voice and sleep inhibition; not opened yet.
            aside: Opens and closes the device; `background` if None.
            words: The line for an alert.
            speed: Session seconds per real second.
        """
        self.session = session
        self._listener = listener
        self._clock = clock
        self._journaling = SessionJournaling(
            session,
            clock=clock,
            journal=journal,
            history=history,
            background=background,
            on_change=listener.on_change,
            on_message=listener.on_message,
        )
        self._alerts = AlertScheduler(
            device, aside or background, words, listener.on_message, speed=speed
        )
        self._speed = speed
        self._origin = session.advanced_to
        self._origin_at = clock.monotonic()
        self._last_checked = (self._origin_at, clock.wall())
        self._alarm: Alarm | None = None
        self._check_alarm: Alarm | None = None
        self._last_press: float | None = None
        self._closed = False

    # --- time --------------------------------------------------------------------------

    def now(self) -> float:
        """The current time on the session's clock."""
        return self._origin + (self._clock.monotonic() - self._origin_at) * self._speed

    def due_time(self, at: float) -> float:
        """A time on the session's clock as monotonic seconds."""
        return self._origin_at + (at - self._origin) / self._speed

    # --- lifecycle ---------------------------------------------------------------------

    def start(self) -> None:
        """Start the clock, journal and device."""
        self._check_alarm = self._clock.call_later(CLOCK_CHECK_S, self._check_clocks)
        self._journaling.write(self.session)
        self._set_alarm()
        self._alerts.open(self._device_ready)

    def close(self) -> None:
        """Cancel all timers and release the device; the session stays as it is."""
        self._closed = True
        for alarm in (self._alarm, self._check_alarm):
            if alarm is not None:
                alarm.cancel()
        self._journaling.close()
        self._alerts.close()

    @property
    def saved(self) -> bool:
        """Whether the history holds the latest record of the session."""
        return self._journaling.saved

    @property
    def journaled(self) -> bool:
        """Whether the journal holds the session's latest snapshot."""
        return self._journaling.journaled

    @property
    def failure(self) -> str:
        """Why the session is not on the disk as it is; empty if it is, or is about to be."""
        return self._journaling.failure

    @property
    def save_failing(self) -> bool:
        """Whether the session has ended but the history could not be written so far."""
        return self._journaling.save_failing

    def acknowledged(self, set_id: str) -> bool:
        """Whether the set is on the disk, so that its tick may be drawn."""
        return set_id in self._journaling.acknowledged

    # --- events ------------------------------------------------------------------------

    def press(self) -> None:
        """Press the main key; a key held down, or meant for the phase before, is ignored."""
        at = self._clock.monotonic()
        repeated = self._last_press is not None and at - self._last_press < REPEAT_S
        self._last_press = at
        if not repeated:
            self.send(Press(GUARD_S * self._speed))

    def send(self, event: Event) -> None:
        """Advance the session to now, then apply the event.

        Raises:
            IllegalEvent: The event is not legal in this phase; the session is unchanged.
            UnfitEvent: The event cannot be applied; the session is unchanged.
        """
        self._notice_gap()
        self._advance(event)

    def accepts(self, event: type[Event]) -> bool:
        """Whether the session accepts this type of event now."""
        return not self._closed and is_legal(self.session, event)

    def leave(self, how: Leaving) -> None:
        """Leave the session; one kept for later is paused first, so that the journal has that."""
        if how is Leaving.KEEP and self.accepts(Pause):
            self.send(Pause())
        self.send(Leave(how))

    # --- sound -------------------------------------------------------------------------

    def apply_settings(self, settings: Settings) -> None:
        """Apply changed settings: volume and mute act at once."""
        self._alerts.apply_settings(settings)

    def set_figure_visible(self, visible: bool) -> None:
        """Report whether the figure is visible; if not, the voice counts more aloud."""
        if self._alerts.figure_unseen is visible:
            self._alerts.figure_unseen = not visible
            self._schedule_alerts()

    def _device_ready(self) -> None:
        """Name the first exercise, as `begin_session` gives no alert, and schedule what follows."""
        session = self.session
        if session.phase is Phase.READY and session.block is not None:
            self._schedule_alerts((Alert(AlertKind.READY, self.now(), session.block.id),))
        else:
            self._schedule_alerts()
        self._alerts.prepare(session, self.now())
        self._keep_awake()

    def _schedule_alerts(self, caused: Sequence[Alert] = ()) -> None:
        """Schedule the alerts just caused by an event, and those of the next `SCHEDULE_AHEAD_S`."""
        if self._closed:
            return
        ahead = upcoming_alerts(self.session, self.now(), SCHEDULE_AHEAD_S * self._speed)
        alerts = [(alert, self.due_time(alert.at)) for alert in (*caused, *ahead)]
        self._alerts.schedule(self.session, alerts, self._clock.monotonic())

    def _keep_awake(self) -> None:
        session = self.session
        waits = session.phase_ends_at is None and session.held_rest_ends_at is None
        idle_s = (self.now() - session.phase_began_at) / self._speed if waits else 0.0
        self._alerts.keep_awake(session, idle_s)

    # --- internals ---------------------------------------------------------------------

    def _advance(self, event: Event | None, least: float = 0.0) -> None:
        """Advance to now, and at least to `least`: an alarm may ring a rounding error early."""
        before = self.session
        self.session, alerts = advance(before, event, max(self.now(), least))
        if self._speed != 1.0 and self.session.advanced_to > before.advanced_to:
            self.session = replace(self.session, rehearsal=True)
        session = self.session
        fresh = [a for a in alerts if self._clock.monotonic() - self.due_time(a.at) <= STALE_S]
        stopped = session.phase in (Phase.PAUSED, Phase.LEFT) and session.phase is not before.phase
        if stopped:
            self._alerts.silence()
        self._schedule_alerts(fresh)
        self._set_alarm()
        if replace(before, advanced_to=session.advanced_to) != session:
            self._journaling.write(session)
            if session.phase_began_at != before.phase_began_at:
                self._alerts.prepare(session, self.now())
                self._keep_awake()
            self._listener.on_change()
        if fresh:
            self._listener.on_alerts(fresh)

    def _set_alarm(self) -> None:
        """Set one alarm for exactly the next moment at which something happens."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._closed or self.session.phase is Phase.LEFT:
            return
        session = self.session
        ahead = [at for at, _, _ in alert_times(session) if at > session.advanced_to]
        if session.phase_ends_at is not None:
            ahead.append(session.phase_ends_at)
        if ahead:
            at = min(ahead)
            delay = max(0.0, self.due_time(at) - self._clock.monotonic())
            self._alarm = self._clock.call_later(delay, partial(self._on_deadline, at))

    def _on_deadline(self, at: float) -> None:
        self._alarm = None
        if not self._notice_gap():
            self._advance(None, at)

    def _check_clocks(self) -> None:
        """Every real second: check for a gap, for a slow disk, and schedule further alerts."""
        if self._closed:
            return
        self._check_alarm = self._clock.call_later(CLOCK_CHECK_S, self._check_clocks)
        if self._notice_gap():
            return
        self._journaling.check(advance(self.session, None, self.now())[0])
        self._keep_awake()
        self._schedule_alerts()

    def _notice_gap(self) -> bool:
        """Send `Slept` if either clock jumped, before any deadline runs."""
        then_mono, then_wall = self._last_checked
        mono, wall = self._clock.monotonic(), self._clock.wall()
        self._last_checked = (mono, wall)
        gap = max(mono - then_mono, (wall - then_wall).total_seconds())
        if gap <= SLEEP_GAP_S or self.session.phase is Phase.LEFT:
            return False
        # On some systems the monotonic clock stops during sleep: add what it missed.
        missed = max(0.0, gap - (mono - then_mono)) * self._speed
        last_seen = max(
            self.session.advanced_to, self._origin + (then_mono - self._origin_at) * self._speed
        )
        self._origin += missed
        self._alerts.silence()
        self._advance(Slept(last_seen))
        return True


def resume_from_journal(session: Session, saved_at: datetime, now: datetime) -> Session:
    """A session from the journal: paused at its snapshot, with the pause lasting since then."""
    session, _ = advance(session, Slept(session.advanced_to), session.advanced_to)
    away = max(timedelta(0), now - saved_at).total_seconds()
    return replace(session, advanced_to=session.advanced_to + away)
