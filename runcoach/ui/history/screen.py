"""The history: the calendar, the list of sessions, and the actions on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from runcoach.core.history.session_filter import SessionFilter
from runcoach.core.model.records import SessionRecord
from runcoach.ui.app_shell import AppShell
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.forms.fields import Field
from runcoach.ui.history import destinations
from runcoach.ui.history.board import HistoryBoard
from runcoach.ui.history.empty_text import EMPTY, NO_MATCH
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.keys import HISTORY_KEYS
from runcoach.ui.history.record_actions import edit_session_note, start_again
from runcoach.ui.history.subscreen import picture_command
from runcoach.ui.history.text import Piece
from runcoach.ui.messages import Open
from runcoach.ui.services import Services
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.link_row import LinkRow
from runcoach.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.command import Provider

LINKS = (
    ("filter", "Filter"),
    ("totals", "Totals"),
    ("trend", "Over time"),
    ("notes", "Notes"),
    ("add", "Add"),
    ("again", "Again"),
    ("trash", "Trash"),
    ("picture", "Picture"),
)
REPORT_LINK = ("report", "Report")


class HistoryScreen(AreaScreen):
    """Left and right move a day, up and down a session; Enter opens it."""

    CSS_PATH = ["history.tcss", "../widgets/rows.tcss"]  # noqa: RUF012
    AREA = "history"
    app: AppShell
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {picture_command}
    BINDINGS: ClassVar[list[BindingType]] = [*HISTORY_KEYS, *AREA_KEYS]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.past = HistoryService(services, lambda: self.app.settings.weight_unit)
        """The history, with its undo."""
        self._board = HistoryBoard(
            self.past, LINKS if services.exporter is None else (*LINKS, REPORT_LINK)
        )
        self._filter = SessionFilter()
        self._draft: tuple[Field, ...] = ()
        self._streak: tuple[str, ...] = ()
        self._streak_words = ""

    def compose(self) -> ComposeResult:
        """The board between the areas and the keys."""
        yield AreaBar(self.AREA)
        yield self._board
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the newest months; the older ones follow when they have been read."""
        self._board.enter()
        self.reload()
        self.past.read_older(self._older_read)

    def on_screen_resume(self) -> None:
        """Reload: there may be more sessions."""
        if self._board.is_mounted:
            self.reload()

    def _older_read(self, line: str) -> None:
        if line:
            self.notify(line, severity="error", markup=False)
        if self.is_mounted:
            self.reload()

    # --- display -------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read and display the present sessions."""
        found = self.past.filtered(self._filter)
        self._board.show(found, EMPTY if self._filter.empty else NO_MATCH)
        if self._filter.empty:
            self.past.summarize(self._stood)
            return
        from runcoach.ui.history.filter_sheet import describe_filter

        asked = describe_filter(self._filter, self.services.catalogue)
        count = formatting.format_count(len(found), "session")
        self._board.tell(((f" {count}", "strong"), (" (Esc: all): ", "quiet"), (asked, "head")))

    def _stood(self, words: Sequence[Piece], streak: tuple[str, ...]) -> None:
        self._streak, self._streak_words = streak, "".join(text for text, _ in words).strip()
        if self.is_mounted and self._filter.empty:
            older = () if self.services.history.complete else (("  Reading older...", "quiet"),)
            self._board.tell([*words, *older])

    def report_change(self, message: str, error: str) -> None:
        """Notify the person of a change, or of its failure if `error` is not empty, and reload."""
        if error:
            self.notify(error, severity="error", markup=False)
        elif message:
            self.notify(message, markup=False)
        if self.is_mounted:
            self.reload()

    # --- navigation ----------------------------------------------------------------------------

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Open the session."""
        self.action_open()

    def on_link_row_opened(self, event: LinkRow.Opened) -> None:
        """Follow the link."""
        match event.door:
            case "filter":
                self.action_filter()
            case "add":
                self.action_add()
            case "again":
                self.action_again()
            case "report":
                self.action_report()
            case "picture":
                self._picture()
            case "totals":
                self._go(destinations.Totals(self.past))
            case "trend":
                self._go(destinations.ExerciseTrend(self.past))
            case "notes":
                self._go(destinations.Notes(self.past))
            case "trash":
                self._go(destinations.Trash(self.past))

    def _go(self, destination: destinations.HistoryDestination) -> None:
        self.post_message(Open(destination, self))

    def _picture(self) -> None:
        from runcoach.ui.history.screenshot import take_picture

        take_picture(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The report needs an exporter."""
        return action != "report" or self.services.exporter is not None

    def action_report(self) -> None:
        """Write one page for a physio or a trainer."""
        from runcoach.ui.history.report_export import write_report

        write_report(self.app)

    def action_day(self, by: int) -> None:
        """Move by days."""
        self._board.move_day(by)

    def action_links(self) -> None:
        """Focus the links above the list."""
        self._board.leave()

    def action_list(self) -> None:
        """Focus the list."""
        self._board.enter()

    def action_up(self) -> None:
        """Esc: focus the list, then clear the filter, then go to the top, then to Today."""
        if self._board.among_doors:
            self._board.enter()
        elif not self._filter.empty:
            self._filter = SessionFilter()
            self.reload()
        elif self._board.deep:
            self._board.to_top()
        else:
            self.app.switch_mode("today")

    def action_open(self) -> None:
        """Open the chosen session."""
        if self._board.chosen is not None:
            self._go(destinations.Record(self.past, self._board.chosen.id))

    def action_compare(self) -> None:
        """Compare left and right over time."""
        self._go(destinations.ExerciseTrend(self.past, sides=True))

    def action_why(self) -> None:
        """List the sessions of the streak."""
        self._go(destinations.Sessions(self.past, self._streak_words, self._streak))

    # --- changing ------------------------------------------------------------------------------

    def _with_record(self, act: Callable[[SessionRecord], None]) -> None:
        entry = self._board.chosen
        if entry is not None:
            self.past.load(entry.id, lambda record: act(record) if record is not None else None)

    def action_filter(self) -> None:
        """Choose which sessions to list."""
        from runcoach.ui.history.filter_sheet import HistoryFilterSheet

        def apply(filter: SessionFilter | None) -> None:
            self._filter = filter or self._filter
            self.reload()
            self._board.enter()

        past = self.past
        self.app.push_screen(
            HistoryFilterSheet(
                self.services.catalogue, past.entries, past.today, self._filter, past.filtered
            ),
            apply,
        )

    def action_add(self) -> None:
        """Add a session that was done without the app, on the selected day."""
        from runcoach.ui.history.add_session_sheet import AddSessionSheet

        def keep(draft: tuple[Field, ...]) -> None:
            self._draft = draft

        def add(record: SessionRecord | None) -> None:
            if record is not None:
                self._draft = ()
                self.past.add(record, lambda line: self._added(record, line))

        form = AddSessionSheet(self.services, self.app.settings, self._board.day, keep, self._draft)
        self.app.push_screen(form, add)

    def _added(self, record: SessionRecord, line: str) -> None:
        self.report_change("Added as planned. Enter corrects its sets, u removes it.", line)
        if not line:
            self._board.choose(record.id)

    def action_delete(self) -> None:
        """Move the chosen session to the trash."""
        entry = self._board.chosen
        if entry is not None:
            done = "In the trash. u brings it back."
            self.past.delete(entry, lambda error: self.report_change(done, error))

    def action_undo(self) -> None:
        """Undo the last change."""
        self.past.undo(self.report_change)

    def action_again(self) -> None:
        """Start the chosen session again, with its plan recomposed."""
        self._with_record(lambda record: start_again(self.app, record))

    def action_note(self) -> None:
        """Edit the note of the chosen session."""

        def ask(record: SessionRecord) -> None:
            edit_session_note(self.app, record, lambda after: self._keep(record, after))

        self._with_record(ask)

    def _keep(self, before: SessionRecord, after: SessionRecord) -> None:
        self.past.edit(
            before, after, lambda error: self.report_change("Saved. u undoes it.", error)
        )
