"""Amending: the rules of the table that change what is still to be done.

Blocks before the cursor never change; what was done stays recorded.
"""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.plan import Block, BlockKind, Role
from runcoach.core.model.records import Pain
from runcoach.core.session.cursor import Unfit, enter, get_in_place, land, stay_paused
from runcoach.core.session.events import Hurt, Revise, Skip, StoppedAt
from runcoach.core.session.recording import close_work, set_record, with_set
from runcoach.core.session.session import Phase, Session


def end_set(session: Session, _event: object, at: float) -> Session:
    """Enough: what was done so far counts, and the session goes on."""
    if not session.in_work:
        return session
    return enter(close_work(session, at, full=False), session.cursor + 1, at)


def skip(session: Session, event: Skip, at: float) -> Session:
    """Leave out the set that comes; one that was begun is partial instead."""
    here = session.block
    if session.in_work and here is not None:
        closed = close_work(session, at, full=False)
        if event.exercise:
            return _leave_out(closed, closed.cursor + 1, here, whole_role=False, at=at)
        go = land if closed.sets[-1].skipped else enter
        return go(closed, closed.cursor + 1, at)
    index, work = session.work_index, session.work
    if index is None or work is None:
        return enter(session, len(session.plan.blocks), at)
    begun = any(s.role is work.role for s in session.sets)
    if work.role is not Role.MAIN and not begun:
        return _leave_out(session, session.cursor, work, whole_role=True, at=at)
    if event.exercise:
        return _leave_out(session, session.cursor, work, whole_role=False, at=at)
    session = with_set(session, set_record(session, work, 0.0, full=False))
    return land(session, index + 1, at)


def _leave_out(
    session: Session, start: int, like: Block, *, whole_role: bool, at: float
) -> Session:
    """Drop every block from an index on that belongs with `like`; its work counts as skipped."""

    def belongs(block: Block) -> bool:
        return block.role is like.role and (whole_role or block.exercise == like.exercise)

    blocks = session.plan.blocks
    for block in blocks[start:]:
        if block.kind is BlockKind.WORK and belongs(block):
            session = with_set(session, set_record(session, block, 0.0, full=False))
    kept = tuple(b for b in blocks[start:] if not belongs(b))
    return land(_with_tail(session, start, kept), start, at)


def _with_tail(session: Session, start: int, tail: tuple[Block, ...]) -> Session:
    """The plan with another tail; getting ready for nothing and rest before nothing fall away."""
    end = max((i for i, b in enumerate(tail, 1) if b.kind is BlockKind.WORK), default=0)
    blocks = (*session.plan.blocks[:start], *tail[:end])
    return replace(session, plan=replace(session.plan, blocks=blocks))


def redo(session: Session, _event: object, at: float) -> Session:
    """A copy of the last set, with what led from it to here, comes first.

    Within work the set under way is the one: closed as partial if anything was done.
    """
    if session.in_work:
        closed = close_work(session, at, full=False)
        if closed.sets[-1].skipped:
            fresh = replace(session, carried=0.0, longest=0.0)
            return get_in_place(fresh, at, waits=not session.hands_free)
        return _insert_again(closed, closed.cursor, closed.cursor + 1, at)
    done = {s.block for s in session.sets}
    before = range(session.cursor - 1, -1, -1)
    last = next((i for i in before if session.plan.blocks[i].id in done), None)
    return session if last is None else _insert_again(session, last, session.cursor, at)


def _insert_again(session: Session, work: int, index: int, at: float) -> Session:
    blocks = session.plan.blocks
    taken = set(session.taken_ids)

    def again(block: Block, suffix: str = "") -> Block:
        stem = f"{block.id}{suffix}"
        number = next(n for n in range(2, len(taken) + 3) if f"{stem}.{n}" not in taken)
        taken.add(f"{stem}.{number}")
        return replace(block, id=f"{stem}.{number}")

    first = blocks[work]
    ready = replace(again(first, "r"), kind=BlockKind.READY, seconds=first.setup_s)
    copy = replace(again(first), supersedes=first.id)
    between = tuple(again(b) for b in blocks[work + 1 : index])
    return enter(_with_tail(session, index, (ready, copy, *between, *blocks[index:])), index, at)


