"""Sessions made from a plan without being run: added later as planned, or planned again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from runcoach.core.coach.athlete import Known
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Plan, Role, Side
from runcoach.core.model.profile import implements_of
from runcoach.core.model.programme import Format, Programme, SessionOutline, Slot
from runcoach.core.model.records import (
    Answer,
    Effort,
    PlannedSet,
    SessionRecord,
    SetRecord,
    Status,
    answered,
)
from runcoach.core.model.settings import Settings
from runcoach.core.planner.compose import Terms, compose
from runcoach.core.planner.propose import Ask, proposed
from runcoach.core.session.recording import planned_sets


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
            implements=implements_of(block.equipment) if block.load_kg else 1,
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
    """The plan of one exercise by itself, at its own dose and without a warm-up."""
    found = catalogue.exercise(exercise)
    title = found.name if found else exercise
    outline = SessionOutline("", title, (Slot(exercise),), minutes=0, warm_up_s=0, cool_down_s=0)
    return compose(Programme("", title, "", (outline,)), catalogue, terms)


def again(record: SessionRecord, known: Known, settings: Settings) -> Plan:
    """The session once more, composed for today: what hurts is spared, standings count.

    From its programme where that still has it, else from its own exercises and doses.
    """
    programme = known.catalogue.programmes.get(record.programme)
    outlines = programme.sessions if programme is not None else ()
    outline = next((o for o in outlines if o.id == record.outline), None)
    if programme is None or outline is None:
        programme = Programme("", record.title, "", ())
        outline = _outline_of(record)
    alone = replace(programme, sessions=(outline,), weeks=None)
    ask = Ask(programme=alone, count_in_s=settings.count_in_s, rest_scale=settings.rest_scale)
    return proposed(ask, known).plan


def _outline_of(record: SessionRecord) -> SessionOutline:
    wanted = record.planned or record.main_sets
    slots = []
    for exercise in dict.fromkeys(s.exercise for s in wanted):
        sets = [s for s in wanted if s.exercise == exercise]
        value = sets[0].target
        if sets[0].side is Side.ALTERNATE and sets[0].unit is Unit.REPS:
            value //= 2  # A slot counts one side.
        slots.append(Slot(exercise, len({s.set for s in sets}), sets[0].tier, value))
    return SessionOutline(
        "",
        record.title,
        tuple(slots),
        minutes=round(record.estimated_s / 60),
        format=_format_of([s.exercise for s in wanted]),
    )


def _format_of(order: Sequence[str]) -> Format:
    """How the sets followed each other: an exercise that comes again took turns with others."""
    runs = [id for number, id in enumerate(order) if number == 0 or order[number - 1] != id]
    if len(runs) == len(set(runs)):
        return Format.STRAIGHT
    first = runs.index(runs[0], 1) if runs[0] in runs[1:] else len(runs)
    return Format.PAIRS if first == 2 < len(set(runs)) else Format.CIRCUIT


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
        implements=implements_of(tier.equipment) if tier and planned.load_kg else 1,
    )


def terms_of(rest_scale: float, count_in_s: int, tier: TierName | None = None) -> Terms:
    """Terms from the settings of this device."""
    return replace(Terms(), rest_scale=rest_scale, count_in_s=count_in_s, tier=tier)
