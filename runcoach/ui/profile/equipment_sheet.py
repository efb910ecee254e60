"""The sheet for equipment: one row for each piece, in the groups of the source article."""

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
from runcoach.ui.forms.choices import ChoiceList
from runcoach.ui.profile import rows as profile_rows


class EquipmentSheet(ModalScreen[None]):
    """Left and right, or Space, turn a piece to yes or no; each change is saved at once.

    Below the rows is the household stand-in for the selected piece.
    """

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
        self._choices = ChoiceList(profile_rows.equipment_rows(profile, catalogue), id="choices")
        self._help = Static(id="message", markup=False)

    def compose(self) -> ComposeResult:
        """The rows."""
        with Vertical(id="sheet"):
            yield Static("What do you have? Weights have their own row.", id="asked")
            with VerticalScroll(id="pieces", can_focus=False):
                yield self._choices
            yield self._help
            yield Static("← →: yes or no   Esc: back", id="hint", markup=False)

    def on_mount(self) -> None:
        """Focus the rows, so that the arrows act at once."""
        self._choices.focus()
        self._tell()

    def _tell(self) -> None:
        self._help.update(self._choices.selected.help)

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """Show the stand-in for the selected piece."""
        self._tell()

    def on_choice_list_turned(self, event: ChoiceList.Turned) -> None:
        """Save the profile."""
        self._profile = profile_rows.apply_row(self._profile, event.choice)
        self._keep(self._profile)

    def action_turn(self) -> None:
        """Turn the selected piece to the other answer."""
        self._choices.action_turn(-1 if self._choices.selected.at else 1)
