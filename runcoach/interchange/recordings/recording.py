"""A recording: what a file says of one activity, before it is checked."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct


class LeftOutError(Exception):
    """An activity that is no run: its kind, such as `cycling`."""


class UnreadableError(ValueError):
    """A file that gives no run: what is wrong with it, without its name."""


class Recording(Struct, frozen=True, kw_only=True):
    """One activity as a file gives it; None where the file is silent."""

    sport: str = ""
    """As the file names it; empty where it does not."""
    started_at: datetime | None = None
    """With an offset; or without, where the file has a local time alone."""
    offset: timedelta | None = None
    """Of local time from UTC, as the file's own local stamp gives it."""
    place: tuple[float, float] | None = None
    """Latitude and longitude, in degrees, of the first point."""
    moving_s: float | None = None
    elapsed_s: float | None = None
    metres: float | None = None
    ascent_m: float | None = None
    heart_rate: float | None = None
    highest_heart_rate: float | None = None
    intervals: bool = False
    race: bool = False
    note: str = ""
