"""The session: a plan being done, as an immutable value moved on by events."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, BlockKind, Plan, Role
from runcoach.core.model.records import PauseRecord, PlannedSet, SetRecord, standing_sets
from runcoach.core.model.settings import Pace
from runcoach.core.session.events import Leaving

REST_HOLDS_AT_S = 5.0
"""What rest stops at while an answer is being edited."""


class Phase(StrEnum):
    """Where a session stands."""

    READY = "ready"
    COUNT_IN = "count-in"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    PAUSED = "paused"
    FINISHED = "finished"
    LEFT = "left"


class Interruption(Struct, frozen=True):
    """What a pause goes back to."""

    phase: Phase
    at: float
    """When it was paused, on the session's clock."""
    left: float | None
    """Seconds that phase still had; None where it waited."""


class Session(Struct, frozen=True):
    """A plan being done. All times are seconds on its own clock, which starts at 0."""

    id: str
    """Unique across machines."""
    started_at: str
    """ISO 8601, local time with its offset."""
    plan: Plan
    phase: Phase = Phase.READY
    cursor: int = 0
    """Index of the block it stands on; those before it never change."""
    since: float = 0.0
    """When this phase began."""
    until: float | None = None
    """When it ends by itself; None where it waits for the person."""
    seen: float = 0.0
    """The moment it has been run up to."""
    changed_alone: float | None = None
    """When a deadline last changed the phase, with no key pressed since."""
    hands_free: bool = False
    pace: Pace = Pace.OWN
    count_in_s: float = 3.0
    carried: float = 0.0
    """Seconds of work on this block from before an interruption."""
    longest: float = 0.0
    """The longest unbroken hold of this block that was given up."""
    interruption: Interruption | None = None
    editing_until: float | None = None
    """The rest's own deadline while an answer is being edited."""
    sets: tuple[SetRecord, ...] = ()
    pauses: tuple[PauseRecord, ...] = ()
    planned: tuple[PlannedSet, ...] = ()
    """The main part as it was at the start."""
    revisions: tuple[str, ...] = ()
    """Why the plan was changed, in order."""
    feel: int | None = None
    note: str = ""
    rehearsal: bool = False
    left: Leaving | None = None
    ended: float = 0.0
    """When it finished or was left."""

    @property
    def block(self) -> Block | None:
        """The block it stands on; None once all are done."""
        return self.plan.blocks[self.cursor] if self.cursor < len(self.plan.blocks) else None

    @property
    def work_index(self) -> int | None:
        """Index of the work that is under way or comes next; None where none is left."""
        blocks = self.plan.blocks
        return next(
            (i for i in range(self.cursor, len(blocks)) if blocks[i].kind is BlockKind.WORK), None
        )

    @property
    def work(self) -> Block | None:
        """The work that is under way or comes next."""
        index = self.work_index
        return None if index is None else self.plan.blocks[index]

    @property
    def taken_ids(self) -> frozenset[str]:
        """Block ids that an edit may not give to a new block."""
        planned = {p.block for p in self.planned}
        return frozenset({b.id for b in self.plan.blocks} | {s.block for s in self.sets} | planned)

    @property
    def acting_phase(self) -> Phase:
        """The phase, or the one that was paused."""
        return self.interruption.phase if self.interruption else self.phase

    @property
    def in_work(self) -> bool:
        """Work on the block has begun and is not closed, whatever the phase."""
        return self.acting_phase is Phase.WORK or self.carried > 0 or self.longest > 0

    @property
    def counted_in_s(self) -> float:
        """Seconds of count-in that end the gap it stands on; 0 where no work follows at once."""
        follows = self.plan.blocks[self.cursor + 1 : self.cursor + 2]
        return self.count_in_s if follows and follows[0].kind is BlockKind.WORK else 0.0

    @property
    def tail_start(self) -> int:
        """Index of the first block that a `Revise` replaces."""
        keeps = self.in_work or self.acting_phase in (Phase.REST, Phase.SWITCH)
        return self.cursor + 1 if keeps else self.cursor

    @property
    def paced(self) -> bool:
        """Reps are counted at their tempo, and the set ends with the last one."""
        return self.hands_free or self.pace is Pace.TEMPO

    @property
    def self_paced(self) -> bool:
        """The work under way or next ends when the person says so."""
        work = self.work
        if work is None or work.measure is not Kind.REPS:
            return False
        return self.until is None if self.phase is Phase.WORK else not self.paced

    @property
    def counted(self) -> tuple[SetRecord, ...]:
        """The sets that stand; one that was done again counts once."""
        return standing_sets(self.sets)

    @property
    def main_sets(self) -> tuple[SetRecord, ...]:
        """Those of the main part."""
        return tuple(s for s in self.counted if s.role is Role.MAIN)

    def worked(self, now: float) -> float:
        """Seconds of work on this block so far."""
        running = now - self.since if self.phase is Phase.WORK else 0.0
        return self.carried + max(0.0, running)

    def left_s(self, now: float) -> float | None:
        """Seconds until this phase ends by itself; None where it waits."""
        if self.editing_until is not None:
            return max(self.editing_until - now, REST_HOLDS_AT_S)
        if self.phase is Phase.PAUSED and self.interruption:
            return self.interruption.left
        return None if self.until is None else max(0.0, self.until - now)

    def set_id(self, block: Block) -> str:
        """The id of the set that a work block becomes."""
        return f"{self.id}:{block.id}"
