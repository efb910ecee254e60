"""What the areas share: the digits that lead from each to the others, help and leaving."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.screen import Screen

from runcoach.ui.areas import AREA_TITLES
from runcoach.ui.services import Services

AREA_KEYS: tuple[Binding, ...] = (
    *(
        Binding(str(number), f"app.area('{area}')", title, show=False, id=f"area.{area}")
        for number, (area, title) in enumerate(AREA_TITLES.items(), 1)
    ),
    Binding("question_mark", "help", "Help", key_display="?", id="area.help"),
    Binding("q,Q", "quit", "Leave", key_display="q", id="area.quit"),
)
"""Keys of every area; they stand last, behind the area's own."""


class AreaScreen(Screen[None]):
    """One of the areas, reached by its digit from every other."""

    AREA: ClassVar[str] = ""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        """Every door to the outside."""

    def action_help(self) -> None:
        """Every key of this screen."""
        from runcoach.ui.help.help_screen import HelpScreen

        self.app.push_screen(HelpScreen.of(self))

    def action_quit(self) -> None:
        """Out of the app."""
        self.app.exit(0)
