"""Plans: what is about to be done, as a tuple of blocks."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from runcoach.core.model.dose import TempoPhase, Unit
from runcoach.core.model.exercise import Kind, Position, TierName

Count = Annotated[int, Meta(ge=0, le=100_000)]
Kilograms = Annotated[float, Meta(ge=0, le=10_000)]
BlockSeconds = Annotated[float, Meta(ge=0, le=86_400)]


class BlockKind(StrEnum):
    """What a block is for."""

    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


class Role(StrEnum):
    """The part of the session a block belongs to."""

    WARM_UP = "warm-up"
    MAIN = "main"
    COOL_DOWN = "cool-down"


class Side(StrEnum):
    """The side that works; ALTERNATE changes sides rep by rep."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    ALTERNATE = "alternate"

    @property
    def other(self) -> "Side":
        """The opposite side; BOTH and ALTERNATE are their own opposites."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Block(Struct, frozen=True):
    """One stretch of a session. Flat, so that the journal can store it as is.

    A ready, switch or rest block carries the exercise and set of the work that follows it.
    """

    id: str
    """Unique in its plan, and never reused by an edit."""
    kind: BlockKind
    seconds: BlockSeconds
    """Length of the block; for reps, the length of all reps at the tempo."""
    role: Role = Role.MAIN
    exercise: str = ""
    tier: TierName = TierName.STANDARD
    variant: str = ""
    name: str = ""
    """Display name of the variant."""
    measure: Kind = Kind.REPS
    set: Count = 1
    """Number of the set within its exercise, from 1; both sides of a set share it."""
    sets: Count = 1
    side: Side = Side.BOTH
    unit: Unit = Unit.REPS
    target: Count = 0
    """Reps, or seconds of a hold or of a timed move."""
    load_kg: Kilograms = 0.0
    tempo: tuple[TempoPhase, ...] = ()
    position: Position = Position.STANDING
    setup_s: BlockSeconds = 12.0
    """Time to get into position, when hands-free and when resuming after a pause."""
    equipment: tuple[str, ...] = ()
    landings: Count = 0
    """Ground contacts per rep."""
    open: bool = False
    """A max test: runs past its target until a key is pressed, at most to twice the target."""
    group: str = ""
    """Shared by the blocks of a pair or a circuit, whose exercises alternate; else empty."""
    round: Count = 1
    supersedes: str = ""
    """Id of the block that this one repeats."""

    @property
    def cycle_s(self) -> float:
        """Seconds that one rep takes at the tempo; 0 without a tempo."""
        return sum(stroke.seconds for stroke in self.tempo)


class Plan(Struct, frozen=True):
    """What is about to be done, and why."""

    title: str
    blocks: tuple[Block, ...]
    estimated_s: Annotated[int, Meta(ge=0, le=1_000_000_000)]
    why: tuple[str, ...] = ()
    programme: str = ""
    """Id of the programme it comes from; empty if composed."""
    outline: str = ""
    """Id of the session within that programme."""

    @property
    def work(self) -> tuple[Block, ...]:
        """The work blocks of the main part: the sets that count."""
        return tuple(b for b in self.blocks if b.kind is BlockKind.WORK and b.role is Role.MAIN)
