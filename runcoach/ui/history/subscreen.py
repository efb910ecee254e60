"""What the screens that look back share: undo, help, a picture, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import Screen

from runcoach.ui.app_shell import Home
from runcoach.ui.history.history_service import LookingBack

if TYPE_CHECKING:
    from textual.command import Provider


def picture_command() -> type[Provider]:
    """The palette's command; imported when the palette opens."""
    from runcoach.ui.history.screenshot import PictureCommand

    return PictureCommand


UNDO = Binding(
    "u,U", "undo", "Undo", key_display="u", id="history.undo", tooltip="Take the last change back"
)


PAST_KEYS: tuple[Binding, ...] = (
    UNDO,
    Binding("question_mark", "help", "Help", key_display="?", id="past.help"),
    Binding("escape,q,Q", "back", "Back", key_display="esc", id="past.back"),
)
"""Keys of every screen above the history; they stand last, behind the screen's own."""


class PastScreen(Screen[None]):
    """A screen above the history; Esc goes back to where it was opened."""

    CSS_PATH = ["history.tcss", "../widgets/rows.tcss"]  # noqa: RUF012
    app: Home
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-short"), (32, "-tall")]  # noqa: RUF012
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {picture_command}

    def __init__(self, past: LookingBack) -> None:
        super().__init__()
        self.past = past
        """The history, and the changes that can be taken back."""

    def look(self) -> None:
        """Show what there is now; after a change, and when the screen is shown again."""

    def on_screen_resume(self) -> None:
        """There may be something else now."""
        if self.is_mounted:
            self.look()

    def action_back(self) -> None:
        """One level up."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Every key of this screen."""
        from runcoach.ui.help.help_screen import HelpScreen

        self.app.push_screen(HelpScreen.of(self))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.past.undo(self.changed)

    def changed(self, told: str, line: str) -> None:
        """A change is done, or was not: say so, and show what there is now."""
        if line:
            self.notify(line, severity="error", markup=False)
        elif told:
            self.notify(told, markup=False)
        if self.is_current:
            self.look()
