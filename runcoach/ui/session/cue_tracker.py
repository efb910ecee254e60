"""Cueing: which cue is in focus at a moment, and which the person has ticked."""

from __future__ import annotations

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Cues
from runcoach.core.session.session import Phase, Session
from runcoach.ui.session.view_model import tier_of

CUE_EVERY_S = 6.0
"""In ready and work the focus moves to the next cue this often."""


class Cueing:
    """The checklist of the exercise under way or next; its ticks last as long as the session."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ticked: dict[str, frozenset[int]] = {}

    def _of(self, session: Session) -> Cues | None:
        tier = tier_of(self._catalogue, session.work)
        return None if tier is None else tier.cues

    def cues(self, session: Session) -> tuple[str, ...]:
        """All that can be ticked, in the order of doing."""
        cues = self._of(session)
        return () if cues is None else cues.checklist

    def focus(self, session: Session, now: float) -> int:
        """The cue that matters now: set-up before work, the movement's and the breath's in it."""
        cues = self._of(session)
        if cues is None or not cues.checklist:
            return 0
        count, setup = len(cues.checklist), len(cues.setup)
        if session.acting_phase is Phase.WORK:
            moving = max(1, count - setup)
            return min(count - 1, setup + int(session.worked(now) / CUE_EVERY_S) % moving)
        passed = max(0.0, now - session.since)
        return int(passed / CUE_EVERY_S) % max(1, setup)

    def ticked(self, session: Session) -> frozenset[int]:
        """The ticks of the exercise under way or next."""
        work = session.work
        return self._ticked.get(work.exercise, frozenset()) if work else frozenset()

    def tick(self, session: Session, index: int) -> None:
        """Tick a cue, or take its tick away."""
        if session.work is not None and index < len(self.cues(session)):
            self._ticked[session.work.exercise] = self.ticked(session) ^ {index}
