"""An exercise: a movement family and the three tiers of its ladder."""

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.dose import Dose, Stroke


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
    """One rung of an exercise's ladder, from the easiest."""

    FOUNDATION = "foundation"
    STANDARD = "standard"
    CHALLENGE = "challenge"


class Kind(StrEnum):
    """How a set is measured: counted, held, or as many as fit a fixed time."""

    REPS = "reps"
    HOLD = "hold"
    INTERVAL = "interval"


class Sides(StrEnum):
    """Both at once, each side its own turn, or alternating rep by rep."""

    BOTH = "both"
    EACH = "each"
    ALTERNATE = "alternate"


class Position(StrEnum):
    """Where the body is; a change of it is what getting ready takes time for."""

    STANDING = "standing"
    SEATED = "seated"
    KNEELING = "kneeling"
    ALL_FOURS = "all-fours"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    HANGING = "hanging"


class Use(StrEnum):
    """The part of a session an exercise is made for."""

    WARM_UP = "warm-up"
    MAIN = "main"
    COOL_DOWN = "cool-down"


class Cues(Struct, frozen=True):
    """Short instructions about the body, six words each at most, by the moment they serve."""

    setup: tuple[str, ...] = ()
    movement: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    breathing: tuple[str, ...] = ()

    @property
    def checklist(self) -> tuple[str, ...]:
        """All that a person can tick, in the order of doing."""
        return self.setup + self.movement + self.breathing

    @property
    def all(self) -> tuple[str, ...]:
        """Every cue, faults last."""
        return self.checklist + self.faults


class Muscles(Struct, frozen=True):
    """The muscles that work, by name: those that do the work, and those that help."""

    main: tuple[str, ...]
    help: tuple[str, ...] = ()


class Tier(Struct, frozen=True):
    """One rung: the variant that is really done there, its dose and its cues."""

    tier: TierName
    variant: str
    """Id of the movement, unique in the catalogue: `side-plank-knees`."""
    name: str
    """The variant's name as shown: `Side plank, knees down`."""
    kind: Kind
    sides: Sides
    dose: Dose
    tempo: tuple[Stroke, ...]
    """Strokes of one rep in order; empty for timed moves and for plain holds.

    A hold that changes its pose on the way (high plank, then low) has a stroke for each; the last
    one lasts as long as the hold does.
    """
    position: Position
    equipment: tuple[str, ...]
    """What must be at hand; a kind of weight twice for one in each hand; empty for none.

    What every home has (a chair, a wall, a counter) is no equipment.
    """
    stand_in: str
    """What does instead of that at home, or which household thing serves; empty for nothing."""
    cues: Cues
    muscles: Muscles
    landings: int = 0
    """Ground contacts of one rep, or of one second where the dose counts seconds; 0 for none."""
    loaded: bool = False
    """A weight is part of it, and is logged."""
    has_figure: bool = False

    @property
    def cycle_s(self) -> float:
        """Seconds one rep takes at the tempo; 0 where there is none."""
        return sum(stroke.seconds for stroke in self.tempo)


class Exercise(Struct, frozen=True):
    """A movement family: `side-plank`, with what is said of it and its three tiers."""

    id: str
    name: str
    pattern: Pattern
    use: Use
    benefit: str
    """What it gives a runner, in one line."""
    benefit_source: str
    """Where that is from: `article`, a study, or `practice`."""
    tiers: tuple[Tier, ...]
    """Foundation, standard, challenge; a warm-up or cool-down may have just standard."""
    list_number: int | None = None
    """1 to 19 in the article's list, else None."""
    formerly: tuple[str, ...] = ()
    """Ids it had before; records under them still belong to it."""
    one_sided: bool = False
    """Each leg works by itself or in a split stance."""
    power: bool = False
    """Behind the power gate."""
    pulse: bool = False
    """Raises the pulse: what a warm-up begins with."""
    areas: tuple[str, ...] = ()
    """Areas of the body that it loads, for sparing what hurts: `knee`, `lower back`."""
    source: str = "built-in"
    """`built-in`, or the path of the person's own file."""

    def tier(self, name: TierName) -> Tier:
        """The rung of that name, or the nearest below it, or the first there is."""
        for tier in self.tiers:
            if tier.tier is name:
                return tier
        order = list(TierName)
        at_most = [t for t in self.tiers if order.index(t.tier) <= order.index(name)]
        return at_most[-1] if at_most else self.tiers[0]
