"""The app: its areas, its themes, and the way from one screen to the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from runcoach.core.ports import Waiting
from runcoach.ui.app_shell import Home
from runcoach.ui.history.older_months import read_older_soon
from runcoach.ui.messages import AboutMe, Begin, GoOn, SessionLeft
from runcoach.ui.services import Services
from runcoach.ui.today.start_flow import Starting


def _today(services: Services) -> Screen[None]:
    from runcoach.ui.today.screen import TodayScreen

    return TodayScreen(services)


def _history(services: Services) -> Screen[None]:
    from runcoach.ui.history.screen import HistoryScreen

    return HistoryScreen(services)


def _library(services: Services) -> Screen[None]:
    from runcoach.ui.library.screen import LibraryScreen

    return LibraryScreen(services)


def _tiers(services: Services) -> Screen[None]:
    from runcoach.ui.tiers.screen import TiersScreen

    return TiersScreen(services)


def _settings(services: Services) -> Screen[None]:
    from runcoach.ui.settings.screen import SettingsScreen

    return SettingsScreen(services)


AREAS: dict[str, Callable[[Services], Screen[None]]] = {
    "today": _today,
    "history": _history,
    "library": _library,
    "tiers": _tiers,
    "settings": _settings,
}
"""The areas and how each is made; its module is imported when it is first shown."""


class RunCoach(Home):
    """A strength coach for runners, one session at a time."""

    TITLE = "runcoach"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] = [  # noqa: RUF012
        (0, "-slim"),
        (56, "-narrow"),
        (76, "-middle"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] = [  # noqa: RUF012
        (0, "-low"),
        (16, "-short"),
        (24, "-usual"),
        (36, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "leave", "Leave", show=False, priority=True, id="app.leave"),
        Binding("ctrl+z", "suspend_process", "To the shell", show=False, priority=True),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.starting = Starting(self)
        """The way into a session."""
        for area in AREAS:
            if area != self.DEFAULT_MODE:
                self.add_mode(area, partial(self._area, area))

    def get_default_screen(self) -> Screen[None]:
        """The area that the app opens on. As a mode it would have every style parsed twice."""
        return self._area(self.DEFAULT_MODE)

    def push_screen(self, screen: Any, *args: Any, **how: Any) -> Any:
        """As Textual does, with a first picture for the terminal's size and not for none."""
        if isinstance(screen, Screen):
            self._fit(screen)
        return super().push_screen(screen, *args, **how)

    def _area(self, area: str) -> Screen[None]:
        screen = AREAS[area](self.services)
        self._fit(screen)
        return screen

    def _fit(self, screen: Screen[Any]) -> None:
        """Give a screen the classes that its first resize would give it."""
        points = (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        screen.add_class(
            *(
                max(point for point in along if point[0] <= extent)[1]
                for along, extent in zip(points, self.size, strict=True)
            ),
            update=False,
        )

    def get_driver_class(self) -> type[Driver]:
        """Our own where the system has signals and terminals as we know them."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from runcoach.ui.textual_internals.driver import TerminalDriver

        return TerminalDriver

    def on_mount(self) -> None:
        """Go straight into a session where the command line asked for one."""
        self.add_mode(self.DEFAULT_MODE, partial(self._area, self.DEFAULT_MODE))
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        read_older_soon(self)
        if self.waiting is None:
            self.call_later(self.begin_asked)

    def begin_asked(self) -> None:
        """Begin what the command line asked for; a session that waits is decided about first."""
        start = self.services.start
        if start is not None:
            self.starting.begin_or_ask(start.plan, start.hands_free)

    # --- what the screens send up ------------------------------------------------------------

    def on_begin(self, message: Begin) -> None:
        """A session should begin; a key that came twice begins no second one."""
        if not self.conductors:
            self.starting.begin_or_ask(message.plan, message.hands_free)

    def on_go_on(self, message: GoOn) -> None:
        """A session that waited goes on."""
        if not self.conductors:
            self.starting.go_on(message.session)

    def on_decided(self) -> None:
        """Nothing waits any more."""
        self.begin_asked()

    def on_session_left(self, message: SessionLeft) -> None:
        """Put away what was shown of a session that is over, or kept for later."""
        if message.kept is not None:
            self.waiting = Waiting(message.kept, self.services.clock.wall())
        while self.screen is not self.screen_stack[0] and message.screen in self.screen_stack:
            self.pop_screen()
        if self.services.start is not None:
            self.exit(0)

    def on_about_me(self, message: AboutMe) -> None:
        """The three questions while nothing was said yet, else the whole profile."""
        if self.coach.said is None:
            from runcoach.ui.today.first_questions import FirstQuestions

            self.push_screen(FirstQuestions(self.services), lambda _answered: message.then())
            return
        from runcoach.ui.profile.screen import ProfileScreen

        self.push_screen(ProfileScreen(self.services), lambda _left: message.then())

    # --- the ways out -------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Ctrl+C and Ctrl+Q: the leave sheet in a session, else out."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is not None:
            leave()
        elif self.screen.is_modal:
            self.screen.dismiss(None)
        else:
            self.exit(0)

    def pop_screen(self) -> AwaitComplete:
        """Never the last one: a key that comes while the app ends has nothing left to close."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def action_command_palette(self) -> None:
        """The palette, once."""
        from runcoach.ui.palette import Palette

        # One that was just closed is a child of the app until its last message.
        if not self.has_child("--command-palette"):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers everywhere: what our own keys do not do better."""
        yield SystemCommand("Guide", "Why, how much, and when to leave it alone", self._guide)
        yield SystemCommand("Theme", "Try other colours", self.action_change_theme)
        yield SystemCommand("Leave", "Out of runcoach; a session is asked about", self.action_quit)

    def _guide(self) -> None:
        from runcoach.ui.help.guide_screen import GuideScreen

        self.push_screen(GuideScreen(self.services.guide()))

    async def action_quit(self) -> None:
        """The palette's way out: never past the leave sheet."""
        self.action_leave()

    def action_area(self, area: str) -> None:
        """Go to one of the areas."""
        self.switch_mode(area)
