"""Swaps within a session: what stands in for what hurts, and for what one won't do today."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.rulebook import Why, why
from runcoach.core.coach.training_day import Day
from runcoach.core.model.exercise import Exercise, Use
from runcoach.core.model.focus import LEG_NEEDS
from runcoach.core.planner.candidates import Candidate, same_kind


class Swap(Struct, frozen=True):
    """One exercise of the rest of a session that goes, and what comes in its place."""

    out: str
    """Id of the exercise whose remaining blocks go."""
    instead: Candidate | None
    """None where nothing of its kind fits: it is dropped."""
    why: Why


def spare(
    area: str, remaining: Sequence[str], day: Day, hurting: str = "", done: Sequence[str] = ()
) -> tuple[Swap, ...]:
    """For every exercise that is left and loads the area: a swap, or it is dropped.

    The exercise that hurt (`hurting`) is dropped as well, whatever it is said to load. What the
    session has `done` already does not come in again, and no jump is brought in by a swap.
    """
    day = replace(day, spared=day.spared | {area}, gate=replace(day.gate, open=False))
    taken = {*remaining, *done, hurting}
    swaps = []
    for id in dict.fromkeys(remaining):
        exercise = day.catalogue.exercise(id)
        if exercise is None or (area not in exercise.areas and id != hurting):
            continue
        # A warm-up or a stretch that goes is not worth another.
        main = exercise.use is Use.MAIN
        instead = next(iter(_fresh(exercise, day, taken)), None) if main else None
        if instead is None:
            said = why("pain-dropped", out=exercise.name, area=area)
        else:
            taken.add(instead.exercise.id)
            said = why("pain-swapped", name=instead.tier.name, out=exercise.name, area=area)
        swaps.append(Swap(id, instead, said))
    return tuple(swaps)


def instead_of(
    exercise: Exercise, day: Day, taken: Sequence[str] = (), another: int = 0
) -> Swap | None:
    """Another exercise of the same kind; `another` counts up for the next choice."""
    found = same_kind(exercise, day, taken)
    if not found:
        return None
    chosen = found[another % len(found)]
    return Swap(exercise.id, chosen, why("swap", name=chosen.tier.name, out=exercise.name))


def _fresh(exercise: Exercise, day: Day, taken: set[str]) -> tuple[Candidate, ...]:
    """Of the same kind, and for legs on one leg where the one that goes was."""
    found = same_kind(exercise, day, taken)
    if exercise.one_sided and found and found[0].need in LEG_NEEDS:
        return tuple(c for c in found if c.one_leg)
    return found
