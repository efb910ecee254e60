"""Standing: a person's tier, step and load on each exercise, and the changes it is folded from."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from runcoach.core.model.dose import Dose
from runcoach.core.model.exercise import TierName

SLOWER_S = 2
"""Seconds that a slowed lowering takes longer (practice)."""


class Standing(Struct, frozen=True):
    """Where a person stands on one exercise."""

    tier: TierName
    step: int = 0
    """From 0, the start of the tier's dose, towards its target."""
    load_kg: float = 0.0
    locked: bool = False
    """The person wants no proposals for it."""
    extra: int = 0
    """Reps above the step's value while the next load is too far off; below it with a new load."""
    slow: bool = False
    """The lowering takes `SLOWER_S` longer, before a load that is more than half heavier."""
    one_set: bool = False
    """One set instead of the dose's: below the start of foundation."""


Standings = Mapping[str, Standing]
"""Standing by exercise id; an exercise without one stands at the session's own tier, step 0."""


def value_at(dose: Dose, standing: Standing) -> int:
    """Reps or seconds that a set asks for at this standing; at least 1."""
    return max(1, dose.at(standing.step) + standing.extra)


def sets_at(dose: Dose, standing: Standing) -> int:
    """How many sets this standing asks for."""
    return 1 if standing.one_set else dose.sets


class Change(Struct, frozen=True):
    """One change of standing, for one exercise or for all, undone as a whole.

    An accepted proposal is one, and so is what the person changes by hand: a step on the Tiers
    screen, "I was ill for three weeks", "this is too easy".
    """

    id: str
    """`session:exercise` for an accepted proposal; else unique across machines."""
    at: str
    """When it was made: ISO 8601 in local time with its offset."""
    after: Mapping[str, Standing]
    """The standing of each exercise that it changes."""
    why: str = ""
    """One sentence, as shown in the list of changes."""
    undone: bool = False


def fold(changes: Iterable[Change]) -> dict[str, Standing]:
    """The standings that a person's changes amount to, whatever order they come in.

    Each change says where it led, so the newest one of an exercise that was not undone decides.
    """
    standings: dict[str, Standing] = {}
    for change in sorted(changes, key=_moment):
        if not change.undone:
            standings.update(change.after)
    return standings


def _moment(change: Change) -> tuple[datetime, str]:
    return datetime.fromisoformat(change.at), change.id
