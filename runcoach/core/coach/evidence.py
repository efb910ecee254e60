"""Evidence: what the history shows of one exercise, and which of it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, TierName
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import Effort, SessionRecord, SetRecord, Source, Status

WINDOW_DAYS = 28
"""How far back a record still is evidence (practice)."""
BEATEN_REPS = 3
BEATEN_SECONDS = 15
"""What a target is beaten by at once: "15 with ease is too light" on 10 to 12 (article)."""

_WELL = (Effort.EASY, Effort.RIGHT)


class Seen(Struct, frozen=True):
    """One set that a decision rests on, and the day it was done."""

    set: str
    """Id of the set."""
    day: str
    """ISO date."""


class ExerciseRecord(Struct, frozen=True):
    """What one session shows of one exercise at one tier, target and load."""

    session: str
    started_at: str
    exercise: str
    tier: TierName
    target: int
    """Of one side, as the dose counts it, also where the sides alternated."""
    load_kg: float
    sets: tuple[SetRecord, ...]
    whole: bool
    """Every planned set is among them, none of them at another tier, target or load."""

    @property
    def day(self) -> date:
        """The day the session began."""
        return moment(self.started_at).date()

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Its sets, as evidence."""
        return tuple(Seen(s.id, self.day.isoformat()) for s in self.sets)

    @property
    def confirmed(self) -> bool:
        """Every set's result and effort is known: nothing was assumed or skipped."""
        return all(_known(s) and not s.skipped and s.answered for s in self.sets)

    @property
    def broken(self) -> bool:
        """The form of a set was lost."""
        return any(s.form_ok is False for s in self.sets)

    @property
    def hurt(self) -> bool:
        """A set hurt."""
        return any(hurts(s) for s in self.sets)

    @property
    def good(self) -> bool:
        """Every set met its dose, effort easy or right, form kept, no pain, nothing assumed."""
        return (
            self.whole
            and self.confirmed
            and not self.broken
            and not self.hurt
            and all(s.met and s.effort in _WELL for s in self.sets)
        )

    @property
    def beaten(self) -> bool:
        """Good, easy throughout, and every set went beyond its target by 3 reps or 15 s.

        Only self-paced sets and max tests can: paced reps and holds end at their target.
        """
        return self.good and all(
            s.effort is Effort.EASY and s.actual - s.target >= _margin(s) for s in self.sets
        )

    @property
    def poor(self) -> bool:
        """A set that is known missed its dose, failed or lost form."""
        return any(
            s.form_ok is False or (_known(s) and (not s.met or s.effort is Effort.FAILED))
            for s in self.sets
        )

    @property
    def failed(self) -> bool:
        """Every set is known to have failed."""
        return all(_known(s) and (s.effort is Effort.FAILED or s.actual <= 0) for s in self.sets)


def moment(text: str) -> datetime:
    """A moment as records write it."""
    return datetime.fromisoformat(text)


def dose_target(record: SetRecord) -> int:
    """A set's target as its dose counts it: of one side where the sides alternated."""
    return record.target // _sides(record)


def hurts(record: SetRecord) -> bool:
    """Whether pain was reported; a level of 0 is none."""
    return record.pain is not None and (record.pain.level > 0 or record.pain.sharp)


def counting(sessions: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """The sessions that count, newest first: no rehearsals, nothing deleted or thrown away.

    One in which no set of the main part was done is no training.
    """
    counted = (
        s
        for s in sessions
        if not s.rehearsal
        and s.deleted_at is None
        and s.status is not Status.DISCARDED
        and any(done.role is Role.MAIN and not done.skipped for done in s.counted)
    )
    return tuple(sorted(counted, key=lambda s: (moment(s.started_at), s.id), reverse=True))


def exercise_records(
    exercise: Exercise, sessions: Iterable[SessionRecord]
) -> tuple[ExerciseRecord, ...]:
    """All that the counting sessions show of one exercise, newest first.

    Sessions in which the tier, target or load changed give a record for each, none of it whole.
    """
    return tuple(each_record(exercise, sessions))


def each_record(exercise: Exercise, sessions: Iterable[SessionRecord]) -> Iterator[ExerciseRecord]:
    """The same one by one, for who may stop at the first."""
    names = {exercise.id, *exercise.formerly}
    for session in counting(sessions):
        yield from _of_session(exercise, names, session)


def _of_session(
    exercise: Exercise, names: Collection[str], session: SessionRecord
) -> tuple[ExerciseRecord, ...]:
    groups: dict[tuple[TierName, int, float], list[SetRecord]] = {}
    for done in session.main_sets:
        if done.exercise in names:
            groups.setdefault((done.tier, dose_target(done), done.load_kg), []).append(done)
    planned = sum(p.exercise in names for p in session.planned)
    done_sets = sum(len(group) for group in groups.values())
    whole = len(groups) == 1 and done_sets >= planned
    return tuple(
        ExerciseRecord(
            session.id, session.started_at, exercise.id, tier, target, load, tuple(group), whole
        )
        for (tier, target, load), group in reversed(groups.items())
    )


def _known(record: SetRecord) -> bool:
    return record.source is not Source.ASSUMED


def _margin(record: SetRecord) -> int:
    return BEATEN_SECONDS if record.unit is Unit.SECONDS else BEATEN_REPS * _sides(record)


def _sides(record: SetRecord) -> int:
    return 2 if record.side is Side.ALTERNATE and record.unit is Unit.REPS else 1
