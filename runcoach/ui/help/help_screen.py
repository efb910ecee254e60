"""Help: every key of the screen it was opened from, and the health advice."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from runcoach.ui.app_shell import Home
from runcoach.ui.text.formatting import ADVICE

NAMES = {
    "space": "Space",
    "question_mark": "?",
    "slash": "/",
    "delete": "Delete",
    "enter": "Enter",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "ctrl+p": "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
}


TEXTUALS_OWN = frozenset({"tab", "shift+tab", "super+c", "ctrl+c"})
"""Keys that are no part of ours."""


class HelpScreen(ModalScreen[None]):
    """The keys in two columns: the key, and what it does here."""

    CSS_PATH = "../forms/sheet.tcss"
    app: Home

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,space,question_mark,q,Q", "dismiss", "Close", show=False),
        Binding("enter", "guide", "The guide", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
    ]

    def __init__(self, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._keys = keys
        self._body = VerticalScroll(id="sheet", can_focus=False)

    @classmethod
    def of(cls, screen: Screen[Any]) -> HelpScreen:
        """The help of a screen: its own bindings that act now, and those that act everywhere."""
        rows: list[tuple[str, str]] = []
        for binding in screen.active_bindings.values():
            key, told = binding.binding, binding.binding.tooltip or binding.binding.description
            shown = key.key_display or NAMES.get(key.key, key.key)
            if not told or key.key in TEXTUALS_OWN or (len(key.key) == 1 and key.key.isupper()):
                continue
            row = (shown, told)
            if row not in rows and all(told != other for _, other in rows):
                rows.append(row)
        return cls(tuple(rows))

    def compose(self) -> ComposeResult:
        """The sheet."""
        wide = max((len(k) for k, _ in self._keys), default=0)
        text = Text("Keys", style="bold")
        text.append("   Enter: the guide. Esc: back.\n\n", "not bold")
        for key, told in self._keys:
            text.append(f"  {key:<{wide}}  ", "bold")
            text.append(f"{told}\n", "not bold")
        text.append(f"\n{ADVICE}", "not bold")
        with self._body:
            yield Static(text)

    def action_guide(self) -> None:
        """The guide, in the place of this sheet."""
        from runcoach.ui.help.guide_screen import GuideScreen

        home = self.app
        self.dismiss()
        home.push_screen(GuideScreen(home.services.guide()))

    def action_scroll(self, by: int) -> None:
        """Up and down."""
        self._body.scroll_relative(y=by, animate=False)
