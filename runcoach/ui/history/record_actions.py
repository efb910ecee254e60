"""What can be done with one session, in the list of the history and on its own screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from runcoach.core.model.records import SessionRecord
from runcoach.ui.history.repeat_session import plan_again
from runcoach.ui.messages import BeginSession

if TYPE_CHECKING:
    from runcoach.ui.app_shell import AppShell

GONE = "Its exercises are no longer in the catalogue."


def start_again(app: AppShell, record: SessionRecord) -> None:
    """Start the session again, with its plan recomposed for today."""
    settings = app.settings
    plan = plan_again(record, app.coach.athlete(), settings)
    if plan.work:
        app.post_message(BeginSession(plan, settings.hands_free))
    else:
        app.notify(GONE, severity="warning")


def edit_session_note(
    app: AppShell, record: SessionRecord, keep: Callable[[SessionRecord], None]
) -> None:
    """Ask for the session's note; `keep` receives the record where the note has changed."""
    from runcoach.ui.forms.note_sheet import NoteSheet

    def noted(note: str | None) -> None:
        if note is not None and note != record.note:
            keep(replace(record, note=note))

    app.push_screen(NoteSheet(record.title, record.note), noted)
