"""The notes of sessions and sets, filtered while the person types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from runcoach.core.history.session_filter import fold_text
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.ui.forms.fields import TextField
from runcoach.ui.forms.form import Form
from runcoach.ui.history.destinations import Record
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.record_rows import outline_record
from runcoach.ui.history.subscreen import SUBSCREEN_KEYS, HistorySubscreen
from runcoach.ui.history.text import note_line
from runcoach.ui.messages import Open
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import StyledText
from runcoach.ui.widgets.virtual_list import VirtualList

EMPTY = "No notes yet. t writes one, for a session or for a set; here you search them."

Note = tuple[Entry, str]


def find_notes(entries: Sequence[Entry], words: str) -> tuple[Note, ...]:
    """Return each note that contains all the words, newest session first."""
    wanted = fold_text(words).split()
    return tuple(
        (entry, note)
        for entry in entries
        if entry.notes and not entry.deleted
        for note in entry.notes.splitlines()
        if note and all(word in fold_text(note) for word in wanted)
    )


class NotesScreen(HistorySubscreen):
    """Typing filters, down goes to the notes, Enter opens the session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "into", show=False),
        Binding("up", "search", show=False),
        Binding("slash", "search", "Search", key_display="/", id="notes.search"),
        Binding("enter", "open", "Open", key_display="enter", id="notes.open"),
        *SUBSCREEN_KEYS,
    ]

    def __init__(self, past: HistoryService) -> None:
        super().__init__(past)
        self._words = Form((TextField("words", "Search notes", ""),), id="words")
        self._count = Static(id="figure", markup=False)
        self._list: VirtualList[Note] = VirtualList(note_line, id="notes")
        self._outline = StyledText(id="form-shown")

    def compose(self) -> ComposeResult:
        """The search field above the notes, and the chosen note's session beside them."""
        yield self._words
        yield self._count
        with Container(id="two"):
            yield self._list
            with VerticalScroll(id="form-side", can_focus=False):
                yield self._outline
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the search field."""
        self._words.focus()
        self.reload()

    def reload(self) -> None:
        """Read and display the notes that match."""
        found = find_notes(self.past.entries, self._words.chosen.shown)
        self._list.show(found)
        self._count.update(
            formatting.format_count(len(found), "note")
            if found or self._words.chosen.shown
            else EMPTY
        )
        self._tell()

    def _tell(self) -> None:
        if self._list.chosen is None:
            self._outline.show(())
        else:
            self.past.load(self._list.chosen[0].id, self._loaded)

    def _loaded(self, record: SessionRecord | None) -> None:
        self._outline.show(outline_record(record, self.past.weights) if record is not None else ())

    def on_form_changed(self, event: Form.Changed) -> None:
        """Filter by the changed words."""
        self.reload()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Display the note's session."""
        self._tell()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Open the note's session."""
        self.action_open()

    def action_into(self) -> None:
        """Focus the notes."""
        self.set_focus(self._list)

    def action_search(self) -> None:
        """Focus the search field."""
        self.set_focus(self._words)

    def action_open(self) -> None:
        """Open the chosen note's session."""
        if self._list.chosen is not None:
            self.post_message(Open(Record(self.past, self._list.chosen[0].id), self))
