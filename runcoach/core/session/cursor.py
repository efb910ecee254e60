"""Places: standing on a block of the plan, and moving on to the next."""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.session.session import REST_HOLDS_AT_S, Interruption, Phase, Session


class Unfit(ValueError):
    """An event that the session can't take as it is: an unknown set, a tail that is no plan."""


def enter(session: Session, index: int, at: float) -> Session:
    """Stand on a block as its kind says; past the last one, finished."""
    session = replace(
        session,
        cursor=index,
        since=at,
        until=None,
        carried=0.0,
        longest=0.0,
        interruption=None,
        editing_until=None,
    )
    block = session.block
    if block is None:
        return replace(session, phase=Phase.FINISHED, ended=at)
    match block.kind:
        case BlockKind.READY:
            until = at + block.seconds if session.hands_free else None
            return replace(session, phase=Phase.READY, until=until)
        case BlockKind.WORK:
            return count_in(session, at)
        case BlockKind.SWITCH:
            return replace(session, phase=Phase.SWITCH, until=_gap_end(session, block, at))
        case BlockKind.REST:
            return replace(session, phase=Phase.REST, until=_gap_end(session, block, at))


def _gap_end(session: Session, block: Block, at: float) -> float:
    """The count-in is the end of a gap, so that the gap lasts as long as it says."""
    return at + max(0.0, block.seconds - session.counted_in_s)


def count_in(session: Session, at: float) -> Session:
    """3, 2, 1 on the block it stands on."""
    return replace(
        session, phase=Phase.COUNT_IN, since=at, until=at + session.count_in_s, interruption=None
    )


def get_in_place(session: Session, at: float, *, waits: bool) -> Session:
    """Ready on a work block itself: time to get into its position, or wait for the key."""
    setup = session.block.setup_s if session.block else 0.0
    until = None if waits else at + setup
    return replace(session, phase=Phase.READY, since=at, until=until, interruption=None)


def land(session: Session, index: int, at: float) -> Session:
    """Stand on the next block that begins something; gaps after nothing are passed over."""
    blocks = session.plan.blocks
    while index < len(blocks) and blocks[index].kind in (BlockKind.SWITCH, BlockKind.REST):
        index += 1
    session = enter(session, index, at)
    if session.block is not None and session.block.kind is BlockKind.WORK:
        return get_in_place(session, at, waits=not session.hands_free)
    return session


def go_on(session: Session, at: float) -> Session:
    """To the next block; from ready on a work block, to its count-in."""
    block = session.block
    if session.phase is Phase.READY and block is not None and block.kind is BlockKind.WORK:
        return count_in(session, at)
    return enter(session, session.cursor + 1, at)


def pause(session: Session, at: float) -> Session:
    """Stop the clock here."""
    left = None if session.until is None else max(0.0, session.until - at)
    if session.editing_until is not None:
        left = max(session.editing_until - at, REST_HOLDS_AT_S)
    return replace(
        session,
        phase=Phase.PAUSED,
        since=at,
        until=None,
        carried=session.worked(at),
        interruption=Interruption(session.phase, at, left),
        editing_until=None,
    )


def stay_paused(session: Session, paused_at: float, at: float) -> Session:
    """Paused before whatever now comes, since the moment it was; a finished session is finished."""
    if session.phase is Phase.FINISHED:
        return session
    held = pause(session, at)
    was = held.interruption
    return held if was is None else replace(held, interruption=replace(was, at=paused_at))
