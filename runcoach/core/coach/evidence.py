"""Evidence: what the history shows about one exercise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from msgspec import Struct

from runcoach.core.history.counting import training_sessions
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Effort, SessionRecord, SetRecord, Source

WINDOW_DAYS = 28
"""Older records are no evidence (practice)."""
BEATEN_REPS = 3
BEATEN_SECONDS = 15
"""A target exceeded by this much is too light at once: "15 with ease" on 10 to 12 (article)."""
SHORT_BY = 0.1
"""Work that falls short by more than this, twice in a row, asks for a step down (practice)."""

_WELL = (Effort.EASY, Effort.RIGHT)


class CitedSet(Struct, frozen=True):
    """One set cited as evidence for a decision, and the day it was done."""

    set: str
    """Id of the set."""
    day: str
    """ISO date."""


class ExerciseRecord(Struct, frozen=True):
    """The sets of one exercise in one session, at one tier, target and load."""

    session: str
    started_at: str
    exercise: str
    tier: TierName
    target: int
    """Reps or seconds of one side, even where the sides alternated."""
    load_kg: float
    sets: tuple[SetRecord, ...]
    whole: bool
    """Every planned set is included, and none was at another tier, target or load."""

    @property
    def day(self) -> date:
        """The day on which the session began."""
        return parse_moment(self.started_at).date()

    @property
    def cited_sets(self) -> tuple[CitedSet, ...]:
        """Its sets, cited as evidence."""
        return tuple(CitedSet(s.id, self.day.isoformat()) for s in self.sets)

    @property
    def confirmed(self) -> bool:
        """Whether every set has its result and effort, with nothing assumed or skipped."""
        return all(_is_measured(s) and not s.skipped and s.has_answer for s in self.sets)

    @property
    def form_broken(self) -> bool:
        """Whether form broke in a set."""
        return any(s.form_ok is False for s in self.sets)

    @property
    def painful(self) -> bool:
        """Whether pain was reported in a set."""
        return any(reported_pain(s) for s in self.sets)

    @property
    def good(self) -> bool:
        """Whether every set met its target with easy or right effort, form kept and no pain.

        Nothing may be assumed or missing.
        """
        return (
            self.whole
            and self.confirmed
            and not self.form_broken
            and not self.painful
            and all(s.reached_target and s.effort in _WELL for s in self.sets)
        )

    @property
    def easy(self) -> bool:
        """Whether it is good, and every set felt easy."""
        return self.good and all(s.effort is Effort.EASY for s in self.sets)

    @property
    def beaten(self) -> bool:
        """Whether it is good, easy throughout, and 3 reps or 15 s beyond the target in every set.

        Only self-paced sets and max tests can be: paced reps and holds end at their target.
        """
        return self.good and all(
            s.effort is Effort.EASY and s.actual - s.target >= _margin(s) for s in self.sets
        )

    @property
    def short(self) -> bool:
        """Whether the measured sets together fell short by more than a tenth.

        One missed rep is no step down.
        """
        measured = [s for s in self.sets if _is_measured(s)]
        done = sum(min(s.actual, s.target) for s in measured)
        return done < (1 - SHORT_BY) * sum(s.target for s in measured)

    @property
    def failed(self) -> bool:
        """Whether every set was measured and failed."""
        return all(
            _is_measured(s) and (s.effort is Effort.FAILED or s.actual <= 0) for s in self.sets
        )


def dose_target(record: SetRecord) -> int:
    """Return a set's target as its dose states it: of one side where the sides alternated."""
    return record.target // _sides(record)


def reported_pain(record: SetRecord) -> bool:
    """Whether pain was reported in a set; a level of 0 is none."""
    return record.pain is not None and (record.pain.level > 0 or record.pain.sharp)


def find_exercise_records(
    exercise: Exercise, sessions: Iterable[SessionRecord]
) -> tuple[ExerciseRecord, ...]:
    """Return the records of one exercise in all sessions that count, newest first.

    A session in which the tier, target or load changed gives a record for each, none of it whole.
    """
    return tuple(iter_exercise_records(exercise, sessions))


def iter_exercise_records(
    exercise: Exercise, sessions: Iterable[SessionRecord]
) -> Iterator[ExerciseRecord]:
    """Lazy form of `find_exercise_records`, for callers that stop early."""
    names = {exercise.id, *exercise.formerly}
    for session in training_sessions(sessions):
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


def _is_measured(record: SetRecord) -> bool:
    return record.source is not Source.ASSUMED


def _margin(record: SetRecord) -> int:
    return BEATEN_SECONDS if record.unit is Unit.SECONDS else BEATEN_REPS * _sides(record)


def _sides(record: SetRecord) -> int:
    return 2 if record.side is Side.ALTERNATE and record.unit is Unit.REPS else 1
