"""Before a session begins: can it be saved, and does another wait whose place it would take?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runcoach.ui.app import RunCoach

ANSWERS = (("again", "Try again"), ("train", "Train without saving"), ("no", "Not now"))
WAITS = "Another session waits: say first what becomes of it."


def held_back(app: RunCoach, begin: Callable[[bool], None]) -> bool:
    """Whether the person has to decide first.

    Args:
        app: whose session would begin.
        begin: called if they go on; with true to train although nothing can be saved.
    """
    refusal = app.services.history.read_only
    if refusal:
        _ask(app, refusal, begin)
        return True
    if app.waiting is None:
        # One may have been kept by another app since this one was started.
        app.waiting = app.services.journal.waiting()
    if app.waiting is None:
        return False
    _show_what_waits(app)
    return True


def _ask(app: RunCoach, refusal: str, begin: Callable[[bool], None]) -> None:
    from runcoach.ui.screens.sheet import Sheet

    def go(answer: str | None) -> None:
        if answer in ("again", "train"):
            begin(answer == "train")

    app.push_screen(Sheet("A session can't be saved now.", ANSWERS, detail=refusal), go)


def _show_what_waits(app: RunCoach) -> None:
    from runcoach.ui.screens.today import TodayScreen

    app.notify(WAITS)
    today = app.screen_stack[0]
    if isinstance(today, TodayScreen):
        today.on_screen_resume()
    else:
        app.switch_mode("today")
