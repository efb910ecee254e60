"""Movements of the cursor: entering a block, pausing on it, and moving on to the next."""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.session.session import REST_HOLDS_AT_S, Interruption, Phase, Session


class UnfitEvent(ValueError):
    """A legal event that cannot be applied: an unknown set, a tail that is not a valid plan."""


def enter_block(session: Session, index: int, at: float) -> Session:
    """Enter a block, in the phase of its kind; past the last one, the session is finished."""
    session = replace(
        session,
        cursor=index,
        phase_began_at=at,
        phase_ends_at=None,
        carried_work_s=0.0,
        longest_hold_s=0.0,
        interruption=None,
        held_rest_ends_at=None,
    )
    block = session.block
    if block is None:
        return replace(session, phase=Phase.FINISHED, ended_at=at)
    match block.kind:
        case BlockKind.READY:
            until = at + block.seconds if session.hands_free else None
            return replace(session, phase=Phase.READY, phase_ends_at=until)
        case BlockKind.WORK:
            return begin_count_in(session, at)
        case BlockKind.SWITCH:
            return replace(session, phase=Phase.SWITCH, phase_ends_at=_gap_end(session, block, at))
        case BlockKind.REST:
            return replace(session, phase=Phase.REST, phase_ends_at=_gap_end(session, block, at))


def _gap_end(session: Session, block: Block, at: float) -> float:
    """The count-in is part of the gap, so that the whole gap has the length of its block."""
    return at + max(0.0, block.seconds - session.gap_count_in_s)


def begin_count_in(session: Session, at: float) -> Session:
    """Begin the count-in (3, 2, 1) of the current block."""
    return replace(
        session,
        phase=Phase.COUNT_IN,
        phase_began_at=at,
        phase_ends_at=at + session.count_in_s,
        interruption=None,
    )


def begin_setup(session: Session, at: float, *, waits: bool) -> Session:
    """Get ready on a work block itself: until the key if `waits`, else for its `setup_s`."""
    setup = session.block.setup_s if session.block else 0.0
    until = None if waits else at + setup
    return replace(
        session, phase=Phase.READY, phase_began_at=at, phase_ends_at=until, interruption=None
    )


def skip_gaps_and_enter(session: Session, index: int, at: float) -> Session:
    """Enter the first ready or work block from `index` on; gaps before it are skipped."""
    blocks = session.plan.blocks
    while index < len(blocks) and blocks[index].kind in (BlockKind.SWITCH, BlockKind.REST):
        index += 1
    session = enter_block(session, index, at)
    if session.block is not None and session.block.kind is BlockKind.WORK:
        return begin_setup(session, at, waits=not session.hands_free)
    return session


def enter_next_phase(session: Session, at: float) -> Session:
    """Enter the next block; from getting ready on a work block, its count-in."""
    block = session.block
    if session.phase is Phase.READY and block is not None and block.kind is BlockKind.WORK:
        return begin_count_in(session, at)
    return enter_block(session, session.cursor + 1, at)


def pause_session(session: Session, at: float) -> Session:
    """Pause, keeping the phase and its remaining time."""
    remaining_s = None if session.phase_ends_at is None else max(0.0, session.phase_ends_at - at)
    if session.held_rest_ends_at is not None:
        remaining_s = max(session.held_rest_ends_at - at, REST_HOLDS_AT_S)
    return replace(
        session,
        phase=Phase.PAUSED,
        phase_began_at=at,
        phase_ends_at=None,
        carried_work_s=session.worked_s(at),
        interruption=Interruption(session.phase, at, remaining_s),
        held_rest_ends_at=None,
    )


def keep_paused(session: Session, paused_at: float, at: float) -> Session:
    """Stay paused, since `paused_at`, after the cursor moved; a finished session stays finished."""
    if session.phase is Phase.FINISHED:
        return session
    paused = pause_session(session, at)
    was = paused.interruption
    return (
        paused if was is None else replace(paused, interruption=replace(was, paused_at=paused_at))
    )
