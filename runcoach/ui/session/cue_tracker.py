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
        if cues is None or not cues.checklist:
            return 0
        timed = {cue.text for cue in cues.timed}
        anytime = [i for i, text in enumerate(cues.checklist) if text not in timed] or [0]
        setup = [i for i in anytime if i < len(cues.setup)] or anytime[:1]
        if session.underlying_phase is not Phase.WORK:
            passed = max(0.0, now - session.phase_began_at)
            return setup[int(passed / CUE_EVERY_S) % len(setup)]
        worked = session.worked_s(now)
        due = _cue_due(session, worked)
        if due in cues.checklist:
            return cues.checklist.index(due)
        moving = [i for i in anytime if i >= len(cues.setup)] or anytime[-1:]
        return moving[int(worked / CUE_EVERY_S) % len(moving)]

    def ticked(self, session: Session) -> frozenset[int]:
        """The ticked cues of the current or next exercise."""
        work = session.work
        return self._ticked.get(work.exercise, frozenset()) if work else frozenset()

    def tick(self, session: Session, index: int) -> None:
        """Tick or untick a cue."""
        if session.work is not None and index < len(self.cues(session)):
            self._ticked[session.work.exercise] = self.ticked(session) ^ {index}


def _cue_due(session: Session, worked: float) -> str:
    """The text of the cue whose moment it is, with so many seconds of work done."""
    cues = session.block.timed_cues if session.block else ()
    due = (cue.text for cue in cues if cue.at <= worked < cue.at + MOMENT_SHOWN_S)
    return next(due, "")
