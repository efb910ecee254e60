"""The row at the top: the areas by their digits, and the one that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from runcoach.ui.areas import AREA_TITLES
from runcoach.ui.widgets.row_widget import RowWidget


class AreaBar(RowWidget, can_focus=True):
    """`1 Today  2 History ...`, the present one marked; a click or the arrows go there.

    Where that is too wide the others are digits alone.
    """

    DEFAULT_CSS = "AreaBar { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", "Area before", show=False, tooltip="The area before"),
        Binding("right", "go(1)", "Next area", show=False, tooltip="The next area"),
        Binding("down,enter", "into", "Into it", show=False),
    ]
    COMPONENT_CLASSES = {"area-bar--here", "area-bar--digit"}  # noqa: RUF012

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here

    def _pieces(self) -> list[tuple[str, str, str]]:
        """Each area with its digit and title, as much of them as there is room for."""
        whole = [(area, f" {n}", f" {title} ") for n, (area, title) in self._numbered()]
        if self._width(whole) <= self.size.width:
            return whole
        tight = [(area, f"{n}", f" {title}") for n, (area, title) in self._numbered()]
        if self._width(tight) <= self.size.width:
            return tight
        # Where one is, in full; the others by the keys that go there.
        return [
            (area, f" {n}", f" {title} " if area == self._here else " ")
            for n, (area, title) in self._numbered()
        ]

    def _numbered(self) -> Iterator[tuple[int, tuple[str, str]]]:
        return enumerate(AREA_TITLES.items(), 1)

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
        for area, digit, title in self._pieces():
            wide = len(digit) + len(title)
            if at <= event.x < at + wide:
                self.app.switch_mode(area)
                return
            at += wide + 1
