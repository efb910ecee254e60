"""A modal sheet that asks one question with a list of answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option


class Sheet(ModalScreen[str | None]):
    """Asks one question. Result: the id of the answer, or None if it was closed by Esc."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Choose", show=False),
        Binding("escape", "dismiss(None)", "Back", show=False),
    ]

    def __init__(
        self,
        title: str,
        answers: Sequence[tuple[str, str]],
        *,
        detail: str = "",
        highlighted: int = 0,
    ) -> None:
        super().__init__()
        self._title = title
        self._detail = detail
        self._options = OptionList(*(Option(text, id=id) for id, text in answers), markup=False)
        self._highlighted = highlighted

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(id="sheet"):
            yield Static(self._title, id="asked", markup=False)
            if self._detail:
                yield Static(self._detail, id="message", markup=False)
            yield self._options
            yield Static("Up, down, Space. Esc: back", id="hint", markup=False)

    def on_mount(self) -> None:
        """Highlight the likeliest answer."""
        self._options.highlighted = self._highlighted

    def action_choose(self) -> None:
        """Take the highlighted answer."""
        self._options.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the selected answer."""
        self.dismiss(event.option.id)
