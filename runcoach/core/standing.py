"""Standing: a person's tier, step and load on each exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from runcoach.core.exercise import TierName


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands on one exercise."""

    tier: TierName
    step: int = 0
    """From 0, the start of the tier's dose, towards its target."""
    load_kg: float = 0.0
    locked: bool = False
    """The person wants no proposals for it."""


Standings = Mapping[str, Standing]
"""Standing by exercise id; an exercise without one stands at the session's own tier, step 0."""
