"""One session in full: planned against done, set by set; every value can be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from runcoach.core.history.corrections import correct_set
from runcoach.core.history.counting import CountedSession
from runcoach.core.history.session_filter import exercise_ids, exercise_name
from runcoach.core.history.trends import compute_trend
from runcoach.core.model.records import SessionRecord, SetRecord
from runcoach.ui.charts.line_chart import LineChart, trend_chart
from runcoach.ui.history.destinations import ExerciseTrend, Revisions
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.record_actions import edit_session_note, start_again
from runcoach.ui.history.record_diff import format_set_name
from runcoach.ui.history.record_rows import RecordRow, heading_indices, make_record_rows, row_line
from runcoach.ui.history.repeat_session import record_unreached_set
from runcoach.ui.history.subscreen import SUBSCREEN_KEYS, HistorySubscreen
from runcoach.ui.history.text import Piece, describe_set, record_facts
from runcoach.ui.messages import Open
from runcoach.ui.tiers.decision_text import decision_lines
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.link_row import LinkRow
from runcoach.ui.widgets.styled_text import StyledText
from runcoach.ui.widgets.virtual_list import VirtualList

TALL = 34
"""Rows from which the chosen set's exercise is charted over time below the sets."""


class RecordScreen(HistorySubscreen):
    """Every value of one record, with its source. Enter edits a set."""

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
        Binding("up", "links", show=False),
        Binding("down", "list", show=False),
        *SUBSCREEN_KEYS,
    ]

    def __init__(self, past: HistoryService, record: SessionRecord) -> None:
        super().__init__(past)
        self._record = record
        self._facts = StyledText(id="record-facts")
        self._links = LinkRow(id="links")
        self._sets: VirtualList[RecordRow] = VirtualList(self._line, id="sets")
        self._description = StyledText(id="message")
        self._decisions = StyledText(id="decisions")
        self._chart = LineChart(id="chart")
        self._chart.can_focus = False
        self._counted: tuple[CountedSession, ...] = ()
        self._edited_set: str | None = None

    def _line(self, row: RecordRow, width: int) -> Sequence[Piece]:
        return row_line(row, width, self.past.weights)

    @property
    def record(self) -> SessionRecord:
        """The session in its present version."""
        return self._record

    def compose(self) -> ComposeResult:
        """The facts, the links, the sets, the chosen set in sentences, the coach's decisions."""
        yield self._facts
        yield self._links
        yield self._sets
        yield self._description
        yield self._decisions
        yield self._chart
        yield KeyBar()

    def on_mount(self) -> None:
        """Display the record, with the focus on the sets."""
        self._chart.display = self.app.size.height >= TALL
        self._show(self._record)
        self._sets.focus()
        if self._chart.display:
            self.past.load_all(self._read)

    def on_resize(self, event: events.Resize) -> None:
        """Display the chart where there is room."""
        self._chart.display = event.size.height >= TALL
        if self._chart.display and not self._counted:
            self.past.load_all(self._read)

    def _read(self, counted: tuple[CountedSession, ...], line: str) -> None:
        self._counted = counted
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        """Chart the chosen set's exercise over time, with this session selected."""
        row = self._sets.chosen
        of = (row.done or row.planned) if row is not None else None
        if of is None or not self._chart.display:
            return
        catalogue = self.past.services.catalogue
        found = compute_trend(self._counted, exercise_ids(catalogue, of.exercise))
        name = exercise_name(catalogue, of.exercise)
        self._chart.chart = trend_chart(
            found, f"{name} over time", self.past.today, weights=self.past.weights
        )
        if self._record.id in found.sessions:
            self._chart.selected = self._record.id

    def show_decisions(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Display the coach's decisions from this session; no lines take no room."""
        self._decisions.show(lines)
        self._decisions.display = bool(lines)

    def reload(self) -> None:
        """Read and display the record."""
        self.past.load(self._record.id, self._loaded)

    def _loaded(self, record: SessionRecord | None) -> None:
        if record is None:
            self.dismiss(None)
        else:
            self._show(record)

    def _show(self, record: SessionRecord) -> None:
        self._record = record
        self._facts.show(record_facts(record))
        catalogue = self.past.services.catalogue
        self.show_decisions(decision_lines(self.app.coach.notebook.decisions, record.id, catalogue))
        rows = make_record_rows(record, catalogue)
        ids = [row.done.id if row.done else "" for row in rows]
        at = ids.index(self._edited_set) if self._edited_set in ids else None
        self._sets.show(rows, at, heading_indices(rows))
        self._edited_set = None
        self._links.show(
            (
                ("again", "Do again"),
                ("session", "Edit session"),
                ("note", "Note"),
                ("trend", "Over time"),
                ("revisions", "Earlier versions"),
                ("restore", "Restore") if record.deleted_at else ("delete", "Delete"),
            )
        )
        self._tell()

    def _tell(self) -> None:
        row = self._sets.chosen
        if row is not None and row.done is not None:
            tier = f"{row.done.tier} tier"
            self._description.show([[(describe_set(row.done, tier, self.past.weights), "")]])
        elif row is not None and row.planned is not None:
            self._description.show([[("Planned and not reached. Enter: it was done.", "quiet")]])
        else:
            self._description.show([[("No sets were recorded.", "quiet")]])
        self._draw()

    # --- navigation ----------------------------------------------------------------------------

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Describe the chosen set."""
        self._tell()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Edit the set."""
        self.action_edit()

    def action_links(self) -> None:
        """Focus the links above the sets."""
        self.set_focus(self._links)

    def action_list(self) -> None:
        """Focus the sets."""
        self.set_focus(self._sets)

    def on_link_row_opened(self, event: LinkRow.Opened) -> None:
        """Follow the link."""
        match event.door:
            case "again":
                self.action_again()
            case "session":
                self._edit_session()
            case "note":
                edit_session_note(self.app, self._record, self.keep)
            case "trend":
                self._over_time()
            case "revisions":
                self._revisions()
            case "delete":
                self.action_delete()
            case "restore":
                self.past.restore(
                    self._record, lambda error: self.report_change("Restored.", error)
                )

    def _over_time(self) -> None:
        row = self._sets.chosen
        of = (row.done or row.planned) if row is not None else None
        self.post_message(Open(ExerciseTrend(self.past, of.exercise if of else ""), self))

    def _revisions(self) -> None:
        self.post_message(Open(Revisions(self.past, self._record), self))

    # --- changing ------------------------------------------------------------------------------

    def keep(self, after: SessionRecord) -> None:
        """Save a changed record; no effect if it is equal to the present one."""
        if after != self._record:
            self.set_focus(self._sets)
            self.past.edit(
                self._record, after, lambda error: self.report_change("Saved. u undoes it.", error)
            )

    def action_edit(self) -> None:
        """Edit the chosen set; one that was planned and not reached is added."""
        from runcoach.ui.history.edit_set_sheet import EditSetSheet

        row = self._sets.chosen
        catalogue, weights = self.past.services.catalogue, self.past.weights
        if row is None:
            return
        if row.done is not None:
            self.app.push_screen(EditSetSheet(row.done, catalogue, weights), self._set_edited)
        elif row.planned is not None:
            done = record_unreached_set(row.planned, self._record, catalogue)
            self.app.push_screen(
                EditSetSheet(done, catalogue, weights, fresh=True), self._set_edited
            )

    def _set_edited(self, done: SetRecord | None) -> None:
        if done is None:
            return
        self._edited_set = done.id
        if any(s.id == done.id for s in self._record.sets):
            self.keep(correct_set(self._record, done))
        else:
            self.keep(replace(self._record, sets=(*self._record.sets, done)))

    def _edit_session(self) -> None:
        from runcoach.ui.history.edit_session_sheet import EditSessionSheet

        def edited(record: SessionRecord | None) -> None:
            if record is not None:
                self.keep(record)

        today = self.past.today
        local = self.app.services.local_time
        self.app.push_screen(EditSessionSheet(self._record, today, local), edited)

    def action_note(self) -> None:
        """Edit the note of the chosen set, or of the session where the links have the focus."""
        from runcoach.ui.forms.note_sheet import NoteSheet

        row = self._sets.chosen
        if row is None or row.done is None or self._links.has_focus:
            edit_session_note(self.app, self._record, self.keep)
            return
        done = row.done

        def keep(note: str | None) -> None:
            if note is not None:
                self.keep(correct_set(self._record, replace(done, note=note)))

        self.app.push_screen(NoteSheet(format_set_name(done), done.note), keep)

    def action_delete(self) -> None:
        """Move the session to the trash and close the screen."""
        if self._record.deleted_at is not None:
            return
        self.past.delete(self._record, self._deleted)

    def _deleted(self, error: str) -> None:
        if error:
            self.report_change("", error)
            return
        self.notify("In the trash. u brings it back.")
        self.dismiss(None)

    def action_again(self) -> None:
        """Start the session again, with its plan recomposed."""
        start_again(self.app, self._record)
