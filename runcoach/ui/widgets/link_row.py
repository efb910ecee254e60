"""A row of links to other screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget


class LinkRow(Widget, can_focus=True):
    """Links in a row: left and right select one; Enter, Space or a click opens it."""

    DEFAULT_CSS = """
    LinkRow {
        height: 1;
        & > .link-row--chosen {
            color: $block-cursor-foreground; background: $block-cursor-background;
            text-style: bold;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"link-row--link", "link-row--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", "Before", show=False),
        Binding("right", "walk(1)", "After", show=False),
        Binding("enter,space", "open", "Go there", show=False),
    ]

    class Opened(Message):
        """The person opened a link."""

        def __init__(self, doors: LinkRow, door: str) -> None:
            super().__init__()
            self.doors = doors
            self.door = door
            """The link's id."""

        @property
        def control(self) -> LinkRow:
            """The widget."""
            return self.doors

    def __init__(self, doors: Sequence[tuple[str, str]] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._links = tuple(doors)
        self._at = 0

    def show(self, doors: Sequence[tuple[str, str]]) -> None:
        """Show other links, each an id and a name."""
        self._links = tuple(doors)
        self._at = min(self._at, max(0, len(self._links) - 1))
        self.refresh()

    def action_walk(self, by: int) -> None:
        """Select the next link or the one before; the ends don't wrap."""
        self._at = max(0, min(self._at + by, len(self._links) - 1))
        self.refresh()

    def action_open(self) -> None:
        """Open the selected link."""
        if self._links:
            self.post_message(self.Opened(self, self._links[self._at][0]))

    def on_click(self, event: events.Click) -> None:
        """Open the link under the pointer."""
        event.stop()
        x = 1
        for at, (_, name) in list(enumerate(self._links))[self._first() :]:
            if x <= event.x < x + len(name) + 2:
                self._at = at
                self.action_open()
                return
            x += len(name) + 3

    def render(self) -> Text:
        """The links; the selected one is marked while the row has the focus."""
        door = self.get_component_rich_style("link-row--link", partial=True)
        chosen = self.get_component_rich_style("link-row--chosen")
        first = self._first()
        text = Text("‹" if first else " ", no_wrap=True, overflow="ellipsis")
        for at, (_, name) in list(enumerate(self._links))[first:]:
            selected = at == self._at and self.has_focus
            text.append(f" {name} ", chosen if selected else door)
            text.append(" ")
        return text

    def _first(self) -> int:
        """The index of the first link that is drawn, so that the selected one is in sight."""
        wide = [len(name) + 3 for _, name in self._links]
        first = 0
        while first < self._at and 1 + sum(wide[first : self._at + 1]) > self.size.width:
            first += 1
        return first
