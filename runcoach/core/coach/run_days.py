"""What the runs of a week leave for strength work: which days have legs, heavy legs, and jumps.

Concurrent training: heavy legs come after a run rather than before it, and away from long and hard
runs (Doma 2013; practice).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.model.dates import week_start
from runcoach.core.model.profile import Profile
from runcoach.core.model.run import Run, RunKind

HARD_DAY_MINUTES = 15
_DAY = timedelta(days=1)
_DEMANDING = (RunKind.LONG, RunKind.HARD, RunKind.RACE)
_ORDER = (RunKind.RACE, RunKind.LONG, RunKind.HARD, RunKind.EASY)


class RunDay(Struct, frozen=True):
    """What the runs around a day leave for it."""

    run: RunKind | None = None
    """The hardest run of the day, done or expected."""
    mobility_only: bool = False
    legs: bool = True
    heavy: bool = True
    """Heavy legs and jumps."""
    half: bool = False
    """Half the leg sets, at least six hours after the run."""
    minutes: int | None = None
    """The most minutes; None for no limit."""
    reason: Reason | None = None


def list_run_kinds(
    profile: Profile, runs: Sequence[Run], first: date, days: int
) -> Mapping[date, RunKind]:
    """Return the hardest run of each day that has one: as it was done, else by the pattern."""
    kinds: dict[date, RunKind] = {}
    for number in range(days):
        day = first + number * _DAY
        expected = _expected(profile, day)
        if expected is not None:
            kinds[day] = expected
    done: dict[date, RunKind] = {}
    for run in runs:
        if not run.deleted and first <= run.day < first + days * _DAY:
            known = done.get(run.day, RunKind.EASY)
            done[run.day] = min(known, run.kind, key=_ORDER.index)
    return {**kinds, **done}


def _expected(profile: Profile, day: date) -> RunKind | None:
    weekday = day.weekday()
    if profile.days_to_race(day) == 0:
        return RunKind.RACE
    if weekday == profile.long_run_day:
        return RunKind.LONG
    if weekday in profile.hard_days:
        return RunKind.HARD
    return RunKind.EASY if weekday in profile.run_days else None


def find_run_day(profile: Profile, runs: Sequence[Run], day: date) -> RunDay:
    """Return what the runs around a day leave for it.

    Where a week leaves no day for heavy legs: the day after a hard run; else half the leg sets
    after the hard run. Never on the day of a long run or the day before it.
    """
    monday = week_start(day)
    kinds = list_run_kinds(profile, runs, monday - _DAY, 9)
    alone = _alone(day, kinds, profile)
    week = [monday + n * _DAY for n in range(7)]
    if any(_alone(d, kinds, profile).heavy for d in week):
        return alone
    after_hard = [d for d in week if _is_after_hard(d, kinds)]
    if after_hard:
        if day not in after_hard:
            return alone
        return RunDay(kinds.get(day), reason=cite_rule("run-after-hard"))
    if kinds.get(day) is RunKind.HARD and kinds.get(day + _DAY) not in _DEMANDING:
        return RunDay(RunKind.HARD, half=True, reason=cite_rule("run-half-legs"))
    return alone


def _alone(day: date, kinds: Mapping[date, RunKind], profile: Profile) -> RunDay:
    """The day by its own runs and its neighbours' alone."""
    today, tomorrow, yesterday = (kinds.get(d) for d in (day, day + _DAY, day - _DAY))
    if today in (RunKind.LONG, RunKind.RACE):
        rule = "race-day" if today is RunKind.RACE else "week-run-long"
        return RunDay(today, mobility_only=True, legs=False, heavy=False, reason=cite_rule(rule))
    if today is RunKind.HARD:
        if profile.hard_days_hard and tomorrow not in _DEMANDING:
            return RunDay(today, reason=cite_rule("run-hard-days-hard"))
        return RunDay(
            today,
            legs=False,
            heavy=False,
            minutes=HARD_DAY_MINUTES,
            reason=cite_rule("week-run-hard"),
        )
    if tomorrow in _DEMANDING:
        return RunDay(today, legs=False, heavy=False, reason=cite_rule("week-run-tomorrow"))
    if yesterday in _DEMANDING:
        return RunDay(today, heavy=False, reason=cite_rule("run-yesterday"))
    if today is RunKind.EASY and profile.hard_days_hard:
        return RunDay(today, heavy=False, reason=cite_rule("run-easy-stays-easy"))
    reason = cite_rule("week-easy-run") if today is RunKind.EASY else None
    return RunDay(today, reason=reason)


def _is_after_hard(day: date, kinds: Mapping[date, RunKind]) -> bool:
    return (
        kinds.get(day - _DAY) is RunKind.HARD
        and kinds.get(day) not in _DEMANDING
        and kinds.get(day + _DAY) not in _DEMANDING
    )
