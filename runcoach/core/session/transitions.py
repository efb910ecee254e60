"""Transitions of the table: pure functions (session, event, at) -> session.

Those that edit the remaining plan are in `plan_edits`; `machine` adds the alerts.
"""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.model.records import Answer, apply_answer
from runcoach.core.session.cursor import (
    UnfitEvent,
    begin_setup,
    enter_block,
    enter_next_phase,
    keep_paused,
    pause_session,
)
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
from runcoach.core.session.timing import count_reps, work_length_s

HOLD_RESTARTS_AFTER_S = 20.0
"""A hold that was interrupted for longer restarts from zero."""


def end_wait(session: Session, _event: object, at: float) -> Session:
    """Getting ready, a switch or a rest is over."""
    return enter_next_phase(session, at)


def begin_work(session: Session, _event: object, at: float) -> Session:
    """The count-in is over: begin work, without a deadline at the person's own pace.

    A set that was begun at the own pace and goes on at the tempo has at least one rep to go.
    """
    block = session.block
    if block is None:
        raise UnfitEvent("no work to begin")
    until: float | None = at + max(work_length_s(block) - session.carried_work_s, block.cycle_s)
    if session.self_paced:
        until = None
    return replace(session, phase=Phase.WORK, phase_began_at=at, phase_ends_at=until)


def complete_work(session: Session, _event: object, at: float) -> Session:
    """The target is reached: record the set and enter the next block."""
    return enter_block(close_work(session, at, full=True), session.cursor + 1, at)


def continue_on_press(session: Session, event: Press, at: float) -> Session:
    """Stop waiting; work still begins with a count-in."""
    return session if _too_soon(session, event, at) else enter_next_phase(session, at)


def pause_on_press(session: Session, event: Press, at: float) -> Session:
    """Pause, unless the key was meant for the phase before."""
    return session if _too_soon(session, event, at) else pause_session(session, at)


def handle_press_in_work(session: Session, event: Press, at: float) -> Session:
    """Pause; at the person's own pace, and in a max test, the key ends the set instead."""
    if _too_soon(session, event, at):
        return session
    if session.phase_ends_at is None or _max_test(session):
        return complete_work(session, event, at)
    return pause_session(session, at)


def close_on_press(session: Session, event: Press, at: float) -> Session:
    """Close the summary; everything has been saved by then."""
    return session if _too_soon(session, event, at) else _leave_as(session, Leaving.CLOSE, at)


def _too_soon(session: Session, event: Press, at: float) -> bool:
    return session.auto_changed_at is not None and at - session.auto_changed_at < event.guard_s


def pause_on_request(session: Session, _event: object, at: float) -> Session:
    """Pause."""
    return pause_session(session, at)


def pause_in_work(session: Session, event: object, at: float) -> Session:
    """Pause; a max test ends instead, because two holds do not add up to one."""
    if _max_test(session):
        return keep_paused(complete_work(session, event, at), at, at)
    return pause_session(session, at)


def _max_test(session: Session) -> bool:
    return session.block is not None and session.block.open


def pause_after_sleep(session: Session, _event: object, at: float) -> Session:
    """Pause at the last moment known awake; a phase that waits for the person keeps waiting."""
    if (
        session.phase_ends_at is None
        and session.held_rest_ends_at is None
        and session.phase is not Phase.WORK
    ):
        return session
    return pause_session(session, at)


def resume(session: Session, _event: object, at: float) -> Session:
    """End the pause: get into position and count in before work, or finish the rest or switch.

    A hold interrupted for more than 20 s, and any max test, restarts from zero; its longest attempt
    counts. Reps at the tempo continue with the one that was cut off.
    """
    was = session.interruption
    if was is None:
        raise UnfitEvent("the session is not paused")
    away = at - was.paused_at
    block = session.block
    if was.phase is Phase.COUNT_IN or session.in_work:
        broken = away > HOLD_RESTARTS_AFTER_S or _max_test(session)
        if block is not None and block.measure is Kind.HOLD and broken:
            longest = max(session.longest_hold_s, session.carried_work_s)
            session = replace(session, carried_work_s=0.0, longest_hold_s=longest)
        elif block is not None and was.phase is Phase.WORK and was.remaining_s is not None:
            session = replace(session, carried_work_s=_whole_reps_s(block, session.carried_work_s))
        return begin_setup(session, at, waits=False)
    if was.phase in (Phase.REST, Phase.SWITCH):
        least = session.work.setup_s if session.work else 0.0
        until = at + max(was.remaining_s or 0.0, least)
        return replace(
            session, phase=was.phase, phase_began_at=at, phase_ends_at=until, interruption=None
        )
    if was.phase is Phase.READY and block is not None and block.kind is BlockKind.WORK:
        return begin_setup(session, at, waits=not session.hands_free)
    return enter_block(session, session.cursor, at)


