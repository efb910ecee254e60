"""The question of a rest as a value: which sets it is about, and in which words. Pure."""

from __future__ import annotations

from msgspec import Struct

from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Role
from runcoach.core.model.profile import MACHINES, WEIGHT_KINDS
from runcoach.core.model.records import Effort, SetRecord
from runcoach.core.session.session import Session

EFFORTS = (Effort.EASY, Effort.RIGHT, Effort.HARD, Effort.FAILED)
"""In the order of the digits 1 to 4."""

IN_RESERVE = ("4+", "2-3", "0-1", "0")
SECONDS_LEFT = ("15+", "5-14", "<5", "0")
LANDINGS = ("soft", "steady", "heavy", "lost")
"""What the efforts mean. Estimates of reps in reserve are good to about one rep near failure and
poor far from it (Hackett 2017), hence buckets; jumps are judged by the landing."""
LOADED_EQUIPMENT = (*WEIGHT_KINDS, *MACHINES, "machine")
"""Equipment for which a load is asked, whether or not one is known."""


class Question(Struct, frozen=True):
    """A question about the last set, with one record for each side."""

    sets: tuple[SetRecord, ...]
    """One record, or left and right of the same set."""
    weighted: bool = False
    """Whether it is done with a weight, known or not."""
    equipment: tuple[str, ...] = ()
    """The set's equipment; a weight that occurs twice is one in each hand."""

    @property
    def name(self) -> str:
        """The exercise's name."""
        return self.sets[0].name

    @property
    def answered(self) -> bool:
        """Whether every side has its effort."""
        return all(s.has_answer for s in self.sets)

    @property
    def effort(self) -> Effort | None:
        """The effort that was answered, if any."""
        return self.sets[-1].effort

    @property
    def form_broke(self) -> bool:
        """Whether the person answered that form broke."""
        return any(s.form_ok is False for s in self.sets)

    @property
    def loaded(self) -> bool:
        """Whether a load can be entered, even if none is known yet."""
        return self.weighted or any(s.load_kg > 0 for s in self.sets)

    @property
    def about(self) -> str:
        """What an effort is judged by: reps or seconds left, or landings."""
        if self.sets[0].landings:
            return "landings"
        return "seconds left" if self.sets[0].unit is Unit.SECONDS else "reps left"

    def hint(self, effort: Effort) -> str:
        """What an effort means: reps in reserve, seconds to spare, or how jumps landed."""
        words = {"landings": LANDINGS, "seconds left": SECONDS_LEFT}.get(self.about, IN_RESERVE)
        return words[EFFORTS.index(effort)]


def find_question(session: Session) -> Question | None:
    """The question about the last set of the main part, both sides if both are done.

    None while no set was done.
    """
    done = [s for s in session.effective_sets if s.role is Role.MAIN and not s.skipped]
    if not done:
        return None
    last = done[-1]
    group = tuple(
        s for s in done if (s.exercise, s.set, s.variant) == (last.exercise, last.set, last.variant)
    )
    blocks = (b for b in session.plan.blocks if b.id == last.block)
    equipment = tuple(name for b in blocks for name in b.equipment)
    return Question(group[-2:], any(name in LOADED_EQUIPMENT for name in equipment), equipment)
