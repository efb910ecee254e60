"""Standings: a person's tier, step and load on each exercise, folded from recorded changes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from runcoach.core.model.dates import parse_moment
from runcoach.core.model.dose import Dose
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Count, Kilograms

SLOW_LOWERING_EXTRA_S = 2
"""Seconds added to the lowering phase when it is slowed (practice)."""


class Standing(Struct, frozen=True):
    """A person's tier, step and load on one exercise."""

    tier: TierName
    step: Count = 0
    """Step within the tier's dose, counted from 0."""
    load_kg: Kilograms = 0.0
    locked: bool = False
    """No proposals are made for this exercise, at the person's request."""
    extra: Annotated[int, Meta(ge=-100_000, le=100_000)] = 0
    """Reps added to the step's value while the next load is too heavy; negative on a new load."""
    slow: bool = False
    """The lowering phase takes `SLOW_LOWERING_EXTRA_S` longer.

    Used as an intermediate step when the next load is more than half as heavy again.
    """
    one_set: bool = False
    """One set instead of the dose's number: a step below the start of foundation."""
    capacity: int = 0
    """Reps or seconds of a set possible at this tier and load; 0 to read it from the step."""


Standings = Mapping[str, Standing]
"""Standings by exercise id; without one, an exercise is at the session's own tier, step 0."""


def value_at(dose: Dose, standing: Standing) -> int:
    """Reps or seconds of one set at this standing; at least 1."""
    return max(1, dose.at(standing.step) + standing.extra)


def sets_at(dose: Dose, standing: Standing) -> int:
    """Number of sets at this standing."""
    return 1 if standing.one_set else dose.sets


class StandingChange(Struct, frozen=True):
    """One change of standing, for one exercise or many, undone as a whole.

    Made by an accepted proposal or by the person: a step on the Tiers screen, "I was ill for
    three weeks", "this is too easy".
    """

    id: str
    """`session:exercise` for an accepted proposal; otherwise unique across machines."""
    at: str
    """When it was made: ISO 8601 in local time with its offset."""
    after: Mapping[str, Standing]
    """The new standing of each exercise affected."""
    why: str = ""
    """One sentence, displayed in the list of changes."""
    undone: bool = False


def fold_changes(changes: Iterable[StandingChange]) -> dict[str, Standing]:
    """The standings that result from all changes, in whatever order they are given.

    A change holds the resulting standing, so the newest one that was not undone decides for each
    exercise.
    """
    standings: dict[str, Standing] = {}
    for change in sorted(changes, key=_moment):
        if not change.undone:
            standings.update(change.after)
    return standings


def _moment(change: StandingChange) -> tuple[datetime, str]:
    return parse_moment(change.at), change.id
