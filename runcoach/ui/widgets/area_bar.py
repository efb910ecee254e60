"""The row at the top: the areas by their digits, and the one that is shown."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from runcoach.ui.areas import AREA_TITLES


class AreaBar(Widget, can_focus=True):
    """`1 Today  2 History ...`, the present one marked; a click or the arrows go there."""

    DEFAULT_CSS = "AreaBar { height: 1; text-wrap: nowrap; text-overflow: clip; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", "Area before", show=False, tooltip="The area before"),
        Binding("right", "go(1)", "Next area", show=False, tooltip="The next area"),
        Binding("down,enter", "into", "Into it", show=False),
    ]
    COMPONENT_CLASSES = {"area-bar--here", "area-bar--digit"}  # noqa: RUF012

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here

    def render(self) -> Text:
        """The areas in a row."""
        here = self.get_component_rich_style("area-bar--here")
        digit = self.get_component_rich_style("area-bar--digit", partial=True)
        text = Text("▸" if self.has_focus else " ")
        for number, (area, title) in enumerate(AREA_TITLES.items(), 1):
            if area == self._here:
                text.append(f" {number} {title} ", here)
            else:
                text.append(f" {number}", digit)
                text.append(f" {title} ")
            text.append(" ")
        return text

    async def action_go(self, by: int) -> None:
        """The area beside this one, its own bar in focus."""
        areas = list(AREA_TITLES)
        at = areas.index(self._here) + by
        if 0 <= at < len(areas):
            await self.app.switch_mode(areas[at])
            for bar in self.app.screen.query(AreaBar):
                bar.focus()

    def action_into(self) -> None:
        """To what the area shows."""
        self.screen.focus_next()

    def on_click(self, event: events.Click) -> None:
        """Go to the area under the pointer."""
        at = 1
        for area, title in AREA_TITLES.items():
            wide = len(title) + 4
            if at <= event.x < at + wide:
                self.app.switch_mode(area)
                return
            at += wide + 1
