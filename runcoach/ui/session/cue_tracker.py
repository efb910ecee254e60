"""Which cue is in focus at a moment, and which the person has ticked."""

from __future__ import annotations

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Cues
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import MOMENT_SHOWN_S
from runcoach.ui.session.view_model import tier_of

CUE_EVERY_S = 6.0
"""How often the focus moves to the next cue, in ready and work."""


class CueTracker:
    """The checklist of the current or next exercise; ticks last as long as the session."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ticked: dict[str, frozenset[int]] = {}

    def _of(self, session: Session) -> Cues | None:
        tier = tier_of(self._catalogue, session.work)
        return None if tier is None else tier.cues

    def cues(self, session: Session) -> tuple[str, ...]:
        """The checklist, in the order of doing."""
        cues = self._of(session)
        return () if cues is None else cues.checklist

    def focus(self, session: Session, now: float) -> int:
        """The index of the cue that matters now.

        Set-up cues before work, cues of movement and breathing during it; a cue with a moment is
        in focus then, and at no other time.
        """
        cues = self._of(session)
        if cues is None or not cues.ordered:
            return 0
        work = session.work
        if session.underlying_phase is Phase.WORK and work is not None:
            return working_focus(cues, session.worked_s(now), work.seconds)
        return _take_turns(cues, range(len(cues.setup)), now - session.phase_began_at)

    def ticked(self, session: Session) -> frozenset[int]:
        """The ticked cues of the current or next exercise."""
        work = session.work
        return self._ticked.get(work.exercise, frozenset()) if work else frozenset()

    def tick(self, session: Session, index: int) -> None:
        """Tick or untick a cue."""
        if session.work is not None and index < len(self.cues(session)):
            self._ticked[session.work.exercise] = self.ticked(session) ^ {index}


def working_focus(cues: Cues, worked_s: float, length_s: float) -> int:
    """The index of the cue whose moment it is, else of the next of those without a moment."""
    for index, cue in enumerate(cues.ordered):
        moment = cue.seconds_in(length_s)
        if moment is not None and 0 <= worked_s - moment < MOMENT_SHOWN_S:
            return index
    return _take_turns(cues, range(len(cues.setup), len(cues.ordered)), worked_s)


def _take_turns(cues: Cues, own: range, passed_s: float) -> int:
    """The index of the cue whose turn it is of a phase's own, or of all where it has none."""
    untimed = [i for i, cue in enumerate(cues.ordered) if cue.at is None] or [0]
    turns = [i for i in untimed if i in own] or untimed
    return turns[int(max(0.0, passed_s) / CUE_EVERY_S) % len(turns)]
