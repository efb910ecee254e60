"""A season: training blocks over weeks, and what a person decided about them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.dates import WEEK, week_start


class BlockName(StrEnum):
    """The aim of a training block."""

    LEARN = "learn"
    BUILD = "build"
    STRENGTH = "strength"
    POWER = "power"
    TAPER = "taper"
    RECOVER = "recover"
    MAINTAIN = "maintain"


class BlockReason(StrEnum):
    """Why a training block is there; the coach's rulebook has the sentence."""

    NEW = "season-new"
    """The first weeks of strength work, or the first after a start over."""
    LAYOFF = "season-layoff"
    """Back after 28 days or more without a session."""
    RACE = "season-race"
    """Counted back from the race."""
    AFTER_RACE = "season-after-race"
    FOLLOWS = "season-follows"
    """The next in turn; no race decides."""
    HELD = "season-held"
    """The person holds this block."""
    NEEDS = "season-needs"
    """A need of this body allows no other."""


class TrainingBlock(Struct, frozen=True):
    """Weeks with one aim."""

    name: BlockName
    start: date
    end: date
    """The last day, inclusive."""
    reason: BlockReason

    @property
    def weeks(self) -> int:
        """Calendar weeks that it touches."""
        return ((week_start(self.end) - week_start(self.start)) // WEEK) + 1


class Race(Struct, frozen=True):
    """The race that a season leads to (the A race)."""

    day: date
    km: float


class SeasonWeek(Struct, frozen=True):
    """One week of a season."""

    start: date
    """Its Monday."""
    block: TrainingBlock
    """The block that holds most of its days from here on: the one on its Monday."""
    number: int
    """Which week of the block it is, from 1."""
    lighter: bool
    """The same lifts and loads with 40 to 50 % fewer sets; nothing rises."""


class Season(Struct, frozen=True):
    """The training blocks from the season's start to its horizon, oldest first, without gaps."""

    blocks: tuple[TrainingBlock, ...]
    lighter: frozenset[date]
    """Mondays of the lighter weeks."""
    race: Race | None = None

    def block_on(self, day: date) -> TrainingBlock:
        """The block of a day; before the season its first, beyond the horizon its last."""
        at = bisect_right(self.blocks, day, key=lambda block: block.start)
        return self.blocks[max(0, at - 1)]

    def block_before(self, block: TrainingBlock) -> TrainingBlock | None:
        """The block before one; None for the first."""
        at = self.blocks.index(block)
        return self.blocks[at - 1] if at else None

    def block_after(self, block: TrainingBlock) -> TrainingBlock | None:
        """The block after one; None for the last."""
        at = self.blocks.index(block)
        return self.blocks[at + 1] if at + 1 < len(self.blocks) else None

    def week_of(self, day: date) -> SeasonWeek:
        """The week of a day."""
        start = week_start(day)
        block = self.block_on(day)
        number = (start - week_start(block.start)) // WEEK + 1
        return SeasonWeek(start, block, max(1, number), start in self.lighter)


# --- what a person decided ---------------------------------------------------------------------


class AbsenceKind(StrEnum):
    """Why somebody does not train."""

    ILL = "ill"
    TRAVELLING = "travelling"
    HOLIDAY = "holiday"


class Absence(Struct, frozen=True):
    """Days without strength work, told by the person."""

    id: str
    kind: AbsenceKind
    start: date
    end: date
    """The last day, inclusive."""
    undone: bool = False

    def covers(self, day: date) -> bool:
        """Whether the person is away on that day."""
        return not self.undone and self.start <= day <= self.end


class SeasonStart(Struct, frozen=True):
    """The person starts the season over on a day."""

    id: str
    day: date
    undone: bool = False


class HeldBlock(Struct, frozen=True):
    """The person wants one block from a day on, until it is released."""

    id: str
    block: BlockName
    start: date
    end: date | None = None
    """The last day of it; None while it is held."""
    undone: bool = False

    def covers(self, day: date) -> bool:
        """Whether the block is held on that day."""
        return not self.undone and self.start <= day and (self.end is None or day <= self.end)


class MovedSession(Struct, frozen=True):
    """The person moved a planned session to another day."""

    id: str
    planned: date
    """The day it was planned for."""
    to: date
    undone: bool = False


class SeasonChoices(Struct, frozen=True):
    """All that a person decided about the season; everything else of it is derived."""

    starts: tuple[SeasonStart, ...] = ()
    held: tuple[HeldBlock, ...] = ()
    moved: tuple[MovedSession, ...] = ()
    absences: tuple[Absence, ...] = ()

    def absence_on(self, day: date) -> Absence | None:
        """The absence that covers a day; the latest where several do."""
        return next((a for a in reversed(self.absences) if a.covers(day)), None)

    def held_on(self, day: date) -> HeldBlock | None:
        """The block that is held on a day; the latest where several are."""
        return next((h for h in reversed(self.held) if h.covers(day)), None)


def days_between(start: date, end: date) -> tuple[date, ...]:
    """Every day from `start` to `end`, both inclusive."""
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))
