"""Local times that a person enters, in the offset of their day: clocks change twice a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

LocalTime = Callable[[datetime], datetime]
"""Gives a local date and time its offset, as `datetime.astimezone` does: of one that exists twice
the first, unless `fold` is 1; one that does not exist comes out as another."""


def enter_moment(entered: datetime, local: LocalTime, before: datetime | None = None) -> datetime:
    """Return what a person entered as a moment with its offset.

    Args:
        entered: Date and time, without an offset.
        local: The person's time zone.
        before: The moment that it replaces. One from another zone keeps its offset, and one in an
            hour that exists twice the one of the two that it was in.

    Raises:
        ValueError: The clocks skipped that time.
    """
    if before is not None:
        known = {local(before.replace(tzinfo=None, fold=f)).utcoffset() for f in (0, 1)}
        if before.utcoffset() not in known:
            return entered.replace(tzinfo=before.tzinfo)
    first, second = (local(entered.replace(fold=fold)) for fold in (0, 1))
    if first.replace(tzinfo=None, fold=0) != entered:
        raise ValueError(f"The clocks skipped {entered:%H:%M} that day.")
    chosen = second if before and before.utcoffset() == second.utcoffset() else first
    return entered.replace(tzinfo=timezone(chosen.utcoffset() or timedelta()))
