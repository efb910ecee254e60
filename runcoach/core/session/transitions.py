"""The named rules of the machine's table: each takes a session and an event to the next session.

Those that change what is still to be done are in `amending`. Alerts are the machine's.
"""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.model.records import Answer, answered
from runcoach.core.session.cursor import Unfit, enter, get_in_place, go_on, pause, stay_paused
from runcoach.core.session.events import (
    Editing,
    HandsFree,
    Leave,
    Leaving,
    MoreRest,
    Press,
    Reflect,
)
from runcoach.core.session.recording import close_work
from runcoach.core.session.session import REST_HOLDS_AT_S, Phase, Session
from runcoach.core.session.timing import length_s, reps_done

HOLD_RESTARTS_AFTER_S = 20.0
"""A hold interrupted for longer is done again whole."""


def wait_over(session: Session, _event: object, at: float) -> Session:
    """Getting ready, a gap or a rest has run out."""
    return go_on(session, at)


def begin_work(session: Session, _event: object, at: float) -> Session:
    """The count-in is over: hold, count, or wait for the person's own pace.

    Where a set begun at one's own pace goes on at the tempo, at least one rep is left.
    """
    block = session.block
    if block is None:
        raise Unfit("no work to begin")
    until: float | None = at + max(length_s(block) - session.carried, block.cycle_s)
    if session.self_paced:
        until = None
    return replace(session, phase=Phase.WORK, since=at, until=until)


def work_over(session: Session, _event: object, at: float) -> Session:
    """The target is reached."""
    return enter(close_work(session, at, full=True), session.cursor + 1, at)


def key_goes(session: Session, event: Press, at: float) -> Session:
    """Go now, through the count-in."""
    return session if _too_soon(session, event, at) else go_on(session, at)


def key_pauses(session: Session, event: Press, at: float) -> Session:
    """Stop the clock, unless the key was meant for what was before."""
    return session if _too_soon(session, event, at) else pause(session, at)


def key_in_work(session: Session, event: Press, at: float) -> Session:
    """Pause; but at one's own pace, and in a max test, the key ends the set."""
    if _too_soon(session, event, at):
        return session
    if session.until is None or _max_test(session):
        return work_over(session, event, at)
    return pause(session, at)


def key_closes(session: Session, event: Press, at: float) -> Session:
    """Close the summary: everything is saved already."""
    return session if _too_soon(session, event, at) else _left(session, Leaving.CLOSE, at)


def _too_soon(session: Session, event: Press, at: float) -> bool:
    return session.changed_alone is not None and at - session.changed_alone < event.guard_s


def stop_clock(session: Session, _event: object, at: float) -> Session:
    """Pause here."""
    return pause(session, at)


def stop_in_work(session: Session, event: object, at: float) -> Session:
    """Pause; a max test ends with it, for two holds don't add up to one."""
    if _max_test(session):
        return stay_paused(work_over(session, event, at), at, at)
    return pause(session, at)


def _max_test(session: Session) -> bool:
    return session.block is not None and session.block.open


def slept(session: Session, _event: object, at: float) -> Session:
    """Paused at the last moment it was seen awake; what waits for the person goes on waiting."""
    if session.until is None and session.editing_until is None and session.phase is not Phase.WORK:
        return session
    return pause(session, at)


def resume(session: Session, _event: object, at: float) -> Session:
    """Go on: into position and 3-2-1 before work, back to what was left of a rest or a gap.

    A hold interrupted for more than 20 s, and any max test, starts again whole, and its longest
    stretch counts. Reps at the tempo go on with the one that was cut off.
    """
    was = session.interruption
    if was is None:
        raise Unfit("nothing was paused")
    away = at - was.at
    block = session.block
    if was.phase is Phase.COUNT_IN or session.in_work:
        broken = away > HOLD_RESTARTS_AFTER_S or _max_test(session)
        if block is not None and block.measure is Kind.HOLD and broken:
            longest = max(session.longest, session.carried)
            session = replace(session, carried=0.0, longest=longest)
        elif block is not None and was.phase is Phase.WORK and was.left is not None:
            session = replace(session, carried=_whole_reps_s(block, session.carried))
        return get_in_place(session, at, waits=False)
    if was.phase in (Phase.REST, Phase.SWITCH):
        least = session.work.setup_s if session.work else 0.0
        until = at + max(was.left or 0.0, least)
        return replace(session, phase=was.phase, since=at, until=until, interruption=None)
    if was.phase is Phase.READY and block is not None and block.kind is BlockKind.WORK:
        return get_in_place(session, at, waits=not session.hands_free)
    return enter(session, session.cursor, at)


def _whole_reps_s(block: Block, worked: float) -> float:
    """Seconds of the whole reps at the tempo; of anything else, all of them."""
    return reps_done(block, worked) * block.cycle_s if block.measure is Kind.REPS else worked


def take_answer(session: Session, event: Answer, _at: float) -> Session:
    """The answer goes to its own set, whenever it comes."""
    if all(s.id != event.set for s in session.sets):
        raise Unfit(f"there is no set {event.set}")
    return replace(
        session,
        sets=tuple(answered(s, event) if s.id == event.set else s for s in session.sets),
    )


def edit_in_rest(session: Session, event: Editing, at: float) -> Session:
    """Rest holds at 5 s while an answer is being edited."""
    if event.on and session.editing_until is None:
        return replace(session, editing_until=session.until, until=None)
    if not event.on and session.editing_until is not None:
        until = max(session.editing_until, at + REST_HOLDS_AT_S)
        return replace(session, editing_until=None, until=until)
    return session


def ignore(session: Session, _event: object, _at: float) -> Session:
    """Nothing to do here."""
    return session


def more_rest(session: Session, event: MoreRest, at: float) -> Session:
    """Rest ends later, or sooner, but not before now."""
    if session.editing_until is not None:
        return replace(session, editing_until=max(at, session.editing_until + event.seconds))
    until = max(at, (session.until if session.until is not None else at) + event.seconds)
    return replace(session, until=until)


def set_hands_free(session: Session, event: HandsFree, at: float) -> Session:
    """By itself from here on, or by hand. Counted reps that are under way stay counted."""
    if event.on == session.hands_free:
        return session
    session = replace(session, hands_free=event.on)
    block = session.block
    if block is None:
        return session
    if session.phase is Phase.READY and not session.in_work:
        setup = block.setup_s if block.kind is BlockKind.WORK else block.seconds
        return replace(session, until=at + setup if event.on else None)
    if session.phase is Phase.WORK and event.on and session.until is None:
        end = session.since + length_s(block) - session.carried
        return replace(session, until=max(end, at + block.cycle_s))
    return session


def reflect(session: Session, event: Reflect, _at: float) -> Session:
    """How it felt, and a note."""
    feel = session.feel
    if event.feel is not None:
        feel = min(10, max(1, event.feel)) if event.feel else None
    note = session.note if event.note is None else event.note
    return replace(session, feel=feel, note=note)


def leave(session: Session, event: Leave, at: float) -> Session:
    """Go; a set under way is closed as partial when what was done is saved."""
    if event.how is Leaving.SAVE and session.in_work:
        session = close_work(session, at, full=False)
    return _left(session, event.how, at)


def _left(session: Session, how: Leaving, at: float) -> Session:
    return replace(
        session,
        phase=Phase.LEFT,
        since=at,
        until=None,
        left=how,
        ended=session.ended if session.phase is Phase.FINISHED else at,
        interruption=None,
        editing_until=None,
    )
