"""The base of the screens over the history: undo, help, pictures and closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import Screen

from runcoach.ui.app_shell import AppShell
from runcoach.ui.history.history_service import HistoryService

if TYPE_CHECKING:
    from textual.command import Provider


def picture_command() -> type[Provider]:
    """The palette's command for pictures, imported when the palette opens."""
    from runcoach.ui.history.screenshot import PictureCommand

    return PictureCommand


UNDO = Binding(
    "u,U", "undo", "Undo", key_display="u", id="history.undo", tooltip="Undo the last change"
)


SUBSCREEN_KEYS: tuple[Binding, ...] = (
    UNDO,
    Binding("question_mark", "help", "Help", key_display="?", id="past.help"),
    Binding("escape,q,Q", "back", "Back", key_display="esc", id="past.back"),
)
"""Keys of every screen over the history; they come last in the footer, after its own."""


class HistorySubscreen(Screen[None]):
    """A screen over the history; Esc closes it."""

    CSS_PATH = ["history.tcss", "../widgets/rows.tcss"]  # noqa: RUF012
    app: AppShell
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-short"), (32, "-tall")]  # noqa: RUF012
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {picture_command}

    def __init__(self, past: HistoryService) -> None:
        super().__init__()
        self.past = past
        """The history, with its undo."""

    def reload(self) -> None:
        """Read and display the present data; called after changes and when the screen resumes."""

    def on_screen_resume(self) -> None:
        """Reload: another screen may have changed the history."""
        if self.is_mounted:
            self.reload()

    def action_back(self) -> None:
        """Close the screen."""
        self.dismiss(None)

    def action_help(self) -> None:
        """List every key of this screen."""
        from runcoach.ui.help.help_sheet import HelpSheet

        self.app.push_screen(HelpSheet.of(self))

    def action_undo(self) -> None:
        """Undo the last change."""
        self.past.undo(self.report_change)

    def report_change(self, message: str, error: str) -> None:
        """Notify the person of a change, or of its failure if `error` is not empty, and reload."""
        if error:
            self.notify(error, severity="error", markup=False)
        elif message:
            self.notify(message, markup=False)
        if self.is_current:
            self.reload()
