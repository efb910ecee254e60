"""What rest asks about the set that was just done: which sets, and in which words. Pure."""

from __future__ import annotations

from msgspec import Struct

from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Role
from runcoach.core.model.profile import WEIGHTS
from runcoach.core.model.records import Effort, SetRecord
from runcoach.core.session.session import Session

EFFORTS = (Effort.EASY, Effort.RIGHT, Effort.HARD, Effort.FAILED)
"""In the order of the digits 1 to 4."""

IN_RESERVE = ("4+", "2-3", "0-1", "0")
SECONDS_LEFT = ("15+", "5-14", "<5", "0")
LANDED = ("soft", "steady", "heavy", "lost")
"""Estimates of reps in reserve are good to about one rep near failure and poor far from it
(Hackett 2017), hence buckets; of jumps the landing is asked for."""
WEIGHED = (*WEIGHTS, "machine")
"""Equipment with which a load is asked for, known or not."""


class Question(Struct, frozen=True):
    """One question: the bouts of the set last done, one a side."""

    sets: tuple[SetRecord, ...]
    """One record, or left and right of the same set."""
    weighted: bool = False
    """It is done with a weight, known or not."""
    equipment: tuple[str, ...] = ()
    """What it is done with; a weight named twice is one in each hand."""

    @property
    def name(self) -> str:
        """The exercise it asks about."""
        return self.sets[0].name

    @property
    def answered(self) -> bool:
        """Every side has its effort."""
        return all(s.answered for s in self.sets)

    @property
    def effort(self) -> Effort | None:
        """The effort that was given."""
        return self.sets[-1].effort

    @property
    def form_broke(self) -> bool:
        """The person said that form broke."""
        return any(s.form_ok is False for s in self.sets)

    @property
    def loaded(self) -> bool:
        """A weight is part of it: it can be said, though none is known yet."""
        return self.weighted or any(s.load_kg > 0 for s in self.sets)

    @property
    def about(self) -> str:
        """What an effort is told by: the reps or seconds that were left, or the landings."""
        if self.sets[0].landings:
            return "landings"
        return "seconds left" if self.sets[0].unit is Unit.SECONDS else "reps left"

    def hint(self, effort: Effort) -> str:
        """What an effort means: reps in reserve, seconds that were left, or how jumps landed."""
        words = {"landings": LANDED, "seconds left": SECONDS_LEFT}.get(self.about, IN_RESERVE)
        return words[EFFORTS.index(effort)]


def question_of(session: Session) -> Question | None:
    """The set of the main part that was done last, with its other side where both are done."""
    done = [s for s in session.counted if s.role is Role.MAIN and not s.skipped]
    if not done:
        return None
    last = done[-1]
    group = tuple(
        s for s in done if (s.exercise, s.set, s.variant) == (last.exercise, last.set, last.variant)
    )
    blocks = (b for b in session.plan.blocks if b.id == last.block)
    equipment = tuple(name for b in blocks for name in b.equipment)
    return Question(group[-2:], any(name in WEIGHED for name in equipment), equipment)
