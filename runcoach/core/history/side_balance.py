"""Left and right compared, from confirmed sets of the same tier only."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from runcoach.core.history.counting import Counted, confirmed
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import SetRecord

ENOUGH_SESSIONS = 4
"""Fewer say "not enough yet". Source: COACHING, the weaker side first."""
NAMED_OVER = 0.15
"""A difference above this share of the stronger side is named. Source: the same."""
NEWEST = 10
"""Only the newest sessions are compared: a difference long mended is none (practice)."""


class SessionSides(Struct, frozen=True):
    """One session's mean of each side, over the sets that both sides did at the same load."""

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
    """Oldest first: why these numbers."""

    @property
    def enough(self) -> bool:
        """There are sessions enough to say anything."""
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
        """How far the weaker side is behind, as a share of the stronger; None: not enough yet."""
        if not self.enough:
            return None
        stronger = max(self.left, self.right)
        return abs(self.left - self.right) / stronger

    @property
    def weaker(self) -> Side:
        """The side that is named as behind; both where the difference is small or not known."""
        difference = self.difference
        if difference is None or difference <= NAMED_OVER:
            return Side.BOTH
        return Side.LEFT if self.left < self.right else Side.RIGHT

    @property
    def sessions(self) -> tuple[str, ...]:
        """Ids of the sessions compared."""
        return tuple(s.session for s in self.by_session)


def compare_sides(
    counted: Sequence[Counted], exercise: Collection[str]
) -> tuple[SideComparison, ...]:
    """A comparison for each variant that both sides did, the one done last first.

    Args:
        counted: The sessions that count, oldest first.
        exercise: Its id and the ids that it had before.
    """
    found: dict[tuple[TierName, str, Unit], list[SessionSides]] = {}
    names: dict[str, str] = {}
    for session in counted:
        groups: dict[tuple[TierName, str, Unit], list[SetRecord]] = {}
        for done in session.sets:
            if done.exercise in exercise and confirmed(done) and done.actual > 0:
                groups.setdefault((done.tier, done.variant, done.unit), []).append(done)
                names[done.variant] = done.name or done.variant
        for key, sets in groups.items():
            sides = _sides(session.id, sets)
            if sides is not None:
                found[key] = [*found.pop(key, []), sides]
    return tuple(
        SideComparison(tier, variant, names[variant], unit, tuple(by_session[-NEWEST:]))
        for (tier, variant, unit), by_session in reversed(found.items())
    )


def _sides(session: str, sets: Sequence[SetRecord]) -> SessionSides | None:
    """The means of the sets that have their like on the other side."""
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
