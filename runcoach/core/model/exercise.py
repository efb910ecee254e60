"""Exercises: a movement family and the three tiers of its ladder."""

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.dose import Dose, TempoPhase


class Pattern(StrEnum):
    """The family of movement that an exercise trains."""

    SQUAT = "squat"
    HINGE = "hinge"
    LUNGE = "lunge"
    PUSH = "push"
    PULL = "pull"
    CORE = "core"
    CORE_LATERAL = "core-lateral"
    CALF = "calf"
    JUMP = "jump"
    CARRY = "carry"
    MOBILITY = "mobility"


class TierName(StrEnum):
    """The rungs of an exercise's ladder, easiest first."""

    FOUNDATION = "foundation"
    STANDARD = "standard"
    CHALLENGE = "challenge"


class Kind(StrEnum):
    """How a set is measured: reps counted, a position held, or reps within a fixed time."""

    REPS = "reps"
    HOLD = "hold"
    INTERVAL = "interval"


class Sides(StrEnum):
    """Both sides at once, one side after the other, or alternating rep by rep."""

    BOTH = "both"
    EACH = "each"
    ALTERNATE = "alternate"


class Position(StrEnum):
    """Body position; changing it is what takes time when getting ready."""

    STANDING = "standing"
    SEATED = "seated"
    KNEELING = "kneeling"
    ALL_FOURS = "all-fours"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    HANGING = "hanging"


class Use(StrEnum):
    """The part of a session that an exercise is intended for."""

    WARM_UP = "warm-up"
    MAIN = "main"
    COOL_DOWN = "cool-down"


class Moment(StrEnum):
    """A moment within a set that has a name; others are given in seconds."""

    HALF = "half"
    LAST_FIVE = "last-five"


class Cue(Struct, frozen=True):
    """A short instruction about the body, at most six words."""

    text: str
    at: Moment | int | None = None
    """The one moment of the set it belongs to: by name, or seconds in; None for any time."""

    def seconds_in(self, length_s: float) -> float | None:
        """Seconds from the start of a set of that length to its moment; None without one."""
        match self.at:
            case None:
                return None
            case Moment.HALF:
                return length_s / 2
            case Moment.LAST_FIVE:
                return max(0.0, length_s - 5)
            case seconds:
                return float(seconds)


class Cues(Struct, frozen=True):
    """Short instructions about the body, at most six words each, grouped by when they apply."""

    setup: tuple[str, ...] = ()
    movement: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    breathing: tuple[str, ...] = ()
    timed: tuple[Cue, ...] = ()
    """Those of the checklist that have their moment."""

    @property
    def checklist(self) -> tuple[str, ...]:
        """The cues to follow, in the order they are needed; faults excluded."""
        return self.setup + self.movement + self.breathing

    @property
    def all(self) -> tuple[str, ...]:
        """Every cue, faults last."""
        return self.checklist + self.faults


class Muscles(Struct, frozen=True):
    """The muscles involved, by name: prime movers and helpers."""

    main: tuple[str, ...]
    help: tuple[str, ...] = ()


class Tier(Struct, frozen=True):
    """One rung of the ladder: the variant done at it, its dose and its cues."""

    tier: TierName
    variant: str
    """Id of the movement, unique in the catalogue: `side-plank-knees`."""
    name: str
    """Display name of the variant: `Side plank, knees down`."""
    kind: Kind
    sides: Sides
    dose: Dose
    tempo: tuple[TempoPhase, ...]
    """Phases of one rep in order; empty for timed moves and for plain holds.

    A hold that passes through several poses (high plank, then low) has a phase for each; the last
    phase lasts until the hold ends.
    """
    position: Position
    equipment: tuple[str, ...]
    """What is required; a kind of weight is named twice for one in each hand.

    What every home has (a chair, a wall, a counter) is not listed.
    """
    stand_in: str
    """A household substitute for the equipment; empty if there is none."""
    cues: Cues
    muscles: Muscles
    landings: int = 0
    """Ground contacts per rep, or per second where the dose counts seconds; 0 for no jumping."""
    loaded: bool = False
    """Done with a weight, which is logged."""
    has_figure: bool = False
    side_means: str = ""
    """What LEFT and RIGHT stand for: `front leg`; empty if that is plain."""

    @property
    def cycle_s(self) -> float:
        """Seconds that one rep takes at the tempo; 0 without a tempo."""
        return sum(stroke.seconds for stroke in self.tempo)


class Exercise(Struct, frozen=True):
    """A movement family, such as `side-plank`: its description and its three tiers."""

    id: str
    name: str
    pattern: Pattern
    use: Use
    benefit: str
    """The benefit for a runner, in one line."""
    benefit_source: str
    """Source of the benefit: `article`, a study, or `practice`."""
    tiers: tuple[Tier, ...]
    """Foundation, standard, challenge; a warm-up or cool-down may have standard alone."""
    list_number: int | None = None
    """1 to 19 in the article's list; None elsewhere."""
    formerly: tuple[str, ...] = ()
    """Former ids; records under them still belong to this exercise."""
    one_sided: bool = False
    """Each leg works alone or in a split stance."""
    power: bool = False
    """Offered only once jumping is cleared: see `coach.jump_clearance`."""
    pulse: bool = False
    """Raises the pulse; a warm-up begins with such an exercise."""
    areas: tuple[str, ...] = ()
    """Areas of the body under load, so that a painful one can be spared: `knee`, `lower back`."""
    source: str = "built-in"
    """`built-in`, or the path of a user's own file."""

    def tier(self, name: TierName) -> Tier:
        """The tier with that name, else the nearest below it, else the first."""
        for tier in self.tiers:
            if tier.tier is name:
                return tier
        order = list(TierName)
        at_most = [t for t in self.tiers if order.index(t.tier) <= order.index(name)]
        return at_most[-1] if at_most else self.tiers[0]
