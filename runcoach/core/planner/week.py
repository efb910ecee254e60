"""The week: on which days strength work comes, beside the runs.

Sessions with legs first, two days apart and on days that allow heavy legs; then short days of
trunk and upper body. Missed days move on within the week and never stack; what the person moved
stays where they put it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.rulebook import Reason
from runcoach.core.coach.run_days import RunDay, find_run_day
from runcoach.core.coach.schedule import MARATHON_AFTER_DAYS, RACE_AFTER_DAYS, RACE_BEFORE_DAYS
from runcoach.core.history.counting import is_training
from runcoach.core.model.dates import local_day, week_start
from runcoach.core.model.profile import MARATHON_KM, Profile

APART = 2
"""Days between two sessions with legs: 48 h."""


class PlannedDay(Struct, frozen=True):
    """A day of the week with strength work still to come."""

    day: date
    legs: bool
    reasons: tuple[Reason, ...] = ()


def plan_days(athlete: Athlete, monday: date) -> tuple[PlannedDay, ...]:
    """Return the days with strength work still to come in a week, oldest first."""
    today = athlete.at.date()
    week = [monday + timedelta(days=n) for n in range(7)]
    logged = athlete.entries or athlete.history
    all_done = {local_day(e.started_at) for e in logged if is_training(e)}
    done = {day for day in all_done if day in week}
    choices = athlete.notebook.season
    moved = {m.planned: m.to for m in choices.moved if not m.undone}
    open_days = [
        d
        for d in week
        if d >= today and d not in done and choices.absence_on(d) is None and d not in moved
    ]
    remaining = athlete.profile.sessions_per_week - len(done)
    allowed = {d: find_run_day(athlete.profile, athlete.runs, d) for d in open_days}
    chosen: dict[date, bool] = {}
    for to in moved.values():
        if to in open_days and len(chosen) < remaining:
            chosen[to] = _has_legs(to, allowed[to], athlete)
    for wanted in (_heavy_legs, _light_legs):
        for day in _spread(open_days, all_done, chosen, athlete, allowed):
            if len(chosen) < remaining and wanted(day, allowed[day], athlete):
                near = [*all_done, *chosen]
                if all(abs((day - d).days) >= APART for d in near):
                    chosen[day] = True
    for day in sorted(open_days, key=lambda d: (allowed[d].run is None, d)):
        short = not allowed[day].mobility_only and day not in chosen
        if len(chosen) < remaining and short:
            chosen[day] = False
    return tuple(
        PlannedDay(day, legs, _reasons(allowed[day])) for day, legs in sorted(chosen.items())
    )


def next_planned_day(athlete: Athlete) -> PlannedDay | None:
    """Return the next day with strength work after today, within two weeks; None without one."""
    today = athlete.at.date()
    for number in range(3):
        monday = week_start(today) + timedelta(weeks=number)
        for planned in plan_days(athlete, monday):
            if planned.day > today:
                return planned
    return None


def _reasons(day: RunDay) -> tuple[Reason, ...]:
    return (day.reason,) if day.reason is not None else ()


def _spread(
    days: Sequence[date],
    done: set[date],
    chosen: Mapping[date, bool],
    athlete: Athlete,
    allowed: Mapping[date, RunDay],
) -> list[date]:
    """The days in the order of preference: easy-run days first, evenly over the week."""
    number = max(1, athlete.profile.sessions_per_week)
    ideal = [round(n * 7 / number) for n in range(number)]
    return sorted(days, key=lambda d: (min(abs(d.weekday() - at) for at in ideal), d))


def _has_legs(day: date, run: RunDay, athlete: Athlete) -> bool:
    return run.legs and not run.mobility_only and not _near_race(day, athlete.profile)


def _heavy_legs(day: date, run: RunDay, athlete: Athlete) -> bool:
    return _has_legs(day, run, athlete) and run.heavy


def _light_legs(day: date, run: RunDay, athlete: Athlete) -> bool:
    return _has_legs(day, run, athlete)


def _near_race(day: date, profile: Profile) -> bool:
    to_race = profile.days_to_race(day)
    after = MARATHON_AFTER_DAYS if (profile.race_km or 0) >= MARATHON_KM else RACE_AFTER_DAYS
    return to_race is not None and -after <= to_race <= RACE_BEFORE_DAYS


def planned_moment(day: date, athlete: Athlete) -> datetime:
    """Return when a session of a day would begin: at this hour."""
    return datetime.combine(day, athlete.at.timetz())
