"""The recent weeks and the last session, as lines for a narrow column. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from runcoach.core.history.counting import is_training
from runcoach.core.model.dates import MONTHS, WEEK, WEEKDAYS, local_day, parse_moment, week_start
from runcoach.core.model.records import Entry
from runcoach.ui.text import formatting

WEEKS, WEEKS_TALL = 4, 10
"""How many weeks are beside a proposal, on a low and on a tall screen."""
DONE, TODAY, NONE, AHEAD = "✔", "▸", "·", " "
"""Marks of a day: trained; today, not trained yet; not trained; in the future."""


def week_lines(entries: Sequence[Entry], today: date, weeks: int) -> list[str]:
    """A heading and the last weeks, this one first: a mark for each day, and the minutes."""
    days: dict[date, int] = {}
    for entry in filter(is_training, entries):
        day = local_day(entry.started_at)
        days[day] = days.get(day, 0) + entry.active_s
    initials = " ".join(name[0] for name in WEEKDAYS)
    lines = [f"Week of   {initials}   min"]
    for back in range(weeks):
        first = week_start(today) - back * WEEK
        week = [first + timedelta(days=n) for n in range(7)]
        marks = " ".join(_mark(day, today, days) for day in week)
        minutes = round(sum(days.get(day, 0) for day in week) / 60)
        label = f"{first.day} {MONTHS[first.month - 1]}"
        lines.append(f"{label:<8}  {marks}  {minutes or '':>4}")
    return lines


def _mark(day: date, today: date, done: Mapping[date, int]) -> str:
    if day in done:
        return DONE
    if day == today:
        return TODAY
    return NONE if day < today else AHEAD


def recent_lines(
    entries: Sequence[Entry],
    names: Mapping[str, str],
    now: datetime,
    proposals: int,
    *,
    tall: bool,
) -> list[str]:
    """The last weeks, the last session, and the proposals that wait for an answer.

    Args:
        entries: The history, newest first.
        names: The names of exercises by id.
        now: Local time.
        proposals: How many proposals wait.
        tall: Whether there is room for more weeks, and the exercises of the last session.
    """
    weeks = week_lines(entries, now.date(), WEEKS_TALL if tall else WEEKS)
    return [
        *weeks,
        "",
        *last_session_lines(entries, names, now, whole=tall),
        *open_proposal_lines(proposals),
    ]


def open_proposal_lines(proposals: int) -> list[str]:
    """How many proposals wait for an answer, and where; empty if none does."""
    if not proposals:
        return []
    return [f"{formatting.format_count(proposals, 'proposal')} to answer: 4 Tiers"]


def last_session_lines(
    entries: Sequence[Entry], names: Mapping[str, str], now: datetime, *, whole: bool
) -> list[str]:
    """The last session: when, how much, how it felt; `whole` adds its exercises and notes."""
    last = next(filter(is_training, entries), None)
    if last is None:
        return []
    started = parse_moment(last.started_at)
    lines = [
        f"Last: {last.title}",
        f"{formatting.format_age(started, now)}, {formatting.format_duration(last.active_s)}",
        f"{last.sets_done} of {max(last.sets_planned, last.sets_done)} sets",
    ]
    if last.feel is not None:
        lines.append(f"Felt {last.feel} of 10")
    if last.pain:
        lines.append("Something hurt: see History")
    if whole:
        lines += [f"  {names.get(id, id)}" for id in last.exercises]
        lines += [f"“{last.notes}”"] if last.notes else []
    return lines
