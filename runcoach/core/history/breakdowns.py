"""How the work was shared out: by muscle, by leg, against the plan, and where form broke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from runcoach.core.history.counting import Counted
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.focus import is_leg
from runcoach.core.model.plan import Side
from runcoach.core.model.records import PlannedSet, SetRecord


class MuscleTotal(Struct, frozen=True):
    """Sets in which one muscle did the work; a set counts for each of its main muscles."""

    muscle: str
    """Empty for exercises that the catalogue no longer has."""
    sets: int
    sessions: tuple[str, ...]


class Share(Struct, frozen=True):
    """A part of a whole, with the sessions that made it."""

    part: int
    whole: int
    sessions: tuple[str, ...]

    @property
    def ratio(self) -> float | None:
        """Part by whole; None where there is no whole."""
        return self.part / self.whole if self.whole else None


class AgainstPlan(Struct, frozen=True):
    """Sets done of the sets planned, for the sessions that kept their plan."""

    planned: int
    done: int
    """Planned sets of which something was done: same exercise, set and side."""
    met: int
    """Planned sets that reached the planned dose, at the planned tier."""
    extra: int
    """Sets done beyond the plan, stand-ins included."""
    sessions: tuple[str, ...]


class FormTotal(Struct, frozen=True):
    """How often form broke in one exercise, of the sets that were asked about."""

    exercise: str
    broke: int
    asked: int
    sessions: tuple[str, ...]
    """Ids of the sessions in which it broke."""


def by_muscle(counted: Sequence[Counted], catalogue: Catalogue) -> tuple[MuscleTotal, ...]:
    """Sets for each muscle that did the work, most first."""
    sets: Counter[str] = Counter()
    sessions: dict[str, dict[str, None]] = {}
    known = _Known(catalogue)
    for session in counted:
        for done in session.sets:
            exercise = known.exercise(done.exercise)
            muscles = exercise.tier(done.tier).muscles.main if exercise is not None else ("",)
            for muscle in muscles:
                sets[muscle] += 1
                sessions.setdefault(muscle, {})[session.id] = None
    return tuple(
        MuscleTotal(muscle, count, tuple(sessions[muscle]))
        for muscle, count in sorted(sets.items(), key=lambda item: (-item[1], item[0]))
    )


def one_legged(counted: Sequence[Counted], catalogue: Catalogue) -> Share:
    """One-sided and split-stance sets among the leg sets; left and right are one set.

    Source: COACHING, one leg at a time. Exercises that the catalogue no longer has are left out,
    for nothing tells which limb they trained.
    """
    part = whole = 0
    sessions = []
    known = _Known(catalogue)
    for session in counted:
        of_session = 0
        by_exercise: dict[str, list[SetRecord]] = {}
        for done in session.sets:
            by_exercise.setdefault(done.exercise, []).append(done)
        for id, sets in by_exercise.items():
            exercise = known.exercise(id)
            if exercise is None or not is_leg(exercise):
                continue
            two, one = _pairs(sets)
            of_session += two + one
            part += two + one if exercise.one_sided else one
        whole += of_session
        if of_session:
            sessions.append(session.id)
    return Share(part, whole, tuple(sessions))


def against_plan(counted: Sequence[Counted]) -> AgainstPlan:
    """What was done of what was planned; sessions without a kept plan are left out."""
    planned = done = met = extra = 0
    sessions = []
    for session in counted:
        if not session.planned:
            continue
        sessions.append(session.id)
        open_sets: dict[tuple[str, int, Side], list[SetRecord]] = {}
        for record in session.sets:
            open_sets.setdefault(_place(record), []).append(record)
        of_plan = 0
        for wanted in session.planned:
            found = open_sets.get(_place(wanted))
            if found:
                of_plan += 1
                met += _met(wanted, found.pop(0))
        planned += len(session.planned)
        done += of_plan
        extra += len(session.sets) - of_plan
    return AgainstPlan(planned, done, met, extra, tuple(sessions))


def form_broke(counted: Sequence[Counted], catalogue: Catalogue) -> tuple[FormTotal, ...]:
    """The exercises in which form broke, most often first; by their present id."""
    broke: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    sessions: dict[str, dict[str, None]] = {}
    known = _Known(catalogue)
    for session in counted:
        for done in session.sets:
            if done.form_ok is None:
                continue
            exercise = known.exercise(done.exercise)
            id = exercise.id if exercise is not None else done.exercise
            asked[id] += 1
            if not done.form_ok:
                broke[id] += 1
                sessions.setdefault(id, {})[session.id] = None
    order = sorted(broke, key=lambda id: (-broke[id], -broke[id] / asked[id], id))
    return tuple(FormTotal(id, broke[id], asked[id], tuple(sessions[id])) for id in order)


class _Known:
    """The catalogue's answers, remembered: a search by a former id walks every exercise."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[str, Exercise | None] = {}

    def exercise(self, id: str) -> Exercise | None:
        if id not in self._found:
            self._found[id] = self._catalogue.exercise(id)
        return self._found[id]


def _pairs(sets: list[SetRecord]) -> tuple[int, int]:
    """Sets on both legs at once, and one-sided ones with left and right as one."""
    sides = Counter(done.side for done in sets)
    one = max(sides[Side.LEFT], sides[Side.RIGHT]) + sides[Side.ALTERNATE]
    return sides[Side.BOTH], one


def _place(record: SetRecord | PlannedSet) -> tuple[str, int, Side]:
    return record.exercise, record.set, record.side


def _met(wanted: PlannedSet, done: SetRecord) -> bool:
    return (
        done.tier is wanted.tier
        and done.unit is wanted.unit
        and done.actual >= wanted.target
        and done.load_kg >= wanted.load_kg
    )
