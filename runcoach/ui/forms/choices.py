"""Choices: rows of a label and a value; up and down a row, left and right a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from runcoach.ui.widgets.row_widget import RowWidget

MOST_PITCH = 3
"""Lines from one row to the next, at most: further apart they are no list any more."""
HELP_AFTER = 14
"""Columns that a row needs beside its label, its value and its help."""


class Choice(Struct, frozen=True):
    """One row: what is chosen, the values it can have, and where it stands."""

    id: str
    label: str
    values: tuple[str, ...]
    at: int = 0
    help: str = ""
    """One sentence, shown while the row is selected."""

    @property
    def value(self) -> str:
        """The words of the value it stands at."""
        return self.values[self.at] if self.values else ""


class Choices(RowWidget, can_focus=True):
    """Rows to walk and values to turn, with the arrows alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choices--label",
        "choices--value",
        "choices--selected",
        "choices--help",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "row(-1)", "Row", show=False),
        Binding("down", "row(1)", "Row", show=False),
        Binding("left", "turn(-1)", "Value", show=False),
        Binding("right", "turn(1)", "Value", show=False),
    ]

    class Turned(Message):
        """A value was changed by the person."""

        def __init__(self, choices: Choices, choice: Choice) -> None:
            super().__init__()
            self.choices = choices
            """The widget it happened in."""
            self.choice = choice
            """The row as it stands now."""

        @property
        def control(self) -> Choices:
            """The widget it happened in."""
            return self.choices

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, choices: Choices, choice: Choice) -> None:
            super().__init__()
            self.choices = choices
            """The widget it happened in."""
            self.choice = choice
            """The row it stands on."""

        @property
        def control(self) -> Choices:
            """The widget it happened in."""
            return self.choices

    def __init__(self, rows: Sequence[Choice] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = tuple(rows)
        self._row = 0
        self._pitch = 1
        self._told = False

    def room(self, width: int, height: int) -> None:
        """Spread over so much room: up to two empty lines between rows, and help beside them.

        Args:
            width: cells that the rows may take; help stands beside where all of it fits.
            height: lines that they may take.
        """
        longest = max((len(r.help) for r in self._rows), default=0)
        told = 0 < longest <= width - self._help_at()
        pitch = max(1, min(MOST_PITCH, (height + MOST_PITCH - 1) // max(1, len(self._rows))))
        if (pitch, told) != (self._pitch, self._told):
            self._pitch, self._told = pitch, told
            self.refresh(layout=True)

    @property
    def told(self) -> bool:
        """Every row has its help beside it."""
        return self._told

    @property
    def line(self) -> int:
        """The line that the cursor is on."""
        return self._row * self._pitch

    def _help_at(self) -> int:
        """The column where help begins: it stays while values are turned."""
        wide = max((len(r.label) for r in self._rows), default=0)
        return wide + max((len(v) for r in self._rows for v in r.values), default=0) + HELP_AFTER

    @property
    def rows(self) -> tuple[Choice, ...]:
        """The rows as they stand."""
        return self._rows

    @property
    def selected(self) -> Choice:
        """The row the cursor is on."""
        return self._rows[self._row]

    def show(self, rows: Sequence[Choice]) -> None:
        """Other rows; the cursor stays where it can."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        grown = len(rows) != len(self._rows)
        self._rows = rows
        self._row = min(self._row, max(0, len(rows) - 1))
        self.refresh(layout=grown)

    def action_row(self, by: int) -> None:
        """Walk; at the ends, stay, but for what can be walked to above."""
        if by < 0 and self._row == 0:
            self.screen.focus_previous()
        self._row = max(0, min(len(self._rows) - 1, self._row + by))
        self.refresh()
        if self._rows:
            self.post_message(self.Moved(self, self.selected))
        self.scroll_to_region(Region(0, self.line, self.size.width, 1), animate=False)

    def action_turn(self, by: int) -> None:
        """The next value of the row, or the one before; the ends don't wrap."""
        if not self._rows:
            return
        row = self._rows[self._row]
        at = max(0, min(len(row.values) - 1, row.at + by))
        if at == row.at:
            return
        turned = replace(row, at=at)
        self._rows = tuple(turned if r.id == row.id else r for r in self._rows)
        self.refresh()
        self.post_message(self.Turned(self, turned))

    def on_click(self, event: events.Click) -> None:
        """A click chooses the row, and a click on the chosen one turns it."""
        event.stop()
        row = event.y // self._pitch
        if row < len(self._rows):
            if row == self._row:
                self.action_turn(-1 if event.x < self.size.width // 2 else 1)
            else:
                self._row = row
                self.refresh()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line for each row, and those between them."""
        return len(self._rows) * self._pitch

    def render_line(self, y: int) -> Strip:
        """One of the rows, or a blank between two; the selected one shows that it can be turned."""
        width = self.content_size.width
        number, between = divmod(y, self._pitch)
        if between or number >= len(self._rows):
            return self.row()
        chosen = number == self._row and self.has_focus
        strip = Strip([Segment(*piece) for piece in self._pieces(self._rows[number], chosen)])
        if strip.cell_length > width:
            return Strip([*strip.crop(0, width - 1), Segment("…", self.ground)])
        return strip.adjust_cell_length(width, self.ground)

    def _pieces(self, row: Choice, chosen: bool) -> Iterator[tuple[str, Style]]:
        """What a row says, each piece in its style."""
        wide = max(len(r.label) for r in self._rows)
        # Where both don't fit, the label gives way: the value is what is being chosen.
        wide = max(8, min(wide, self.size.width - max(len(r.value) for r in self._rows) - 8))
        named = row.label if len(row.label) <= wide else f"{row.label[: wide - 1]}…"
        before = "‹ " if chosen and row.at > 0 else "  "
        after = " ›" if chosen and row.at < len(row.values) - 1 else ""
        label, value = f"{'▸ ' if chosen else '  '}{named:<{wide}}  ", f"{before}{row.value}{after}"
        yield label, self._style("label", chosen)
        yield value, self._style("value", chosen)
        if self._told:
            yield " " * max(1, self._help_at() - len(label) - len(value)), self.ground
            yield row.help, self._style("help", chosen)

    def _style(self, part: str, chosen: bool) -> Style:
        style = self.get_component_rich_style(f"choices--{part}")
        if chosen:
            style += self.get_component_rich_style("choices--selected", partial=True)
        return style
