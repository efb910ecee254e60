"""A list whose rows are drawn only while they are in sight."""

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
"""The pieces of one row: a text and the name of its style, empty for plain text."""


class VirtualList(ScrollView, Generic[Item], can_focus=True, inherit_bindings=False):
    """Rows with a cursor; ten years of sessions cost as much as a hundred sessions.

    `draw` gives the pieces of a row; it is called with the item and the width in cells, for each
    row in sight.
    """

    DEFAULT_CSS = """
    VirtualList {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size: 1 1;
        & > .virtual-list--quiet { color: $text-muted; }
        & > .virtual-list--strong { text-style: bold; }
        & > .virtual-list--head { color: $accent; text-style: bold; }
        & > .virtual-list--good { color: $success; }
        & > .virtual-list--alert { color: $error; text-style: bold; }
        & > .virtual-list--cursor { background: $panel; }
        &:focus > .virtual-list--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background;
            text-style: bold;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-list--quiet",
        "virtual-list--strong",
        "virtual-list--head",
        "virtual-list--good",
        "virtual-list--alert",
        "virtual-list--cursor",
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
    """The selected row; -1 if there is none."""

    class Moved(Message):
        """The person moved the cursor."""

        def __init__(self, virtual_list: VirtualList[Any]) -> None:
            super().__init__()
            self.virtual_list = virtual_list

        @property
        def control(self) -> VirtualList[Any]:
            """The list."""
            return self.virtual_list

    class Opened(Moved):
        """The person opened the selected row."""

    def __init__(self, draw: Callable[[Item, int], Line], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._items: Sequence[Item] = ()
        self._heads: frozenset[int] = frozenset()
        self._empty: Sequence[Line] = ()

    @property
    def items(self) -> Sequence[Item]:
        """The rows' items."""
        return self._items

    @property
    def chosen(self) -> Item | None:
        """The item of the cursor, if there is one."""
        return self._items[self.cursor] if 0 <= self.cursor < len(self._items) else None

    def show(
        self,
        items: Sequence[Item],
        at: int | None = None,
        heads: frozenset[int] = frozenset(),
        empty: Sequence[Line] = (),
    ) -> None:
        """Show other items.

        Args:
            items: The rows, from the top.
            at: The cursor's row; None to leave it where it is, if possible.
            heads: Indices of heading rows, which the cursor skips.
            empty: The lines to show if there are no items.
        """
        self._items, self._heads, self._empty = items, heads, empty
        self.virtual_size = Size(0, len(items))
        self.stand_at(self.cursor if at is None else at)
        self.refresh()

    def stand_at(self, row: int) -> None:
        """Put the cursor there, or on the nearest row that is no heading; posts no message."""
        row = max(0, min(row, len(self._items) - 1))
        below, above = range(row, len(self._items)), range(row, -1, -1)
        rows = chain(below, above) if self._items else ()
        self.cursor = next((n for n in rows if self._can(n)), -1)
        self._reveal()

    def _can(self, row: int) -> bool:
        return row not in self._heads

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint the two rows that changed."""
        for row in (before, now):
            self.refresh_line(row - self.scroll_offset.y)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def _reveal(self) -> None:
        if self.cursor < 0 or not self.size.height:
            return
        top = self.cursor
        while top - 1 in self._heads:
            top -= 1
        self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Move a row up or down; beyond the ends the key goes to the screen."""
        row = self.cursor + by
        while 0 <= row < len(self._items) and not self._can(row):
            row += by
        if not 0 <= row < len(self._items):
            raise SkipAction
        self._go(row)

    def action_page(self, by: int) -> None:
        """Move a page up or down."""
        self._go(self.cursor + by * max(1, self.size.height - 1))

    def action_end(self, by: int) -> None:
        """Move to the first row (-1) or the last (1)."""
        self._go(0 if by < 0 else len(self._items) - 1)

    def _go(self, row: int) -> None:
        before = self.cursor
        self.stand_at(row)
        if self.cursor != before:
            self.post_message(self.Moved(self))

    def action_open(self) -> None:
        """Open the selected row."""
        if self.chosen is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """A click selects a row, and one on the selected row opens it."""
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

        # The width without the scrollbar, which would hide the end of every row.
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        if 0 <= row < len(self._items):
            line = self._draw(self._items[row], width)
        else:
            line = self._empty[row] if row < len(self._empty) and not self._items else ()
        base, part_of = self.rich_style, self.get_component_rich_style
        cursor = part_of("virtual-list--cursor") if row == self.cursor else None
        segments = []
        for text, part in line:
            style = part_of(f"virtual-list--{part}") if part else base
            segments.append(Segment(text, style + cursor if cursor else style))
        return Strip(segments).adjust_cell_length(width, cursor or base)
