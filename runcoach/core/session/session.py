"""The session: a plan being done, as an immutable value that events advance."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct, field

from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, BlockKind, Plan, Role
from runcoach.core.model.records import PauseRecord, PlannedSet, SetRecord, effective_sets
from runcoach.core.model.settings import Pace
from runcoach.core.session.events import Leaving

REST_HOLDS_AT_S = 5.0
"""The remaining rest is held at this much while an answer is being edited."""

ClockTime = Annotated[float, Meta(ge=-1e9, le=1e9)]
"""Seconds on the session's clock, or between two of its times."""


class Phase(StrEnum):
    """The phase of a session; LEFT and FINISHED are the last ones."""

    READY = "ready"
    COUNT_IN = "count-in"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    PAUSED = "paused"
    FINISHED = "finished"
    LEFT = "left"


class Interruption(Struct, frozen=True):
    """What a pause interrupted, and so returns to."""

    phase: Phase
    paused_at: ClockTime = field(name="at")
    """When it was paused, on the session's clock."""
    remaining_s: ClockTime | None = field(name="left")
    """Seconds until that phase would have ended; None if it waited for the person."""


class Session(Struct, frozen=True):
    """A plan being done. All times are seconds on the session's own clock, which starts at 0.

    The journal stores it as is: field names are also names on disk.
    """

    id: str
    """Unique across machines."""
    started_at: str
    """ISO 8601, local time with its offset."""
    plan: Plan
    phase: Phase = Phase.READY
    cursor: int = 0
    """Index of the current block; blocks before it never change."""
    phase_began_at: ClockTime = field(default=0.0, name="since")
    """When the current phase began."""
    phase_ends_at: ClockTime | None = field(default=None, name="until")
    """When the current phase ends by itself; None if it waits for the person."""
    advanced_to: ClockTime = field(default=0.0, name="seen")
    """The time up to which the session has been advanced."""
    auto_changed_at: ClockTime | None = field(default=None, name="changed_alone")
    """When a deadline last changed the phase; None if an event has changed it since."""
    hands_free: bool = False
    pace: Pace = Pace.OWN
    count_in_s: Annotated[float, Meta(ge=0, le=60)] = 3.0
    carried_work_s: ClockTime = field(default=0.0, name="carried")
    """Seconds of work on this block from before an interruption."""
    longest_hold_s: ClockTime = field(default=0.0, name="longest")
    """Longest unbroken hold of this block, from attempts that were broken off."""
    interruption: Interruption | None = None
    held_rest_ends_at: ClockTime | None = field(default=None, name="editing_until")
    """When the rest would end, while an answer is being edited and the rest is held."""
    sets: tuple[SetRecord, ...] = ()
    pauses: tuple[PauseRecord, ...] = ()
    planned: tuple[PlannedSet, ...] = ()
    """The sets of the main part as planned at the start."""
    revisions: tuple[str, ...] = ()
    """The reason for each change of the plan, in order."""
    feel: Annotated[int, Meta(ge=1, le=10)] | None = None
    note: str = ""
    rehearsal: bool = False
    leaving: Leaving | None = field(default=None, name="left")
    """How it was left; None until then."""
    ended_at: ClockTime = field(default=0.0, name="ended")
    """When it finished or was left."""

    @property
    def block(self) -> Block | None:
        """The current block; None once all are done."""
        return self.plan.blocks[self.cursor] if self.cursor < len(self.plan.blocks) else None

    @property
    def work_index(self) -> int | None:
        """Index of the work block in progress or next; None if no work remains."""
        blocks = self.plan.blocks
        return next(
            (i for i in range(self.cursor, len(blocks)) if blocks[i].kind is BlockKind.WORK), None
        )

    @property
    def work(self) -> Block | None:
        """The work block in progress or next; None if no work remains."""
        index = self.work_index
        return None if index is None else self.plan.blocks[index]

    @property
    def used_block_ids(self) -> frozenset[str]:
        """Block ids in use, which an edit may not give to a new block."""
        planned = {p.block for p in self.planned}
        return frozenset({b.id for b in self.plan.blocks} | {s.block for s in self.sets} | planned)

    @property
    def underlying_phase(self) -> Phase:
        """The phase, or the interrupted phase while paused."""
        return self.interruption.phase if self.interruption else self.phase

    @property
    def in_work(self) -> bool:
        """Whether work on the block has begun and is not yet recorded, in any phase."""
        return (
            self.underlying_phase is Phase.WORK
            or self.carried_work_s > 0
            or self.longest_hold_s > 0
        )

    @property
    def gap_count_in_s(self) -> float:
        """Seconds of count-in within the current gap; 0 unless work follows directly."""
        follows = self.plan.blocks[self.cursor + 1 : self.cursor + 2]
        return self.count_in_s if follows and follows[0].kind is BlockKind.WORK else 0.0

    @property
    def tail_start(self) -> int:
        """Index of the first block that `Revise` replaces."""
        keeps = self.in_work or self.underlying_phase in (Phase.REST, Phase.SWITCH)
        return self.cursor + 1 if keeps else self.cursor

    @property
    def paced(self) -> bool:
        """Whether reps follow the tempo, so that the set ends with the last one."""
        return self.hands_free or self.pace is Pace.TEMPO

    @property
    def self_paced(self) -> bool:
        """Whether the work in progress or next is ended by the person's key."""
        work = self.work
        if work is None or work.measure is not Kind.REPS:
            return False
        return self.phase_ends_at is None if self.phase is Phase.WORK else not self.paced

    @property
    def effective_sets(self) -> tuple[SetRecord, ...]:
        """The sets without those superseded by a repetition."""
        return effective_sets(self.sets)

    @property
    def main_sets(self) -> tuple[SetRecord, ...]:
        """The effective sets of the main part."""
        return tuple(s for s in self.effective_sets if s.role is Role.MAIN)

    def worked_s(self, now: float) -> float:
        """Seconds of work on this block so far."""
        running = now - self.phase_began_at if self.phase is Phase.WORK else 0.0
        return self.carried_work_s + max(0.0, running)

    def remaining_s(self, now: float) -> float | None:
        """Seconds until this phase ends by itself; None if it waits for the person."""
        if self.held_rest_ends_at is not None:
            return max(self.held_rest_ends_at - now, REST_HOLDS_AT_S)
        if self.phase is Phase.PAUSED and self.interruption:
            return self.interruption.remaining_s
        return None if self.phase_ends_at is None else max(0.0, self.phase_ends_at - now)

    def set_id(self, block: Block) -> str:
        """The id of the set record of a work block."""
        return f"{self.id}:{block.id}"
