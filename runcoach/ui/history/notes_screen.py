"""Notes: all that was written of sessions and of sets, searched as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from runcoach.core.history.session_filter import plain
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.ui.forms.fields import Words
from runcoach.ui.forms.form import Form
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.record_rows import outline
from runcoach.ui.history.subscreen import PAST_KEYS, PastScreen
from runcoach.ui.history.text import note_line
from runcoach.ui.navigation import open_record
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import Pieces
from runcoach.ui.widgets.virtual_list import LongList

EMPTY = "No notes yet. t writes one, for a session or for a set; they are found here by a word."

Note = tuple[Entry, str]


def notes_of(entries: Sequence[Entry], words: str) -> tuple[Note, ...]:
    """Each note that has all the words in it, newest session first."""
    wanted = plain(words).split()
    return tuple(
        (entry, note)
        for entry in entries
        if entry.notes and not entry.deleted
        for note in entry.notes.splitlines()
        if note and all(word in plain(note) for word in wanted)
    )


class NotesScreen(PastScreen):
    """Type to search; down goes into the notes, Enter opens the session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "into", show=False),
        Binding("up", "search", show=False),
        Binding("slash", "search", "Search", key_display="/", id="notes.search"),
        Binding("enter", "open", "Open", key_display="enter", id="notes.open"),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack) -> None:
        super().__init__(past)
        self._words = Form((Words("words", "Search notes", ""),), id="words")
        self._told = Static(id="figure", markup=False)
        self._list: LongList[Note] = LongList(note_line, id="notes")
        self._shown = Pieces(id="form-shown")

    def compose(self) -> ComposeResult:
        """The words over the notes, and the chosen note's session."""
        yield self._words
        yield self._told
        with Container(id="two"):
            yield self._list
            with VerticalScroll(id="form-side", can_focus=False):
                yield self._shown
        yield KeyBar()

    def on_mount(self) -> None:
        """Type at once."""
        self._words.focus()
        self.look()

    def look(self) -> None:
        """The notes that fit."""
        found = notes_of(self.past.entries, self._words.chosen.shown)
        self._list.show(found)
        self._told.update(
            formatting.plural(len(found), "note") if found or self._words.chosen.shown else EMPTY
        )
        self._tell()

    def _tell(self) -> None:
        if self._list.chosen is None:
            self._shown.show(())
        else:
            self.past.load(self._list.chosen[0].id, self._loaded)

    def _loaded(self, record: SessionRecord | None) -> None:
        self._shown.show(outline(record, self.past.weights) if record is not None else ())

    def on_form_changed(self, event: Form.Changed) -> None:
        """Search."""
        self.look()

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Show the note's session."""
        self._tell()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """The note's session in full."""
        self.action_open()

    def action_into(self) -> None:
        """From the words to the notes."""
        self.set_focus(self._list)

    def action_search(self) -> None:
        """Back to the words."""
        self.set_focus(self._words)

    def action_open(self) -> None:
        """The chosen note's session in full."""
        if self._list.chosen is not None:
            open_record(self.app, self.past, self._list.chosen[0].id)
