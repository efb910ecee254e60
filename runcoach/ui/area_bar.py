"""The row at the top: the areas by their digits, with the present one marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from runcoach.ui.areas import AREAS
from runcoach.ui.widgets.row_widget import RowWidget


class AreaBar(RowWidget, can_focus=True):
    """`1 Today  2 History ...`, the present one marked; a click or the arrows go there.

    Where there is no room for all titles, the others are digits only.
    """

    DEFAULT_CSS = "AreaBar { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", "Previous area", show=False, tooltip="The previous area"),
        Binding("right", "go(1)", "Next area", show=False, tooltip="The next area"),
        Binding("down,enter", "into", "Into the area", show=False),
    ]
    COMPONENT_CLASSES = {"area-bar--here", "area-bar--digit"}  # noqa: RUF012

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here

    def _pieces(self) -> list[tuple[str, str, str]]:
        """Each area with its digit and title, shortened to the available width."""
        numbered = [(n, area.id, area.title) for n, area in enumerate(AREAS, 1)]
        whole = [(area, f" {n}", f" {title} ") for n, area, title in numbered]
        if self._width(whole) <= self.size.width:
            return whole
        tight = [(area, f"{n}", f" {title}") for n, area, title in numbered]
        if self._width(tight) <= self.size.width:
            return tight
        # The present area in full, the others by their digits.
        return [
            (area, f" {n}", f" {title} " if area == self._here else " ")
            for n, area, title in numbered
        ]

    @staticmethod
    def _width(pieces: Sequence[tuple[str, str, str]]) -> int:
        return sum(1 + len(digit) + len(title) for _, digit, title in pieces)

    def render_line(self, y: int) -> Strip:
        """The areas in a row."""
        plain = self.ground
        here = self.get_component_rich_style("area-bar--here")
        digit_style = self.get_component_rich_style("area-bar--digit")
        row = [("▸" if self.has_focus else " ", plain)]
        for number, (area, digit, title) in enumerate(self._pieces()):
            marked = area == self._here
            row += [
                (" " if number else "", plain),
                (digit, here if marked else digit_style),
                (title, here if marked else plain),
            ]
        return self.row(*row)

    async def action_go(self, by: int) -> None:
        """Go to the neighbouring area and keep the focus on the bar."""
        areas = [area.id for area in AREAS]
        at = areas.index(self._here) + by
        if 0 <= at < len(areas):
            await self.app.switch_mode(areas[at])
            for bar in self.app.screen.query(AreaBar):
                bar.focus()

    def action_into(self) -> None:
        """Move the focus into the area."""
        self.screen.focus_next()

    def on_click(self, event: events.Click) -> None:
        """Go to the area under the pointer."""
        at = 1
        for area, digit, title in self._pieces():
            wide = len(digit) + len(title)
            if at <= event.x < at + wide:
                self.app.switch_mode(area)
                return
            at += wide + 1
