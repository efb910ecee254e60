"""The screens of the history that an `Open` message can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.ui.destinations import Destination

if TYPE_CHECKING:
    from collections.abc import Collection

    from runcoach.core.model.records import SessionRecord
    from runcoach.ui.history.history_service import HistoryService


class HistoryDestination(Destination, frozen=True):
    """A screen over the history. They share one service, hence one undo."""

    past: HistoryService


class Record(HistoryDestination, frozen=True):
    """One session in full; opened once it is read."""

    id: str


class Revisions(HistoryDestination, frozen=True):
    """The earlier forms of one session."""

    record: SessionRecord


class ExerciseTrend(HistoryDestination, frozen=True):
    """One exercise over time."""

    exercise: str = ""
    """Its id; empty for the one trained last."""
    sides: bool = False
    """Left and right compared."""


class Totals(HistoryDestination, frozen=True):
    """The totals."""


class Notes(HistoryDestination, frozen=True):
    """The search in the notes."""


class Trash(HistoryDestination, frozen=True):
    """The deleted sessions."""


class Sessions(HistoryDestination, frozen=True):
    """The sessions that a figure was computed from."""

    figure: str
    """The figure in words."""
    ids: Collection[str]
