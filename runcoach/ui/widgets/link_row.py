"""Doors: where one can go from here, in a row to walk with left and right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget


class Doors(Widget, can_focus=True):
    """Names in a row; Enter or Space goes through the chosen one. A click does as well."""

    DEFAULT_CSS = """
    Doors {
        height: 1;
        & > .doors--chosen {
            color: $block-cursor-foreground; background: $block-cursor-background;
            text-style: bold;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"doors--door", "doors--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", "Before", show=False),
        Binding("right", "walk(1)", "After", show=False),
        Binding("enter,space", "open", "Go there", show=False),
    ]

    class Opened(Message):
        """The person goes through a door."""

        def __init__(self, doors: Doors, door: str) -> None:
            super().__init__()
            self.doors = doors
            self.door = door
            """Its id."""

        @property
        def control(self) -> Doors:
            """The widget it happened in."""
            return self.doors

    def __init__(self, doors: Sequence[tuple[str, str]] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._doors = tuple(doors)
        self._at = 0

    def show(self, doors: Sequence[tuple[str, str]]) -> None:
        """Other doors, as id and name."""
        self._doors = tuple(doors)
        self._at = min(self._at, max(0, len(self._doors) - 1))
        self.refresh()

    def action_walk(self, by: int) -> None:
        """The next door; the ends don't wrap."""
        self._at = max(0, min(self._at + by, len(self._doors) - 1))
        self.refresh()

    def action_open(self) -> None:
        """Through the chosen one."""
        if self._doors:
            self.post_message(self.Opened(self, self._doors[self._at][0]))

    def on_click(self, event: events.Click) -> None:
        """Through the one under the pointer."""
        event.stop()
        x = 1
        for at, (_, name) in list(enumerate(self._doors))[self._first() :]:
            if x <= event.x < x + len(name) + 2:
                self._at = at
                self.action_open()
                return
            x += len(name) + 3

    def render(self) -> Text:
        """The doors; the chosen one is marked while one can walk here."""
        door = self.get_component_rich_style("doors--door", partial=True)
        chosen = self.get_component_rich_style("doors--chosen")
        first = self._first()
        text = Text("‹" if first else " ", no_wrap=True, overflow="ellipsis")
        for at, (_, name) in list(enumerate(self._doors))[first:]:
            here = at == self._at and self.has_focus
            text.append(f" {name} ", chosen if here else door)
            text.append(" ")
        return text

    def _first(self) -> int:
        """The first door that is drawn: where not all fit, the chosen one stays in sight."""
        wide = [len(name) + 3 for _, name in self._doors]
        first = 0
        while first < self._at and 1 + sum(wide[first : self._at + 1]) > self.size.width:
            first += 1
        return first
