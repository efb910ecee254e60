"""One session in full: planned against done, set by set."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from runcoach.core.plan import Role
from runcoach.core.records import SessionRecord, SetRecord, Source
from runcoach.ui import wording
from runcoach.ui.services import Services
from runcoach.ui.widgets.key_bar import KeyBar

SOURCES = {Source.TIMED: "timed", Source.ENTERED: "entered", Source.ASSUMED: "assumed"}


class RecordScreen(Screen[None]):
    """Every value of one record, with where it comes from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Q", "back", "Back", key_display="esc", id="record.back"),
        Binding("space,enter", "back", "Back", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
    ]

    def __init__(self, services: Services, record: SessionRecord) -> None:
        super().__init__()
        self.services = services
        self._record = record
        self._body = VerticalScroll(id="record", can_focus=False)

    def compose(self) -> ComposeResult:
        """Facts, then the sets."""
        with self._body:
            yield Static(facts(self._record), id="facts")
            yield Static(sets_table(self._record), id="sets")
        yield KeyBar()

    def action_back(self) -> None:
        """To the list."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Up and down."""
        self._body.scroll_relative(y=by, animate=False)


def facts(record: SessionRecord) -> Text:
    """When, how long, how it felt, and the note."""
    started = datetime.fromisoformat(record.started_at)
    done = sum(1 for s in record.main_sets if not s.skipped)
    planned = max(len(record.planned), done)
    text = Text(record.title, style="bold")
    text.append(f"\n{started:%A %d %B %Y, %H:%M}", "not bold")
    text.append(f"\n{done} of {planned} sets in {wording.duration(record.active_s)}", "not bold")
    text.append(f", {record.status.value}", "not bold")
    if record.pauses:
        paused = sum(p.seconds for p in record.pauses)
        text.append(
            f", {wording.plural(len(record.pauses), 'pause')} of {wording.length(paused)} in all",
            "not bold",
        )
    if record.feel is not None:
        text.append(f"\nFelt {record.feel} of 10", "not bold")
    if record.rehearsal:
        text.append("\nA rehearsal: it counts in no statistic", "not bold")
    if record.note:
        text.append(f"\n{record.note}", "italic not bold")
    text.append("\n")
    return text


def sets_table(record: SessionRecord) -> Table:
    """The sets of the main part; warm-up and cool-down after them on a line each."""
    table = Table(box=None, pad_edge=False, expand=False, header_style="bold")
    for title in ("Exercise", "Set", "Side", "Planned", "Done", "Effort", "Form", "From", "Note"):
        table.add_column(title, no_wrap=title != "Note", overflow="ellipsis")
    for done in record.sets:
        if done.role is Role.MAIN:
            table.add_row(*_cells(done, record))
    missing = {p.block for p in record.planned} - {s.block for s in record.sets}
    for planned in record.planned:
        if planned.block in missing:
            table.add_row(
                planned.exercise,
                str(planned.set),
                wording.side(planned.side).lower(),
                wording.amount(planned.target, planned.unit),
                "not done",
            )
    return table


def _cells(done: SetRecord, record: SessionRecord) -> tuple[str, ...]:
    stands = done in record.counted
    load = f", {done.load_kg:g} kg" if done.load_kg else ""
    notes = [] if stands else ["done again"]
    if done.pain is not None:
        side = "" if done.pain.side.value == "both" else f"{done.pain.side.value} "
        notes.append(f"pain: {side}{done.pain.area} {done.pain.level}")
    if done.note:
        notes.append(done.note)
    form = {True: "kept", False: "broke", None: ""}[done.form_ok]
    return (
        done.name or done.exercise,
        str(done.set),
        wording.side(done.side).lower(),
        wording.amount(done.target, done.unit) + load,
        "skipped" if done.skipped else wording.amount(done.actual, done.unit),
        done.effort.value if done.effort else "",
        form,
        "" if done.skipped else SOURCES[done.source],
        ", ".join(notes),
    )
