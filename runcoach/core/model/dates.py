"""Moments, days and weeks as the person lived them: each in its own offset."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

WEEK = timedelta(days=7)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def moment(text: str) -> datetime:
    """An ISO 8601 moment, always aware; one without an offset is read as UTC.

    Raises:
        ValueError: it is no moment.
    """
    read = datetime.fromisoformat(text)
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def local_day(text: str) -> date:
    """The day on the person's own calendar at that moment: 23:50 belongs to the day it ends.

    The moment's own offset decides, so neither travel nor summer time moves it later.
    """
    return datetime.fromisoformat(text).date()


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def month_start(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(start: date) -> date:
    """The first day of the month after."""
    return (start.replace(day=1) + timedelta(days=31)).replace(day=1)


def short_day(day: date) -> str:
    """`3 Nov 2026`, whatever the machine's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_day(day: date) -> str:
    """`Tue 3 Nov 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {short_day(day)}"
