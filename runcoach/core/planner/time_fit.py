"""Fitting picks to the requested minutes: which exercises to include, and how many sets of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.rulebook import Reason
from runcoach.core.model.focus import LEG_LIFTS
from runcoach.core.planner.candidates import Candidate
from runcoach.core.planner.prescriptions import MOST_SETS

MARGIN = 0.05
"""An exercise or set is added while the length stays within 5 % above the requested time."""


class Pick(Struct, frozen=True):
    """An exercise picked for a session, with its sets and the reason."""

    candidate: Candidate
    sets: int
    reason: Reason
    most_sets: int = MOST_SETS
    value: int | None = None
    """Reps or seconds where they differ from what the standing's step asks for; else None."""
    rest_s: int | None = None
    """Rest that the block asks for; None for the tier's own."""

    @property
    def leg_sets(self) -> tuple[int, int]:
        """Knee and hinge sets on one leg, and on both; left and right together are one set."""
        if self.candidate.need not in LEG_LIFTS:
            return 0, 0
        return (self.sets, 0) if self.candidate.one_leg else (0, self.sets)

    @property
    def landings(self) -> int:
        """Landings of all its sets together."""
        return self.candidate.landings(self.sets, self.value)


Length = Callable[[Sequence[Pick]], float]
"""Seconds that a session of these picks takes."""


class Limits(Struct, frozen=True):
    """What a session must keep to."""

    landings: int
    sets: int | None = None
    """Most sets of all exercises; None for no limit."""
    fill: bool = True
    """Sets are added until the time is nearly full."""


def is_allowed(picks: Sequence[Pick], limits: Limits) -> bool:
    """Whether half of the knee and hinge sets are on one leg, and the limits are kept."""
    if limits.sets is not None and sum(p.sets for p in picks) > limits.sets:
        return False
    one = sum(p.leg_sets[0] for p in picks)
    both = sum(p.leg_sets[1] for p in picks)
    return one >= both and sum(p.landings for p in picks) <= limits.landings


def fit_to_time(
    picks: Sequence[Pick], seconds: float, limits: Limits, length: Length
) -> tuple[Pick, ...]:
    """Return the picks that fill `seconds`, in their order, as close to it as sets allow.

    A pick that is not allowed yet (both legs before one) waits until another one is included.
    """
    chosen: list[Pick] = []
    waiting = list(picks)
    most = seconds * (1 + MARGIN)
    index = 0
    while index < len(waiting):
        pick = waiting[index]
        if not is_allowed([*chosen, replace(pick, sets=1)], limits):
            index += 1
            continue
        waiting.remove(pick)
        fitted = _with_sets_that_fit(chosen, pick, most, limits, length)
        if fitted is not None:
            chosen.append(fitted)
            index = 0
    if limits.fill:
        _add_sets(chosen, seconds, limits, length)
    order = [p.candidate.exercise.id for p in picks]
    return tuple(sorted(chosen, key=lambda p: order.index(p.candidate.exercise.id)))


def _with_sets_that_fit(
    chosen: Sequence[Pick], pick: Pick, most: float, limits: Limits, length: Length
) -> Pick | None:
    """The pick with as many sets as fit into `most` seconds; the first pick gets one set anyway."""
    for sets in range(pick.sets, 0, -1):
        fewer = replace(pick, sets=sets)
        trial = [*chosen, fewer]
        if not is_allowed(trial, limits):
            continue
        if (not chosen and sets == 1) or length(trial) <= most:
            return fewer
    return None


def _add_sets(chosen: list[Pick], seconds: float, limits: Limits, length: Length) -> None:
    """Add sets evenly, from the first exercise on, until the time is nearly full."""
    full = False
    while not full and length(chosen) < seconds * (1 - MARGIN):
        full = True
        for index in sorted(range(len(chosen)), key=lambda i: (chosen[i].sets, i)):
            pick = chosen[index]
            if pick.sets >= pick.most_sets:
                continue
            trial = list(chosen)
            trial[index] = replace(pick, sets=pick.sets + 1)
            if is_allowed(trial, limits) and length(trial) <= seconds * (1 + MARGIN):
                chosen[:] = trial
                full = False
                break
