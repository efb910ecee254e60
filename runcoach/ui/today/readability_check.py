"""The check before the first session: can the side be read from the mat?"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach.ui.big_type.lettering import Lettering

HINT = "Space: yes   Down: no\nA clicker works from the mat: Page Down goes on, Page Up pauses."


class ReadabilityCheck(ModalScreen[bool | None]):
    """Result: whether LEFT could be read, or None to go back."""

    CSS_PATH = ["../forms/sheet.tcss", "checks.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "choose", "Yes", show=False, priority=True),
        Binding("escape", "dismiss(None)", "Back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._left = Lettering(id="left")
        self._options = OptionList(
            Option("Yes, go on", id="yes"),
            Option("No: use the distance view, larger", id="no"),
        )

    def compose(self) -> ComposeResult:
        """The word at the size it has in a session."""
        with Vertical(id="sheet"):
            yield Static("Step back to your mat. Can you read this?", id="asked")
            yield self._left
            yield self._options
            yield Static(HINT, id="hint")

    def on_mount(self) -> None:
        """Show the word."""
        self._left.text = "LEFT"

    def action_choose(self) -> None:
        """Take the highlighted answer."""
        self._options.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the answer."""
        self.dismiss(event.option.id == "yes")
