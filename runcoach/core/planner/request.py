"""Wish: what the person asks a session to be."""

from __future__ import annotations

from msgspec import Struct

from runcoach.core.model.focus import Focus
from runcoach.core.model.programme import Format

LEAST_MINUTES = 8
MOST_MINUTES = 45


class Wish(Struct, frozen=True):
    """What the person asks for; None leaves it to the day and the profile."""

    minutes: int | None = None
    """8 to 45."""
    focus: Focus | None = None
    equipment: tuple[str, ...] | None = None
    format: Format = Format.STRAIGHT
    another: int = 0
    """Counts up with each "another one"."""
