"""What is at hand: a row for each piece, in the article's groups; what is turned is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.profile import Profile
from runcoach.ui.forms.choices import Choices
from runcoach.ui.profile import rows as profile_rows


class EquipmentScreen(ModalScreen[None]):
    """Left and right, or Space, say whether it is there; below stands what does instead."""

    CSS_PATH = ["../forms/sheet.tcss", "profile.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "Yes or no", show=False),
        Binding("enter,escape,q,Q", "dismiss(None)", "Back", show=False),
    ]

    def __init__(
        self, catalogue: Catalogue, profile: Profile, keep: Callable[[Profile], None]
    ) -> None:
        super().__init__()
        self._profile = profile
        self._keep = keep
        self._choices = Choices(profile_rows.equipment_rows(profile, catalogue), id="choices")
        self._help = Static(id="told", markup=False)

    def compose(self) -> ComposeResult:
        """The rows."""
        with Vertical(id="sheet"):
            yield Static("What is at hand? Weights have a row of their own.", id="asked")
            with VerticalScroll(id="pieces", can_focus=False):
                yield self._choices
            yield self._help
            yield Static("← →: yes or no   Esc: back", id="hint", markup=False)

    def on_mount(self) -> None:
        """The arrows are at once the rows'."""
        self._choices.focus()
        self._tell()

    def _tell(self) -> None:
        self._help.update(self._choices.selected.help)

    def on_choices_moved(self, event: Choices.Moved) -> None:
        """What does instead of this one."""
        self._tell()

    def on_choices_turned(self, event: Choices.Turned) -> None:
        """Keep it."""
        self._profile = profile_rows.turned(self._profile, event.choice)
        self._keep(self._profile)

    def action_turn(self) -> None:
        """The other answer."""
        self._choices.action_turn(-1 if self._choices.selected.at else 1)
