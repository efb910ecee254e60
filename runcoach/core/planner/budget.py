"""Budgets of lighter weeks and Taper: fewer hard sets and minutes, and nothing to fill them.

Measured against the mean of the last three ordinary planned weeks. The 40 to 60 % of a taper come
from studies of endurance volume (Bosquet 2007, Wang 2023); for strength they are borrowed.
"""

from __future__ import annotations

from datetime import date
from math import floor

from msgspec import Struct

from runcoach.core.coach.training_day import TrainingDay
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.dates import local_day, week_start
from runcoach.core.model.focus import Need, need_of
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.season import BlockName, Season

ORDINARY_WEEKS = 3
LIGHTER_SETS = 0.55
TAPER_SETS = 0.5
LIGHTER_MINUTES = 0.7
TAPER_MINUTES = 0.65
"""What is left of an ordinary session."""
FEWEST_SETS = 2
UNCOUNTED = (Need.POWER, Need.MOBILITY, Need.HIP_SIDE, Need.SHIN)
"""Needs whose sets are no hard sets; accessories of the others are."""


class SetBudget(Struct, frozen=True):
    """The most that a session may hold."""

    sets: int
    minutes: int


def find_budget(day: TrainingDay, today: date, asked: int) -> SetBudget | None:
    """Return the budget of a session today; None on an ordinary day.

    `asked` are the minutes of an ordinary session.
    """
    if not (day.rules.lighter or day.rules.halved) or day.season is None:
        return None
    share, length = (
        (TAPER_SETS, TAPER_MINUTES) if day.rules.halved else (LIGHTER_SETS, LIGHTER_MINUTES)
    )
    ordinary = _ordinary_sessions(day, day.season, today)
    if not ordinary:
        return SetBudget(max(FEWEST_SETS, round(asked / 2 * share)), round(asked * length))
    sets = sum(count_hard_sets(s, day) for s in ordinary) / len(ordinary)
    minutes = sum(s.estimated_s for s in ordinary) / len(ordinary) / 60
    return SetBudget(max(FEWEST_SETS, floor(sets * share)), floor(min(minutes, asked) * length))


def _ordinary_sessions(day: TrainingDay, season: Season, today: date) -> list[SessionRecord]:
    """The composed sessions of the last three ordinary weeks before this one, newest first."""
    found: dict[date, list[SessionRecord]] = {}
    for session in training_sessions(day.history):
        done = local_day(session.started_at)
        monday = week_start(done)
        light = monday in season.lighter or season.block_on(done).name in (
            BlockName.TAPER,
            BlockName.RECOVER,
        )
        if monday >= week_start(today) or light or session.programme:
            continue
        if monday not in found and len(found) == ORDINARY_WEEKS:
            break
        if count_hard_sets(session, day):
            found.setdefault(monday, []).append(session)
    return [session for week in found.values() for session in week]


def count_hard_sets(session: SessionRecord, day: TrainingDay) -> int:
    """Return the hard sets as planned: left and right together are one."""
    sets = set()
    for planned in session.planned or session.main_sets:
        exercise = day.catalogue.exercise(planned.exercise)
        if exercise is not None and need_of(exercise) not in UNCOUNTED:
            sets.add((exercise.id, planned.set))
    return len(sets)
