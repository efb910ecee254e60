"""One session in full: planned against done, set by set; every value can be put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from runcoach.core.history.corrections import mended
from runcoach.core.history.counting import Counted
from runcoach.core.history.session_filter import ids_of, name_of
from runcoach.core.history.trends import trend
from runcoach.core.model.records import SessionRecord, SetRecord
from runcoach.ui.charts.line_chart import LineChart, trend_chart
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.record_diff import named
from runcoach.ui.history.record_rows import RecordRow, heads_of, row_line, rows_of
from runcoach.ui.history.repeat_session import done_after_all
from runcoach.ui.history.subscreen import PAST_KEYS, PastScreen
from runcoach.ui.history.text import Piece, facts, set_told
from runcoach.ui.navigation import begin_again, note_session, over_time
from runcoach.ui.tiers.decision_text import decision_lines
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.link_row import Doors
from runcoach.ui.widgets.styled_text import Pieces
from runcoach.ui.widgets.virtual_list import LongList

TALL = 34
"""From so many rows on, the chosen set's exercise is drawn over time below."""


class RecordScreen(PastScreen):
    """Every value of one record, with where it comes from. Enter puts a set right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "edit", "Edit set", key_display="enter", id="record.edit"),
        Binding("t,T", "note", "Note", key_display="t", id="record.note", tooltip="Set's note"),
        Binding("r,R", "again", "Do again", key_display="r", id="record.again"),
        Binding(
            "delete",
            "delete",
            "Delete",
            key_display="del",
            id="record.delete",
            tooltip="Move to the trash",
        ),
        Binding("up", "doors", show=False),
        Binding("down", "list", show=False),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack, record: SessionRecord) -> None:
        super().__init__(past)
        self._record = record
        self._facts = Pieces(id="record-facts")
        self._doors = Doors(id="doors")
        self._sets: LongList[RecordRow] = LongList(self._line, id="sets")
        self._told = Pieces(id="told")
        self._decisions = Pieces(id="decisions")
        self._chart = LineChart(id="chart")
        self._chart.can_focus = False
        self._counted: tuple[Counted, ...] = ()
        self._mended: str | None = None

    def _line(self, row: RecordRow, width: int) -> Sequence[Piece]:
        return row_line(row, width, self.past.weights)

    @property
    def record(self) -> SessionRecord:
        """The session as it stands."""
        return self._record

    def compose(self) -> ComposeResult:
        """Facts, where one can go, the sets, the chosen set in sentences, what the coach said."""
        yield self._facts
        yield self._doors
        yield self._sets
        yield self._told
        yield self._decisions
        yield self._chart
        yield KeyBar()

    def on_mount(self) -> None:
        """The cursor is at once on the sets."""
        self._chart.display = self.app.size.height >= TALL
        self._show(self._record)
        self._sets.focus()
        if self._chart.display:
            self.past.read(self._read)

    def on_resize(self, event: events.Resize) -> None:
        """The chart needs room."""
        self._chart.display = event.size.height >= TALL
        if self._chart.display and not self._counted:
            self.past.read(self._read)

    def _read(self, counted: tuple[Counted, ...], line: str) -> None:
        self._counted = counted
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        """The chosen set's exercise over time, with this session marked on it."""
        row = self._sets.chosen
        of = (row.done or row.planned) if row is not None else None
        if of is None or not self._chart.display:
            return
        catalogue = self.past.services.catalogue
        found = trend(self._counted, ids_of(catalogue, of.exercise))
        name = name_of(catalogue, of.exercise)
        self._chart.chart = trend_chart(
            found, f"{name} over time", self.past.today, weights=self.past.weights
        )
        if self._record.id in found.sessions:
            self._chart.selected = self._record.id

    def show_decisions(self, lines: Sequence[Sequence[Piece]]) -> None:
        """What the coach decided from this session; nothing takes no room."""
        self._decisions.show(lines)
        self._decisions.display = bool(lines)

    def look(self) -> None:
        """The record as the history has it now."""
        self.past.load(self._record.id, self._loaded)

    def _loaded(self, record: SessionRecord | None) -> None:
        if record is None:
            self.dismiss(None)
        else:
            self._show(record)

    def _show(self, record: SessionRecord) -> None:
        self._record = record
        self._facts.show(facts(record))
        catalogue = self.past.services.catalogue
        self.show_decisions(decision_lines(self.app.coach.notebook.decisions, record.id, catalogue))
        rows = rows_of(record, catalogue)
        ids = [row.done.id if row.done else "" for row in rows]
        at = ids.index(self._mended) if self._mended in ids else None
        self._sets.show(rows, at, heads_of(rows))
        self._mended = None
        self._doors.show(
            (
                ("again", "Do again"),
                ("session", "Edit session"),
                ("note", "Note"),
                ("trend", "Over time"),
                ("revisions", "Earlier forms"),
                ("restore", "Restore") if record.deleted_at else ("delete", "Delete"),
            )
        )
        self._tell()

    def _tell(self) -> None:
        row = self._sets.chosen
        if row is not None and row.done is not None:
            tier = f"{row.done.tier} tier"
            self._told.show([[(set_told(row.done, tier, self.past.weights), "")]])
        elif row is not None and row.planned is not None:
            self._told.show([[("It was planned and not reached. Enter: it was done.", "quiet")]])
        else:
            self._told.show([[("No sets were recorded.", "quiet")]])
        self._draw()

    # --- moving about --------------------------------------------------------------------------

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Tell the chosen set in sentences."""
        self._tell()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Put it right."""
        self.action_edit()

    def action_doors(self) -> None:
        """Above the sets are the doors."""
        self.set_focus(self._doors)

    def action_list(self) -> None:
        """Below the doors are the sets."""
        self.set_focus(self._sets)

    def on_doors_opened(self, event: Doors.Opened) -> None:
        """Go there."""
        match event.door:
            case "again":
                self.action_again()
            case "session":
                self._edit_session()
            case "note":
                note_session(self.app, self._record, self.keep)
            case "trend":
                self._over_time()
            case "revisions":
                self._revisions()
            case "delete":
                self.action_delete()
            case "restore":
                self.past.restore(self._record, lambda line: self.changed("It is back.", line))

    def _over_time(self) -> None:
        row = self._sets.chosen
        of = (row.done or row.planned) if row is not None else None
        over_time(self.app, self.past, of.exercise if of else "")

    def _revisions(self) -> None:
        from runcoach.ui.history.revisions_screen import RevisionsScreen

        self.app.push_screen(RevisionsScreen(self.past, self._record))

    # --- changing ------------------------------------------------------------------------------

    def keep(self, after: SessionRecord) -> None:
        """Keep a changed form, unless it is the same."""
        if after != self._record:
            self.set_focus(self._sets)
            self.past.edit(
                self._record, after, lambda line: self.changed("Kept. u takes it back.", line)
            )

    def action_edit(self) -> None:
        """Put the chosen set right."""
        from runcoach.ui.history.edit_set_sheet import EditSetScreen

        row = self._sets.chosen
        catalogue, weights = self.past.services.catalogue, self.past.weights
        if row is None:
            return
        if row.done is not None:
            self.app.push_screen(EditSetScreen(row.done, catalogue, weights), self._set_edited)
        elif row.planned is not None:
            done = done_after_all(row.planned, self._record, catalogue)
            self.app.push_screen(
                EditSetScreen(done, catalogue, weights, fresh=True), self._set_edited
            )

    def _set_edited(self, done: SetRecord | None) -> None:
        if done is None:
            return
        self._mended = done.id
        if any(s.id == done.id for s in self._record.sets):
            self.keep(mended(self._record, done))
        else:
            self.keep(replace(self._record, sets=(*self._record.sets, done)))

    def _edit_session(self) -> None:
        from runcoach.ui.history.edit_session_sheet import EditSessionScreen

        def edited(record: SessionRecord | None) -> None:
            if record is not None:
                self.keep(record)

        today = self.past.today
        self.app.push_screen(EditSessionScreen(self._record, today), edited)

    def action_note(self) -> None:
        """A note for the chosen set; on the doors, for the session."""
        from runcoach.ui.forms.note_sheet import NoteScreen

        row = self._sets.chosen
        if row is None or row.done is None or self._doors.has_focus:
            note_session(self.app, self._record, self.keep)
            return
        done = row.done

        def keep(note: str | None) -> None:
            if note is not None:
                self.keep(mended(self._record, replace(done, note=note)))

        self.app.push_screen(NoteScreen(named(done), done.note), keep)

    def action_delete(self) -> None:
        """To the trash, and back to where one came from."""
        if self._record.deleted_at is not None:
            return
        self.past.delete(self._record, self._deleted)

    def _deleted(self, line: str) -> None:
        if line:
            self.changed("", line)
            return
        self.notify("In the trash. u brings it back.")
        self.dismiss(None)

    def action_again(self) -> None:
        """Start the same session, its plan composed anew."""
        begin_again(self.app, self._record)
