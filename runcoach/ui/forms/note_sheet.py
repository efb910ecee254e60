"""A modal sheet that asks for a note, or for one line."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from runcoach.core.model.text_gate import neutralise, neutralise_line


class NoteSheet(ModalScreen[str | None]):
    """Asks for a note, or with an `example` for a value on one line. Result: the text."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "leave", "Save", show=False),
    ]

    def __init__(self, about: str, text: str, *, example: str = "") -> None:
        super().__init__()
        self._heading = about if example else f"Note: {about}"
        self._field: LineInput | NoteArea
        if example:
            self._field = LineInput(text, placeholder=example)
        else:
            self._field = NoteArea(text, placeholder="What should be remembered?")
            self._field.move_cursor(self._field.document.end)

    def compose(self) -> ComposeResult:
        """The heading, the text, and what the keys do."""
        with Vertical(id="sheet"):
            yield Static(self._heading, id="asked", markup=False)
            yield self._field
            yield Static("Enter or Esc saves and goes back.", id="hint")

    def on_input_submitted(self) -> None:
        """Enter in a field of one line."""
        self.action_leave()

    def action_leave(self) -> None:
        """Close with the text: what was typed is never lost."""
        field = self._field
        text = field.value if isinstance(field, LineInput) else field.text
        self.dismiss(neutralise(text).strip())


class LineInput(Input):
    """One line, into which several can be pasted: nothing of them is lost."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert the lines, apart from each other by a space."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(neutralise_line(event.text))


class NoteArea(TextArea):
    """The lines of a note. Enter ends it and begins no line; a paste brings several."""

    async def on_key(self, event: events.Key) -> None:
        """Enter or Esc leaves, after whatever was typed before it."""
        if event.key in ("enter", "escape"):
            event.prevent_default()
            event.stop()
            await self.screen.run_action("leave")

    def on_paste(self, event: events.Paste) -> None:
        """Insert every line, whatever ended it."""
        event.prevent_default()
        event.stop()
        self.insert(neutralise(event.text))
