"""Closing: what work leaves behind, set by set and as a whole record."""

from __future__ import annotations

from math import floor

from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, Plan, Role, Side
from runcoach.core.model.profile import implements_of
from runcoach.core.model.records import (
    PlannedSet,
    SessionRecord,
    SetRecord,
    Source,
    Status,
    superseded,
)
from runcoach.core.session.cursor import Unfit
from runcoach.core.session.session import Session
from runcoach.core.session.timing import reps_done


def set_record(session: Session, block: Block, worked: float, *, full: bool) -> SetRecord:
    """A work block as done: whole, or with what was done so far. Nothing done is skipped."""
    source = Source.ASSUMED
    if block.unit is Unit.SECONDS:
        source = Source.TIMED
        actual = floor(worked + 1e-6)
        if full and not block.open:
            actual = block.target
    elif full:
        actual = block.target
    elif block.measure is Kind.REPS:
        actual = reps_done(block, worked)
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
        implements=implements_of(block.equipment) if block.load_kg else 1,
    )


def with_set(session: Session, record: SetRecord) -> Session:
    """One set more."""
    return replace(session, sets=(*session.sets, record))


def close_work(session: Session, at: float, *, full: bool) -> Session:
    """Record the work it stands on; where it stands does not change."""
    block = session.block
    if block is None:
        raise Unfit("no work to close")
    worked = session.worked(at)
    if block.measure is Kind.HOLD:
        worked = max(worked, session.longest)
    return with_set(session, set_record(session, block, worked, full=full))


def saves_something(session: Session) -> bool:
    """Whether saving it as it was last seen would tell of anything: a set, or what hurt."""
    if any(not s.skipped or s.pain is not None for s in session.sets):
        return True
    block = session.block
    if block is None or not session.in_work:
        return False
    worked = max(session.worked(session.seen), session.longest)
    return not set_record(session, block, worked, full=False).skipped


def planned_sets(plan: Plan) -> tuple[PlannedSet, ...]:
    """The sets of the main part as they were planned."""
    return tuple(
        PlannedSet(b.id, b.exercise, b.tier, b.variant, b.set, b.side, b.unit, b.target, b.load_kg)
        for b in plan.work
    )


def status_of(session: Session) -> Status:
    """Completed when every planned set of the main part was done, at least in part.

    A set that was done again or at another tier counts as done.
    """
    done = tuple(s for s in session.sets if not s.skipped)
    ids = {s.id for s in done} | superseded(session.sets)

    def met(planned: PlannedSet) -> bool:
        return f"{session.id}:{planned.block}" in ids or any(
            (s.role, s.exercise, s.set) == (Role.MAIN, planned.exercise, planned.set)
            and s.tier is not planned.tier
            and {s.side, planned.side} != {Side.LEFT, Side.RIGHT}
            for s in done
        )

    whole = bool(session.planned) and all(met(p) for p in session.planned)
    return Status.COMPLETED if whole else Status.PARTIAL


def session_record(
    session: Session, finished_at: str, *, status: Status | None = None
) -> SessionRecord:
    """The session as the history keeps it; `finished_at` is ISO 8601 with its offset."""
    paused = sum(p.seconds for p in session.pauses)
    return SessionRecord(
        id=session.id,
        started_at=session.started_at,
        finished_at=finished_at,
        status=status or status_of(session),
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
        active_s=round(max(0.0, session.ended - paused)),
        edited_at=finished_at,
    )
