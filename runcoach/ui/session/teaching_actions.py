"""The keys that open and close the teaching view, as actions of the session's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.session.events import Pause
from runcoach.core.session.session import Phase

if TYPE_CHECKING:
    from runcoach.core.session.events import Event
    from runcoach.core.session.session import Session
    from runcoach.ui.session.presenter import SessionPresenter
    from runcoach.ui.session.teaching import Lessons


class TeachingActions:
    """What `g` and Esc do."""

    _lessons: Lessons
    _presenter: SessionPresenter

    if TYPE_CHECKING:

        @property
        def session(self) -> Session:
            """The session as it is now."""

        def _send(self, event: Event) -> None: ...

        def action_leave(self) -> None:
            """Ask how to leave."""

    def action_show_me(self) -> None:
        """Show how the movement is done, and close that again; work pauses meanwhile."""
        if self.session.work is None:
            return
        if self._lessons.is_open(self.session):
            self._lessons.close(self.session)
        else:
            if self.session.phase in (Phase.COUNT_IN, Phase.WORK):
                self._send(Pause())
            self._lessons.show(self.session)
        self._presenter.paint()

    def action_back(self) -> None:
        """Close the teaching view; else ask how to leave."""
        if self._lessons.is_open(self.session):
            self._lessons.close(self.session)
            self._presenter.paint()
        else:
            self.action_leave()
