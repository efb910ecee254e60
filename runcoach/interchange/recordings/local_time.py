"""The local time of a run: from the file's own stamp, else its place, else this machine's zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FARTHEST = timedelta(hours=14)
"""No zone is farther from UTC."""
NEAR_SUN = timedelta(hours=2, minutes=45)
"""How far clocks on land differ from the sun, summer time included."""


def machine_offset(moment: datetime) -> timedelta:
    """This machine's offset from UTC at that moment: summer time as it was then."""
    return moment.astimezone().utcoffset() or timedelta()


def localize(
    started_at: datetime,
    offset: timedelta | None,
    place: tuple[float, float] | None,
    zone: Callable[[datetime], timedelta] = machine_offset,
) -> datetime:
    """The start in the run's own local time, to the second.

    The place decides by its longitude: this machine's zone where its clock fits the sun there, else
    the whole hour nearest the sun, which may be an hour or two from the clocks on its walls.

    Raises:
        OverflowError: The start is at the edge of the calendar.
    """
    if started_at.tzinfo is None:
        return started_at.replace(microsecond=0, tzinfo=timezone(zone(started_at)))
    utc = started_at.astimezone(UTC).replace(microsecond=0)
    if offset is None or abs(offset) > FARTHEST:
        own = started_at.utcoffset() or timedelta()
        offset = own or _offset_at(utc, place, zone)
    return utc.astimezone(timezone(offset))


def _offset_at(
    utc: datetime, place: tuple[float, float] | None, zone: Callable[[datetime], timedelta]
) -> timedelta:
    here = zone(utc)
    if place is None:
        return here
    sun = timedelta(hours=place[1] / 15)
    if abs(here - sun) <= NEAR_SUN:
        return here
    return timedelta(hours=round(place[1] / 15))
