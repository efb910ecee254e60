"""Records and plans without a run: a session added as planned, or planned again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from runcoach.core.coach.athlete import Athlete
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Plan, Role, Side
from runcoach.core.model.profile import count_implements
from runcoach.core.model.programme import Format, Programme, SessionOutline, Slot
from runcoach.core.model.records import (
    Answer,
    Effort,
    PlannedSet,
    SessionRecord,
    SetRecord,
    Status,
    apply_answer,
)
from runcoach.core.model.settings import Settings
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.planner.propose import propose_session
from runcoach.core.planner.request import SessionRequest
from runcoach.core.session.recording import planned_sets


def record_as_planned(
    plan: Plan, id: str, started_at: datetime, effort: Effort | None
) -> SessionRecord:
    """Return the record of a session that was done as planned, without the app.

    With an effort the counts are confirmed by the person; without one they are assumed.
    """
    finished = started_at + timedelta(seconds=plan.estimated_s)
    sets = tuple(
        SetRecord(
            id=f"{id}:{block.id}",
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
            actual=block.target,
            load_kg=block.load_kg,
            seconds=block.seconds,
            landings=block.landings,
            implements=count_implements(block.equipment) if block.load_kg else 1,
        )
        for block in plan.work
    )
    if effort is not None:
        sets = tuple(apply_answer(s, Answer(s.id, effort=effort)) for s in sets)
    return SessionRecord(
        id=id,
        started_at=started_at.isoformat(timespec="seconds"),
        finished_at=finished.isoformat(timespec="seconds"),
        status=Status.COMPLETED,
        title=plan.title,
        programme=plan.programme,
        outline=plan.outline,
        sets=sets,
        planned=planned_sets(plan),
        estimated_s=plan.estimated_s,
        active_s=plan.estimated_s,
    )


def plan_one_exercise(exercise: str, catalogue: Catalogue, terms: PrescriptionContext) -> Plan:
    """Compose the plan of one exercise, at its own dose and without a warm-up."""
    found = catalogue.exercise(exercise)
    title = found.name if found else exercise
    outline = SessionOutline("", title, (Slot(exercise),), minutes=0, warm_up_s=0, cool_down_s=0)
    return compose_plan(Programme("", title, "", (outline,)), catalogue, terms)


def plan_again(record: SessionRecord, known: Athlete, settings: Settings) -> Plan:
    """Compose the session again for today: painful areas are spared, standings apply.

    From its programme if that still has it, otherwise from its own exercises and doses.
    """
    programme = known.catalogue.programmes.get(record.programme)
    outlines = programme.sessions if programme is not None else ()
    outline = next((o for o in outlines if o.id == record.outline), None)
    if programme is None or outline is None:
        programme = Programme("", record.title, "", ())
        outline = _outline_of(record)
    alone = replace(programme, sessions=(outline,), weeks=None)
    request = SessionRequest(
        programme=alone, count_in_s=settings.count_in_s, rest_scale=settings.rest_scale
    )
    return propose_session(request, known).plan


def _outline_of(record: SessionRecord) -> SessionOutline:
    wanted = record.planned or record.main_sets
    slots = []
    for exercise in dict.fromkeys(s.exercise for s in wanted):
        sets = [s for s in wanted if s.exercise == exercise]
        value = sets[0].target
        if sets[0].side is Side.ALTERNATE and sets[0].unit is Unit.REPS:
            value //= 2  # A slot's value is for one side.
        slots.append(Slot(exercise, len({s.set for s in sets}), sets[0].tier, value))
    return SessionOutline(
        "",
        record.title,
        tuple(slots),
        minutes=round(record.estimated_s / 60),
        format=_format_of([s.exercise for s in wanted]),
    )


def _format_of(order: Sequence[str]) -> Format:
    """Infer the format: an exercise that recurs was alternated with others."""
    runs = [id for number, id in enumerate(order) if number == 0 or order[number - 1] != id]
    if len(runs) == len(set(runs)):
        return Format.STRAIGHT
    first = runs.index(runs[0], 1) if runs[0] in runs[1:] else len(runs)
    return Format.PAIRS if first == 2 < len(set(runs)) else Format.CIRCUIT


def record_unreached_set(
    planned: PlannedSet, record: SessionRecord, catalogue: Catalogue
) -> SetRecord:
    """Return a planned set that was not reached as if it had been done; to be confirmed."""
    tier = catalogue.tier(planned.exercise, planned.tier)
    return SetRecord(
        id=f"{record.id}:{planned.block}",
        block=planned.block,
        exercise=planned.exercise,
        tier=planned.tier,
        variant=planned.variant,
        name=tier.name if tier else planned.exercise,
        role=Role.MAIN,
        set=planned.set,
        side=planned.side,
        unit=planned.unit,
        target=planned.target,
        actual=planned.target,
        load_kg=planned.load_kg,
        landings=tier.landings if tier else 0,
        implements=count_implements(tier.equipment) if tier and planned.load_kg else 1,
    )


def make_context(
    rest_scale: float, count_in_s: int, tier: TierName | None = None
) -> PrescriptionContext:
    """Return the context of a prescription with the settings of this device."""
    return replace(PrescriptionContext(), rest_scale=rest_scale, count_in_s=count_in_s, tier=tier)
