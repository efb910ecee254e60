"""Fitting: how many of the picked exercises and sets fill the asked minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.rulebook import Why
from runcoach.core.model.focus import LEG_NEEDS
from runcoach.core.planner.candidates import Candidate

MOST_SETS = 4
ALMOST = 0.05
"""An exercise or set is added as long as the length stays within 5 % above the asked time."""
WITHIN = 0.10


class Pick(Struct, frozen=True):
    """An exercise picked, with its sets and the reason."""

    candidate: Candidate
    sets: int
    why: Why
    most_sets: int = MOST_SETS
    value: int | None = None
    """Reps instead of the standing's, where landings are limited."""

    @property
    def leg_sets(self) -> tuple[int, int]:
        """Leg sets on one leg, and on both; left and right are one set."""
        if self.candidate.need not in LEG_NEEDS:
            return 0, 0
        return (self.sets, 0) if self.candidate.one_leg else (0, self.sets)

    @property
    def landings(self) -> int:
        """Landings of all its sets."""
        return self.candidate.landings(self.sets, self.value)


Length = Callable[[Sequence[Pick]], float]
"""The seconds of a session made of these picks."""


def allowed(picks: Sequence[Pick], landings: int) -> bool:
    """At least half of the leg sets on one leg, and no more landings than allowed."""
    one = sum(p.leg_sets[0] for p in picks)
    both = sum(p.leg_sets[1] for p in picks)
    return one >= both and sum(p.landings for p in picks) <= landings


def fit(picks: Sequence[Pick], seconds: float, landings: int, length: Length) -> tuple[Pick, ...]:
    """The picks that fill the time, in the order given, as near to it as sets allow.

    A pick that is not allowed yet (both legs before one) waits until others are in.
    """
    chosen: list[Pick] = []
    waiting = list(picks)
    most = seconds * (1 + ALMOST)
    number = 0
    while number < len(waiting):
        pick = waiting[number]
        if not allowed([*chosen, replace(pick, sets=1)], landings):
            number += 1
            continue
        waiting.remove(pick)
        found = _fitting(chosen, pick, most, landings, length)
        if found is not None:
            chosen.append(found)
            number = 0
    _add_sets(chosen, seconds, landings, length)
    order = [p.candidate.exercise.id for p in picks]
    return tuple(sorted(chosen, key=lambda p: order.index(p.candidate.exercise.id)))


def _fitting(
    chosen: Sequence[Pick], pick: Pick, most: float, landings: int, length: Length
) -> Pick | None:
    """The pick with as many of its sets as still fit; the first one comes in with one set."""
    for sets in range(pick.sets, 0, -1):
        fewer = replace(pick, sets=sets)
        trial = [*chosen, fewer]
        if not allowed(trial, landings):
            continue
        if (not chosen and sets == 1) or length(trial) <= most:
            return fewer
    return None


def _add_sets(chosen: list[Pick], seconds: float, landings: int, length: Length) -> None:
    """Sets from the first exercise on, evenly, until the time is nearly full."""
    full = False
    while not full and length(chosen) < seconds * (1 - ALMOST):
        full = True
        for index in sorted(range(len(chosen)), key=lambda i: (chosen[i].sets, i)):
            pick = chosen[index]
            if pick.sets >= pick.most_sets:
                continue
            trial = list(chosen)
            trial[index] = replace(pick, sets=pick.sets + 1)
            if allowed(trial, landings) and length(trial) <= seconds * (1 + ALMOST):
                chosen[:] = trial
                full = False
                break
