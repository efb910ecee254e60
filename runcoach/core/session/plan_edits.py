"""Transitions of the table that edit the remaining plan: skip, redo, revise, pain.

Blocks before the cursor never change, and what was done stays recorded.
"""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.model.records import Pain
from runcoach.core.session.cursor import (
    UnfitEvent,
    begin_setup,
    enter_block,
    keep_paused,
    skip_gaps_and_enter,
)
from runcoach.core.session.events import Hurt, Revise, Skip, StoppedAt, Unskip
from runcoach.core.session.recording import append_set, close_work, make_set_record
from runcoach.core.session.session import Phase, Session


def end_set(session: Session, _event: object, at: float) -> Session:
    """End the set with what was done so far, and enter the next block."""
    if not session.in_work:
        return session
    return enter_block(close_work(session, at, full=False), session.cursor + 1, at)


def skip_set(session: Session, event: Skip, at: float) -> Session:
    """Skip the next set; one that has begun is recorded as partial instead."""
    block = session.block
    if session.in_work and block is not None:
        closed = close_work(session, at, full=False)
        if event.exercise or event.part:
            return _leave_out(closed, closed.cursor + 1, block, whole_role=event.part, at=at)
        move_on = skip_gaps_and_enter if closed.sets[-1].skipped else enter_block
        return move_on(closed, closed.cursor + 1, at)
    index, work = session.work_index, session.work
    if index is None or work is None:
        return enter_block(session, len(session.plan.blocks), at)
    if event.exercise or event.part:
        return _leave_out(session, session.cursor, work, whole_role=event.part, at=at)
    session = append_set(session, make_set_record(session, work, 0.0, full=False))
    return skip_gaps_and_enter(session, index + 1, at)


def bring_back_skipped(session: Session, event: Unskip, at: float) -> Session:
    """Drop the records of skipped sets, and reopen the plan at the first of them.

    Raises:
        UnfitEvent: Something of the tail was done or has begun, or it is not a valid plan.
    """
    ids = {b.id for b in event.tail}
    begun = any(s.block in ids and (not s.skipped or s.pain is not None) for s in session.sets)
    if begun or session.in_work:
        raise UnfitEvent("a set after the skipped one has begun")
    blocks = session.plan.blocks
    start = next((i for i, b in enumerate(blocks) if b.id in ids), len(blocks))
    if not event.tail or start > session.cursor or len(ids) < len(event.tail):
        raise UnfitEvent("that was not skipped just now")
    if event.tail[-1].kind is not BlockKind.WORK or ids & {b.id for b in blocks[:start]}:
        raise UnfitEvent("the tail is not a valid plan")
    was = session.interruption
    session = replace(session, sets=tuple(s for s in session.sets if s.block not in ids))
    moved = skip_gaps_and_enter(_with_tail(session, start, event.tail), start, at)
    return keep_paused(moved, was.paused_at, at) if was else moved


def _leave_out(
    session: Session, start: int, like: Block, *, whole_role: bool, at: float
) -> Session:
    """Drop the blocks from `start` on of the same exercise as `like`, or of its whole role.

    Their work is recorded as skipped.
    """

    def belongs(block: Block) -> bool:
        return block.role is like.role and (whole_role or block.exercise == like.exercise)

    blocks = session.plan.blocks
    for block in blocks[start:]:
        if block.kind is BlockKind.WORK and belongs(block):
            session = append_set(session, make_set_record(session, block, 0.0, full=False))
    kept = tuple(b for b in blocks[start:] if not belongs(b))
    return skip_gaps_and_enter(_with_tail(session, start, kept), start, at)


def _with_tail(session: Session, start: int, tail: tuple[Block, ...]) -> Session:
    """Replace the blocks from `start` on; blocks after the last work block are dropped."""
    end = max((i for i, b in enumerate(tail, 1) if b.kind is BlockKind.WORK), default=0)
    blocks = (*session.plan.blocks[:start], *tail[:end])
    return replace(session, plan=replace(session.plan, blocks=blocks))


def redo_set(session: Session, _event: object, at: float) -> Session:
    """Insert a copy of the last set, and of the blocks between it and the cursor.

    During work, the set in progress is the one: it is recorded as partial if anything was done.
    """
    if session.in_work:
        closed = close_work(session, at, full=False)
        if closed.sets[-1].skipped:
            fresh = replace(session, carried_work_s=0.0, longest_hold_s=0.0)
            return begin_setup(fresh, at, waits=not session.hands_free)
        return _insert_again(closed, closed.cursor, closed.cursor + 1, at)
    done = {s.block for s in session.sets}
    before = range(session.cursor - 1, -1, -1)
    last = next((i for i in before if session.plan.blocks[i].id in done), None)
    return session if last is None else _insert_again(session, last, session.cursor, at)


