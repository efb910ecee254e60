"""The first questions: experience, equipment, minutes, with the likeliest answers preselected."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.model.profile import Profile
from runcoach.ui.app_shell import AppShell
from runcoach.ui.forms.choices import ChoiceList
from runcoach.ui.profile import rows as profile_rows
from runcoach.ui.services import Services


class FirstQuestions(ModalScreen[bool]):
    """Opened by a key of Today until there is a profile. Result: whether they were answered."""

    CSS_PATH = "../forms/sheet.tcss"
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "save", "Save", show=False, priority=True),
        Binding("escape,q,Q", "skip", "Skip", show=False),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._choices = ChoiceList(id="choices")

    def compose(self) -> ComposeResult:
        """The three rows."""
        with Vertical(id="sheet"):
            yield Static("Three questions to tailor your sessions", id="asked", markup=False)
            yield self._choices
            yield Static(
                "Arrows choose, Space saves. Esc: skip. Later: i.",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Focus the rows, so that the arrows act at once."""
        unit = self.app.settings.weight_unit
        self._choices.show(profile_rows.first_question_rows(Profile(), unit))
        self._choices.focus()

    def action_save(self) -> None:
        """Save the answers."""
        profile = profile_rows.apply_first_answers(self.app.coach.profile, self._choices.rows)
        self.app.coach.keep_profile(profile)
        self.dismiss(True)

    def action_skip(self) -> None:
        """Close without answers."""
        self.dismiss(False)