def _whole_reps_s(block: Block, worked: float) -> float:
    """Seconds of the completed reps at the tempo; all seconds of a hold or an interval."""
    return count_reps(block, worked) * block.cycle_s if block.measure is Kind.REPS else worked


def record_answer(session: Session, event: Answer, _at: float) -> Session:
    """Apply the answer to its set, which may be any earlier one."""
    if all(s.id != event.set for s in session.sets):
        raise UnfitEvent(f"there is no set {event.set}")
    return replace(
        session,
        sets=tuple(apply_answer(s, event) if s.id == event.set else s for s in session.sets),
    )


def hold_rest(session: Session, event: Editing, at: float) -> Session:
    """Hold the rest while an answer is being edited; at least 5 s of it remain afterwards."""
    if event.on and session.held_rest_ends_at is None:
        return replace(session, held_rest_ends_at=session.phase_ends_at, phase_ends_at=None)
    if not event.on and session.held_rest_ends_at is not None:
        until = max(session.held_rest_ends_at, at + REST_HOLDS_AT_S)
        return replace(session, held_rest_ends_at=None, phase_ends_at=until)
    return session


def ignore(session: Session, _event: object, _at: float) -> Session:
    """The event is legal in this phase, but has no effect."""
    return session


def extend_rest(session: Session, event: MoreRest, at: float) -> Session:
    """Move the end of the rest, at the earliest to now."""
    if session.held_rest_ends_at is not None:
        return replace(
            session, held_rest_ends_at=max(at, session.held_rest_ends_at + event.seconds)
        )
    until = max(
        at, (session.phase_ends_at if session.phase_ends_at is not None else at) + event.seconds
    )
    return replace(session, phase_ends_at=until)


def set_hands_free(session: Session, event: HandsFree, at: float) -> Session:
    """Turn hands-free on or off. A set in progress at the tempo stays at the tempo."""
    if event.on == session.hands_free:
        return session
    session = replace(session, hands_free=event.on)
    block = session.block
    if block is None:
        return session
    if session.phase is Phase.READY and not session.in_work:
        setup = block.setup_s if block.kind is BlockKind.WORK else block.seconds
        return replace(session, phase_ends_at=at + setup if event.on else None)
    if session.phase is Phase.WORK and event.on and session.phase_ends_at is None:
        end = session.phase_began_at + work_length_s(block) - session.carried_work_s
        return replace(session, phase_ends_at=max(end, at + block.cycle_s))
    return session


def record_reflection(session: Session, event: Reflect, _at: float) -> Session:
    """Store how the session felt, and its note."""
    feel = session.feel
    if event.feel is not None:
        feel = min(10, max(1, event.feel)) if event.feel else None
    note = session.note if event.note is None else event.note
    return replace(session, feel=feel, note=note)


def leave(session: Session, event: Leave, at: float) -> Session:
    """Leave the session; if it is to be saved, record the set in progress as partial."""
    if event.how is Leaving.SAVE and session.in_work:
        session = close_work(session, at, full=False)
    return _leave_as(session, event.how, at)


def _leave_as(session: Session, how: Leaving, at: float) -> Session:
    return replace(
        session,
        phase=Phase.LEFT,
        phase_began_at=at,
        phase_ends_at=None,
        leaving=how,
        ended_at=session.ended_at if session.phase is Phase.FINISHED else at,
        interruption=None,
        held_rest_ends_at=None,
    )
