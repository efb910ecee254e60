"""A programme: a named session, or a series of them over weeks, as its file says it."""

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.exercise import TierName


class Format(StrEnum):
    """How sets follow each other: one exercise after the other, two by turns, or rounds."""

    STRAIGHT = "straight"
    PAIRS = "pairs"
    CIRCUIT = "circuit"


class Slot(Struct, frozen=True):
    """One exercise of a session; what is None comes from the exercise's own dose."""

    exercise: str
    sets: int | None = None
    tier: TierName | None = None
    value: int | None = None
    """Reps or seconds, instead of the person's step."""
    rest_s: int | None = None
    alternatives: tuple[str, ...] = ()
    """Exercises that stand in, first choice first: power behind its gate, missing equipment."""


class SessionOutline(Struct, frozen=True):
    """One session as written: its slots between a warm-up and a cool-down."""

    id: str
    title: str
    slots: tuple[Slot, ...]
    minutes: int
    """The length in its title; the estimate is within 10 % of it."""
    warm_up_s: int = 150
    cool_down_s: int = 60
    warm_up: tuple[str, ...] = ()
    """Warm-up exercises, pulse first; empty for the composer's choice."""
    cool_down: tuple[str, ...] = ()
    tier: TierName = TierName.STANDARD
    format: Format = Format.STRAIGHT


class Programme(Struct, frozen=True):
    """A named session (one outline), or a series over weeks (several, by turns)."""

    id: str
    title: str
    summary: str
    """One line: whom it is for."""
    sessions: tuple[SessionOutline, ...]
    weeks: int | None = None
    """None for a single session or one to repeat as one likes."""
    sessions_per_week: int | None = None
    focus: str = ""
    order: int = 100
    """Where it stands in lists; smaller first."""
    source: str = "built-in"

    @property
    def minutes(self) -> int:
        """The length of its longest session."""
        return max(outline.minutes for outline in self.sessions)
