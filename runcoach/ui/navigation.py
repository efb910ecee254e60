"""Where each destination leads: the only module beside the areas' table that knows the screens.

Screens are imported when they are first opened, so that no start waits for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runcoach.ui.destinations import AboutYou, Destination, LiveSession, Proposals, Summary
from runcoach.ui.history.destinations import (
    ExerciseTrend,
    HistoryDestination,
    Notes,
    Record,
    Revisions,
    Sessions,
    Totals,
    Trash,
)

if TYPE_CHECKING:
    from textual.screen import Screen

    from runcoach.core.model.records import SessionRecord
    from runcoach.ui.app_shell import AppShell
    from runcoach.ui.messages import Open


def open_destination(app: AppShell, message: Open) -> None:
    """Open what the message names, unless its opener is no longer the active screen."""

    def show(screen: Screen[Any]) -> None:
        closed = message.closed
        app.push_screen(screen, None if closed is None else lambda _result: closed())

    def show_record(record: SessionRecord | None) -> None:
        from runcoach.ui.history.record_screen import RecordScreen

        if record is None:
            app.notify("That session can't be read.", severity="error")
        elif wanted():
            show(RecordScreen(past, record))

    def wanted() -> bool:
        return message.opener is None or message.opener is app.screen

    if not wanted():
        return
    match message.destination:
        case Record(past, id):
            past.load(id, show_record)
        case HistoryDestination() as destination:
            show(_history_screen(destination))
        case destination:
            show(_screen(app, destination))


def _screen(app: AppShell, destination: Destination) -> Screen[Any]:
    services = app.services
    match destination:
        case AboutYou() if app.coach.saved_profile is None:
            from runcoach.ui.today.first_questions import FirstQuestions

            return FirstQuestions(services)
        case AboutYou():
            from runcoach.ui.profile.screen import ProfileScreen

            return ProfileScreen(services)
        case LiveSession(session):
            from runcoach.ui.session.screen import SessionScreen

            return SessionScreen(services, session)
        case Summary(conductor):
            from runcoach.ui.summary.screen import SummaryScreen

            return SummaryScreen(services, conductor)
        case Proposals(proposals):
            from runcoach.ui.tiers.proposals_sheet import ProposalsSheet

            return ProposalsSheet(services, proposals)
    raise TypeError(destination)


def _history_screen(destination: HistoryDestination) -> Screen[None]:
    match destination:
        case Revisions(past, record):
            from runcoach.ui.history.revisions_screen import RevisionsScreen

            return RevisionsScreen(past, record)
        case ExerciseTrend(past, exercise, sides):
            from runcoach.ui.history.trend_screen import ExerciseTrendScreen

            return ExerciseTrendScreen(past, exercise, sides=sides)
        case Sessions(past, figure, ids):
            from runcoach.ui.history.sessions_behind_figure import SessionsScreen

            return SessionsScreen(past, figure, ids)
        case Totals(past):
            from runcoach.ui.history.totals_screen import TotalsScreen

            return TotalsScreen(past)
        case Notes(past):
            from runcoach.ui.history.notes_screen import NotesScreen

            return NotesScreen(past)
        case Trash(past):
            from runcoach.ui.history.trash_screen import TrashScreen

            return TrashScreen(past)
    raise TypeError(destination)
