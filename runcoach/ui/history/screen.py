"""History: what was done, day by day and session by session, and the ways to mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from runcoach.core.history.session_filter import Filter
from runcoach.core.model.records import SessionRecord
from runcoach.ui.app_shell import Home
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.forms.fields import Field
from runcoach.ui.history.board import HistoryBoard
from runcoach.ui.history.empty_text import EMPTY, NO_MATCH
from runcoach.ui.history.history_service import LookingBack
from runcoach.ui.history.subscreen import UNDO, picture_command
from runcoach.ui.history.text import Piece
from runcoach.ui.navigation import begin_again, note_session, open_record, open_screen, over_time
from runcoach.ui.services import Services
from runcoach.ui.text import formatting
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.link_row import Doors
from runcoach.ui.widgets.virtual_list import LongList

if TYPE_CHECKING:
    from textual.command import Provider

DOORS = (
    ("filter", "Filter"),
    ("totals", "Totals"),
    ("trend", "Over time"),
    ("notes", "Notes"),
    ("add", "Add"),
    ("again", "Again"),
    ("trash", "Trash"),
    ("picture", "Picture"),
)
REPORT = ("report", "Report")


class HistoryScreen(AreaScreen):
    """Left and right a day, up and down a session; Enter opens it."""

    CSS_PATH = ["history.tcss", "../widgets/rows.tcss"]  # noqa: RUF012
    AREA = "history"
    app: Home
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {picture_command}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", key_display="enter", id="history.open"),
        Binding("left", "day(-1)", "Day before", show=False),
        Binding("right", "day(1)", "Day after", show=False),
        Binding("slash", "filter", "Filter", key_display="/", id="history.filter"),
        Binding("a,A", "add", "Add", key_display="a", tooltip="A session that you did without us"),
        Binding(
            "delete",
            "delete",
            "Delete",
            key_display="del",
            id="history.delete",
            tooltip="Move to the trash",
        ),
        UNDO,
        Binding("r,R", "again", "Again", key_display="r", id="history.again", tooltip="Do again"),
        Binding("c,C", "compare", "Sides", key_display="c", tooltip="Compare left and right"),
        Binding(
            "p,P", "report", "Report", key_display="p", show=False, tooltip="A page for a physio"
        ),
        Binding("t,T", "note", "Note", key_display="t", show=False, tooltip="Session's note"),
        Binding("w,W", "why", "Why", key_display="w", show=False, tooltip="Why this streak"),
        Binding("up", "doors", show=False),
        Binding("down", "list", show=False),
        Binding("escape", "up", "The whole list, its top, then Today", show=False),
        *AREA_KEYS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.past = LookingBack(services, lambda: self.app.settings.weight_unit)
        """The history, and the changes that can be taken back."""
        self._board = HistoryBoard(
            self.past, DOORS if services.exporter is None else (*DOORS, REPORT)
        )
        self._filter = Filter()
        self._draft: tuple[Field, ...] = ()
        self._streak: tuple[str, ...] = ()
        self._streak_told = ""

    def compose(self) -> ComposeResult:
        """The board between the areas and the keys."""
        yield AreaBar(self.AREA)
        yield self._board
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the newest months; the older ones come when they are read."""
        self._board.enter()
        self.look()
        self.past.read_older(self._older_read)

    def on_screen_resume(self) -> None:
        """There may be more now."""
        if self._board.is_mounted:
            self.look()

    def _older_read(self, line: str) -> None:
        if line:
            self.notify(line, severity="error", markup=False)
        if self.is_mounted:
            self.look()

    # --- what is shown -------------------------------------------------------------------------

    def look(self) -> None:
        """The sessions as they are now."""
        found = self.past.fitting(self._filter)
        self._board.show(found, EMPTY if self._filter.empty else NO_MATCH)
        if self._filter.empty:
            self.past.stand(self._stood)
            return
        from runcoach.ui.history.filter_sheet import filter_words

        asked = filter_words(self._filter, self.services.catalogue)
        count = formatting.plural(len(found), "session")
        self._board.tell(((f" {count}", "strong"), (" (Esc: all): ", "quiet"), (asked, "head")))

    def _stood(self, words: Sequence[Piece], streak: tuple[str, ...]) -> None:
        self._streak, self._streak_told = streak, "".join(text for text, _ in words).strip()
        if self.is_mounted and self._filter.empty:
            older = () if self.services.history.complete else (("  Reading older...", "quiet"),)
            self._board.tell([*words, *older])

    def changed(self, told: str, line: str) -> None:
        """A change is done, or was not: say so, and show what there is now."""
        if line:
            self.notify(line, severity="error", markup=False)
        elif told:
            self.notify(told, markup=False)
        if self.is_mounted:
            self.look()

    # --- moving about --------------------------------------------------------------------------

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """One session in full."""
        self.action_open()

    def on_doors_opened(self, event: Doors.Opened) -> None:
        """Go there."""
        match event.door:
            case "filter":
                self.action_filter()
            case "add":
                self.action_add()
            case "again":
                self.action_again()
            case "report":
                self.action_report()
            case door:
                open_screen(self.app, self.past, door)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A report needs somebody to write it."""
        return action != "report" or self.services.exporter is not None

    def action_report(self) -> None:
        """One page for a physio or a trainer."""
        from runcoach.ui.history.report_export import write_report

        write_report(self.app)

    def action_day(self, by: int) -> None:
        """The day before or after."""
        self._board.move_day(by)

    def action_doors(self) -> None:
        """Above the list are the doors."""
        self._board.leave()

    def action_list(self) -> None:
        """Below the doors is the list."""
        self._board.enter()

    def action_up(self) -> None:
        """Back to the list, then the whole list, then its top below the doors, then Today."""
        if self._board.among_doors:
            self._board.enter()
        elif not self._filter.empty:
            self._filter = Filter()
            self.look()
        elif self._board.deep:
            self._board.to_top()
        else:
            self.app.switch_mode("today")

    def action_open(self) -> None:
        """One session in full."""
        if self._board.chosen is not None:
            open_record(self.app, self.past, self._board.chosen.id)

    def action_compare(self) -> None:
        """Left and right, over time."""
        over_time(self.app, self.past, sides=True)

    def action_why(self) -> None:
        """The sessions behind the streak."""
        from runcoach.ui.history.sessions_behind_figure import SessionsScreen

        self.app.push_screen(SessionsScreen(self.past, self._streak_told, self._streak))

    # --- changing ------------------------------------------------------------------------------

    def _with_record(self, act: Callable[[SessionRecord], None]) -> None:
        entry = self._board.chosen
        if entry is not None:
            self.past.load(entry.id, lambda record: act(record) if record is not None else None)

    def action_filter(self) -> None:
        """Which sessions the list shows."""
        from runcoach.ui.history.filter_sheet import FilterScreen

        def wanted(filter: Filter | None) -> None:
            self._filter = filter or self._filter
            self.look()
            self._board.enter()

        past = self.past
        self.app.push_screen(
            FilterScreen(
                self.services.catalogue, past.entries, past.today, self._filter, past.fitting
            ),
            wanted,
        )

    def action_add(self) -> None:
        """A session that was done without us, on the selected day."""
        from runcoach.ui.history.add_session_sheet import AddSessionScreen

        def keep(draft: tuple[Field, ...]) -> None:
            self._draft = draft

        def add(record: SessionRecord | None) -> None:
            if record is not None:
                self._draft = ()
                self.past.add(record, lambda line: self._added(record, line))

        form = AddSessionScreen(
            self.services, self.app.settings, self._board.day, keep, self._draft
        )
        self.app.push_screen(form, add)

    def _added(self, record: SessionRecord, line: str) -> None:
        self.changed("Added as planned. Enter puts sets right, u takes it away.", line)
        if not line:
            self._board.choose(record.id)

    def action_delete(self) -> None:
        """To the trash; `u` brings it back."""
        entry = self._board.chosen
        if entry is not None:
            told = "In the trash. u brings it back."
            self.past.delete(entry, lambda line: self.changed(told, line))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.past.undo(self.changed)

    def action_again(self) -> None:
        """Start the chosen session once more, its plan composed anew."""
        self._with_record(lambda record: begin_again(self.app, record))

    def action_note(self) -> None:
        """A note for the chosen session."""

        def ask(record: SessionRecord) -> None:
            note_session(self.app, record, lambda after: self._keep(record, after))

        self._with_record(ask)

    def _keep(self, before: SessionRecord, after: SessionRecord) -> None:
        self.past.edit(before, after, lambda line: self.changed("Kept. u takes it back.", line))
