"""The app: its areas, its themes, and the way from one screen to the next."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.signal import Signal
from textual.widget import MountError

from runcoach.core.ports import Waiting
from runcoach.ui.coaching import Coach
from runcoach.ui.older_months import read_older_soon
from runcoach.ui.services import Services
from runcoach.ui.theme import themes

if TYPE_CHECKING:
    from rich.style import Style

    from runcoach.conductor import Conductor
    from runcoach.core.plan import Plan
    from runcoach.core.session import Session
    from runcoach.core.settings import Settings
    from runcoach.ui.terminal_title import TerminalTitle


def _today(services: Services) -> Screen[None]:
    from runcoach.ui.screens.today import TodayScreen

    return TodayScreen(services)


def _history(services: Services) -> Screen[None]:
    from runcoach.ui.screens.history import HistoryScreen

    return HistoryScreen(services)


def _library(services: Services) -> Screen[None]:
    from runcoach.ui.screens.library import LibraryScreen

    return LibraryScreen(services)


def _tiers(services: Services) -> Screen[None]:
    from runcoach.ui.screens.tiers import TiersScreen

    return TiersScreen(services)


def _settings(services: Services) -> Screen[None]:
    from runcoach.ui.screens.settings import SettingsScreen

    return SettingsScreen(services)


AREAS: dict[str, Callable[[Services], Screen[None]]] = {
    "today": _today,
    "history": _history,
    "library": _library,
    "tiers": _tiers,
    "settings": _settings,
}
"""The areas and how each is made; its module is imported when it is first shown."""


class RunCoach(App[int]):
    """A strength coach for runners, one session at a time."""

    TITLE = "runcoach"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH = "styles/app.tcss"
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
        super().__init__()
        self.services = services
        """Every door to the outside."""
        self.waiting: Waiting | None = services.waiting
        """A session that was kept or cut off, until it is taken up or put away."""
        self.settings: Settings = services.settings
        """As they stand now; `change_settings` keeps them."""
        self.settings_changed: Signal[Settings] = Signal(self, "settings-changed")
        """Published with the settings as they now stand."""
        self.coach = Coach(services, self._not_kept, lambda: self.settings.weight_unit)
        """The profile, the notebook and what is asked of the coach."""
        for theme in themes():
            self.register_theme(theme)
        # Set before the styles are first read, so that they are read once.
        self.set_reactive(RunCoach.theme, f"runcoach-{self.settings.theme}")
        for area, make in AREAS.items():
            if area != self.DEFAULT_MODE:
                self.add_mode(area, partial(make, services))

    def get_default_screen(self) -> Screen[None]:
        """The area that the app opens on. As a mode it would have every style parsed twice."""
        return AREAS[self.DEFAULT_MODE](self.services)

    def get_driver_class(self) -> type[Driver]:
        """Our own where the system has signals and terminals as we know them."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from runcoach.ui.terminal import TerminalDriver

        return TerminalDriver

    def on_mount(self) -> None:
        """Go straight into a session where the command line asked for one."""
        self.add_mode(self.DEFAULT_MODE, partial(AREAS[self.DEFAULT_MODE], self.services))
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        read_older_soon(self)
        if self.waiting is None:
            self.call_later(self.begin_asked)

    def begin_asked(self) -> None:
        """Begin what the command line asked for; a session that waits is decided about first."""
        start = self.services.start
        if start is not None:
            self._begin_once_heard(start.plan, start.hands_free)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for as long as another theme than ours is tried on."""
        return dict(themes()[0].variables)

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

    def begin(self, plan: Plan, hands_free: bool, *, unsaved: bool = False) -> None:
        """Start a session from a plan; one that can't be saved not before that was said."""
        from runcoach.core import machine

        if not unsaved:
            from runcoach.ui.unsaved import held_back

            def begin(unsaved: bool) -> None:
                self.begin(plan, hands_free, unsaved=unsaved)

            if held_back(self, begin):
                return
        now = self.services.clock.wall()
        if self.services.speed == 1.0:
            self.coach.started()
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
        """Start, once it is known that the screen is read and the coach is heard on the mat."""
        if self.settings.read_left is None:
            from runcoach.ui.screens.read_left import ReadLeftScreen

            def read(can: bool | None) -> None:
                if can is not None:
                    self.change_settings(read_left=can, distance_view=not can)
                    self.begin_or_ask(plan, hands_free)

            self.push_screen(ReadLeftScreen(), read)
        else:
            self._begin_once_heard(plan, hands_free)

    def _begin_once_heard(self, plan: Plan, hands_free: bool) -> None:
        """Nobody lies on the mat in a rehearsal: it is not asked there."""
        if hands_free and self.settings.heard is None and self.services.speed == 1.0:
            from runcoach.ui.screens.heard import HeardScreen

            def heard(it: bool | None) -> None:
                if it is not None:
                    self.change_settings(heard=it)
                    self.begin(plan, hands_free)

            self.push_screen(HeardScreen(self.services), heard)
        else:
            self.begin(plan, hands_free)

    def session_left(self, screen: Screen[None], kept: Session | None = None) -> None:
        """A session is over, or kept for later: put away what was shown of it."""
        if kept is not None:
            self.waiting = Waiting(kept, self.services.clock.wall())
        while self.screen is not self.screen_stack[0] and screen in self.screen_stack:
            self.pop_screen()
        if self.services.start is not None:
            self.exit(0)

    def go_on(self, session: Session) -> None:
        """Show a session and run it."""
        from runcoach.ui.screens.session import SessionScreen

        self.push_screen(SessionScreen(self.services, session))

    # --- when something outside, or a defect, ends or stops the app --------------------------

    @property
    def fault(self) -> Exception | None:
        """The defect that ended the app."""
        return self._exception

    def answer(self, call: Callable[[], object]) -> None:
        """Call it, on the loop, as the app's own: what a thread hands over has no app of its own.

        Without it a screen can't be made or a key looked up in the answer of a disk.
        """
        with self._context():
            call()

    def crash(self, error: Exception) -> None:
        """A defect: end, so that the command line can tell. The journal is on the disk."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback here; ours goes to the log, once the screen is restored.
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = 1
        self._close_messages_no_wait()

    def end(self, code: int) -> None:
        """Something outside wants the app gone: keep what runs for the next start, and exit."""
        from runcoach.core.events import Leave, Leaving

        for conductor in self._conductors():
            if not conductor.saved and conductor.takes(Leave):
                conductor.leave(Leaving.KEEP)
        self.exit(code)

    def action_suspend_process(self) -> None:
        """Ctrl+Z: to the shell, with the clock standing still."""
        from runcoach.core.events import Pause

        for conductor in self._conductors():
            if conductor.takes(Pause):
                conductor.send(Pause())
        if sys.platform != "win32":
            # The whole group, as the terminal itself would: a script around us stops too.
            os.kill(0, signal.SIGTSTP)

    def _conductors(self) -> list[Conductor]:
        shown = {id(c): c for s in self.screen_stack if (c := getattr(s, "conductor", None))}
        return list(shown.values())

    def terminal_title(self) -> TerminalTitle:
        """The title of the terminal that the app is in, if it has one."""
        from runcoach.ui.terminal_title import TerminalTitle

        return TerminalTitle(self._write, self.services.clock, os.environ.get("TERM", ""))

    def _write(self, text: str) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(text)

    def action_leave(self) -> None:
        """Ctrl+C and Ctrl+Q: the leave sheet in a session, else out."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is not None:
            leave()
        elif self.screen.is_modal:
            self.screen.dismiss(None)
        else:
            self.exit(0)

    def ask_about_me(self, then: Callable[[], None]) -> None:
        """The three questions while nothing was said yet, else the whole profile."""
        if self.coach.said is None:
            from runcoach.ui.screens.first_questions import FirstQuestions

            self.push_screen(FirstQuestions(self.services), lambda _answered: then())
            return
        from runcoach.ui.screens.profile import ProfileScreen

        self.push_screen(ProfileScreen(self.services), lambda _left: then())

    def theme_style(self, name: str) -> Style:
        """A style in one of the theme's colours, for text that is put together by hand."""
        from rich.style import Style

        return Style(color=self.theme_variables.get(name, self.theme_variables["foreground"]))

    async def _on_compose(self) -> None:
        try:
            await super()._on_compose()
        except MountError:
            # Keys typed while it starts may lead on before the first screen is there. The app
            # itself has nothing to mount.
            return

    def pop_screen(self) -> AwaitComplete:
        """Never the last one: a key that comes while the app ends has nothing left to close."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def action_command_palette(self) -> None:
        """The palette, once."""
        from runcoach.ui.palette import Palette

        # One that was just closed is a child of the app until its last message.
        if self._nodes._get_by_id("--command-palette") is None:
            self.push_screen(Palette(id="--command-palette"))

    async def action_quit(self) -> None:
        """The palette's way out: never past the leave sheet."""
        self.action_leave()

    def action_area(self, area: str) -> None:
        """Go to one of the areas."""
        self.switch_mode(area)
