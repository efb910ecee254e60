"""The widget of a form: one field a row, whose values are turned with the arrows or typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from runcoach.ui.forms.fields import Field, TextField, commit_draft, paste_into


class Form(Widget, can_focus=True):
    """Rows of a label and a value. In a row of text, Space and letters only type."""

    DEFAULT_CSS = """
    Form {
        height: auto; width: 1fr;
        & > .form--label { color: $text-muted; }
        & > .form--value { text-style: bold; }
        & > .form--chosen { color: $accent; text-style: bold; }
        & > .form--problem { color: $error; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "form--label",
        "form--value",
        "form--chosen",
        "form--problem",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "row(-1)", "Row", show=False),
        Binding("down", "row(1)", "Row", show=False),
        Binding("left", "turn(-1)", "Value", show=False),
        Binding("right", "turn(1)", "Value", show=False),
        Binding("backspace", "erase", "Erase", show=False),
    ]

    class Changed(Message):
        """The person changed a value."""

        def __init__(self, form: Form, field: Field) -> None:
            super().__init__()
            self.form = form
            """The form."""
            self.field = field
            """The field with its new value."""

        @property
        def control(self) -> Form:
            """The form."""
            return self.form

    def __init__(self, fields: Sequence[Field] = (), at: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fields = tuple(fields)
        self._at = at

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields with their current values."""
        return self._fields

    @property
    def chosen(self) -> Field:
        """The field of the cursor."""
        return self._fields[self._at]

    @property
    def problem(self) -> str:
        """The first field's problem; empty if every value is valid."""
        return next((f.problem for f in self._fields if f.problem), "")

    def show(self, fields: Sequence[Field]) -> None:
        """Show other fields; the cursor stays on its field, if that is still there."""
        id = self.chosen.id if self._fields else ""
        grown = len(fields) != len(self._fields)
        self._fields = tuple(fields)
        ids = [f.id for f in self._fields]
        self._at = ids.index(id) if id in ids else min(self._at, len(ids) - 1)
        self.refresh(layout=grown)

    def action_row(self, by: int) -> None:
        """Move the cursor up or down; beyond the ends the key goes to the screen."""
        if not 0 <= self._at + by < len(self._fields):
            raise SkipAction
        self._put(commit_draft(self.chosen), tell=False)
        self._at += by
        self.refresh()
        if isinstance(self.parent, Widget):
            row = Region(0, self._at + self.virtual_region.y, 1, 1)
            self.parent.scroll_to_region(row, animate=False)

    def action_turn(self, by: int) -> None:
        """Turn the field to the value before or after."""
        self._put(self.chosen.turned(by))

    def action_erase(self) -> None:
        """Erase the last character."""
        self._put(self.chosen.erased())

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key types into the field, so that no binding acts on it."""
        return character is not None and self.chosen.takes(character)

    def on_key(self, event: events.Key) -> None:
        """Type into the selected field what it takes."""
        if event.character is not None and self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._put(self.chosen.typed(event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Put the pasted text into the selected field."""
        event.stop()
        self._put(paste_into(self.chosen, event.text))

    def _put(self, field: Field, tell: bool = True) -> None:
        if field == self.chosen:
            return
        self._fields = tuple(field if f.id == field.id else f for f in self._fields)
        self.refresh()
        if tell:
            self.post_message(self.Changed(self, field))

    def on_click(self, event: events.Click) -> None:
        """A click selects a row, and one on the selected row turns it."""
        event.stop()
        if event.y < len(self._fields):
            if event.y == self._at:
                self.action_turn(-1 if event.x < self.size.width // 2 else 1)
            else:
                self.action_row(event.y - self._at)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One line for each field."""
        return len(self._fields)

    def render(self) -> Text:
        """The rows; the selected one shows how it can be changed."""
        wide = max((len(f.label) for f in self._fields), default=0)
        styles = {
            part: self.get_component_rich_style(f"form--{part}", partial=True)
            for part in ("label", "value", "chosen", "problem")
        }
        out = Text(no_wrap=True, overflow="ellipsis")
        for number, field in enumerate(self._fields):
            selected = number == self._at and self.has_focus
            if number:
                out.append("\n")
            out.append(
                f"{'▸' if selected else ' '} {field.label:<{wide}}  ",
                styles["chosen" if selected else "label"],
            )
            value = "chosen" if selected else "value"
            room = max(4, self.size.width - wide - 6)
            text = _value_text(field, selected, room)
            out.append(text, styles["problem" if field.problem else value])
        return out


def _value_text(field: Field, selected: bool, room: int) -> str:
    """The value as it is drawn; of a long text that is being typed, the end."""
    if not isinstance(field, TextField):
        return f"‹ {field.shown} ›" if selected else f"  {field.shown}"
    text = f"{field.shown}▏" if selected else field.shown
    while selected and cell_len(text) > room:
        text = text[1:]
    return f"  {text}"
