"""Totals: what was done, in figures; each of them tells the sessions that it was made from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from runcoach.core.history.counting import Counted
from runcoach.core.model.records import Entry
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.subscreen import PAST_KEYS, PastScreen
from runcoach.ui.history.text import entry_line
from runcoach.ui.history.total_rows import SPANS, Figure, figure_line, figures, heads_of
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.virtual_list import LongList

EMPTY = (
    "Here you will see what your sessions add up to: by week and by month, by muscle, your "
    "streak of weeks, one-legged work, done against planned, and where form broke most. "
    "Each figure tells the sessions that it was made from. Do a session first."
)


class TotalsScreen(PastScreen):
    """Up and down a figure, left and right how far back; `w` tells why this number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "reach(-1)", "Less far, farther", key_display="←→", id="totals.less"),
        Binding("right", "reach(1)", "Farther back", show=False),
        Binding("w,W,enter,space", "why", "Why this number", key_display="w", id="totals.why"),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack) -> None:
        super().__init__(past)
        self._counted: tuple[Counted, ...] = ()
        self._span = 1
        self._told = Static(id="span", markup=False)
        self._figures: LongList[Figure] = LongList(figure_line, id="figures")
        self._why = Static(id="why-head", markup=False)
        self._sessions: LongList[Entry] = LongList(entry_line, id="why")
        self._sessions.can_focus = False
        self._empty = Static("Reading the history...", id="empty", markup=False)
        self._all = Horizontal(id="totals")

    def compose(self) -> ComposeResult:
        """The figures, and beside them why the chosen one is what it is."""
        yield self._told
        yield self._empty
        with self._all:
            yield self._figures
            with Vertical(id="why-side"):
                yield self._why
                yield self._sessions
        yield KeyBar()

    def on_mount(self) -> None:
        """Nothing is shown until the history is read."""
        self._all.display = False

    def look(self) -> None:
        """Read what there is now."""
        self.past.read(self._read)

    def _read(self, counted: tuple[Counted, ...], line: str) -> None:
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
        past.reckon(lambda: figures(counted, catalogue, target, today, span), self._reckoned)

    def _reckoned(self, rows: tuple[Figure, ...]) -> None:
        if not self.is_mounted:
            return
        spans = "   ".join(
            f"‹{s.told}›" if at == self._span else f" {s.told} " for at, s in enumerate(SPANS)
        )
        self._told.update(f"Totals   {spans}")
        first = next((n for n, row in enumerate(rows) if row.sessions), 0)
        at = first if self._figures.chosen is None else None
        self._figures.show(rows, at, heads=heads_of(rows))
        self._tell()

    def _tell(self) -> None:
        row = self._figures.chosen
        ids = frozenset(row.sessions if row else ())
        found = [e for e in self.past.entries if e.id in ids]
        self._why.update(f"Why this number: {formatting.plural(len(found), 'session')}")
        self._sessions.show(found, 0)

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Another figure has other sessions."""
        if event.long_list is self._figures:
            self._tell()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """A click on the chosen figure, or Enter."""
        self.action_why()

    def action_reach(self, by: int) -> None:
        """Farther back, or less far."""
        self._span = max(0, min(self._span + by, len(SPANS) - 1))
        self._show()

    def action_why(self) -> None:
        """The sessions behind the chosen figure."""
        from runcoach.ui.history.sessions_behind_figure import SessionsScreen

        row = self._figures.chosen
        if row is not None:
            told = f"{row.label}: {row.told}"
            self.app.push_screen(SessionsScreen(self.past, told, row.sessions))
