"""The sheet before the app closes while something is not on the disk, and what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runcoach.core.os_error_text import describe_os_error

if TYPE_CHECKING:
    from runcoach.core.model.records import SessionRecord
    from runcoach.ui.app_shell import AppShell

AGAIN, ELSEWHERE, CLOSE = "again", "elsewhere", "close"
NOT_SAVED = 1
"""The app's exit code."""


def ask_before_closing(app: AppShell, record: SessionRecord) -> None:
    """Ask whether to try again, to write the session to another folder, or to lose it."""
    from runcoach.ui.forms.sheet import Sheet

    answers = (
        (AGAIN, "Try again"),
        (ELSEWHERE, "Write it to another folder"),
        (CLOSE, "Close without it"),
    )

    def act(answer: str | None) -> None:
        if answer == AGAIN:
            _try_again(app, record)
        elif answer == ELSEWHERE:
            _ask_for_folder(app, record)
        elif answer == CLOSE:
            app.exit(NOT_SAVED)

    detail = f"{record.title} is not saved: {app.unsaved}. Esc: stay"
    app.push_screen(Sheet("Close without saving?", answers, detail=detail), act)


def _try_again(app: AppShell, record: SessionRecord) -> None:
    history, journal = app.services.history, app.services.journal

    def job() -> None:
        history.save(record)
        journal.clear()

    def saved(_: None) -> None:
        app.show_unsaved("")
        app.exit(0)

    def failed(error: OSError) -> None:
        app.show_unsaved(describe_os_error(error), app.unsaved_session)
        ask_before_closing(app, record)

    app.services.background.run(job, saved, failed)


def _ask_for_folder(app: AppShell, record: SessionRecord) -> None:
    from runcoach.ui.forms.note_sheet import NoteSheet

    write = app.services.write_session

    def write_to(text: str | None) -> None:
        if not text:
            ask_before_closing(app, record)
            return
        folder = Path(text).expanduser()
        app.services.background.run(lambda: write(record, folder), written, failed)

    def written(path: Path) -> None:
        from rich.text import Text

        app.show_unsaved("")
        app.exit(0, message=Text(f"Written to {path}. `runcoach import` of it brings it back."))

    def failed(error: OSError) -> None:
        app.show_unsaved(describe_os_error(error), app.unsaved_session)
        ask_before_closing(app, record)

    app.push_screen(NoteSheet("Which folder?", "", example="/media/stick"), write_to)
