"""Sessions made from a plan without being run: added later as planned, or planned again. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from runcoach.core.catalogue import Catalogue
from runcoach.core.closing import planned_sets
from runcoach.core.compose import Terms, compose
from runcoach.core.exercise import TierName
from runcoach.core.plan import Plan, Role
from runcoach.core.programme import Programme, SessionOutline, Slot
from runcoach.core.records import (
    Answer,
    Effort,
    PlannedSet,
    SessionRecord,
    SetRecord,
    Status,
    answered,
)

WARM_UP_S = 150


def as_planned(plan: Plan, id: str, started_at: datetime, effort: Effort | None) -> SessionRecord:
    """A session that was done just as planned, but not with the coach.

    With an effort the person vouches for each set; without one the counts are assumed.
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
        )
        for block in plan.work
    )
    if effort is not None:
        sets = tuple(answered(s, Answer(s.id, effort=effort)) for s in sets)
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


def one_exercise(exercise: str, catalogue: Catalogue, terms: Terms) -> Plan:
    """The plan of one exercise by itself, at its own dose."""
    found = catalogue.exercise(exercise)
    title = found.name if found else exercise
    return _loose(title, (Slot(exercise),), catalogue, terms, warm_up_s=0)


def again(record: SessionRecord, catalogue: Catalogue, terms: Terms) -> Plan:
    """The session once more: its programme composed anew, else its own exercises and doses."""
    programme = catalogue.programmes.get(record.programme)
    if programme is not None and programme.sessions:
        outline = next((o for o in programme.sessions if o.id == record.outline), None)
        return compose(programme, catalogue, terms, outline)
    wanted = record.planned or record.main_sets
    slots = []
    for exercise in dict.fromkeys(s.exercise for s in wanted):
        sets = [s for s in wanted if s.exercise == exercise]
        slots.append(Slot(exercise, len({s.set for s in sets}), sets[0].tier, sets[0].target))
    return _loose(record.title, tuple(slots), catalogue, terms)


def done_after_all(planned: PlannedSet, record: SessionRecord, catalogue: Catalogue) -> SetRecord:
    """A set that was planned and never reached, as if it had been done; still to be confirmed."""
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
    )


def terms_of(rest_scale: float, count_in_s: int, tier: TierName | None = None) -> Terms:
    """Terms from the settings of this device."""
    return replace(Terms(), rest_scale=rest_scale, count_in_s=count_in_s, tier=tier)


def _loose(
    title: str,
    slots: tuple[Slot, ...],
    catalogue: Catalogue,
    terms: Terms,
    warm_up_s: int = WARM_UP_S,
) -> Plan:
    outline = SessionOutline("", title, slots, minutes=0, warm_up_s=warm_up_s, cool_down_s=0)
    return compose(Programme("", title, "", (outline,)), catalogue, terms)
