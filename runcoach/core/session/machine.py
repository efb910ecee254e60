"""The session machine: `begin_session` makes a session, `advance` moves it on.

Theory of operation
-------------------

`advance(session, event, now)` first runs every deadline up to `now`, then the event:

1.  While `session.phase_ends_at` is not after `now`, apply `Elapsed` *at that deadline*, not at
    `now`. A laptop that was busy for ten seconds gives the same sets, phases and alerts as one
    that called ten times a second.
2.  Apply the event, if there is one, at `now`. `Slept(last_seen)` is special: deadlines run only
    up to `last_seen`, so that nothing is recorded as done while the machine was asleep.

To apply an event is to look up (phase, event type) in `transition_table.TABLE`. The row names a
transition, a pure function (session, event, at) -> session, and the outcomes it may have: a phase,
NEXT (the phase of the next block, or finished), BACK (the interrupted phase) or SAME. The table is
the specification: a test visits every phase, event and kind of next block, and the README's state
diagram is drawn from it.

Two things are refused, and both leave the session unchanged: an `IllegalEvent`, whose pair is not
in the table, and an `UnfitEvent`, which is legal in the phase but cannot be applied, such as an
answer to an unknown set or a tail that reuses the id of a block.

Alerts come from two places: `timing.alert_times` gives those within a phase (ticks, halfway, last
five, reps), computed from its begin and its end, and `_entry_alerts` those of entering a phase
(switch, rest, done). Since a session holds deadlines only, `upcoming_alerts` looks ahead by
advancing without an event; sound and voice are scheduled from that.
"""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.plan import Plan
from runcoach.core.model.records import PauseRecord
from runcoach.core.model.settings import Pace
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.cursor import enter_block
from runcoach.core.session.events import Elapsed, Event, Slept
from runcoach.core.session.recording import planned_sets
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import alert_times
from runcoach.core.session.transition_table import TABLE


class IllegalEvent(ValueError):
    """The event is not legal in this phase. The session is unchanged."""

    def __init__(self, phase: Phase, event: type[Event]) -> None:
        super().__init__(f"{event.__name__} is not legal in phase {phase}")
        self.phase = phase
        self.event = event


def is_legal(session: Session, event: type[Event]) -> bool:
    """Whether the session accepts this type of event now."""
    return (session.phase, event) in TABLE


def begin_session(
    plan: Plan,
    *,
    id: str,
    started_at: str,
    hands_free: bool = False,
    pace: Pace = Pace.OWN,
    count_in_s: float = 3.0,
    rehearsal: bool = False,
) -> Session:
    """A new session at its first block, at time 0.

    Args:
        plan: What is to be done.
        id: Unique across machines.
        started_at: ISO 8601, local time with its offset.
        hands_free: Run without waiting for keys.
        pace: Whether reps follow the tempo when not hands-free.
        count_in_s: Seconds of count-in before work.
        rehearsal: The session runs at another speed, and counts in no statistic.
    """
    session = Session(
        id=id,
        started_at=started_at,
        plan=plan,
        hands_free=hands_free,
        pace=pace,
        count_in_s=count_in_s,
        rehearsal=rehearsal,
        planned=planned_sets(plan),
    )
    return enter_block(session, 0, 0.0)


def advance(session: Session, event: Event | None, now: float) -> tuple[Session, tuple[Alert, ...]]:
    """Run every deadline up to `now`, each at its own time, then the event.

    Returns the session and the alerts caused, in order. One late call equals many early ones,
    alerts included. Time never runs backwards: a `now` before `session.advanced_to` counts as that.

    Raises:
        IllegalEvent: The event is not legal in the phase reached by the deadlines.
        UnfitEvent: The event cannot be applied, such as an answer to an unknown set.
    """
    now = max(now, session.advanced_to)
    asleep = isinstance(event, Slept)
    horizon = (
        max(session.advanced_to, min(event.last_seen, now)) if isinstance(event, Slept) else now
    )
    alerts: list[Alert] = []
    while session.phase_ends_at is not None and session.phase_ends_at <= horizon:
        at = session.phase_ends_at
        _collect_alerts(session, at, alerts)
        session = _apply_event(session, Elapsed(), at, alerts)
    _collect_alerts(session, horizon, alerts)
    session = replace(session, advanced_to=horizon)
    if event is not None:
        session = _apply_event(session, event, horizon, alerts)
    if asleep or session.advanced_to < now:
        session = replace(session, advanced_to=now)
    return session, tuple(alerts)


def upcoming_alerts(session: Session, now: float, horizon: float) -> tuple[Alert, ...]:
    """The alerts until `horizon` seconds after `now`, if no event comes.

    Includes those due by now that no call of `advance` has returned yet.
    """
    return advance(session, None, now + horizon)[1]


def _collect_alerts(session: Session, at: float, alerts: list[Alert]) -> None:
    """Append the alerts within the phase that are due after `advanced_to`, up to `at`."""
    if session.block is None:
        return
    for moment, kind, value in alert_times(session):
        if session.advanced_to < moment <= at:
            alerts.append(Alert(kind, moment, session.block.id, value))


def _apply_event(session: Session, event: Event, at: float, alerts: list[Alert]) -> Session:
    row = TABLE.get((session.phase, type(event)))
    if row is None:
        raise IllegalEvent(session.phase, type(event))
    moved = row.transition(session, event, at)
    if moved is session:
        return session
    moved = _record_pause(session, moved, at)
    automatic = isinstance(event, Elapsed)
    entered = moved.phase_began_at == at and _position(moved) != _position(session)
    if entered:
        moved = replace(moved, auto_changed_at=at if automatic else None)
        alerts.extend(_entry_alerts(session, moved, at))
    return replace(moved, advanced_to=at)


def _position(session: Session) -> tuple[Phase, int, str]:
    block = session.block
    return session.phase, session.cursor, block.id if block else ""


def _record_pause(before: Session, session: Session, at: float) -> Session:
    """Record a pause that has just ended, whatever ended it."""
    interruption = before.interruption
    if interruption is None or session.interruption is not None:
        return session
    pause = PauseRecord(round(interruption.paused_at, 3), round(at - interruption.paused_at, 3))
    return replace(session, pauses=(*session.pauses, pause))


def _entry_alerts(before: Session, session: Session, at: float) -> list[Alert]:
    """The alerts of entering a phase."""
    block = session.block
    id = block.id if block else ""
    alerts: list[Alert] = []
    ended = before.block
    closed = len(session.sets) > len(before.sets) and not session.sets[-1].skipped
    match session.phase:
        case Phase.FINISHED:
            alerts.append(Alert(AlertKind.SESSION_DONE, at, ended.id if ended else ""))
        case Phase.PAUSED:
            alerts.append(Alert(AlertKind.PAUSED, at, id))
        case Phase.REST:
            length = (session.phase_ends_at or at) - at + session.gap_count_in_s
            alerts.append(Alert(AlertKind.REST, at, id, round(length)))
        case Phase.SWITCH:
            alerts.append(Alert(AlertKind.SWITCH, at, id))
        case Phase.READY | Phase.COUNT_IN if closed and ended is not None:
            same = block is not None and block.exercise == ended.exercise
            kind = AlertKind.SET_DONE if same else AlertKind.EXERCISE_DONE
            alerts.append(Alert(kind, at, ended.id))
    if session.phase is Phase.READY:
        alerts.append(Alert(AlertKind.READY, at, id))
    if session.phase in (Phase.COUNT_IN, Phase.WORK):
        alerts += [Alert(k, t, id, v) for t, k, v in alert_times(session) if t <= at]
    return alerts
