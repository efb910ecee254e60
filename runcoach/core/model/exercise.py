"""Exercises: a movement family and the three tiers of its ladder."""

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.body import BodyNeed
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
    """Short instructions about the body, grouped by when they apply."""

    setup: tuple[Cue, ...] = ()
    movement: tuple[Cue, ...] = ()
    faults: tuple[Cue, ...] = ()
    breathing: tuple[Cue, ...] = ()

    @property
    def ordered(self) -> tuple[Cue, ...]:
        """The cues to follow, in the order they are needed; faults excluded."""
        return self.setup + self.movement + self.breathing

    @property
    def checklist(self) -> tuple[str, ...]:
        """The texts of `ordered`."""
        return tuple(cue.text for cue in self.ordered)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The texts of the faults."""
        return tuple(cue.text for cue in self.faults)

    @property
    def all(self) -> tuple[str, ...]:
        """The text of every cue, faults last."""
        return self.checklist + self.warnings


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

    Household things are listed like all others. The floor and a wall are always there.
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
    areas: tuple[str, ...] = ()
    """Every area of the body that this variant loads, so that a painful one can be spared."""
    not_for: tuple[BodyNeed, ...] = ()
    """The needs of a body that rule this variant out."""
    side_means: str = ""
    """What LEFT and RIGHT stand for: `front leg`; empty where both sides work at once."""
    garmin: tuple[str, str] | None = None
    """Category and name of the nearest exercise in Garmin's FIT profile."""

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
    """Fast work, most of it jumps: see `needs_clearance` and `coach.jump_clearance`."""
    pulse: bool = False
    """Raises the pulse; a warm-up begins with such an exercise."""
    leads_to: tuple[str, ...] = ()
    """Where its ladder goes on, as `exercise/tier`, nearest first; empty where it ends."""
    source: str = "built-in"
    """`built-in`, or the path of a user's own file."""

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that any of its tiers loads; each tier has its own list."""
        return tuple(dict.fromkeys(area for tier in self.tiers for area in tier.areas))

    @property
    def not_for(self) -> tuple[BodyNeed, ...]:
        """The needs that rule out every tier; a tier may name more."""
        return tuple(n for n in BodyNeed if all(n in tier.not_for for tier in self.tiers))

    def needs_clearance(self, tier: Tier) -> bool:
        """Whether that tier waits for the jump clearance: it lands, or is fast with a weight."""
        return self.power and (tier.landings > 0 or tier.loaded)

    def tier(self, name: TierName) -> Tier:
        """The tier with that name, else the nearest below it, else the first."""
        for tier in self.tiers:
            if tier.tier is name:
                return tier
        order = list(TierName)
        at_most = [t for t in self.tiers if order.index(t.tier) <= order.index(name)]
        return at_most[-1] if at_most else self.tiers[0]
