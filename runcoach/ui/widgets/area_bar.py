"""The row at the top: the areas by their digits, and the one that is shown."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.widget import Widget

from runcoach.ui.areas import AREA_TITLES


class AreaBar(Widget):
    """`1 Today  2 History ...`, the present one marked; a click goes there."""

    DEFAULT_CSS = "AreaBar { height: 1; }"
    COMPONENT_CLASSES = {"area-bar--here", "area-bar--digit"}  # noqa: RUF012

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here

    def render(self) -> Text:
        """The areas in a row."""
        here = self.get_component_rich_style("area-bar--here")
        digit = self.get_component_rich_style("area-bar--digit", partial=True)
        text = Text(" ", no_wrap=True)
        for number, (area, title) in enumerate(AREA_TITLES.items(), 1):
            if area == self._here:
                text.append(f" {number} {title} ", here)
            else:
                text.append(f" {number}", digit)
                text.append(f" {title} ")
            text.append(" ")
        return text

    def on_click(self, event: events.Click) -> None:
        """Go to the area under the pointer."""
        at = 1
        for area, title in AREA_TITLES.items():
            wide = len(title) + 4
            if at <= event.x < at + wide:
                self.app.switch_mode(area)
                return
            at += wide + 1
