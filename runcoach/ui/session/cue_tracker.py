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

        Set-up cues before work, cues of movement and breathing during it.
        """
        cues = self._of(session)
        if cues is None or not cues.checklist:
            return 0
        count, setup = len(cues.checklist), len(cues.setup)
        if session.underlying_phase is Phase.WORK:
            moving = max(1, count - setup)
            return min(count - 1, setup + int(session.worked_s(now) / CUE_EVERY_S) % moving)
        passed = max(0.0, now - session.phase_began_at)
        return int(passed / CUE_EVERY_S) % max(1, setup)

    def ticked(self, session: Session) -> frozenset[int]:
        """The ticked cues of the current or next exercise."""
        work = session.work
        return self._ticked.get(work.exercise, frozenset()) if work else frozenset()

    def tick(self, session: Session, index: int) -> None:
        """Tick or untick a cue."""
        if session.work is not None and index < len(self.cues(session)):
            self._ticked[session.work.exercise] = self.ticked(session) ^ {index}
