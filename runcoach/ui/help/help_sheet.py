"""The help sheet: every key of the screen it was opened from, and the health advice."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from runcoach.ui.app_shell import AppShell
from runcoach.ui.text.formatting import ADVICE

KEY_NAMES = {
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


HIDDEN_KEYS = frozenset({"tab", "shift+tab", "super+c", "ctrl+c"})
"""Keys that Textual binds and that are not listed."""


class HelpSheet(ModalScreen[None]):
    """The keys in two columns: the key, and what it does."""

    CSS_PATH = "../forms/sheet.tcss"
    app: AppShell

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
    def of(cls, screen: Screen[Any]) -> HelpSheet:
        """The help of a screen: its bindings that act now, and those that act everywhere."""
        keys: dict[str, str] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            key, does = binding.key, binding.tooltip or binding.description
            if not does or key in HIDDEN_KEYS or (len(key) == 1 and key.isupper()):
                continue
            keys.setdefault(does, binding.key_display or KEY_NAMES.get(key, key))
        return cls(tuple((key, does) for does, key in keys.items()))

    def compose(self) -> ComposeResult:
        """The sheet."""
        wide = max((len(k) for k, _ in self._keys), default=0)
        text = Text("Keys", style="bold")
        text.append("   Enter: the guide. Esc: back.\n\n", "not bold")
        for key, does in self._keys:
            text.append(f"  {key:<{wide}}  ", "bold")
            text.append(f"{does}\n", "not bold")
        text.append(f"\n{ADVICE}", "not bold")
        with self._body:
            yield Static(text)

    def action_guide(self) -> None:
        """Open the guide in place of this sheet."""
        from runcoach.ui.help.guide_screen import GuideScreen

        home = self.app
        self.dismiss()
        home.push_screen(GuideScreen(home.services.guide()))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._body.scroll_relative(y=by, animate=False)
