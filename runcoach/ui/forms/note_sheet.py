"""A note: a line of text, kept with Enter."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class NoteScreen(ModalScreen[str | None]):
    """Asks for a line, or for a value where an example of it is given. Result: the text."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
    ]

    def __init__(self, about: str, text: str, *, example: str = "") -> None:
        super().__init__()
        self._heading = about if example else f"Note: {about}"
        self._input = Input(text, placeholder=example or "What should be remembered?")

    def compose(self) -> ComposeResult:
        """The line under what it is about."""
        with Vertical(id="sheet"):
            yield Static(self._heading, id="asked", markup=False)
            yield self._input
            yield Static("Enter or Esc keeps it and goes back.", id="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it."""
        self.action_leave()

    def action_leave(self) -> None:
        """Back; what was typed is never lost."""
        self.dismiss(self._input.value.strip())
