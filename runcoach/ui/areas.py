"""The areas of the app, in the order of their digits: what each is called, and its screen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from textual.screen import Screen

    from runcoach.ui.services import Services


class Area(Struct, frozen=True):
    """One of the areas, reached by its digit from each of the others."""

    id: str
    title: str
    screen: str
    """`module:class`; a name, since the screens use this table too."""

    def create_screen(self, services: Services) -> Screen[None]:
        """Create the screen; its module is imported when the area is first shown."""
        module, _, name = self.screen.partition(":")
        screen: Screen[None] = getattr(import_module(module), name)(services)
        return screen


AREAS = (
    Area("today", "Today", "runcoach.ui.today.screen:TodayScreen"),
    Area("history", "History", "runcoach.ui.history.screen:HistoryScreen"),
    Area("library", "Library", "runcoach.ui.library.screen:LibraryScreen"),
    Area("tiers", "Tiers", "runcoach.ui.tiers.screen:TiersScreen"),
    Area("settings", "Settings", "runcoach.ui.settings.screen:SettingsScreen"),
)
"""The digit of an area is its place here, from 1."""
