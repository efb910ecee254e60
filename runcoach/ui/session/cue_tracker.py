"""Which cue is in focus at a moment, and which the person has ticked."""

from __future__ import annotations

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Cues
from runcoach.core.session.session import Phase, Session
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

        Set-up cues before work, cues of movement and breathing during it; a cue with a moment at
        that moment alone.
        """
        cues = self._of(session)
        if cues is None or not cues.ordered:
            return 0
        work = session.work
        if session.underlying_phase is Phase.WORK and work is not None:
            return working_focus(cues, session.worked_s(now), work.seconds)
        passed = max(0.0, now - session.phase_began_at)
        return int(passed / CUE_EVERY_S) % max(1, len(cues.setup))

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
    untimed = []
    for index, cue in enumerate(cues.ordered):
        moment = cue.seconds_in(length_s)
        if moment is not None and 0 <= worked_s - moment < CUE_EVERY_S:
            return index
        if moment is None and index >= len(cues.setup):
            untimed.append(index)
    if not untimed:
        return len(cues.ordered) - 1
    return untimed[int(worked_s / CUE_EVERY_S) % len(untimed)]
