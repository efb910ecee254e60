"""The keys that answer the question of a rest, as actions of the session's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.session.session import Phase

if TYPE_CHECKING:
    from runcoach.core.session.session import Session
    from runcoach.ui.app_shell import AppShell
    from runcoach.ui.session.answer_editor import AnswerEditor
    from runcoach.ui.session.presenter import SessionPresenter
    from runcoach.ui.session.sheets import SessionSheets


class QuestionActions:
    """What the digits, `k` and the arrows do."""

    app: AppShell
    _answers: AnswerEditor
    _presenter: SessionPresenter
    _sheets: SessionSheets

    if TYPE_CHECKING:

        @property
        def session(self) -> Session:
            """The session as it is now."""

    def action_effort(self, number: int) -> None:
        """Answer the question with an effort, 1 to 4."""
        self._answers.effort(number)

    def action_form(self) -> None:
        """Toggle "form broke"."""
        self._answers.form()

    def action_row(self, by: int) -> None:
        """Select the other side's number, then the load; paused, ask where they really stopped."""
        if self.session.phase is not Phase.PAUSED:
            self._answers.row(by)
            self._presenter.paint()
        elif by > 0:
            self._sheets.ask_where_stopped()

    def action_value(self, by: int) -> None:
        """Change the selected reps, seconds or load."""
        self._answers.value(by, self.app.settings.weight_unit)
