"""Moments, days and weeks on the person's own calendar: each in its own UTC offset."""

from __future__ import annotations

from datetime import date, datetime, timedelta

EXPECTED_MOMENT = "a moment with its offset, such as 2026-11-03T18:02:00+01:00"
"""What an error message says was expected."""
WEEK = timedelta(days=7)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


EARLIEST_YEAR = 1970
LATEST_YEAR = 2199


class MomentError(ValueError):
    """A date and time that can't be used: it has no UTC offset, or its year is out of bounds."""


def parse_moment(text: str) -> datetime:
    """Parse an ISO 8601 moment with its UTC offset.

    Raises:
        MomentError: It has no offset, or its year is not from 1970 to 2199.
        ValueError: It is not an ISO 8601 moment.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected {EXPECTED_MOMENT}, not {text!r:.40}") from None
    if moment.tzinfo is None:
        raise MomentError(f"expected {EXPECTED_MOMENT}, not {text!r:.40}")
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        bounds = f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}"
        raise MomentError(f"expected {bounds}, not {moment.year}")
    return moment


def local_day(text: str) -> date:
    """The calendar day of an ISO 8601 moment: 23:50 belongs to the day that is about to end.

    Taken in the moment's own offset, so neither travel nor summer time changes it later.
    """
    return parse_moment(text).date()


def week_start(day: date) -> date:
    """The first day of the week that contains `day`."""
    return day - timedelta(days=day.weekday())


def month_start(day: date) -> date:
    """The first day of the month that contains `day`."""
    return day.replace(day=1)


def next_month(start: date) -> date:
    """The first day of the following month."""
    return (start.replace(day=1) + timedelta(days=31)).replace(day=1)


def format_date(day: date) -> str:
    """`3 Nov 2026`, whatever the system's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_weekday_date(day: date) -> str:
    """`Tue 3 Nov 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {format_date(day)}"
