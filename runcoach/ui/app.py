"""The app: its areas, its themes, and the way from one screen to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from runcoach.core import machine
from runcoach.core.plan import Plan
from runcoach.core.session import Session
from runcoach.core.settings import Settings
from runcoach.ui.services import Services
from runcoach.ui.theme import themes


def _today(services: Services) -> Screen[None]:
    from runcoach.ui.screens.today import TodayScreen

    return TodayScreen(services)


def _history(services: Services) -> Screen[None]:
    from runcoach.ui.screens.history import HistoryScreen

    return HistoryScreen(services)


def _settings(services: Services) -> Screen[None]:
    from runcoach.ui.screens.settings import SettingsScreen

    return SettingsScreen(services)


AREAS: dict[str, Callable[[Services], Screen[None]]] = {
    "today": _today,
    "history": _history,
    "settings": _settings,
}
"""The areas and how each is made; its module is imported when it is first shown."""


class RunCoach(App[int]):
    """A strength coach for runners, one session at a time."""

    TITLE = "runcoach"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "styles/app.tcss",
        "styles/session.tcss",
        "styles/history.tcss",
    ]
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "leave", "Leave", show=False, priority=True, id="app.leave"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        """Every door to the outside."""
        self.settings: Settings = services.settings
        """As they stand now; `change_settings` keeps them."""
        for theme in themes():
            self.register_theme(theme)
        # Set before the styles are first read, so that they are read once.
        self.set_reactive(RunCoach.theme, f"runcoach-{self.settings.theme}")
        for area, make in AREAS.items():
            self.add_mode(area, partial(make, services))

    def on_mount(self) -> None:
        """Go straight into a session where the command line asked for one."""
        start = self.services.start
        if start is not None:
            self.call_later(self.begin, start.plan, start.hands_free)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for as long as another theme than ours is tried on."""
        return dict(themes()[0].variables)

    def change_settings(self, **changes: object) -> None:
        """Change settings, and keep them: the file is patched, so that nothing else is lost."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.theme = f"runcoach-{self.settings.theme}"
        documents = self.services.documents
        self.services.background.run(
            lambda: documents.write("settings", changes), self._settings_kept
        )

    def _settings_kept(self, error: OSError | None) -> None:
        if error is not None:
            self.notify(f"Can't keep the settings: {error}", severity="warning", markup=False)

    def begin(self, plan: Plan, hands_free: bool) -> None:
        """Start a session from a plan."""
        now = self.services.clock.wall()
        session = machine.begin(
            plan,
            id=self.services.new_id(),
            started_at=now.isoformat(timespec="seconds"),
            hands_free=hands_free,
            pace=self.settings.pace,
            count_in_s=float(self.settings.count_in_s),
            rehearsal=self.services.speed != 1.0,
        )
        self.go_on(session)

    def begin_or_ask(self, plan: Plan, hands_free: bool) -> None:
        """Start, once it is known that the screen can be read from the mat."""
        if self.settings.read_left is not None:
            self.begin(plan, hands_free)
            return
        from runcoach.ui.screens.read_left import ReadLeftScreen

        def read(can: bool | None) -> None:
            if can is not None:
                self.change_settings(read_left=can, distance_view=not can)
                self.begin(plan, hands_free)

        self.push_screen(ReadLeftScreen(), read)

    def session_left(self, screen: Screen[None]) -> None:
        """A session is over: put away what was shown of it."""
        while self.screen is not self.screen_stack[0] and screen in self.screen_stack:
            self.pop_screen()
        if self.services.start is not None:
            self.exit(0)

    def go_on(self, session: Session) -> None:
        """Show a session and run it."""
        from runcoach.ui.screens.session import SessionScreen

        self.push_screen(SessionScreen(self.services, session))

    def action_leave(self) -> None:
        """Ctrl+C and Ctrl+Q: the leave sheet in a session, else out."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is not None:
            leave()
        elif self.screen.is_modal:
            self.screen.dismiss(None)
        else:
            self.exit(0)

    def action_area(self, area: str) -> None:
        """Go to one of the areas."""
        self.switch_mode(area)
