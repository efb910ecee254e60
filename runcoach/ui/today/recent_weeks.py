"""Lately: the weeks behind and the session done last, as lines for a narrow column. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from runcoach.core.model.dates import MONTHS, WEEK, WEEKDAYS, local_day, monday
from runcoach.core.model.records import Entry, Status
from runcoach.ui.text import formatting

WEEKS, WEEKS_TALL = 4, 10
"""Weeks beside a proposal; more where the screen is tall."""
DONE, TODAY, NONE, AHEAD = "✔", "▸", "·", " "
"""Done on that day; today and nothing done yet; nothing done; still to come."""


def counting(entries: Sequence[Entry]) -> list[Entry]:
    """The sessions that were really done: no rehearsal, nothing thrown away."""
    return [
        e
        for e in entries
        if not e.deleted and not e.rehearsal and e.status is not Status.DISCARDED and e.sets_done
    ]


def week_lines(entries: Sequence[Entry], today: date, weeks: int) -> list[str]:
    """The last weeks, this one first: a mark for each day, and the minutes done."""
    days: dict[date, int] = {}
    for entry in counting(entries):
        day = local_day(entry.started_at)
        days[day] = days.get(day, 0) + entry.active_s
    initials = " ".join(name[0] for name in WEEKDAYS)
    lines = [f"Week of   {initials}   min"]
    for back in range(weeks):
        first = monday(today) - back * WEEK
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


def behind_lines(
    entries: Sequence[Entry],
    names: Mapping[str, str],
    now: datetime,
    proposals: int,
    *,
    tall: bool,
) -> list[str]:
    """What lies behind a proposal: weeks, the session done last, and what waits for an answer.

    `names` are the exercises' by their id; more is told where the screen is tall.
    """
    weeks = week_lines(entries, now.date(), WEEKS_TALL if tall else WEEKS)
    return [*weeks, "", *last_lines(entries, names, now, whole=tall), *open_lines(proposals)]


def open_lines(proposals: int) -> list[str]:
    """How many proposals wait for an answer, and where they are answered."""
    if not proposals:
        return []
    return [f"{formatting.plural(proposals, 'proposal')} to answer: 4 Tiers"]


def last_lines(
    entries: Sequence[Entry], names: Mapping[str, str], now: datetime, *, whole: bool
) -> list[str]:
    """The session done last: when, how much, how it felt; `whole` adds its exercises and notes."""
    done = counting(entries)
    if not done:
        return []
    last = done[0]
    started = datetime.fromisoformat(last.started_at)
    lines = [
        f"Last: {last.title}",
        f"{formatting.age(started, now)}, {formatting.duration(last.active_s)}",
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
