"""Messages that screens send up to the app: what should come next on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen

    from runcoach.core.model.plan import Plan
    from runcoach.core.session.session import Session


class Begin(Message):
    """A session should begin."""

    def __init__(self, plan: Plan, hands_free: bool) -> None:
        super().__init__()
        self.plan = plan
        """What is to be done."""
        self.hands_free = hands_free
        """By itself, or by hand."""


class GoOn(Message):
    """A session that waited should go on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        """As it was taken up again."""


class Decided(Message):
    """A session that waited was put away: what the command line asked for may begin."""


class SessionLeft(Message):
    """A session is over, or kept for later."""

    def __init__(self, screen: Screen[None], kept: Session | None = None) -> None:
        super().__init__()
        self.screen = screen
        """That showed it."""
        self.kept = kept
        """The session as it waits for another day."""


class AboutMe(Message):
    """The person wants to tell about themselves."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then
        """Called when they have, or have not."""
