"""Programmes: a named session or a series of them over weeks, as their file defines them."""

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.exercise import TierName


class Format(StrEnum):
    """The order of sets: one exercise after the other, alternating pairs, or circuit rounds."""

    STRAIGHT = "straight"
    PAIRS = "pairs"
    CIRCUIT = "circuit"


class Slot(Struct, frozen=True):
    """One exercise of a session; a field that is None comes from the exercise's own dose."""

    exercise: str
    sets: int | None = None
    tier: TierName | None = None
    value: int | None = None
    """Reps or seconds, overriding the person's step."""
    rest_s: int | None = None
    alternatives: tuple[str, ...] = ()
    """Substitutes, first choice first, if jumping is not cleared or equipment is missing."""
    pair: int = 0
    """Slots of the same number above 0 alternate, set by set; 0 for one after the other."""


class SessionOutline(Struct, frozen=True):
    """One session as defined: its slots between a warm-up and a cool-down."""

    id: str
    title: str
    slots: tuple[Slot, ...]
    minutes: int
    """Nominal length; the estimate is within 10 % of it."""
    warm_up_s: int = 150
    cool_down_s: int = 60
    warm_up: tuple[str, ...] = ()
    """Warm-up exercises, pulse raiser first; empty to let the composer choose."""
    cool_down: tuple[str, ...] = ()
    tier: TierName = TierName.STANDARD
    format: Format = Format.STRAIGHT


class Programme(Struct, frozen=True):
    """A named session (one outline), or a series over weeks (several outlines, alternating)."""

    id: str
    title: str
    summary: str
    """One line: whom it is for."""
    sessions: tuple[SessionOutline, ...]
    weeks: int | None = None
    """None for a session without a schedule."""
    sessions_per_week: int | None = None
    focus: str = ""
    order: int = 100
    """Position in lists; lowest first."""
    source: str = "built-in"

    @property
    def minutes(self) -> int:
        """Length of the longest session."""
        return max(outline.minutes for outline in self.sessions)
