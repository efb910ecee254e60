"""The first questions: experience, equipment, minutes; the likeliest answers stand there."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.model.profile import Profile
from runcoach.ui.app_shell import Home
from runcoach.ui.forms.choices import Choices
from runcoach.ui.profile import rows as profile_rows
from runcoach.ui.services import Services


class FirstQuestions(ModalScreen[bool]):
    """Asked on a key of Today, while nothing was said yet. Result: whether they were answered."""

    CSS_PATH = "../forms/sheet.tcss"
    app: Home
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "say", "Keep", show=False, priority=True),
        Binding("escape,q,Q", "skip", "Skip", show=False),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._choices = Choices(id="choices")

    def compose(self) -> ComposeResult:
        """The three rows."""
        with Vertical(id="sheet"):
            yield Static("Three questions, so that it fits you", id="asked", markup=False)
            yield self._choices
            yield Static(
                "Arrows choose, Space keeps them. Esc: skip. Later: i.",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """The arrows are at once the rows'."""
        unit = self.app.settings.weight_unit
        self._choices.show(profile_rows.first_rows(Profile(), unit))
        self._choices.focus()

    def action_say(self) -> None:
        """Keep the answers."""
        profile = profile_rows.answered(self.app.coach.profile, self._choices.rows)
        self.app.coach.keep_profile(profile)
        self.dismiss(True)

    def action_skip(self) -> None:
        """As it is."""
        self.dismiss(False)
