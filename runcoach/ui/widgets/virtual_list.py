"""A long list: rows of a sequence, each drawn only while it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

Item = TypeVar("Item")

Line = Sequence[tuple[str, str]]
"""Pieces of one row: a text, and the part it belongs to; no part is plain text."""


class LongList(ScrollView, Generic[Item], can_focus=True, inherit_bindings=False):
    """Rows with a cursor. Ten years of sessions cost what a hundred sessions do.

    What a row says comes from `draw`, called with the item and the width for each row in sight.
    """

    DEFAULT_CSS = """
    LongList {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size: 1 1;
        & > .long-list--quiet { color: $text-muted; }
        & > .long-list--strong { text-style: bold; }
        & > .long-list--head { color: $accent; text-style: bold; }
        & > .long-list--good { color: $success; }
        & > .long-list--alert { color: $error; text-style: bold; }
        & > .long-list--cursor { background: $panel; }
        &:focus > .long-list--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background;
            text-style: bold;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "long-list--quiet",
        "long-list--strong",
        "long-list--head",
        "long-list--good",
        "long-list--alert",
        "long-list--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Row before", show=False),
        Binding("down", "move(1)", "Row after", show=False),
        Binding("pageup", "page(-1)", "Page before", show=False),
        Binding("pagedown", "page(1)", "Page after", show=False),
        Binding("home", "end(-1)", "First row", show=False),
        Binding("end", "end(1)", "Last row", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    cursor: reactive[int] = reactive(-1)
    """The row that is chosen; -1 where there is none."""

    class Moved(Message):
        """The person has gone to another row."""

        def __init__(self, long_list: LongList[Any]) -> None:
            super().__init__()
            self.long_list = long_list

        @property
        def control(self) -> LongList[Any]:
            """The list it happened in."""
            return self.long_list

    class Opened(Moved):
        """The person wants to see or change the chosen row."""

    def __init__(self, draw: Callable[[Item, int], Line], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._items: Sequence[Item] = ()
        self._heads: frozenset[int] = frozenset()
        self._empty: Sequence[Line] = ()

    @property
    def items(self) -> Sequence[Item]:
        """What is shown."""
        return self._items

    @property
    def chosen(self) -> Item | None:
        """The item that the cursor is on."""
        return self._items[self.cursor] if 0 <= self.cursor < len(self._items) else None

    def show(
        self,
        items: Sequence[Item],
        at: int | None = None,
        heads: frozenset[int] = frozenset(),
        empty: Sequence[Line] = (),
    ) -> None:
        """Other items.

        Args:
            items: The rows, from the top.
            at: Where the cursor goes; None to leave it where it can stay.
            heads: Rows that the cursor passes over.
            empty: What is said where there are no items.
        """
        self._items, self._heads, self._empty = items, heads, empty
        self.virtual_size = Size(0, len(items))
        self.stand_at(self.cursor if at is None else at)
        self.refresh()

    def stand_at(self, row: int) -> None:
        """Put the cursor there, or on the nearest row that can be chosen; tells nobody."""
        row = max(0, min(row, len(self._items) - 1))
        below, above = range(row, len(self._items)), range(row, -1, -1)
        rows = chain(below, above) if self._items else ()
        self.cursor = next((n for n in rows if self._can(n)), -1)
        self._reveal()

    def _can(self, row: int) -> bool:
        return row not in self._heads

    def watch_cursor(self, before: int, now: int) -> None:
        """Two rows look different."""
        for row in (before, now):
            self.refresh_line(row - self.scroll_offset.y)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._reveal()

    def _reveal(self) -> None:
        if self.cursor < 0 or not self.size.height:
            return
        top = self.cursor
        while top - 1 in self._heads:
            top -= 1
        self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, force=True)

    def action_move(self, by: int) -> None:
        """A row up or down; beyond the ends the key is the screen's."""
        row = self.cursor + by
        while 0 <= row < len(self._items) and not self._can(row):
            row += by
        if not 0 <= row < len(self._items):
            raise SkipAction
        self._go(row)

    def action_page(self, by: int) -> None:
        """A screen up or down."""
        self._go(self.cursor + by * max(1, self.size.height - 1))

    def action_end(self, by: int) -> None:
        """To the first row or the last."""
        self._go(0 if by < 0 else len(self._items) - 1)

    def _go(self, row: int) -> None:
        before = self.cursor
        self.stand_at(row)
        if self.cursor != before:
            self.post_message(self.Moved(self))

    def action_open(self) -> None:
        """Ask to see or change the chosen row."""
        if self.chosen is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row, and a click on the chosen one opens it."""
        row = event.y + self.scroll_offset.y
        if 0 <= row < len(self._items) and self._can(row):
            if row == self.cursor:
                self.action_open()
            else:
                self._go(row)

    def render_line(self, y: int) -> Strip:
        """One row in sight."""
        from rich.segment import Segment
        from textual.strip import Strip

        # Without the scrollbar, which would hide the end of every row.
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        if 0 <= row < len(self._items):
            line = self._draw(self._items[row], width)
        else:
            line = self._empty[row] if row < len(self._empty) and not self._items else ()
        base, part_of = self.rich_style, self.get_component_rich_style
        cursor = part_of("long-list--cursor") if row == self.cursor else None
        segments = []
        for text, part in line:
            style = part_of(f"long-list--{part}") if part else base
            segments.append(Segment(text, style + cursor if cursor else style))
        return Strip(segments).adjust_cell_length(width, cursor or base)
