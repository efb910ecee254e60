"""Records: what was done, as kept in the history."""

from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Role, Side

SCHEMA = 1


class Effort(StrEnum):
    """How a set felt, in reps in reserve: 4 or more, 2 to 3, 0 to 1, none."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"
    FAILED = "failed"


class Source(StrEnum):
    """Where a result comes from. Assumed results set no best and are no evidence."""

    TIMED = "timed"
    ENTERED = "entered"
    ASSUMED = "assumed"


class Status(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    DISCARDED = "discarded"


class Pain(Struct, frozen=True):
    """Where it hurt and how much."""

    area: str
    side: Side = Side.BOTH
    level: int = 0
    """0 to 10."""
    sharp: bool = False


class SetRecord(Struct, frozen=True):
    """One bout of work on one side, as done."""

    id: str
    """Unique across machines."""
    block: str
    exercise: str
    tier: TierName
    variant: str
    role: Role
    set: int
    side: Side
    unit: Unit
    target: int
    actual: int
    name: str = ""
    load_kg: float = 0.0
    effort: Effort | None = None
    form_ok: bool | None = None
    pain: Pain | None = None
    skipped: bool = False
    source: Source = Source.ASSUMED
    note: str = ""
    supersedes: str | None = None
    """Id of the set that this one replaces."""
    seconds: float = 0.0
    """How long it really took."""
    landings: int = 0
    """Ground contacts of one rep."""
    implements: int = 1
    """How many weights make up the load: 16 kg in two hands are 2 × 8 kg."""

    @property
    def answered(self) -> bool:
        """The person has said how it felt."""
        return self.effort is not None

    @property
    def met(self) -> bool:
        """The dose was reached."""
        return not self.skipped and self.actual >= self.target


class PauseRecord(Struct, frozen=True):
    """An interruption: when it began, in seconds from the session's start, and how long."""

    at: float
    seconds: float


class PlannedSet(Struct, frozen=True):
    """A set as planned, kept beside what was done so that both can be compared later."""

    block: str
    exercise: str
    tier: TierName
    variant: str
    set: int
    side: Side
    unit: Unit
    target: int
    load_kg: float = 0.0


class SessionRecord(Struct, frozen=True):
    """A whole session as kept. Moments are ISO 8601 in local time with its offset."""

    id: str
    started_at: str
    finished_at: str
    status: Status
    title: str
    programme: str = ""
    outline: str = ""
    rehearsal: bool = False
    note: str = ""
    feel: int | None = None
    """How the session felt, 1 to 10."""
    pauses: tuple[PauseRecord, ...] = ()
    sets: tuple[SetRecord, ...] = ()
    planned: tuple[PlannedSet, ...] = ()
    estimated_s: int = 0
    active_s: int = 0
    """Seconds from start to end, pauses left out."""
    edited_at: str = ""
    deleted_at: str | None = None
    schema: int = SCHEMA

    @property
    def counted(self) -> tuple[SetRecord, ...]:
        """The sets that stand: those that a later one supersedes are left out."""
        return standing_sets(self.sets)

    @property
    def main_sets(self) -> tuple[SetRecord, ...]:
        """The sets of the main part that stand."""
        return tuple(s for s in self.counted if s.role is Role.MAIN)

    @property
    def unanswered(self) -> tuple[SetRecord, ...]:
        """Sets of the main part that nobody has answered for."""
        return tuple(s for s in self.main_sets if not s.skipped and not s.answered)


def standing_sets(sets: tuple[SetRecord, ...]) -> tuple[SetRecord, ...]:
    """The sets that stand: a set superseded by one that was really done is left out."""
    if not any(s.supersedes for s in sets):
        return sets
    replaced = superseded(sets)
    return tuple(s for s in sets if s.id not in replaced and not (s.supersedes and s.skipped))


def superseded(sets: tuple[SetRecord, ...]) -> frozenset[str]:
    """Ids of the sets that were done again, also by way of a redo that was skipped."""
    before = {s.id: s.supersedes for s in sets}
    replaced: set[str] = set()
    for record in sets:
        earlier = None if record.skipped else record.supersedes
        while earlier and earlier not in replaced:
            replaced.add(earlier)
            earlier = before.get(earlier)
    return frozenset(replaced)


class Answer(Struct, frozen=True):
    """What the person says of one set; None leaves a value as it stands."""

    set: str
    """Id of the set it belongs to, whenever it comes."""
    actual: int | None = None
    load_kg: float | None = None
    effort: Effort | None = None
    form_ok: bool | None = None
    pain: Pain | None = None
    note: str | None = None
    as_before: SetRecord | None = None
    """The set as it stood, to take an answer back: nothing else is looked at then."""


def answered(record: SetRecord, answer: Answer) -> SetRecord:
    """The set with the answer in it; a count or an effort makes the result an entered one.

    An effort alone confirms the count that is shown: one digit answers a whole question.
    A time that the clock took stays timed. Taking an answer back leaves pain where it was told.
    """
    if answer.as_before is not None:
        return replace(answer.as_before, pain=record.pain)
    given: dict[str, object] = {
        name: value
        for name in ("load_kg", "effort", "form_ok", "pain", "note")
        if (value := getattr(answer, name)) is not None
    }
    if answer.effort is not None and record.form_ok is None and "form_ok" not in given:
        given["form_ok"] = True
    if answer.actual is not None and answer.actual != record.actual:
        given |= {
            "actual": max(0, answer.actual),
            "skipped": answer.actual <= 0,
            "source": Source.ENTERED,
        }
    elif (answer.actual is not None or answer.effort is not None) and (
        record.source is Source.ASSUMED
    ):
        given["source"] = Source.ENTERED
    return replace(record, **given)


def unsaid(record: SetRecord) -> SetRecord:
    """The set without the answer of how it felt.

    A count that this answer alone had confirmed is assumed again; broken form and pain stay told.
    """
    confirmed = record.source is Source.ENTERED and record.actual == record.target
    return replace(
        record,
        effort=None,
        form_ok=None if record.form_ok else record.form_ok,
        source=Source.ASSUMED if confirmed else record.source,
    )


class Entry(Struct, frozen=True):
    """The light index line of one session: what lists and statistics need at once."""

    id: str
    started_at: str
    finished_at: str
    status: Status
    title: str
    programme: str
    rehearsal: bool
    deleted: bool
    month: str
    """The file it lives in, `2026-11`."""
    exercises: tuple[str, ...] = ()
    sets_done: int = 0
    sets_planned: int = 0
    active_s: int = 0
    feel: int | None = None
    pain: bool = False
    notes: str = ""
    """The session's note and its sets', joined, for search."""
    tiers: tuple[TierName, ...] = field(default=())
