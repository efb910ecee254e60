"""Session records of plans done as planned."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Plan, Role
from runcoach.core.model.records import Effort, SessionRecord, SetRecord, Source, Status
from runcoach.core.session.recording import planned_sets


def completed_record(plan: Plan, started, id, effort=Effort.RIGHT, **rest) -> SessionRecord:
    """A record of a plan done whole, every set met and answered."""
    sets = tuple(
        SetRecord(
            f"{id}:{b.id}", b.id, b.exercise, b.tier, b.variant, b.role, b.set, b.side, b.unit,
            b.target, b.target, b.name, b.load_kg, effort if b.role is Role.MAIN else None,
            True if b.role is Role.MAIN else None, None, False,
            Source.TIMED if b.unit is Unit.SECONDS else Source.ENTERED,
            seconds=b.seconds, landings=b.landings,
        )
        for b in plan.blocks
        if b.kind == "work"
    )  # fmt: skip
    ended = started + timedelta(seconds=plan.estimated_s)
    record = SessionRecord(
        id, started.isoformat(), ended.isoformat(), Status.COMPLETED, plan.title, sets=sets,
        programme=plan.programme, outline=plan.outline, planned=planned_sets(plan),
        estimated_s=plan.estimated_s, active_s=plan.estimated_s,
    )  # fmt: skip
    return replace(record, **rest)
