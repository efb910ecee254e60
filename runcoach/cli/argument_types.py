"""The values of flags: each parses a text, or says in one line what was expected."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

MOST_SEASON_WEEKS = 52


def session_minutes(text: str) -> int:
    """Minutes of a session."""
    if not (text.isascii() and text.isdigit() and 8 <= int(text) <= 45):
        raise argparse.ArgumentTypeError("minutes are a whole number from 8 to 45")
    return int(text)


def season_weeks(text: str) -> int:
    """Weeks of a season."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_SEASON_WEEKS):
        raise argparse.ArgumentTypeError(f"weeks are a whole number from 1 to {MOST_SEASON_WEEKS}")
    return int(text)


def alarm_minutes(text: str) -> int:
    """Minutes before a session."""
    return round(_number_within(text, 0, 1440, "an alarm is 0 to 1440 minutes before"))


def kilometres(text: str) -> float:
    """The length of a run."""
    return _number_within(text, 0, 1000, "kilometres are a number from 0 to 1000")


def run_minutes(text: str) -> float:
    """The time of a run."""
    return _number_within(text, 1, 10_000, "minutes are a number from 1 to 10000")


def _number_within(text: str, low: float, high: float, expected: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(expected)
    return value


def speed(text: str) -> float:
    """A factor of real time."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 1000:
        raise argparse.ArgumentTypeError("speed is a number from 0.1 to 1000")
    return value


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def equipment(text: str) -> tuple[str, ...]:
    """Equipment by name; none at all for `none`."""
    return () if text.strip().lower() == "none" else _listed(text)


def day(text: str) -> date:
    """A calendar day."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written YYYY-MM-DD") from None


def run_start(text: str) -> datetime:
    """The start of a run, in local time; a day alone has no known time."""
    from datetime import datetime

    from runcoach.core.history.runs import NO_TIME_GIVEN
    from runcoach.core.model.dates import EARLIEST_YEAR

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min
    if moment.year < EARLIEST_YEAR:
        raise argparse.ArgumentTypeError("a day is written YYYY-MM-DD")
    return moment if "T" in text or " " in text else datetime.combine(moment, NO_TIME_GIVEN)
