"""Fitting picks to the requested minutes: which exercises to include, and how many sets of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.rulebook import Reason
from runcoach.core.model.focus import LEG_NEEDS
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
    """Reps where the landings allow fewer than the standing asks for; else None."""

    @property
    def leg_sets(self) -> tuple[int, int]:
        """Leg sets on one leg, and on both legs; left and right together are one set."""
        if self.candidate.need not in LEG_NEEDS:
            return 0, 0
        return (self.sets, 0) if self.candidate.one_leg else (0, self.sets)

    @property
    def landings(self) -> int:
        """Landings of all its sets together."""
        return self.candidate.landings(self.sets, self.value)


Length = Callable[[Sequence[Pick]], float]
"""Seconds that a session of these picks takes."""


def is_allowed(picks: Sequence[Pick], landings: int) -> bool:
    """Whether at least half of the leg sets are on one leg, and the landings are in the limit."""
    one = sum(p.leg_sets[0] for p in picks)
    both = sum(p.leg_sets[1] for p in picks)
    return one >= both and sum(p.landings for p in picks) <= landings


def fit_to_time(
    picks: Sequence[Pick], seconds: float, landings: int, length: Length
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
        if not is_allowed([*chosen, replace(pick, sets=1)], landings):
            index += 1
            continue
        waiting.remove(pick)
        fitted = _with_sets_that_fit(chosen, pick, most, landings, length)
        if fitted is not None:
            chosen.append(fitted)
            index = 0
    _add_sets(chosen, seconds, landings, length)
    order = [p.candidate.exercise.id for p in picks]
    return tuple(sorted(chosen, key=lambda p: order.index(p.candidate.exercise.id)))


def _with_sets_that_fit(
    chosen: Sequence[Pick], pick: Pick, most: float, landings: int, length: Length
) -> Pick | None:
    """The pick with as many sets as fit into `most` seconds; the first pick gets one set anyway."""
    for sets in range(pick.sets, 0, -1):
        fewer = replace(pick, sets=sets)
        trial = [*chosen, fewer]
        if not is_allowed(trial, landings):
            continue
        if (not chosen and sets == 1) or length(trial) <= most:
            return fewer
    return None


def _add_sets(chosen: list[Pick], seconds: float, landings: int, length: Length) -> None:
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
            if is_allowed(trial, landings) and length(trial) <= seconds * (1 + MARGIN):
                chosen[:] = trial
                full = False
                break
