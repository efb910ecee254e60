"""Messages that screens post to the app: sessions that begin and end, screens to open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen

    from runcoach.core.model.plan import Plan
    from runcoach.core.session.session import Session
    from runcoach.ui.destinations import Destination


class Open(Message):
    """A screen should be opened over the present one; `navigation` knows which."""

    def __init__(
        self,
        destination: Destination,
        opener: Screen[Any] | None,
        closed: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.destination = destination
        """What to open."""
        self.opener = opener
        """The screen that asks. Once another one is active the message is ignored, so a key
        pressed twice opens nothing twice. None: no key asked, it is opened in any case."""
        self.closed = closed
        """Called when the screen is closed again."""


class BeginSession(Message):
    """A session should begin."""

    def __init__(self, plan: Plan, hands_free: bool) -> None:
        super().__init__()
        self.plan = plan
        """The session's plan."""
        self.hands_free = hands_free
        """Whether it runs by itself."""


class ResumeSession(Message):
    """A kept session should be resumed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        """The session, loaded paused."""


class WaitingSettled(Message):
    """The waiting session was saved or discarded: the session of `runcoach start` may begin."""


class SessionLeft(Message):
    """A session is over, or kept for later."""

    def __init__(self, screen: Screen[None], kept: Session | None = None) -> None:
        super().__init__()
        self.screen = screen
        """The session's screen."""
        self.kept = kept
        """The session where it is kept for another day, else None."""
