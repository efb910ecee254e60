"""A time that is entered for another day gets that day's offset."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runcoach.core.model.local_time import enter_moment

PRAGUE = ZoneInfo("Europe/Prague")
"""Clocks go from 2 to 3 on 29 March 2026, and from 3 back to 2 on 25 October."""


def local(entered: datetime) -> datetime:
    # By way of UTC, as the system does it: a time that does not exist comes out as another.
    return entered.replace(tzinfo=PRAGUE).astimezone(UTC).astimezone(PRAGUE)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("entered", "before", "expected"),
    [
        ("2026-11-20T18:00", None, "2026-11-20T18:00+01:00"),
        ("2026-07-20T18:00", None, "2026-07-20T18:00+02:00"),
        ("2026-07-20T18:00", "2026-11-20T18:00+01:00", "2026-07-20T18:00+02:00"),
        ("2026-11-20T18:00", "2026-07-20T18:00+02:00", "2026-11-20T18:00+01:00"),
        ("2026-10-25T02:30", None, "2026-10-25T02:30+02:00"),
        ("2026-10-25T02:40", "2026-10-25T02:30+02:00", "2026-10-25T02:40+02:00"),
        ("2026-10-25T02:40", "2026-10-25T02:30+01:00", "2026-10-25T02:40+01:00"),
        ("2026-03-29T03:00", "2026-03-29T01:59+01:00", "2026-03-29T03:00+02:00"),
        ("2026-07-20T18:00", "2026-11-20T18:00-08:00", "2026-07-20T18:00-08:00"),
    ],
)
def test_its_offset(entered, before, expected):
    found = enter_moment(moment(entered), local, moment(before) if before else None)
    assert (found, found.utcoffset()) == (moment(expected), moment(expected).utcoffset())


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_time_that_the_clocks_skipped_is_refused(minute):
    with pytest.raises(ValueError, match=f"skipped 02:{minute:02d}"):
        enter_moment(moment("2026-03-29T02:00") + timedelta(minutes=minute), local)
