"""A modal sheet with a form, saved whichever way it is left: undo reverts it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.ui.forms.fields import Field
from runcoach.ui.forms.form import Form

Result = TypeVar("Result")

FOLDER = Path(__file__).parent
"""For the absolute paths of the styles: Textual looks for relative ones beside the subclass."""

SAVE_HINT = "Enter or Esc saves; u undoes. Digits type a number."


class FormSheet(ModalScreen[Result | None]):
    """Fields to turn or to type; Enter and Esc both save and leave."""

    CSS_PATH = [FOLDER / "sheet.tcss", FOLDER / "forms.tcss"]  # noqa: RUF012
    HINT: ClassVar[str] = SAVE_HINT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "keep", "Keep", show=False),
        Binding("escape", "leave_kept", "Keep", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._title = title
        self.form = Form(fields, id="form")
        """The fields."""
        self._message = Static(id="message", markup=False)
        self._tried = False

    def compose(self) -> ComposeResult:
        """The title, the form, a message, and what the keys do."""
        with Vertical(id="sheet", classes="form"):
            yield Static(self._title, id="asked", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                yield self.form
            yield self._message
            yield Static(self.HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Focus the form, so that the keys act at once."""
        self.form.focus()
        self.show_message(self.message())

    def result(self) -> Result | None:
        """The result of the form as it is; None if nothing follows from it.

        Raises:
            ValueError: A value is invalid; the message is shown.
        """
        raise NotImplementedError

    def message(self) -> str:
        """One line about the current values."""
        return ""

    def update_fields(self) -> None:
        """Show other fields, if a value requires them."""

    def show_message(self, text: str) -> None:
        """Show a message under the fields; an empty one hides it."""
        self._message.update(text)
        self._message.display = bool(text)

    def on_form_changed(self, event: Form.Changed) -> None:
        """Update the fields and the message."""
        self._tried = False
        self.update_fields()
        self.show_message(self.form.problem or self.message())

    def action_keep(self) -> None:
        """Close with the result; if a value is invalid, show why and stay."""
        try:
            if self.form.problem:
                raise ValueError(self.form.problem)
            result = self.result()
        except ValueError as error:
            self.show_message(str(error))
            return
        self.dismiss(result)

    def action_leave_kept(self) -> None:
        """Close with the result; if a value is invalid, a second Esc closes without one."""
        if self._tried:
            self.dismiss(None)
            return
        self._tried = True
        self.action_keep()
