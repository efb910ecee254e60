"""Weeks that met the target, and the streak of them. Weeks, not days: rest is training."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from runcoach.core.history.counting import Attended
from runcoach.core.model.dates import WEEK, monday


class Streak(Struct, frozen=True):
    """Weeks in a row that met the target."""

    weeks: int
    """Up to this week; while this week is still open it adds but never breaks."""
    longest: int
    sessions: tuple[str, ...]
    """Ids of the sessions in the weeks of the current streak, oldest first."""


def weeks_met(sessions: Iterable[Attended], target: int) -> frozenset[date]:
    """The Mondays of the weeks with at least `target` sessions.

    Raises:
        ValueError: the target is under one session a week.
    """
    return frozenset(_met(_by_week(sessions), target))


def streak(sessions: Iterable[Attended], target: int, today: date) -> Streak:
    """The current and the longest streak of weeks that met the target.

    Raises:
        ValueError: the target is under one session a week.
    """
    by_week = _by_week(sessions)
    met = _met(by_week, target)
    end = monday(today)
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
        weeks.setdefault(monday(session.day), []).append(session.id)
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
