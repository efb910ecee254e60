"""Home: what every screen may ask of the app that it is shown in."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.signal import Signal

from runcoach.ui.coach import Coach
from runcoach.ui.textual_internals.lifecycle import LifecycleApp
from runcoach.ui.theme import themes

if TYPE_CHECKING:
    from rich.style import Style

    from runcoach.core.model.settings import Settings
    from runcoach.core.ports import Waiting
    from runcoach.runner.conductor import Conductor
    from runcoach.ui.services import Services
    from runcoach.ui.textual_internals.terminal_title import TerminalTitle


class Home(LifecycleApp):
    """An app with the services, the settings, the coach, and the session that waits."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        """Every door to the outside."""
        self.waiting: Waiting | None = services.waiting
        """A session that was kept or cut off, until it is taken up or put away."""
        self.settings: Settings = services.settings
        """As they stand now; `change_settings` keeps them."""
        self.settings_changed: Signal[Settings] = Signal(self, "settings-changed")
        """Published with the settings as they now stand."""
        self.found_out: Signal[None] = Signal(self, "found-out")
        """Published when more is known of what lies on the disk than at the start."""
        self.coach = Coach(services, self._not_kept, lambda: self.settings.weight_unit)
        """The profile, the notebook and what is asked of the coach."""
        for theme in themes():
            self.register_theme(theme)
        # Set before the styles are first read, with its colours, so that they are read once.
        self.set_reactive(Home.theme, f"runcoach-{self.settings.theme}")
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for as long as another theme than ours is tried on."""
        return dict(themes()[0].variables)

    def theme_style(self, name: str) -> Style:
        """A style in one of the theme's colours, for text that is put together by hand."""
        from rich.style import Style

        return Style(color=self.theme_variables.get(name, self.theme_variables["foreground"]))

    def change_settings(self, **changes: object) -> None:
        """Change settings, and keep them: the file is patched, so that nothing else is lost."""
        self.settings = replace(self.settings, **changes)
        self.theme = f"runcoach-{self.settings.theme}"
        self.settings_changed.publish(self.settings)
        documents = self.services.documents
        self.services.background.run(
            lambda: documents.write("settings", changes), self._settings_kept
        )

    def _settings_kept(self, error: OSError | None) -> None:
        # That nothing can be kept here is told already where another app holds the folder.
        if error is not None and not self.services.history.held:
            self._not_kept(error, "the settings")

    def _not_kept(self, error: OSError, what: str = "it") -> None:
        from runcoach.core.os_error_text import fault_words

        why = fault_words(error)
        self.notify(f"Can't keep {what}: {why}", severity="warning", markup=False)

    def terminal_title(self) -> TerminalTitle:
        """The title of the terminal that the app is in, if it has one."""
        from runcoach.ui.textual_internals.terminal_title import TerminalTitle

        return TerminalTitle(
            self.write_to_terminal, self.services.clock, os.environ.get("TERM", "")
        )

    # --- when something outside, or a defect, ends or stops the app --------------------------

    def end(self, code: int) -> None:
        """Something outside wants the app gone: keep what runs for the next start, and exit."""
        from runcoach.core.session.events import Leave, Leaving

        for conductor in self.conductors:
            if not conductor.saved and conductor.takes(Leave):
                conductor.leave(Leaving.KEEP)
        self.exit(code)

    def action_suspend_process(self) -> None:
        """Ctrl+Z: to the shell, with the clock standing still."""
        from runcoach.core.session.events import Pause

        for conductor in self.conductors:
            if conductor.takes(Pause):
                conductor.send(Pause())
        if sys.platform != "win32":
            # The whole group, as the terminal itself would: a script around us stops too.
            os.kill(0, signal.SIGTSTP)

    @property
    def conductors(self) -> list[Conductor]:
        """Those of the sessions that are on the screen, be it under a sheet."""
        shown = {id(c): c for s in self.screen_stack if (c := getattr(s, "conductor", None))}
        return list(shown.values())
