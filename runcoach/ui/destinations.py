"""What an `Open` message can name; `navigation` maps each to its screen.

The destinations of the history are in `ui/history/destinations.py`. No module of destinations
imports a screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from runcoach.core.coach.decisions import Proposal
    from runcoach.core.session.session import Session
    from runcoach.runner.conductor import Conductor


class Destination(Struct, frozen=True):
    """A screen, and what it should show."""


class AboutYou(Destination, frozen=True):
    """The profile; the three first questions while there is none."""


class LiveSession(Destination, frozen=True):
    """A session, which then runs."""

    session: Session


class Summary(Destination, frozen=True):
    """The summary of a finished session."""

    conductor: Conductor


class Proposals(Destination, frozen=True):
    """The coach's proposals, to be answered."""

    proposals: tuple[Proposal, ...]
