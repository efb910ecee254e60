"""What a person asks a session to be."""

from __future__ import annotations

from msgspec import Struct

from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import Focus
from runcoach.core.model.programme import Format, Programme

LEAST_MINUTES = 8
MOST_MINUTES = 45
FITS_WITHIN = 0.1
"""A session whose length is within 10 % of the requested minutes fits."""


class SessionRequest(Struct, frozen=True):
    """A request for one session; None leaves the choice to the day and the profile."""

    minutes: int | None = None
    """8 to 45."""
    focus: Focus | None = None
    equipment: tuple[str, ...] | None = None
    format: Format = Format.STRAIGHT
    another: int = 0
    """0 for the first choice; the screen counts up each time the person asks for another one."""
    programme: Programme | None = None
    """None for a session selected for the day."""
    tier: TierName | None = None
    """One tier for every exercise, instead of the person's own."""
    count_in_s: float = 3.0
    rest_scale: float = 1.0
