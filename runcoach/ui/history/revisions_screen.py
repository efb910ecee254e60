"""Earlier forms of one session: what was changed, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.record_diff import differences
from runcoach.ui.history.record_rows import outline
from runcoach.ui.history.subscreen import PAST_KEYS, PastScreen
from runcoach.ui.history.text import AS_LOGGED, Piece, edited, fit
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import Pieces
from runcoach.ui.widgets.virtual_list import LongList

EMPTY = "No earlier forms: nothing was changed since it was logged. Each edit keeps one here."


class Revision(Struct, frozen=True):
    """One form of a record, and what came to be different after it."""

    record: SessionRecord
    changes: tuple[str, ...]
    now: bool = False


def revisions_of(
    record: SessionRecord, earlier: Sequence[SessionRecord], weights: WeightUnit
) -> tuple[Revision, ...]:
    """The form that stands, then the earlier ones, newest first, with what each edit changed."""
    forms = (record, *earlier)
    return tuple(
        Revision(
            form,
            differences(forms[at + 1], form, weights) if at + 1 < len(forms) else (),
            now=at == 0,
        )
        for at, form in enumerate(forms)
    )


def revision_line(revision: Revision, width: int) -> list[Piece]:
    """When it was written, and what that changed."""
    when = "now" if revision.now else edited(revision.record.edited_at)
    changes = "; ".join(revision.changes)
    if not changes and when != AS_LOGGED:
        changes = AS_LOGGED
    return [(f" {fit(when, 22)}  ", "strong"), (fit(changes, max(1, width - 26)), "quiet")]


class RevisionsScreen(PastScreen):
    """Every form that the session has had; Space brings one back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "restore", "Bring back", id="revisions.restore"),
        *PAST_KEYS,
    ]

    def __init__(self, past: LookingBack, record: SessionRecord) -> None:
        super().__init__(past)
        self._record = record
        self._told = Static(id="figure", markup=False)
        self._list: LongList[Revision] = LongList(revision_line, id="forms")
        self._form = Pieces(id="form-shown")

    def compose(self) -> ComposeResult:
        """The forms, and the chosen one below."""
        yield self._told
        with Container(id="two"):
            yield self._list
            with VerticalScroll(id="form-side", can_focus=False):
                yield self._form
        yield KeyBar()

    def on_mount(self) -> None:
        """Show them."""
        self._list.focus()
        self.look()

    def look(self) -> None:
        """The forms as they are now."""

        def loaded(record: SessionRecord | None) -> None:
            if record is not None:
                self._record = record
                self.past.revisions(record.id, self._found)

        self.past.load(self._record.id, loaded)

    def _found(self, earlier: Sequence[SessionRecord]) -> None:
        if not self.is_mounted:
            return
        self._list.show(revisions_of(self._record, earlier, self.past.weights))
        count = formatting.plural(len(earlier), "earlier form")
        told = f"{count}. Space brings one back; what stands now is kept as well."
        self._told.update(f"{self._record.title}\n{told if earlier else EMPTY}")
        self._tell()

    def _tell(self) -> None:
        chosen = self._list.chosen
        if chosen is None:
            self._form.show(())
            return
        changes = [[(change, "head")] for change in chosen.changes]
        self._form.show([*changes, *outline(chosen.record, self.past.weights)])

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Show that form."""
        self._tell()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """A click on the chosen form brings it back."""
        self.action_restore()

    def action_restore(self) -> None:
        """Make the chosen form the one that stands."""
        chosen = self._list.chosen
        if chosen is None or chosen.now:
            self.notify("That is how it stands now.")
            return
        self.past.edit(
            self._record,
            chosen.record,
            lambda line: self.changed("Brought back. u takes that back.", line),
        )
