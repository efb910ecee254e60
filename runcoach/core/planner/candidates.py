"""Candidates: the exercises that fit a person on a day, and at which tier each would be done."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.evidence import counting
from runcoach.core.coach.jump_clearance import landings_of
from runcoach.core.coach.ladder import start_of
from runcoach.core.coach.training_day import Day
from runcoach.core.model.exercise import Exercise, Tier, TierName, Use
from runcoach.core.model.focus import Need, is_leg, need_of, on_one_leg
from runcoach.core.model.profile import Experience, Profile, owned_load
from runcoach.core.model.standing import Standing, sets_at, value_at


class Candidate(Struct, frozen=True):
    """An exercise as it would be done today."""

    exercise: Exercise
    tier: Tier
    standing: Standing
    """With a load that the person owns."""

    @property
    def need(self) -> Need:
        """The need it serves."""
        return need_of(self.exercise)

    @property
    def value(self) -> int:
        """Reps or seconds of a set."""
        return value_at(self.tier.dose, self.standing)

    @property
    def sets(self) -> int:
        """Sets of its own dose."""
        return sets_at(self.tier.dose, self.standing)

    @property
    def one_leg(self) -> bool:
        """Each leg works by itself."""
        return on_one_leg(self.exercise, self.tier)

    def landings(self, sets: int, value: int | None = None) -> int:
        """The landings of that many sets."""
        return landings_of(self.tier, sets, self.value if value is None else value)


def candidate(exercise: Exercise, day: Day) -> Candidate | None:
    """The exercise as it would be done today, or None where it does not fit."""
    if day.spared & set(exercise.areas):
        return None
    if is_leg(exercise) and not day.rules.legs:
        return None
    if day.rules.halved and need_of(exercise) is not Need.MOBILITY:
        new = exercise.power or not done_before(exercise, day)
        if new:
            return None
    wanted = day.standings.get(exercise.id)
    if wanted is None:
        beginner = day.profile.experience is Experience.BEGINNER
        name = TierName.FOUNDATION if beginner else TierName.STANDARD
        wanted = start_of(exercise, name, day.profile)
    elif wanted.tier is TierName.CHALLENGE and day.first_sessions:
        wanted = start_of(exercise, TierName.STANDARD, day.profile)
    for tier in reversed(_up_to(exercise, wanted.tier)):
        jumps = tier.landings and not (day.gate.open and not day.profile.careful)
        if jumps or not day.profile.has(tier):
            continue
        standing = wanted
        if tier.tier is not wanted.tier:
            standing = start_of(exercise, tier.tier, day.profile)
        return Candidate(exercise, tier, _with_owned_load(standing, tier, day.profile))
    return None


def _up_to(exercise: Exercise, name: TierName) -> list[Tier]:
    order = list(TierName)
    rungs = [t for t in exercise.tiers if order.index(t.tier) <= order.index(name)]
    return rungs or [exercise.tiers[0]]


def _with_owned_load(standing: Standing, tier: Tier, profile: Profile) -> Standing:
    """The heaviest load owned that is not above the standing's own, else the lightest."""
    load_kg = owned_load(profile, tier, standing.load_kg) if tier.loaded else 0.0
    return standing if load_kg == standing.load_kg else replace(standing, load_kg=load_kg)


def done_before(exercise: Exercise, day: Day) -> bool:
    """Whether it is in the history: nothing else comes in the last days before a race."""
    names = {exercise.id, *exercise.formerly}
    return any(s.exercise in names for r in counting(day.history) for s in r.sets)


def candidates(need: Need, day: Day) -> tuple[Candidate, ...]:
    """Every exercise that serves a need and fits today, in the catalogue's order."""
    uses = (Use.WARM_UP, Use.COOL_DOWN, Use.MAIN) if need is Need.MOBILITY else (Use.MAIN,)
    return tuple(
        found
        for exercise in day.catalogue.exercises.values()
        if exercise.use in uses
        and need_of(exercise) is need
        and (found := candidate(exercise, day)) is not None
    )


def same_kind(exercise: Exercise, day: Day, taken: Iterable[str] = ()) -> tuple[Candidate, ...]:
    """Others of the same kind for one that the person won't do today, the nearest first.

    The same pattern comes before the same need; what the session has already is left out.
    """
    out = {exercise.id, *taken}
    found = [c for c in candidates(need_of(exercise), day) if c.exercise.id not in out]
    one_leg = exercise.one_sided
    return tuple(
        sorted(
            found,
            key=lambda c: (
                c.exercise.pattern is not exercise.pattern,
                c.exercise.one_sided is not one_leg,
            ),
        )
    )
