"""Home: what every screen may ask of the app that it is shown in."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import App
from textual.signal import Signal

from runcoach.ui.coaching import Coach
from runcoach.ui.theme import themes

if TYPE_CHECKING:
    from rich.style import Style

    from runcoach.core.ports import Waiting
    from runcoach.core.settings import Settings
    from runcoach.ui.services import Services
    from runcoach.ui.terminal_title import TerminalTitle


class Home(App[int]):
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
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.theme = f"runcoach-{self.settings.theme}"
        self.settings_changed.publish(self.settings)
        documents = self.services.documents
        self.services.background.run(
            lambda: documents.write("settings", changes), self._settings_kept
        )

    def _settings_kept(self, error: OSError | None) -> None:
        if error is not None:
            self._not_kept(error, "the settings")

    def _not_kept(self, error: OSError, what: str = "it") -> None:
        from runcoach.core.disk_faults import fault_words

        why = fault_words(error)
        self.notify(f"Can't keep {what}: {why}", severity="warning", markup=False)

    def terminal_title(self) -> TerminalTitle:
        """The title of the terminal that the app is in, if it has one."""
        from runcoach.ui.terminal_title import TerminalTitle

        return TerminalTitle(self._write, self.services.clock, os.environ.get("TERM", ""))

    def _write(self, text: str) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(text)
