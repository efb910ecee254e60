"""Breakdowns of the work done: by muscle, on one leg, against the plan, and by broken form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from runcoach.core.history.counting import CountedSession
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.focus import is_leg_work
from runcoach.core.model.plan import Side
from runcoach.core.model.records import PlannedSet, SetRecord


class MuscleTotal(Struct, frozen=True):
    """Sets for one muscle; a set counts for each of its prime movers."""

    muscle: str
    """Empty for exercises no longer in the catalogue."""
    sets: int
    sessions: tuple[str, ...]


class Share(Struct, frozen=True):
    """A part of a whole, with the sessions it was computed from."""

    part: int
    whole: int
    sessions: tuple[str, ...]

    @property
    def ratio(self) -> float | None:
        """Part divided by whole; None if the whole is 0."""
        return self.part / self.whole if self.whole else None


class PlanComparison(Struct, frozen=True):
    """Sets done against sets planned, over the sessions whose plan is recorded."""

    planned: int
    done: int
    """Planned sets done at least in part: same exercise, set number and side."""
    met: int
    """Planned sets that reached the planned target and load at the planned tier."""
    extra: int
    """Sets done that were not planned, including those of substitutes."""
    sessions: tuple[str, ...]


class FormBreaks(Struct, frozen=True):
    """How often form broke in one exercise, among the sets with an answer about form."""

    exercise: str
    broke: int
    asked: int
    sessions: tuple[str, ...]
    """Ids of the sessions in which form broke."""


def count_by_muscle(
    counted: Sequence[CountedSession], catalogue: Catalogue
) -> tuple[MuscleTotal, ...]:
    """Sets for each prime mover, most sets first."""
    sets: Counter[str] = Counter()
    sessions: dict[str, dict[str, None]] = {}
    lookup = _ExerciseLookup(catalogue)
    for session in counted:
        for done in session.sets:
            exercise = lookup.exercise(done.exercise)
            muscles = exercise.tier(done.tier).muscles.main if exercise is not None else ("",)
            for muscle in muscles:
                sets[muscle] += 1
                sessions.setdefault(muscle, {})[session.id] = None
    return tuple(
        MuscleTotal(muscle, count, tuple(sessions[muscle]))
        for muscle, count in sorted(sets.items(), key=lambda item: (-item[1], item[0]))
    )


def one_legged_share(counted: Sequence[CountedSession], catalogue: Catalogue) -> Share:
    """The share of one-legged and split-stance sets among leg sets; left and right are one set.

    Running is on one leg at a time (article). Exercises no longer in the catalogue are left out:
    the limb they trained is unknown.
    """
    part = whole = 0
    sessions = []
    lookup = _ExerciseLookup(catalogue)
    for session in counted:
        leg_sets = 0
        by_exercise: dict[str, list[SetRecord]] = {}
        for done in session.sets:
            by_exercise.setdefault(done.exercise, []).append(done)
        for id, sets in by_exercise.items():
            exercise = lookup.exercise(id)
            if exercise is None or not is_leg_work(exercise):
                continue
            both_legs, one_leg = _count_by_legs(sets)
            leg_sets += both_legs + one_leg
            part += both_legs + one_leg if exercise.one_sided else one_leg
        whole += leg_sets
        if leg_sets:
            sessions.append(session.id)
    return Share(part, whole, tuple(sessions))


def compare_with_plan(counted: Sequence[CountedSession]) -> PlanComparison:
    """What was done of what was planned; sessions without a recorded plan are left out."""
    planned = done = met = extra = 0
    sessions = []
    for session in counted:
        if not session.planned:
            continue
        sessions.append(session.id)
        open_sets: dict[tuple[str, int, Side], list[SetRecord]] = {}
        for record in session.sets:
            open_sets.setdefault(_set_key(record), []).append(record)
        matched = 0
        for wanted in session.planned:
            candidates = open_sets.get(_set_key(wanted))
            if candidates:
                matched += 1
                met += _met(wanted, candidates.pop(0))
        planned += len(session.planned)
        done += matched
        extra += len(session.sets) - matched
    return PlanComparison(planned, done, met, extra, tuple(sessions))


def count_form_breaks(
    counted: Sequence[CountedSession], catalogue: Catalogue
) -> tuple[FormBreaks, ...]:
    """The exercises in which form broke, under their current ids, most often first."""
    broke: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    sessions: dict[str, dict[str, None]] = {}
    lookup = _ExerciseLookup(catalogue)
    for session in counted:
        for done in session.sets:
            if done.form_ok is None:
                continue
            exercise = lookup.exercise(done.exercise)
            id = exercise.id if exercise is not None else done.exercise
            asked[id] += 1
            if not done.form_ok:
                broke[id] += 1
                sessions.setdefault(id, {})[session.id] = None
    order = sorted(broke, key=lambda id: (-broke[id], -broke[id] / asked[id], id))
    return tuple(FormBreaks(id, broke[id], asked[id], tuple(sessions[id])) for id in order)


class _ExerciseLookup:
    """Cached lookups in the catalogue: a search by a former id visits every exercise."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._cache: dict[str, Exercise | None] = {}

    def exercise(self, id: str) -> Exercise | None:
        if id not in self._cache:
            self._cache[id] = self._catalogue.exercise(id)
        return self._cache[id]


def _count_by_legs(sets: list[SetRecord]) -> tuple[int, int]:
    """Sets on both legs at once, and sets on one leg, with left and right as one set."""
    sides = Counter(done.side for done in sets)
    one_leg = max(sides[Side.LEFT], sides[Side.RIGHT]) + sides[Side.ALTERNATE]
    return sides[Side.BOTH], one_leg


def _set_key(record: SetRecord | PlannedSet) -> tuple[str, int, Side]:
    return record.exercise, record.set, record.side


def _met(wanted: PlannedSet, done: SetRecord) -> bool:
    return (
        done.tier is wanted.tier
        and done.unit is wanted.unit
        and done.actual >= wanted.target
        and done.load_kg >= wanted.load_kg
    )
