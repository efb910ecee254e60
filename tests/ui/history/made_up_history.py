"""A made-up history: years of the built-in sessions, as one person might have done them."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from msgspec.structs import replace

from runcoach.core.model.dates import parse_moment
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import (
    Effort,
    Pain,
    PauseRecord,
    SessionRecord,
    SetRecord,
    Source,
    Status,
)
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.ui.history.repeat_session import record_as_planned
from tests.fakes import BEGIN

PROGRAMMES = ("core", "legs", "no-equipment", "upper-body", "full-body", "power")
NOTES = (
    "Left knee was fine today",
    "Tired after the long run",
    "Breathed better, hips level",
    "Sore calves from Sunday's hills",
)


def made_up_history(catalogue, weeks: int, seed: int = 7, now: datetime = BEGIN):
    """Two sessions in most weeks up to now, newest first."""
    rng = random.Random(seed)
    plans = {
        (name, tier): compose_plan(
            catalogue.programmes[name], catalogue, PrescriptionContext(tier=tier)
        )
        for name in PROGRAMMES
        for tier in TierName
    }
    records = []
    number = 0
    for week in range(weeks):
        start = now - timedelta(weeks=weeks - week)
        for weekday in sorted(rng.sample((0, 1, 3, 5), k=rng.choice((1, 2, 2, 2, 3)))):
            day = start + timedelta(days=weekday)
            if day >= now:
                continue
            tier = list(TierName)[min(2, week * 3 // max(1, weeks))]
            plan = plans[PROGRAMMES[number % len(PROGRAMMES)], tier]
            at = datetime.combine(day.date(), time(18, rng.randrange(0, 60, 5)), now.tzinfo)
            record = record_as_planned(plan, f"made-{number}", at, None)
            records.append(lived(record, rng, week / weeks))
            number += 1
    return list(reversed(records))


def lived(record: SessionRecord, rng: random.Random, along: float) -> SessionRecord:
    """With counts, efforts and notes as they come in life."""
    sets = tuple(_lived_set(s, rng, along) for s in record.sets)
    if rng.random() < 0.1:
        sets = sets[: max(1, len(sets) - 3)]
    status = Status.COMPLETED if len(sets) == len(record.planned) else Status.PARTIAL
    took = round(record.estimated_s * rng.uniform(0.9, 1.15))
    pauses = (PauseRecord(200.0, 45.0),) if rng.random() < 0.2 else ()
    finished = parse_moment(record.started_at) + timedelta(
        seconds=took + sum(p.seconds for p in pauses)
    )
    return replace(
        record,
        finished_at=finished.isoformat(),
        sets=sets,
        status=status,
        active_s=took,
        pauses=pauses,
        feel=rng.choice((None, 5, 6, 7, 8)),
        note=rng.choice(NOTES) if rng.random() < 0.2 else "",
    )


def _lived_set(done: SetRecord, rng: random.Random, along: float) -> SetRecord:
    gain = round(done.target * 0.25 * along)
    weak = -2 if done.side is Side.RIGHT and rng.random() < 0.6 else 0
    actual = max(1, done.target + gain + weak + rng.choice((-2, -1, 0, 0, 0, 1)))
    effort = rng.choice((Effort.EASY, Effort.RIGHT, Effort.RIGHT, Effort.HARD))
    broke = rng.random() < 0.06
    pain = Pain("knee", Side.LEFT, rng.randint(1, 4)) if rng.random() < 0.01 else None
    timed = done.unit is Unit.SECONDS
    return replace(
        done,
        actual=min(actual, done.target) if timed and rng.random() < 0.5 else actual,
        effort=effort,
        form_ok=not broke,
        pain=pain,
        source=Source.TIMED
        if timed
        else rng.choice((Source.ENTERED, Source.ENTERED, Source.ASSUMED)),
        note=rng.choice(NOTES) if rng.random() < 0.01 else "",
    )
