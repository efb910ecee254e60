"""Records: what was done, as the history stores it."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Count, Kilograms, Role, Side

SCHEMA = 1

Id = Annotated[str, Meta(min_length=1, max_length=1000, description="an id")]
Word = Annotated[str, Meta(max_length=1000)]
"""An id, a name, a title, a moment: one line at most."""
Text = Annotated[str, Meta(max_length=1_000_000)]
"""What a person wrote."""
Seconds = Annotated[float, Meta(ge=0, le=1_000_000_000)]
"""A session may be resumed years after it was left."""
MOST_ITEMS = 10_000
"""Sets, planned sets and pauses of one session."""
WholeSeconds = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class Effort(StrEnum):
    """How a set felt, in reps in reserve: 4 or more, 2 to 3, 0 to 1, or failed."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"
    FAILED = "failed"


class Source(StrEnum):
    """Where a result comes from. Assumed results are neither a best nor evidence."""

    TIMED = "timed"
    ENTERED = "entered"
    ASSUMED = "assumed"


class Status(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    DISCARDED = "discarded"


class Pain(Struct, frozen=True):
    """Where it hurt, and how much."""

    area: Word
    side: Side = Side.BOTH
    level: Annotated[int, Meta(ge=0, le=10)] = 0
    """0 to 10."""
    sharp: bool = False


class SetRecord(Struct, frozen=True):
    """One bout of work on one side, as done."""

    id: Id
    """Unique across machines."""
    block: Word
    exercise: Annotated[str, Meta(min_length=1, max_length=1000, description="an exercise's id")]
    tier: TierName
    variant: Word
    role: Role
    set: Count
    side: Side
    unit: Unit
    target: Count
    actual: Count
    name: Word = ""
    load_kg: Kilograms = 0.0
    effort: Effort | None = None
    form_ok: bool | None = None
    pain: Pain | None = None
    skipped: bool = False
    source: Source = Source.ASSUMED
    note: Text = ""
    supersedes: Word | None = None
    """Id of the set that this one repeats and replaces."""
    seconds: Seconds = 0.0
    """Actual duration."""
    landings: Count = 0
    """Ground contacts per rep."""
    implements: Count = 1
    """Number of weights that make up the load: 16 kg with 2 implements is 2 × 8 kg."""

    @property
    def has_answer(self) -> bool:
        """Whether the person reported how it felt."""
        return self.effort is not None

    @property
    def reached_target(self) -> bool:
        """Whether the target was reached."""
        return not self.skipped and self.actual >= self.target


class PauseRecord(Struct, frozen=True):
    """A pause: its beginning in seconds from the session's start, and its length."""

    at: Seconds
    seconds: Seconds


class PlannedSet(Struct, frozen=True):
    """A set as planned, stored with what was done so that both can be compared later."""

    block: Word
    exercise: Word
    tier: TierName
    variant: Word
    set: Count
    side: Side
    unit: Unit
    target: Count
    load_kg: Kilograms = 0.0


class SessionRecord(Struct, frozen=True):
    """A whole session as stored. Moments are ISO 8601 in local time with its offset."""

    id: Id
    started_at: Word
    finished_at: Word
    status: Status
    title: Word
    programme: Word = ""
    outline: Word = ""
    rehearsal: bool = False
    note: Text = ""
    feel: Annotated[int, Meta(ge=1, le=10)] | None = None
    """How the session felt, 1 to 10."""
    pauses: Annotated[tuple[PauseRecord, ...], Meta(max_length=MOST_ITEMS)] = ()
    sets: Annotated[tuple[SetRecord, ...], Meta(max_length=MOST_ITEMS)] = ()
    planned: Annotated[tuple[PlannedSet, ...], Meta(max_length=MOST_ITEMS)] = ()
    estimated_s: WholeSeconds = 0
    active_s: WholeSeconds = 0
    """Seconds from start to end, without pauses."""
    edited_at: Word = ""
    deleted_at: Word | None = None
    schema: int = SCHEMA

    @property
    def effective_sets(self) -> tuple[SetRecord, ...]:
        """The sets without those superseded by a repetition."""
        return effective_sets(self.sets)

    @property
    def main_sets(self) -> tuple[SetRecord, ...]:
        """The effective sets of the main part."""
        return tuple(s for s in self.effective_sets if s.role is Role.MAIN)

    @property
    def deleted(self) -> bool:
        """Whether it is in the trash."""
        return self.deleted_at is not None

    @property
    def sets_done(self) -> int:
        """Sets of the main part that were done; each side is a set."""
        return len([1 for s in self.effective_sets if s.role is Role.MAIN and not s.skipped])

    @property
    def trained(self) -> bool:
        """Whether a set of the main part was done."""
        return any(s.role is Role.MAIN and not s.skipped for s in self.effective_sets)

    @property
    def sets_planned(self) -> int:
        """Sets of the main part as planned; those recorded where no plan was kept."""
        return len(self.planned) or len(self.main_sets)

    @property
    def landings_done(self) -> int:
        """Landings of the whole session; sets that were redone landed as well."""
        return sum(s.landings * s.actual for s in self.sets if not s.skipped)

    @property
    def unanswered_sets(self) -> tuple[SetRecord, ...]:
        """Sets of the main part that were done but not rated."""
        return tuple(s for s in self.main_sets if not s.skipped and not s.has_answer)


def effective_sets(sets: tuple[SetRecord, ...]) -> tuple[SetRecord, ...]:
    """The sets without those superseded by a repetition; a skipped repetition does not count."""
    if not any(s.supersedes for s in sets):
        return sets
    replaced = superseded_ids(sets)
    return tuple(s for s in sets if s.id not in replaced and not (s.supersedes and s.skipped))


def superseded_ids(sets: tuple[SetRecord, ...]) -> frozenset[str]:
    """Ids of the sets that were repeated, including through a chain with a skipped repetition."""
    earlier_ids = {s.id: s.supersedes for s in sets}
    replaced: set[str] = set()
    for record in sets:
        earlier = None if record.skipped else record.supersedes
        while earlier and earlier not in replaced:
            replaced.add(earlier)
            earlier = earlier_ids.get(earlier)
    return frozenset(replaced)


class Answer(Struct, frozen=True):
    """The person's report on one set; None leaves a value unchanged."""

    set: str
    """Id of the set it belongs to."""
    actual: int | None = None
    load_kg: float | None = None
    effort: Effort | None = None
    form_ok: bool | None = None
    pain: Pain | None = None
    note: str | None = None
    previous: SetRecord | None = None
    """The earlier set, to undo an answer; all other fields are then ignored."""


def apply_answer(record: SetRecord, answer: Answer) -> SetRecord:
    """The set with the answer applied.

    A different count makes the result entered; the same count or an effort alone makes an assumed
    one entered, so that one key answers the whole question. A result timed by the clock stays
    timed then. Undoing an answer keeps reported pain.
    """
    if answer.previous is not None:
        return replace(answer.previous, pain=record.pain)
    changes: dict[str, object] = {
        name: value
        for name in ("load_kg", "effort", "form_ok", "pain", "note")
        if (value := getattr(answer, name)) is not None
    }
    if answer.effort is not None and record.form_ok is None and "form_ok" not in changes:
        changes["form_ok"] = True
    if answer.actual is not None and answer.actual != record.actual:
        changes |= {
            "actual": max(0, answer.actual),
            "skipped": answer.actual <= 0,
            "source": Source.ENTERED,
        }
    elif (answer.actual is not None or answer.effort is not None) and (
        record.source is Source.ASSUMED
    ):
        changes["source"] = Source.ENTERED
    return replace(record, **changes)


def clear_effort(record: SetRecord) -> SetRecord:
    """The set without its effort.

    A count that was confirmed by the effort alone becomes assumed again; broken form and pain are
    kept.
    """
    confirmed = record.source is Source.ENTERED and record.actual == record.target
    return replace(
        record,
        effort=None,
        form_ok=None if record.form_ok else record.form_ok,
        source=Source.ASSUMED if confirmed else record.source,
    )


class Entry(Struct, frozen=True):
    """One session in the light index: what lists and statistics need without the whole record."""

    id: str
    started_at: str
    finished_at: str
    status: Status
    title: str
    programme: str
    rehearsal: bool
    deleted: bool
    month: str
    """The month file that holds it, such as `2026-11`."""
    exercises: tuple[str, ...] = ()
    sets_done: int = 0
    sets_planned: int = 0
    active_s: int = 0
    feel: int | None = None
    pain: bool = False
    notes: str = ""
    """The notes of the session and its sets, joined, for search."""
    tiers: tuple[TierName, ...] = field(default=())

    @property
    def trained(self) -> bool:
        """Whether a set of the main part was done."""
        return self.sets_done > 0
