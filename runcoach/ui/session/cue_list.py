"""The cues of an exercise as a checklist, with one of them in focus."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from runcoach.ui.textual_internals.plain_rows import render_plain_rows

Lines = list[tuple[int, str]]

MARK = "▸ "


class CueList(Widget):
    """A checklist. The cue that matters now is marked; ticks are set by the person alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "cue-list--ticked",
        "cue-list--now",
        "cue-list--open",
    }

    class Ticked(Message):
        """The person ticked or unticked a cue."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index
            """The cue's index, from 0."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cues: tuple[str, ...] = ()
        self._now = 0
        self._ticked: frozenset[int] = frozenset()
        self._laid: tuple[object, Lines] = (None, [])
        self._ground = Style()
        self.clickable = True
        """Whether a click ticks; while the clock runs it pauses instead."""

    def show(self, cues: Sequence[str], now: int, ticked: frozenset[int]) -> None:
        """Show cues, the one at index `now` in focus, those at the indices `ticked` ticked."""
        content = (tuple(cues), now, ticked)
        if content != (self._cues, self._now, self._ticked):
            other_height = len(cues) != len(self._cues)
            self._cues, self._now, self._ticked = content
            self.refresh(layout=other_height)

    def tick(self, ticked: frozenset[int]) -> None:
        """Show the same cues with these ticked."""
        self.show(self._cues, self._now, ticked)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row for each line of each cue."""
        return sum(len(lines) for lines in self._wrapped(width))

    def _wrapped(self, width: int) -> list[list[str]]:
        return [
            textwrap.wrap(cue, max(8, width - len(MARK)), break_on_hyphens=False) or [""]
            for cue in self._cues
        ]

    def lines(self) -> Lines:
        """The rows that fit, each with the index of its cue; the cue in focus is among them."""
        wanted = (self._cues, self._now, self.size)
        if wanted != self._laid[0]:
            self._laid = (wanted, self._fitting())
        return self._laid[1]

    def _fitting(self) -> Lines:
        rows, wrapped = max(1, self.size.height), self._wrapped(self.size.width)
        fitting: list[int] = [self._now] if self._cues else []
        room = rows - len(wrapped[self._now]) if self._cues else 0
        # The cues after it are needed next, then those before.
        for index in (*range(self._now + 1, len(wrapped)), *range(self._now - 1, -1, -1)):
            if len(wrapped[index]) > room:
                continue
            fitting.append(index)
            room -= len(wrapped[index])
        return [(index, line) for index in sorted(fitting) for line in wrapped[index]][:rows]

    def on_click(self, event: events.Click) -> None:
        """A click ticks a cue, while `clickable` is set."""
        lines = self.lines()
        if event.y < len(lines) and self.clickable:
            event.stop()
            self.post_message(self.Ticked(lines[event.y][0]))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`; the background, a walk up to the screen, is looked up once."""
        self._ground = self.rich_style
        return render_plain_rows(
            self, partial(self._row, self.lines(), self.content_size.width), crop
        )

    def render_line(self, y: int) -> Strip:
        """One row: a tick, a pointer or a ring before each cue, further lines indented."""
        return self._row(self.lines(), self.content_size.width, y)

    def _row(self, lines: Lines, width: int, y: int) -> Strip:
        if y >= len(lines):
            return Strip.blank(width, self._ground)
        index, line = lines[y]
        ticked = index in self._ticked
        part = "now" if index == self._now else "ticked" if ticked else "open"
        mark = "✔" if ticked else "▸" if index == self._now else "○"
        first = y == 0 or lines[y - 1][0] != index
        style = self.get_component_rich_style(f"cue-list--{part}")
        written = [Segment(f"{mark if first else ' '} {line}", style)]
        return Strip(written).adjust_cell_length(width, self._ground)
