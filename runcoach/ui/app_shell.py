"""The app as its screens know it: services, settings, the coach and the waiting session."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.signal import Signal

from runcoach.core.model.validation import validate
from runcoach.ui.coach import Coach
from runcoach.ui.textual_internals.lifecycle import LifecycleApp
from runcoach.ui.theme import themes

if TYPE_CHECKING:
    from rich.style import Style
    from textual.notifications import SeverityLevel

    from runcoach.core.model.settings import Settings
    from runcoach.core.ports import WaitingSession
    from runcoach.core.session.session import Session
    from runcoach.runner.conductor import Conductor
    from runcoach.ui.services import Services
    from runcoach.ui.textual_internals.terminal_title import TerminalTitle


class AppShell(LifecycleApp):
    """The base of the app, with everything that screens may ask of it."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        """The ports to the outside."""
        self.waiting: WaitingSession | None = services.waiting
        """An unfinished session, until it is resumed, saved or discarded."""
        self.settings: Settings = services.settings
        """The present settings; change them by `change_settings`, which saves them."""
        self.settings_changed: Signal[Settings] = Signal(self, "settings-changed")
        """Published with the new settings."""
        self.unsaved = ""
        """Why the last session, or an answer about it, is not on the disk; empty if it is."""
        self.unsaved_session: Session | None = None
        """The session that is not on the disk as it is."""
        self.unsaved_changed: Signal[str] = Signal(self, "unsaved-changed")
        """Published with the new `unsaved`."""
        self.background_loaded: Signal[None] = Signal(self, "background-loaded")
        """Published when more of the data on disk is known than at the start."""
        self.coach = Coach(services, self.report_write_failure, lambda: self.settings.weight_unit)
        """The profile, the notebook and the coach's proposals."""
        for theme in themes():
            self.register_theme(theme)
        # Set before the styles are first parsed, so that they are parsed only once.
        self.set_reactive(AppShell.theme, f"runcoach-{self.settings.theme}")
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, with which our styles still parse under a theme of Textual."""
        return dict(themes()[0].variables)

    def theme_style(self, name: str) -> Style:
        """A style in one of the theme's colours, for Rich text."""
        from rich.style import Style

        return Style(color=self.theme_variables.get(name, self.theme_variables["foreground"]))

    def change_settings(self, **changes: object) -> None:
        """Change settings and save them; other keys of the file are preserved."""
        self.settings = validate(replace(self.settings, **changes))
        self.theme = f"runcoach-{self.settings.theme}"
        self.settings_changed.publish(self.settings)
        documents = self.services.documents
        self.services.background.run(
            lambda: documents.write("settings", changes), failed=self._settings_not_saved
        )

    def _settings_not_saved(self, error: OSError) -> None:
        # Where another app holds the folder, Today already says that nothing can be saved.
        if not self.services.history.held:
            self.report_write_failure(error, "the settings")

    def report_write_failure(self, error: OSError, what: str = "it") -> None:
        """Notify the person that something could not be saved."""
        from runcoach.core.os_error_text import describe_os_error

        why = describe_os_error(error)
        self.notify(f"Can't save {what}: {why}", severity="warning", markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a message: in a session on its own row, which hides neither clock, cue nor key."""
        rows = [r for screen in self.screen_stack if (r := getattr(screen, "messages", None))]
        if rows:
            rows[-1].show_message(f"{title}: {message}" if title else message, timeout)
            return
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def show_unsaved(self, failure: str, session: Session | None = None) -> None:
        """Publish why the last session or an answer is not on the disk; empty once it is."""
        self.unsaved_session = session if failure else None
        if failure != self.unsaved:
            self.unsaved = failure
            self.unsaved_changed.publish(failure)

    def close(self) -> None:
        """Exit; `RunCoach` asks first while something is not on the disk."""
        self.exit(0)

    def terminal_title(self) -> TerminalTitle:
        """The title of the terminal, where that can be set."""
        from runcoach.ui.textual_internals.terminal_title import TerminalTitle

        return TerminalTitle(
            self.write_to_terminal, self.services.clock, os.environ.get("TERM", "")
        )

    # --- ended or suspended from outside ------------------------------------------------------

    def exit_for_signal(self, code: int) -> None:
        """Exit because of a signal; a session in progress is kept for the next start."""
        from runcoach.core.session.events import Leave, Leaving

        for conductor in self.conductors:
            if not conductor.saved and conductor.accepts(Leave):
                conductor.leave(Leaving.KEEP)
        self.exit(code)

    def action_suspend_process(self) -> None:
        """Ctrl+Z: pause the session and suspend the app."""
        from runcoach.core.session.events import Pause

        for conductor in self.conductors:
            if conductor.accepts(Pause):
                conductor.send(Pause())
        if sys.platform != "win32":
            # The whole process group, as a terminal does it: a wrapping script stops too.
            os.kill(0, signal.SIGTSTP)

    @property
    def conductors(self) -> list[Conductor]:
        """The conductors of the sessions on the screen stack, including those under a sheet."""
        by_id = {id(c): c for s in self.screen_stack if (c := getattr(s, "conductor", None))}
        return list(by_id.values())
