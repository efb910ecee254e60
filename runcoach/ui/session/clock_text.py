"""The clock of a session at one moment: its text, what it counts, and how its digits are filled."""

from __future__ import annotations

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block
from runcoach.core.model.settings import WeightUnit
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import rep_number, work_length_s
from runcoach.ui.big_type.fills import Fill
from runcoach.ui.text import formatting


def show_clock(session: Session, now: float, weights: WeightUnit) -> tuple[str, str, float, Fill]:
    """The clock, the text beside it, the fraction that has passed, and the fill."""
    work = session.work
    phase = session.underlying_phase
    paused = session.phase is Phase.PAUSED
    if work is None or phase is Phase.FINISHED:
        return "", "", 1.0, Fill.SOLID
    if phase is Phase.WORK:
        text, beside, fraction = _work_clock(session, work, now)
        return text, beside, fraction, Fill.STRIPED if paused else Fill.SOLID
    left = session.remaining_s(now)
    dose = formatting.format_dose(work, weights)
    fill = Fill.STRIPED if paused else Fill.OUTLINED
    if phase is Phase.COUNT_IN:
        fill = Fill.STRIPED if paused else Fill.SOLID
        return formatting.format_countdown(left or 0.0), dose, 0.0, fill
    if left is None:
        waits = "" if paused else ". Space: go"
        return _target(work), f"{dose}{waits}", 0.0, fill
    until_work = seconds_until_work(session, now)
    total = session.block.seconds if session.block else 0.0
    fraction = 1.0 - until_work / total if total > 0 else 0.0
    return (
        formatting.format_countdown(until_work),
        f"next: {dose}",
        min(1.0, max(0.0, fraction)),
        fill,
    )


def seconds_until_work(session: Session, now: float) -> float:
    """Seconds until the work begins: a rest or switch ends with the count-in."""
    left = session.remaining_s(now) or 0.0
    gap = session.underlying_phase in (Phase.REST, Phase.SWITCH)
    return left + (session.gap_count_in_s if gap else 0.0)


def _target(work: Block) -> str:
    return formatting.format_countdown(work.seconds) if _timed(work) else str(work.target)


def _timed(work: Block) -> bool:
    return work.measure is not Kind.REPS


def _work_clock(session: Session, work: Block, now: float) -> tuple[str, str, float]:
    worked = session.worked_s(now)
    if work.measure is Kind.REPS:
        paced = session.phase_ends_at is not None or (
            session.interruption is not None and session.interruption.remaining_s is not None
        )
        if not paced:
            return str(work.target), "reps at your pace. Space: done", 0.0
        rep = rep_number(work, worked)
        return str(rep), f"of {work.target} reps", min(1.0, worked / work_length_s(work))
    if work.open:
        return (
            formatting.format_elapsed(worked),
            f"target {work.target} s",
            worked / work_length_s(work),
        )
    beside = f"of {formatting.format_countdown(work.seconds)}{' s' if work.seconds < 60 else ''}"
    if work.unit is Unit.REPS:
        beside += f", aim for {work.target} reps"
    return (
        formatting.format_countdown(work.seconds - worked),
        beside,
        min(1.0, worked / work.seconds),
    )
