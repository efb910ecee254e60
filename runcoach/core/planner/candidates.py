"""Candidates: the exercises that fit a person on a day, each at the tier it would be done at."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.jump_clearance import count_landings
from runcoach.core.coach.ladder import starting_standing
from runcoach.core.coach.training_day import TrainingDay
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.exercise import Exercise, Tier, TierName, Use
from runcoach.core.model.focus import Need, is_leg_work, is_one_legged, need_of
from runcoach.core.model.profile import Experience, Profile, choose_owned_load
from runcoach.core.model.standing import Standing, sets_at, value_at


class Candidate(Struct, frozen=True):
    """An exercise as it would be done today."""

    exercise: Exercise
    tier: Tier
    standing: Standing
    """With a load that the person owns."""

    @property
    def need(self) -> Need:
        """The need that it serves."""
        return need_of(self.exercise)

    @property
    def value(self) -> int:
        """Reps or seconds of a set."""
        return value_at(self.tier.dose, self.standing)

    @property
    def sets(self) -> int:
        """Sets of its dose at this standing."""
        return sets_at(self.tier.dose, self.standing)

    @property
    def one_leg(self) -> bool:
        """Whether each leg works by itself, or in a split stance."""
        return is_one_legged(self.exercise, self.tier)

    def landings(self, sets: int, value: int | None = None) -> int:
        """The landings of that many sets, of `value` reps or seconds if given."""
        return count_landings(self.tier, sets, self.value if value is None else value)


def find_candidate(exercise: Exercise, day: TrainingDay) -> Candidate | None:
    """Return the exercise as it would be done today, or None if it does not fit.

    It doesn't if it loads a spared area, is not for a body like this, works the legs on a day
    without legs, is new in Taper, or needs equipment or jump clearance that the person lacks at
    every tier up to theirs.
    """
    if day.profile.body_needs.intersection(exercise.not_for):
        return None
    if is_leg_work(exercise) and not day.rules.legs:
        return None
    trained = need_of(exercise) is not Need.MOBILITY
    if day.rules.halved and trained and not was_done_before(exercise, day):
        return None
    wanted = day.standings.get(exercise.id)
    if wanted is None:
        beginner = day.profile.experience is Experience.BEGINNER
        name = TierName.FOUNDATION if beginner else TierName.STANDARD
        wanted = starting_standing(exercise, name, day.profile)
    elif wanted.tier is TierName.CHALLENGE and day.first_sessions:
        wanted = starting_standing(exercise, TierName.STANDARD, day.profile)
    for tier in reversed(_up_to(exercise, wanted.tier)):
        if day.profile.body_needs.intersection(tier.not_for):
            continue
        if day.spared.intersection(tier.areas or exercise.areas):
            continue
        waits = exercise.needs_clearance(tier) and not day.allows_jumps
        if waits or not day.profile.has_equipment_for(tier):
            continue
        standing = wanted
        if tier.tier is not wanted.tier:
            standing = starting_standing(exercise, tier.tier, day.profile)
        return Candidate(exercise, tier, _with_owned_load(standing, tier, day.profile))
    return None


def _up_to(exercise: Exercise, name: TierName) -> list[Tier]:
    order = list(TierName)
    rungs = [t for t in exercise.tiers if order.index(t.tier) <= order.index(name)]
    return rungs or [exercise.tiers[0]]


def _with_owned_load(standing: Standing, tier: Tier, profile: Profile) -> Standing:
    """With the heaviest owned load up to the standing's, else the lightest owned."""
    load_kg = choose_owned_load(profile, tier, standing.load_kg) if tier.loaded else 0.0
    return standing if load_kg == standing.load_kg else replace(standing, load_kg=load_kg)


def was_done_before(exercise: Exercise, day: TrainingDay) -> bool:
    """Whether the exercise is in the history; nothing new comes in the last days before a race."""
    names = {exercise.id, *exercise.formerly}
    return any(s.exercise in names for r in training_sessions(day.history) for s in r.sets)


def find_candidates(need: Need, day: TrainingDay) -> tuple[Candidate, ...]:
    """Return every exercise that serves a need and fits today, in the catalogue's order."""
    uses = (Use.WARM_UP, Use.COOL_DOWN, Use.MAIN) if need is Need.MOBILITY else (Use.MAIN,)
    return tuple(
        found
        for exercise in day.catalogue.exercises.values()
        if exercise.use in uses
        and need_of(exercise) is need
        and (found := find_candidate(exercise, day)) is not None
    )


def find_similar(
    exercise: Exercise, day: TrainingDay, taken: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """Return the candidates that serve the same need as an exercise, the most similar first.

    Those of the same pattern come first. The exercise itself and the ids in `taken` are left out.
    """
    excluded = {exercise.id, *taken}
    others = [c for c in find_candidates(need_of(exercise), day) if c.exercise.id not in excluded]
    one_leg = exercise.one_sided
    return tuple(
        sorted(
            others,
            key=lambda c: (
                c.exercise.pattern is not exercise.pattern,
                c.exercise.one_sided is not one_leg,
            ),
        )
    )
