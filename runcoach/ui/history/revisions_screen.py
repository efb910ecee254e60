"""The earlier versions of one session, what each edit changed, and restoring one."""

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
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.record_diff import describe_changes
from runcoach.ui.history.record_rows import outline_record
from runcoach.ui.history.subscreen import SUBSCREEN_KEYS, HistorySubscreen
from runcoach.ui.history.text import AS_LOGGED, Piece, fit_text, format_edit_time
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.styled_text import StyledText
from runcoach.ui.widgets.virtual_list import VirtualList

EMPTY = "No earlier versions: nothing was changed since it was logged. Each edit keeps one here."


class Revision(Struct, frozen=True):
    """One version of a record, and its changes."""

    record: SessionRecord
    changes: tuple[str, ...]
    """What it changed from the version before it."""
    now: bool = False
    """The present version."""


def make_revisions(
    record: SessionRecord, earlier: Sequence[SessionRecord], weights: WeightUnit
) -> tuple[Revision, ...]:
    """Return the present version, then the earlier ones, newest first."""
    versions = (record, *earlier)
    return tuple(
        Revision(
            version,
            describe_changes(versions[at + 1], version, weights) if at + 1 < len(versions) else (),
            now=at == 0,
        )
        for at, version in enumerate(versions)
    )


def revision_line(revision: Revision, width: int) -> list[Piece]:
    """Format when a version was written and its changes."""
    when = "now" if revision.now else format_edit_time(revision.record.edited_at)
    changes = "; ".join(revision.changes)
    if not changes and when != AS_LOGGED:
        changes = AS_LOGGED
    return [
        (f" {fit_text(when, 22)}  ", "strong"),
        (fit_text(changes, max(1, width - 26)), "quiet"),
    ]


class RevisionsScreen(HistorySubscreen):
    """Every version of the session; Space restores one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "restore", "Restore", id="revisions.restore"),
        *SUBSCREEN_KEYS,
    ]

    def __init__(self, past: HistoryService, record: SessionRecord) -> None:
        super().__init__(past)
        self._record = record
        self._heading = Static(id="figure", markup=False)
        self._list: VirtualList[Revision] = VirtualList(revision_line, id="forms")
        self._form = StyledText(id="form-shown")

    def compose(self) -> ComposeResult:
        """The versions, and the chosen one beside them."""
        yield self._heading
        with Container(id="two"):
            yield self._list
            with VerticalScroll(id="form-side", can_focus=False):
                yield self._form
        yield KeyBar()

    def on_mount(self) -> None:
        """Display the versions, with the focus on their list."""
        self._list.focus()
        self.reload()

    def reload(self) -> None:
        """Read and display the versions."""

        def loaded(record: SessionRecord | None) -> None:
            if record is not None:
                self._record = record
                self.past.revisions(record.id, self._found)

        self.past.load(self._record.id, loaded)

    def _found(self, earlier: Sequence[SessionRecord]) -> None:
        if not self.is_mounted:
            return
        self._list.show(make_revisions(self._record, earlier, self.past.weights))
        count = formatting.format_count(len(earlier), "earlier version")
        line = f"{count}. Space restores one; the present one is kept as well."
        self._heading.update(f"{self._record.title}\n{line if earlier else EMPTY}")
        self._tell()

    def _tell(self) -> None:
        chosen = self._list.chosen
        if chosen is None:
            self._form.show(())
            return
        changes = [[(change, "head")] for change in chosen.changes]
        self._form.show([*changes, *outline_record(chosen.record, self.past.weights)])

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Display the chosen version."""
        self._tell()

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Restore the chosen version."""
        self.action_restore()

    def action_restore(self) -> None:
        """Make the chosen version the present one."""
        chosen = self._list.chosen
        if chosen is None or chosen.now:
            self.notify("That is the present version.")
            return
        self.past.edit(
            self._record,
            chosen.record,
            lambda error: self.report_change("Restored. u undoes it.", error),
        )