def revise(session: Session, event: Revise, at: float) -> Session:
    """Other blocks from here on; a set under way is closed as partial first."""
    _check_tail(session, event.tail)
    start, acting, was = session.tail_start, session.acting_phase, session.interruption
    if session.in_work:
        session = close_work(session, at, full=False)
    session = _with_tail(session, start, event.tail)
    session = replace(session, revisions=(*session.revisions, event.why))
    if acting in (Phase.REST, Phase.SWITCH):
        return session
    moved = land(session, start, at)
    return stay_paused(moved, was.at, at) if was else moved


def _check_tail(session: Session, tail: tuple[Block, ...]) -> None:
    kept = {b.id for b in session.plan.blocks[: session.tail_start]}
    kept |= {s.block for s in session.sets}
    ids = [b.id for b in tail]
    if len(set(ids)) != len(ids) or kept & set(ids):
        raise Unfit("a block id is used twice")
    if any(b.seconds < 0 or b.target < 0 for b in tail):
        raise Unfit("a block has a negative length or target")
    if tail and tail[-1].kind is not BlockKind.WORK:
        raise Unfit("the last block is not work")


def hurt(session: Session, event: Hurt, at: float) -> Session:
    """Pain ends the set, drops what is left of that exercise, and leaves the session paused.

    It is kept with the exercise's last set; where none was begun, with one that is skipped.
    """
    exercise = event.exercise or _felt_in(session)
    paused_at = session.interruption.at if session.interruption else at
    start = session.cursor
    if session.in_work:
        session = close_work(session, at, full=False)
        start += 1
    session = _with_pain(session, exercise, start, event.pain)
    kept = tuple(b for b in session.plan.blocks[start:] if b.exercise != exercise)
    session = _with_tail(session, start, kept)
    session = replace(session, revisions=(*session.revisions, f"pain: {exercise} left out"))
    return stay_paused(land(session, start, at), paused_at, at)


def _felt_in(session: Session) -> str:
    """The exercise just done while a rest or a gap lasts; else the one under way or next."""
    if session.sets and session.acting_phase in (Phase.REST, Phase.SWITCH):
        return session.sets[-1].exercise
    return session.work.exercise if session.work else ""


def _with_pain(session: Session, exercise: str, start: int, pain: Pain) -> Session:
    sets = session.sets
    last = next((i for i in reversed(range(len(sets))) if sets[i].exercise == exercise), None)
    if last is not None:
        return replace(
            session, sets=(*sets[:last], replace(sets[last], pain=pain), *sets[last + 1 :])
        )
    for block in session.plan.blocks[start:]:
        if block.kind is BlockKind.WORK and block.exercise == exercise:
            skipped = set_record(session, block, 0.0, full=False)
            return with_set(session, replace(skipped, pain=pain))
    return session


def stopped_at(session: Session, event: StoppedAt, at: float) -> Session:
    """Everything from that work block on is undone, and the plan reopens there, paused."""
    blocks = session.plan.blocks
    begun = blocks[: session.cursor + 1]
    index = next(
        (i for i, b in enumerate(begun) if b.id == event.block and b.kind is BlockKind.WORK), None
    )
    if index is None:
        raise Unfit(f"{event.block} is no set that was begun")
    undone = {b.id for b in blocks[index:]}
    paused_at = session.interruption.at if session.interruption else at
    session = replace(session, sets=tuple(s for s in session.sets if s.block not in undone))
    session = _with_tail(session, index, blocks[index:])
    return stay_paused(land(session, index, at), paused_at, at)
