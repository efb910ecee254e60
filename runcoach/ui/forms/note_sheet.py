"""A modal sheet that asks for one line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class NoteSheet(ModalScreen[str | None]):
    """Asks for a note, or with an `example` for a value. Result: the text."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
    ]

    def __init__(self, about: str, text: str, *, example: str = "") -> None:
        super().__init__()
        self._heading = about if example else f"Note: {about}"
        self._input = Input(text, placeholder=example or "What should be remembered?")

    def compose(self) -> ComposeResult:
        """The heading, the line, and what the keys do."""
        with Vertical(id="sheet"):
            yield Static(self._heading, id="asked", markup=False)
            yield self._input
            yield Static("Enter or Esc saves and goes back.", id="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save the text."""
        self.action_leave()

    def action_leave(self) -> None:
        """Close with the text: what was typed is never lost."""
        self.dismiss(self._input.value.strip())
