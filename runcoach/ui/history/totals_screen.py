"""The totals: figures over a span of time, each with the sessions it was computed from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from runcoach.core.history.counting import CountedSession
from runcoach.core.model.records import Entry
from runcoach.ui.history.destinations import Sessions
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.subscreen import SUBSCREEN_KEYS, HistorySubscreen
from runcoach.ui.history.text import entry_line
from runcoach.ui.history.total_rows import (
    SPANS,
    TotalRow,
    heading_indices,
    make_total_rows,
    total_line,
)
from runcoach.ui.messages import Open
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.virtual_list import VirtualList

EMPTY = (
    "Here you will see what your sessions add up to: by week and by month, by muscle, your "
    "streak of weeks, one-legged work, done against planned, and where form broke most. "
    "Each figure lists the sessions it comes from. Do a session first."
)


class TotalsScreen(HistorySubscreen):
    """Up and down choose a figure, left and right the span; `w` lists the figure's sessions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "reach(-1)", "Shorter, longer", key_display="←→", id="totals.less"),
        Binding("right", "reach(1)", "Longer", show=False),
        Binding("w,W,enter,space", "why", "Why this number", key_display="w", id="totals.why"),
        *SUBSCREEN_KEYS,
    ]

    def __init__(self, past: HistoryService) -> None:
        super().__init__(past)
        self._counted: tuple[CountedSession, ...] = ()
        self._span = 1
        self._spans = Static(id="span", markup=False)
        self._figures: VirtualList[TotalRow] = VirtualList(total_line, id="figures")
        self._why = Static(id="why-head", markup=False)
        self._sessions: VirtualList[Entry] = VirtualList(entry_line, id="why")
        self._sessions.can_focus = False
        self._empty = Static("Reading the history...", id="empty", markup=False)
        self._all = Horizontal(id="totals")

    def compose(self) -> ComposeResult:
        """The figures, and beside them the sessions of the chosen one."""
        yield self._spans
        yield self._empty
        with self._all:
            yield self._figures
            with Vertical(id="why-side"):
                yield self._why
                yield self._sessions
        yield KeyBar()

    def on_mount(self) -> None:
        """Display nothing until the history has been read."""
        self._all.display = False

    def reload(self) -> None:
        """Read and display the totals."""
        self.past.load_all(self._read)

    def _read(self, counted: tuple[CountedSession, ...], line: str) -> None:
        if not self.is_mounted:
            return
        if line:
            self.notify(line, severity="error", markup=False)
        self._counted = counted
        self._empty.update(EMPTY)
        self._empty.display = not counted
        self._all.display = bool(counted)
        self._show()
        self._figures.focus()

    def _show(self) -> None:
        past, counted, span = self.past, self._counted, SPANS[self._span]
        catalogue, target, today = past.services.catalogue, past.target, past.today
        past.compute(
            lambda: make_total_rows(counted, catalogue, target, today, span), self._show_rows
        )

    def _show_rows(self, rows: tuple[TotalRow, ...]) -> None:
        if not self.is_mounted:
            return
        spans = "   ".join(
            f"‹{s.name}›" if at == self._span else f" {s.name} " for at, s in enumerate(SPANS)
        )
        self._spans.update(f"Totals   {spans}")
        first = next((n for n, row in enumerate(rows) if row.sessions), 0)
        at = first if self._figures.chosen is None else None
        self._figures.show(rows, at, heads=heading_indices(rows))
        self._tell()

    def _tell(self) -> None:
        row = self._figures.chosen
        ids = frozenset(row.sessions if row else ())
        entries = [e for e in self.past.entries if e.id in ids]
        self._why.update(f"Why this number: {formatting.format_count(len(entries), 'session')}")
        self._sessions.show(entries, 0)

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Display the sessions of the chosen figure."""
        if event.virtual_list is self._figures:
            self._tell()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """List the sessions of the chosen figure."""
        self.action_why()

    def action_reach(self, by: int) -> None:
        """Choose a longer or shorter span."""
        self._span = max(0, min(self._span + by, len(SPANS) - 1))
        self._show()

    def action_why(self) -> None:
        """List the sessions of the chosen figure."""
        row = self._figures.chosen
        if row is not None:
            figure = f"{row.label}: {row.text}"
            self.post_message(Open(Sessions(self.past, figure, row.sessions), self))