def _insert_again(session: Session, work: int, index: int, at: float) -> Session:
    blocks = session.plan.blocks
    taken = set(session.used_block_ids)

    def again(block: Block, suffix: str = "") -> Block:
        stem = f"{block.id}{suffix}"
        number = next(n for n in range(2, len(taken) + 3) if f"{stem}.{n}" not in taken)
        taken.add(f"{stem}.{number}")
        return replace(block, id=f"{stem}.{number}")

    first = blocks[work]
    ready = replace(again(first, "r"), kind=BlockKind.READY, seconds=first.setup_s)
    copy = replace(again(first), supersedes=first.id)
    between = tuple(again(b) for b in blocks[work + 1 : index])
    return enter_block(
        _with_tail(session, index, (ready, copy, *between, *blocks[index:])), index, at
    )


def revise_plan(session: Session, event: Revise, at: float) -> Session:
    """Replace the remaining blocks; a set in progress is recorded as partial first.

    Raises:
        UnfitEvent: The tail is not a valid plan.
    """
    _check_tail(session, event.tail)
    start, acting, was = session.tail_start, session.underlying_phase, session.interruption
    if session.in_work:
        session = close_work(session, at, full=False)
    session = _with_tail(session, start, event.tail)
    session = replace(session, revisions=(*session.revisions, event.why))
    if acting in (Phase.REST, Phase.SWITCH):
        return session
    moved = skip_gaps_and_enter(session, start, at)
    return keep_paused(moved, was.paused_at, at) if was else moved


def _check_tail(session: Session, tail: tuple[Block, ...]) -> None:
    kept = {b.id for b in session.plan.blocks[: session.tail_start]}
    kept |= {s.block for s in session.sets}
    ids = [b.id for b in tail]
    if len(set(ids)) != len(ids) or kept & set(ids):
        raise UnfitEvent("a block id is already in use")
    if any(b.seconds < 0 or b.target < 0 for b in tail):
        raise UnfitEvent("a block has a negative length or target")
    if tail and tail[-1].kind is not BlockKind.WORK:
        raise UnfitEvent("the last block is not a work block")


def drop_painful_exercise(session: Session, event: Hurt, at: float) -> Session:
    """End the set, drop the remaining blocks of the painful exercise, and pause.

    The pain is recorded with the exercise's last set; if none was begun, with a skipped one.
    """
    exercise = event.exercise or _felt_in(session)
    paused_at = session.interruption.paused_at if session.interruption else at
    start = session.cursor
    if session.in_work:
        session = close_work(session, at, full=False)
        start += 1
    session = _with_pain(session, exercise, start, event.pain)
    kept = tuple(b for b in session.plan.blocks[start:] if b.exercise != exercise)
    session = _with_tail(session, start, kept)
    session = replace(session, revisions=(*session.revisions, f"pain: {exercise} left out"))
    return keep_paused(skip_gaps_and_enter(session, start, at), paused_at, at)


def _felt_in(session: Session) -> str:
    """During a rest or a switch, the exercise just done; else the one in progress or next."""
    if session.sets and session.underlying_phase in (Phase.REST, Phase.SWITCH):
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
            skipped = make_set_record(session, block, 0.0, full=False)
            return append_set(session, replace(skipped, pain=pain))
    return session


def reopen_at_set(session: Session, event: StoppedAt, at: float) -> Session:
    """Drop the records from an earlier work block on, and reopen the plan there, paused.

    Raises:
        UnfitEvent: The block is not a work block that has begun.
    """
    blocks = session.plan.blocks
    begun = blocks[: session.cursor + 1]
    index = next(
        (i for i, b in enumerate(begun) if b.id == event.block and b.kind is BlockKind.WORK), None
    )
    if index is None:
        raise UnfitEvent(f"{event.block} is not a set that has begun")
    dropped = {b.id for b in blocks[index:]}
    paused_at = session.interruption.paused_at if session.interruption else at
    session = replace(session, sets=tuple(s for s in session.sets if s.block not in dropped))
    session = _with_tail(session, index, blocks[index:])
    return keep_paused(skip_gaps_and_enter(session, index, at), paused_at, at)
