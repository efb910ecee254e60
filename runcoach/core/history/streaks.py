"""Streaks of weeks that met the target; weeks rather than days, because rest is training too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from runcoach.core.history.counting import Attended
from runcoach.core.model.dates import WEEK, week_start


class Streak(Struct, frozen=True):
    """Consecutive weeks that met the target."""

    weeks: int
    """Up to the current week, which may extend the streak but does not yet break it."""
    longest: int
    sessions: tuple[str, ...]
    """Ids of the sessions in the current streak, oldest first."""


def weeks_met(sessions: Iterable[Attended], target: int) -> frozenset[date]:
    """The Mondays of the weeks with at least `target` sessions.

    Raises:
        ValueError: The target is less than one session a week.
    """
    return frozenset(_met(_by_week(sessions), target))


def compute_streak(sessions: Iterable[Attended], target: int, today: date) -> Streak:
    """The current and the longest streak of weeks that met the target.

    Raises:
        ValueError: The target is less than one session a week.
    """
    by_week = _by_week(sessions)
    met = _met(by_week, target)
    end = week_start(today)
    if end not in met:
        end -= WEEK
    current = _run(met, end)
    ids = [id for week in sorted(current) for id in by_week[week]]
    starts = (week for week in met if week + WEEK not in met)
    longest = max((len(_run(met, week)) for week in starts), default=0)
    return Streak(len(current), longest, tuple(ids))


def _by_week(sessions: Iterable[Attended]) -> dict[date, list[str]]:
    weeks: dict[date, list[str]] = {}
    for session in sessions:
        weeks.setdefault(week_start(session.day), []).append(session.id)
    return weeks


def _met(by_week: dict[date, list[str]], target: int) -> set[date]:
    if target < 1:
        raise ValueError(f"a week's target is one session or more, not {target}")
    return {week for week, ids in by_week.items() if len(ids) >= target}


def _run(met: set[date], end: date) -> list[date]:
    weeks = []
    while end in met:
        weeks.append(end)
        end -= WEEK
    return weeks
