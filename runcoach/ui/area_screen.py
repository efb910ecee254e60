"""The base of the areas' screens: the digits of the other areas, help and quitting."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.screen import Screen

from runcoach.ui.app_shell import AppShell
from runcoach.ui.areas import AREAS
from runcoach.ui.services import Services

AREA_KEYS: tuple[Binding, ...] = (
    *(
        Binding(str(number), f"app.area('{area.id}')", area.title, show=False, id=f"area.{area.id}")
        for number, area in enumerate(AREAS, 1)
    ),
    Binding("question_mark", "help", "Help", key_display="?", id="area.help"),
    Binding("q,Q", "quit", "Leave", key_display="q", id="area.quit"),
)
"""Keys of every area; they come last in the footer, after the area's own."""


class AreaScreen(Screen[None]):
    """The screen of one area."""

    AREA: ClassVar[str] = ""
    app: AppShell

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        """The ports to the outside."""

    def action_help(self) -> None:
        """List every key of this screen."""
        from runcoach.ui.help.help_sheet import HelpSheet

        self.app.push_screen(HelpSheet.of(self))

    def action_quit(self) -> None:
        """Quit the app."""
        self.app.close()
