"""A form in a sheet: what is in it is kept on the way out, for an undo takes it back."""

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
"""Styles named by their whole path: Textual looks for others beside the subclass."""

KEEP = "Enter or Esc keeps it; u takes it back. Digits type a number."


class FormSheet(ModalScreen[Result | None]):
    """Rows to turn or to type; Enter and Esc both leave, and nothing typed is lost."""

    CSS_PATH = [FOLDER / "sheet.tcss", FOLDER / "forms.tcss"]  # noqa: RUF012
    HINT: ClassVar[str] = KEEP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "keep", "Keep", show=False),
        Binding("escape", "leave_kept", "Keep", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._title = title
        self.form = Form(fields, id="form")
        """The rows."""
        self._told = Static(id="told", markup=False)
        self._tried = False

    def compose(self) -> ComposeResult:
        """The rows between what is asked and what the keys do."""
        with Vertical(id="sheet", classes="form"):
            yield Static(self._title, id="asked", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                yield self.form
            yield self._told
            yield Static(self.HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """The keys are at once the rows'."""
        self.form.focus()
        self.tell(self.told())

    def result(self) -> Result | None:
        """What the form says; None where nothing came of it.

        Raises:
            ValueError: a value that can't be; the message is shown.
        """
        raise NotImplementedError

    def told(self) -> str:
        """One line about the values as they stand."""
        return ""

    def reshape(self) -> None:
        """Other rows, where a value asks for them."""

    def tell(self, text: str) -> None:
        """Say it under the rows."""
        self._told.update(text)
        self._told.display = bool(text)

    def on_form_changed(self, event: Form.Changed) -> None:
        """Other values say other things."""
        self._tried = False
        self.reshape()
        self.tell(self.form.problem or self.told())

    def action_keep(self) -> None:
        """Out, with what is in the form; a value that can't be is told and stays."""
        try:
            if self.form.problem:
                raise ValueError(self.form.problem)
            result = self.result()
        except ValueError as error:
            self.tell(str(error))
            return
        self.dismiss(result)

    def action_leave_kept(self) -> None:
        """The same; where a value can't be, a second Esc goes without."""
        if self._tried:
            self.dismiss(None)
            return
        self._tried = True
        self.action_keep()
