"""Comparison of left and right, from confirmed sets of the same tier."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from runcoach.core.history.counting import CountedSession, is_confirmed
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import SetRecord

ENOUGH_SESSIONS = 4
"""Fewer sessions give no comparison. Practice: the weaker side first."""
REPORTED_OVER = 0.15
"""A difference above this share of the stronger side is reported. Source: the same."""
SESSIONS_COMPARED = 10
"""Number of sessions compared, newest first: an old difference may have gone (practice)."""


class SessionSides(Struct, frozen=True):
    """The mean of each side in one session, over the sets done on both sides at the same load."""

    session: str
    left: float
    right: float


class SideComparison(Struct, frozen=True):
    """Left and right of one variant of an exercise."""

    tier: TierName
    variant: str
    name: str
    unit: Unit
    by_session: tuple[SessionSides, ...]
    """The sessions compared, oldest first."""

    @property
    def enough(self) -> bool:
        """Whether there are enough sessions for a comparison."""
        return len(self.by_session) >= ENOUGH_SESSIONS

    @property
    def left(self) -> float:
        """Mean of the left side, in reps or seconds."""
        return sum(s.left for s in self.by_session) / len(self.by_session)

    @property
    def right(self) -> float:
        """Mean of the right side, in reps or seconds."""
        return sum(s.right for s in self.by_session) / len(self.by_session)

    @property
    def difference(self) -> float | None:
        """How far the weaker side is behind, as a share of the stronger; None if not `enough`."""
        if not self.enough:
            return None
        stronger = max(self.left, self.right)
        return abs(self.left - self.right) / stronger

    @property
    def weaker(self) -> Side:
        """The weaker side; BOTH if the difference is small or unknown."""
        difference = self.difference
        if difference is None or difference <= REPORTED_OVER:
            return Side.BOTH
        return Side.LEFT if self.left < self.right else Side.RIGHT

    @property
    def sessions(self) -> tuple[str, ...]:
        """Ids of the sessions compared."""
        return tuple(s.session for s in self.by_session)


def compare_sides(
    counted: Sequence[CountedSession], exercise: Collection[str]
) -> tuple[SideComparison, ...]:
    """A comparison for each variant done on both sides, the most recent first.

    Args:
        counted: The sessions that count, oldest first.
        exercise: The current and former ids of the exercise.
    """
    by_variant: dict[tuple[TierName, str, Unit], list[SessionSides]] = {}
    names: dict[str, str] = {}
    for session in counted:
        groups: dict[tuple[TierName, str, Unit], list[SetRecord]] = {}
        for done in session.sets:
            if done.exercise in exercise and is_confirmed(done) and done.actual > 0:
                groups.setdefault((done.tier, done.variant, done.unit), []).append(done)
                names[done.variant] = done.name or done.variant
        for key, sets in groups.items():
            sides = _sides(session.id, sets)
            if sides is not None:
                by_variant[key] = [*by_variant.pop(key, []), sides]
    return tuple(
        SideComparison(tier, variant, names[variant], unit, tuple(by_session[-SESSIONS_COMPARED:]))
        for (tier, variant, unit), by_session in reversed(by_variant.items())
    )


def _sides(session: str, sets: Sequence[SetRecord]) -> SessionSides | None:
    """The means over the sets that have a counterpart on the other side; None if there is none."""
    left = {(s.set, s.load_kg): s.actual for s in sets if s.side is Side.LEFT}
    right = {(s.set, s.load_kg): s.actual for s in sets if s.side is Side.RIGHT}
    both = left.keys() & right.keys()
    if not both:
        return None
    return SessionSides(
        session,
        left=sum(left[key] for key in both) / len(both),
        right=sum(right[key] for key in both) / len(both),
    )
