"""A plan: what is about to be done, as a tuple of blocks."""

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.dose import Stroke, Unit
from runcoach.core.model.exercise import Kind, Position, TierName


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
    """The side that works; alternate means rep by rep."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    ALTERNATE = "alternate"

    @property
    def other(self) -> "Side":
        """The mirror side; both and alternate are their own."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Block(Struct, frozen=True):
    """One stretch of a session. Flat, so that a journal can carry it as it is.

    A ready, switch or rest block names the work that follows it.
    """

    id: str
    """Unique in its plan, and never used again by an edit."""
    kind: BlockKind
    seconds: float
    """Its length: preparation, gap, rest, hold or interval; for reps, the tempo's whole length."""
    role: Role = Role.MAIN
    exercise: str = ""
    tier: TierName = TierName.STANDARD
    variant: str = ""
    name: str = ""
    """The variant's name as shown."""
    measure: Kind = Kind.REPS
    set: int = 1
    """Which set of this exercise, from 1; both sides of one set share it."""
    sets: int = 1
    side: Side = Side.BOTH
    unit: Unit = Unit.REPS
    target: int = 0
    """Reps, or seconds of a hold; a timed move's own seconds."""
    load_kg: float = 0.0
    tempo: tuple[Stroke, ...] = ()
    position: Position = Position.STANDING
    setup_s: float = 12.0
    """What getting into place takes: when hands-free, and when going on after a pause."""
    equipment: tuple[str, ...] = ()
    landings: int = 0
    """Ground contacts of one rep."""
    open: bool = False
    """A max test: runs past its target, to any key or twice the target."""
    group: str = ""
    """Blocks done by turns share one: a pair, a circuit."""
    round: int = 1
    supersedes: str = ""
    """The block that this one does again."""

    @property
    def cycle_s(self) -> float:
        """Seconds of one rep at the tempo; 0 where there is none."""
        return sum(stroke.seconds for stroke in self.tempo)


class Plan(Struct, frozen=True):
    """What is about to be done, and why it is this."""

    title: str
    blocks: tuple[Block, ...]
    estimated_s: int
    why: tuple[str, ...] = ()
    programme: str = ""
    """Id of the programme it came from; empty when composed."""
    outline: str = ""
    """Id of the session within that programme."""

    @property
    def work(self) -> tuple[Block, ...]:
        """The work of the main part: the sets that count."""
        return tuple(b for b in self.blocks if b.kind is BlockKind.WORK and b.role is Role.MAIN)
