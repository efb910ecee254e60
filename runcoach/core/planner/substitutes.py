"""Substitutes within a session, for exercises that hurt or that the person won't do today."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.training_day import TrainingDay
from runcoach.core.model.exercise import Exercise, Use
from runcoach.core.model.focus import LEG_NEEDS
from runcoach.core.planner.candidates import Candidate, find_similar


class Substitution(Struct, frozen=True):
    """One exercise to be removed from the rest of a session, and its substitute."""

    replaced: str
    """Id of the exercise whose remaining blocks are removed."""
    substitute: Candidate | None
    """None where nothing similar fits: the exercise is dropped."""
    reason: Reason


def substitute_for_pain(
    area: str,
    remaining: Sequence[str],
    day: TrainingDay,
    hurting: str = "",
    done: Sequence[str] = (),
) -> tuple[Substitution, ...]:
    """Return a swap for each of the `remaining` exercises (ids) that loads an area.

    `hurting`, the exercise that hurt, is replaced whatever it is said to load. Exercises already
    `done` don't come again, jumps are never a substitute, and only exercises of the main part get
    one: moves of a warm-up or a cool-down are dropped.
    """
    no_jumps = replace(day.jump_clearance, granted=False)
    day = replace(day, spared=day.spared | {area}, jump_clearance=no_jumps)
    taken = {*remaining, *done, hurting}
    swaps = []
    for id in dict.fromkeys(remaining):
        exercise = day.catalogue.exercise(id)
        if exercise is None or (area not in exercise.areas and id != hurting):
            continue
        main = exercise.use is Use.MAIN
        instead = next(iter(_substitutes(exercise, day, taken)), None) if main else None
        if instead is None:
            reason = cite_rule("pain-dropped", out=exercise.name, area=area)
        else:
            taken.add(instead.exercise.id)
            reason = cite_rule("pain-swapped", name=instead.tier.name, out=exercise.name, area=area)
        swaps.append(Substitution(id, instead, reason))
    return tuple(swaps)


def find_substitute(
    exercise: Exercise, day: TrainingDay, taken: Sequence[str] = (), another: int = 0
) -> Substitution | None:
    """Return a swap for a similar exercise that is not in `taken`, or None if there is none.

    `another` counts up to get the next choice each time.
    """
    similar = find_similar(exercise, day, taken)
    if not similar:
        return None
    chosen = similar[another % len(similar)]
    return Substitution(
        exercise.id, chosen, cite_rule("swap", name=chosen.tier.name, out=exercise.name)
    )


def _substitutes(exercise: Exercise, day: TrainingDay, taken: set[str]) -> tuple[Candidate, ...]:
    """Similar exercises; on one leg if the exercise is leg work on one leg."""
    similar = find_similar(exercise, day, taken)
    if exercise.one_sided and similar and similar[0].need in LEG_NEEDS:
        return tuple(c for c in similar if c.one_leg)
    return similar
