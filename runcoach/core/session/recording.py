"""Records made from a session: one for each set, and one for the whole."""

from __future__ import annotations

from math import floor

from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, Plan, Role, Side
from runcoach.core.model.profile import count_implements
from runcoach.core.model.records import (
    PlannedSet,
    SessionRecord,
    SetRecord,
    Source,
    Status,
    superseded_ids,
)
from runcoach.core.session.cursor import UnfitEvent
from runcoach.core.session.session import Session
from runcoach.core.session.timing import count_reps


def make_set_record(session: Session, block: Block, worked: float, *, full: bool) -> SetRecord:
    """The record of a work block: the full target, or what was done so far.

    Args:
        session: The session that the block belongs to.
        block: A work block.
        worked: Seconds of work on it.
        full: The target was reached; otherwise the result is computed from `worked`. A result of
            zero is recorded as skipped.
    """
    source = Source.ASSUMED
    if block.unit is Unit.SECONDS:
        source = Source.TIMED
        actual = floor(worked + 1e-6)
        if full and not block.open:
            actual = block.target
    elif full:
        actual = block.target
    elif block.measure is Kind.REPS:
        actual = count_reps(block, worked)
    else:
        actual = floor(block.target * min(1.0, worked / block.seconds)) if block.seconds else 0
    superseded = f"{session.id}:{block.supersedes}" if block.supersedes else None
    return SetRecord(
        id=session.set_id(block),
        block=block.id,
        exercise=block.exercise,
        tier=block.tier,
        variant=block.variant,
        name=block.name,
        role=block.role,
        set=block.set,
        side=block.side,
        unit=block.unit,
        target=block.target,
        actual=actual,
        load_kg=block.load_kg,
        skipped=actual <= 0,
        source=source,
        supersedes=superseded,
        seconds=round(worked, 3),
        landings=block.landings,
        implements=count_implements(block.equipment) if block.load_kg else 1,
    )


def append_set(session: Session, record: SetRecord) -> Session:
    """The session with one more set record."""
    return replace(session, sets=(*session.sets, record))


def close_work(session: Session, at: float, *, full: bool) -> Session:
    """Record the work of the current block; cursor and phase do not change."""
    block = session.block
    if block is None:
        raise UnfitEvent("no work to close")
    worked = session.worked_s(at)
    if block.measure is Kind.HOLD:
        worked = max(worked, session.longest_hold_s)
    return append_set(session, make_set_record(session, block, worked, full=full))


def has_work_to_save(session: Session) -> bool:
    """Whether there is anything to save: a set not skipped, work in progress, or pain."""
    if any(not s.skipped or s.pain is not None for s in session.sets):
        return True
    block = session.block
    if block is None or not session.in_work:
        return False
    worked = max(session.worked_s(session.advanced_to), session.longest_hold_s)
    return not make_set_record(session, block, worked, full=False).skipped


def planned_sets(plan: Plan) -> tuple[PlannedSet, ...]:
    """The sets of the main part, as planned."""
    return tuple(
        PlannedSet(b.id, b.exercise, b.tier, b.variant, b.set, b.side, b.unit, b.target, b.load_kg)
        for b in plan.work
    )


def completion_status(session: Session) -> Status:
    """COMPLETED if every planned set of the main part was done at least in part, else PARTIAL.

    A set that was repeated, or done at another tier, counts as done; so does one whose tier was
    changed and changed back, which leaves it with a block of its own.
    """
    done = tuple(s for s in session.sets if not s.skipped)
    ids = {s.id for s in done} | superseded_ids(session.sets)
    as_planned = {planned.block for planned in session.planned}

    def met(planned: PlannedSet) -> bool:
        return f"{session.id}:{planned.block}" in ids or any(
            (s.role, s.exercise, s.set) == (Role.MAIN, planned.exercise, planned.set)
            and (s.tier is not planned.tier or s.block not in as_planned)
            and {s.side, planned.side} != {Side.LEFT, Side.RIGHT}
            for s in done
        )

    complete = bool(session.planned) and all(met(p) for p in session.planned)
    return Status.COMPLETED if complete else Status.PARTIAL


def make_session_record(
    session: Session, finished_at: str, *, status: Status | None = None
) -> SessionRecord:
    """The record of a session for the history.

    Args:
        session: A session that is finished or left.
        finished_at: ISO 8601 with its offset.
        status: Overrides the status computed from the sets.
    """
    paused = sum(p.seconds for p in session.pauses)
    return SessionRecord(
        id=session.id,
        started_at=session.started_at,
        finished_at=finished_at,
        status=status or completion_status(session),
        title=session.plan.title,
        programme=session.plan.programme,
        outline=session.plan.outline,
        rehearsal=session.rehearsal,
        note=session.note,
        feel=session.feel,
        pauses=session.pauses,
        sets=session.sets,
        planned=session.planned,
        estimated_s=session.plan.estimated_s,
        active_s=round(max(0.0, session.ended_at - paused)),
        edited_at=finished_at,
    )
