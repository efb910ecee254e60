"""The cues: one at a time in focus, a checklist to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget


class CueList(Widget):
    """Cues as a checklist. The one that matters now is marked; the ticks are the person's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "cue-list--ticked",
        "cue-list--now",
        "cue-list--open",
    }

    class Ticked(Message):
        """The person ticked a cue, or took the tick away."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index
            """Which cue, from 0."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cues: tuple[str, ...] = ()
        self._now = 0
        self._ticked: frozenset[int] = frozenset()

    def show(self, cues: Sequence[str], now: int, ticked: frozenset[int]) -> None:
        """The cues, the one in focus, and those that are ticked."""
        shown = (tuple(cues), now, ticked)
        if shown != (self._cues, self._now, self._ticked):
            other_height = len(cues) != len(self._cues)
            self._cues, self._now, self._ticked = shown
            self.refresh(layout=other_height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each cue."""
        return len(self._cues)

    def _window(self) -> range:
        """The rows that fit, with the one in focus among them."""
        rows = max(1, self.size.height)
        first = max(0, min(self._now - rows // 2, len(self._cues) - rows))
        return range(first, min(len(self._cues), first + rows))

    def on_click(self, event: events.Click) -> None:
        """A click ticks."""
        event.stop()
        rows = list(self._window())
        if event.y < len(rows):
            self.post_message(self.Ticked(rows[event.y]))

    def render(self) -> Text:
        """A line a cue: a tick, a pointer or a ring before it."""
        text = Text(no_wrap=True, overflow="ellipsis")
        for number, index in enumerate(self._window()):
            ticked = index in self._ticked
            part = "now" if index == self._now else "ticked" if ticked else "open"
            mark = "✔" if ticked else "▸" if index == self._now else "○"
            if number:
                text.append("\n")
            text.append(
                f"{mark} {self._cues[index]}",
                self.get_component_rich_style(f"cue-list--{part}", partial=True),
            )
        return text
