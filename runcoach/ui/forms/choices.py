"""Rows of a label and a value to turn: up and down a row, left and right a value."""

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
"""The most lines from one row to the next: further apart they are no longer read as a list."""
HELP_AFTER = 14
"""Columns that a row with help needs beside its label and its value."""


class ChoiceRow(Struct, frozen=True):
    """One row: its label, the values it can have, and the current one."""

    id: str
    label: str
    values: tuple[str, ...]
    at: int = 0
    """The index of the current value."""
    help: str = ""
    """One sentence, shown while the row is selected."""

    @property
    def value(self) -> str:
        """The current value."""
        return self.values[self.at] if self.values else ""


class ChoiceList(RowWidget, can_focus=True):
    """Rows to walk and values to turn, with the arrows alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice-list--label",
        "choice-list--value",
        "choice-list--selected",
        "choice-list--help",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "row(-1)", "Row", show=False),
        Binding("down", "row(1)", "Row", show=False),
        Binding("left", "turn(-1)", "Value", show=False),
        Binding("right", "turn(1)", "Value", show=False),
    ]

    class Turned(Message):
        """The person changed a value."""

        def __init__(self, choices: ChoiceList, choice: ChoiceRow) -> None:
            super().__init__()
            self.choices = choices
            """The widget."""
            self.choice = choice
            """The row with its new value."""

        @property
        def control(self) -> ChoiceList:
            """The widget it happened in."""
            return self.choices

    class Moved(Message):
        """The cursor moved to another row."""

        def __init__(self, choices: ChoiceList, choice: ChoiceRow) -> None:
            super().__init__()
            self.choices = choices
            """The widget."""
            self.choice = choice
            """The row of the cursor."""

        @property
        def control(self) -> ChoiceList:
            """The widget it happened in."""
            return self.choices

    def __init__(self, rows: Sequence[ChoiceRow] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = tuple(rows)
        self._row = 0
        self._pitch = 1
        self._helped = False

    def spread(self, width: int, height: int) -> None:
        """Spread over the available room: up to two empty lines between rows, help beside them.

        Args:
            width: Cells for the rows; help is beside them if all of it fits.
            height: Lines for the rows.
        """
        longest = max((len(r.help) for r in self._rows), default=0)
        helped = 0 < longest <= width - self._help_at()
        pitch = max(1, min(MOST_PITCH, (height + MOST_PITCH - 1) // max(1, len(self._rows))))
        if (pitch, helped) != (self._pitch, self._helped):
            self._pitch, self._helped = pitch, helped
            self.refresh(layout=True)

    @property
    def shows_help(self) -> bool:
        """Whether every row has its help beside it."""
        return self._helped

    @property
    def line(self) -> int:
        """The line of the cursor."""
        return self._row * self._pitch

    def _help_at(self) -> int:
        """The column where help begins, the same for every value."""
        wide = max((len(r.label) for r in self._rows), default=0)
        return wide + max((len(v) for r in self._rows for v in r.values), default=0) + HELP_AFTER

    @property
    def rows(self) -> tuple[ChoiceRow, ...]:
        """The rows with their current values."""
        return self._rows

    @property
    def selected(self) -> ChoiceRow:
        """The row of the cursor."""
        return self._rows[self._row]

    def show(self, rows: Sequence[ChoiceRow]) -> None:
        """Show other rows; the cursor stays at its index, if there are as many."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        grown = len(rows) != len(self._rows)
        self._rows = rows
        self._row = min(self._row, max(0, len(rows) - 1))
        self.refresh(layout=grown)

    def action_row(self, by: int) -> None:
        """Move the cursor; beyond the first row, to the widget above."""
        if by < 0 and self._row == 0:
            self.screen.focus_previous()
        self._row = max(0, min(len(self._rows) - 1, self._row + by))
        self.refresh()
        if self._rows:
            self.post_message(self.Moved(self, self.selected))
        self.scroll_to_region(Region(0, self.line, self.size.width, 1), animate=False)

    def action_turn(self, by: int) -> None:
        """Turn the row to the next value or the one before; the ends don't wrap."""
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
        """A click selects a row, and one on the selected row turns it."""
        event.stop()
        row = event.y // self._pitch
        if row < len(self._rows):
            if row == self._row:
                self.action_turn(-1 if event.x < self.size.width // 2 else 1)
            else:
                self._row = row
                self.refresh()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One line for each row, and the empty ones between them."""
        return len(self._rows) * self._pitch

    def render_line(self, y: int) -> Strip:
        """A row, or an empty line between two; the selected row shows that it can be turned."""
        width = self.content_size.width
        number, between = divmod(y, self._pitch)
        if between or number >= len(self._rows):
            return self.row()
        chosen = number == self._row and self.has_focus
        strip = Strip([Segment(*piece) for piece in self._pieces(self._rows[number], chosen)])
        if strip.cell_length > width:
            return Strip([*strip.crop(0, width - 1), Segment("…", self.ground)])
        return strip.adjust_cell_length(width, self.ground)

    def _pieces(self, row: ChoiceRow, chosen: bool) -> Iterator[tuple[str, Style]]:
        """The texts of a row, each with its style."""
        wide = max(len(r.label) for r in self._rows)
        # Where both don't fit, the label is cut: the value is what is being chosen.
        wide = max(8, min(wide, self.size.width - max(len(r.value) for r in self._rows) - 8))
        named = row.label if len(row.label) <= wide else f"{row.label[: wide - 1]}…"
        before = "‹ " if chosen and row.at > 0 else "  "
        after = " ›" if chosen and row.at < len(row.values) - 1 else ""
        label, value = f"{'▸ ' if chosen else '  '}{named:<{wide}}  ", f"{before}{row.value}{after}"
        yield label, self._style("label", chosen)
        yield value, self._style("value", chosen)
        if self._helped:
            yield " " * max(1, self._help_at() - len(label) - len(value)), self.ground
            yield row.help, self._style("help", chosen)

    def _style(self, part: str, chosen: bool) -> Style:
        style = self.get_component_rich_style(f"choice-list--{part}")
        if chosen:
            style += self.get_component_rich_style("choice-list--selected", partial=True)
        return style
