"""The session machine: `advance` runs the literal table of `table.py`. No I/O, no clock.

After the manner of h11: what is not in the table is illegal, raises, and changes nothing.
"""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.plan import Plan
from runcoach.core.model.records import PauseRecord
from runcoach.core.model.settings import Pace
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.cursor import enter
from runcoach.core.session.events import Elapsed, Event, Slept
from runcoach.core.session.recording import planned_sets
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import moments
from runcoach.core.session.transition_table import TABLE


class Illegal(ValueError):
    """An event that this phase does not know. The session is as it was."""

    def __init__(self, phase: Phase, event: type[Event]) -> None:
        super().__init__(f"{event.__name__} means nothing in {phase}")
        self.phase = phase
        self.event = event


def legal(session: Session, event: type[Event]) -> bool:
    """Whether the session takes such an event now."""
    return (session.phase, event) in TABLE


def begin(
    plan: Plan,
    *,
    id: str,
    started_at: str,
    hands_free: bool = False,
    pace: Pace = Pace.OWN,
    count_in_s: float = 3.0,
    rehearsal: bool = False,
) -> Session:
    """A session at its first block, time 0."""
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
    return enter(session, 0, 0.0)


def advance(session: Session, event: Event | None, now: float) -> tuple[Session, tuple[Alert, ...]]:
    """Run every deadline up to `now`, each at its own time, then the event.

    One late call equals many early ones, alerts included. Time never runs back: a `now` before
    the last one seen counts as that one.

    Raises:
        Illegal: the phase, once its deadlines have run, does not know the event.
        Unfit: the event itself can't be taken, such as an answer to an unknown set.
    """
    now = max(now, session.seen)
    asleep = isinstance(event, Slept)
    horizon = max(session.seen, min(event.last_seen, now)) if isinstance(event, Slept) else now
    alerts: list[Alert] = []
    while session.until is not None and session.until <= horizon:
        at = session.until
        _hear(session, at, alerts)
        session = _apply(session, Elapsed(), at, alerts)
    _hear(session, horizon, alerts)
    session = replace(session, seen=horizon)
    if event is not None:
        session = _apply(session, event, horizon, alerts)
    if asleep or session.seen < now:
        session = replace(session, seen=now)
    return session, tuple(alerts)


def upcoming(session: Session, now: float, horizon: float) -> tuple[Alert, ...]:
    """The alerts until `horizon` seconds after `now`, if nobody touches anything.

    What is due by now and was not given out yet is among them.
    """
    return advance(session, None, now + horizon)[1]


def _hear(session: Session, at: float, alerts: list[Alert]) -> None:
    """Alerts within the phase, after the moment last seen and up to `at`."""
    if session.block is None:
        return
    for moment, kind, value in moments(session):
        if session.seen < moment <= at:
            alerts.append(Alert(kind, moment, session.block.id, value))


def _apply(session: Session, event: Event, at: float, alerts: list[Alert]) -> Session:
    row = TABLE.get((session.phase, type(event)))
    if row is None:
        raise Illegal(session.phase, type(event))
    moved = row.rule(session, event, at)
    if moved is session:
        return session
    moved = _noting_pause(session, moved, at)
    alone = isinstance(event, Elapsed)
    entered = moved.since == at and _place(moved) != _place(session)
    if entered:
        moved = replace(moved, changed_alone=at if alone else None)
        alerts.extend(_entering(session, moved, at))
    return replace(moved, seen=at)


def _place(session: Session) -> tuple[Phase, int, str]:
    block = session.block
    return session.phase, session.cursor, block.id if block else ""


def _noting_pause(before: Session, session: Session, at: float) -> Session:
    """The pause that is over, whatever ended it, is kept."""
    was = before.interruption
    if was is None or session.interruption is not None:
        return session
    pause = PauseRecord(round(was.at, 3), round(at - was.at, 3))
    return replace(session, pauses=(*session.pauses, pause))


def _entering(before: Session, session: Session, at: float) -> list[Alert]:
    """What is heard as a phase begins."""
    block = session.block
    id = block.id if block else ""
    heard: list[Alert] = []
    ended = before.block
    closed = len(session.sets) > len(before.sets) and not session.sets[-1].skipped
    match session.phase:
        case Phase.FINISHED:
            heard.append(Alert(AlertKind.SESSION_DONE, at, ended.id if ended else ""))
        case Phase.PAUSED:
            heard.append(Alert(AlertKind.PAUSED, at, id))
        case Phase.REST:
            length = (session.until or at) - at + session.counted_in_s
            heard.append(Alert(AlertKind.REST, at, id, round(length)))
        case Phase.SWITCH:
            heard.append(Alert(AlertKind.SWITCH, at, id))
        case Phase.READY | Phase.COUNT_IN if closed and ended is not None:
            same = block is not None and block.exercise == ended.exercise
            kind = AlertKind.SET_DONE if same else AlertKind.EXERCISE_DONE
            heard.append(Alert(kind, at, ended.id))
    if session.phase is Phase.READY:
        heard.append(Alert(AlertKind.READY, at, id))
    if session.phase in (Phase.COUNT_IN, Phase.WORK):
        heard += [Alert(k, t, id, v) for t, k, v in moments(session) if t <= at]
    return heard
