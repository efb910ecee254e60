"""Ways: what both the history and one of its sessions lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from runcoach.core.model.records import SessionRecord
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.repeat_session import again
from runcoach.ui.messages import Begin

if TYPE_CHECKING:
    from runcoach.ui.app_shell import Home

GONE = "Its exercises are no longer in the catalogue."


def open_record(app: Home, past: LookingBack, id: str) -> None:
    """One session in full, once it is read."""

    def loaded(record: SessionRecord | None) -> None:
        from runcoach.ui.history.record_screen import RecordScreen

        if record is None:
            app.notify("That session can't be read.", severity="error")
        else:
            app.push_screen(RecordScreen(past, record))

    past.load(id, loaded)


def over_time(app: Home, past: LookingBack, exercise: str = "", *, sides: bool = False) -> None:
    """One exercise over time, or left and right of it."""
    from runcoach.ui.history.trend_screen import ExerciseTrendScreen

    app.push_screen(ExerciseTrendScreen(past, exercise, sides=sides))


def open_screen(app: Home, past: LookingBack, door: str) -> None:
    """One of the screens beside the history, by the id of its door."""
    match door:
        case "totals":
            from runcoach.ui.history.totals_screen import TotalsScreen

            app.push_screen(TotalsScreen(past))
        case "notes":
            from runcoach.ui.history.notes_screen import NotesScreen

            app.push_screen(NotesScreen(past))
        case "trash":
            from runcoach.ui.history.trash_screen import TrashScreen

            app.push_screen(TrashScreen(past))
        case "trend":
            over_time(app, past)
        case "picture":
            from runcoach.ui.history.screenshot import take_picture

            take_picture(app.screen)


def begin_again(app: Home, record: SessionRecord) -> None:
    """Start the session once more, its plan composed anew."""
    settings = app.settings
    plan = again(record, app.coach.known(), settings)
    if plan.work:
        app.post_message(Begin(plan, settings.hands_free))
    else:
        app.notify(GONE, severity="warning")


def note_session(app: Home, record: SessionRecord, keep: Callable[[SessionRecord], None]) -> None:
    """Write a note for the whole session; `keep` gets the record with another one."""
    from runcoach.ui.forms.note_sheet import NoteScreen

    def noted(note: str | None) -> None:
        if note is not None and note != record.note:
            keep(replace(record, note=note))

    app.push_screen(NoteScreen(record.title, record.note), noted)
