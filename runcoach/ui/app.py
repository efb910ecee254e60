"""The app: its areas, and what it does with the messages of its screens."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from runcoach.core.ports import WaitingSession
from runcoach.ui.app_shell import AppShell
from runcoach.ui.areas import AREAS, Area
from runcoach.ui.destinations import LiveSession
from runcoach.ui.history.older_months import read_older_soon
from runcoach.ui.messages import BeginSession, Open, ResumeSession, SessionLeft
from runcoach.ui.navigation import open_destination
from runcoach.ui.services import Services
from runcoach.ui.textual_internals.compositor import use_gated_compositor
from runcoach.ui.today.start_flow import StartFlow

if TYPE_CHECKING:
    from runcoach.core.session.session import Session


class RunCoach(AppShell):
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
        self.starting = StartFlow(self, self._run_session)
        """Starts sessions, after the questions that come before one."""
        self._areas = {area.id: partial(self._create_area, area) for area in AREAS}
        for id, create in self._areas.items():
            if id != self.DEFAULT_MODE:
                self.add_mode(id, create)

    def get_default_screen(self) -> Screen[None]:
        """The screen of the first area. As a mode it would have every style parsed twice."""
        return self._areas[self.DEFAULT_MODE]()

    def push_screen(self, screen: Any, *args: Any, **how: Any) -> Any:
        """Push a screen whose text passes the gate, and whose first frame fits the terminal."""
        if isinstance(screen, Screen):
            use_gated_compositor(screen)
            self._set_size_classes(screen)
        return super().push_screen(screen, *args, **how)

    def _create_area(self, area: Area) -> Screen[None]:
        screen = area.create_screen(self.services)
        use_gated_compositor(screen)
        self._set_size_classes(screen)
        return screen

    def _set_size_classes(self, screen: Screen[Any]) -> None:
        """Set the size classes that the first resize would set."""
        points = (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        screen.add_class(
            *(
                max(point for point in along if point[0] <= extent)[1]
                for along, extent in zip(points, self.size, strict=True)
            ),
            update=False,
        )

    def get_driver_class(self) -> type[Driver]:
        """Our own driver, except on Windows."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from runcoach.ui.textual_internals.driver import TerminalDriver

        return TerminalDriver

    def on_mount(self) -> None:
        """Read the older months soon, and begin the session that the command line asked for."""
        self.add_mode(self.DEFAULT_MODE, self._areas[self.DEFAULT_MODE])
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self.services.first_frame)
        read_older_soon(self)
        if self.waiting is None:
            self.call_later(self.begin_requested)

    def begin_requested(self) -> None:
        """Begin the session that the command line asked for, if any."""
        start = self.services.start
        if start is not None:
            self.starting.check_and_begin(start.plan, start.hands_free)

    # --- messages of the screens --------------------------------------------------------------

    def on_begin_session(self, message: BeginSession) -> None:
        """Begin a session, unless one runs: a key pressed twice begins no second one."""
        if not self.conductors:
            self.starting.check_and_begin(message.plan, message.hands_free)

    def on_resume_session(self, message: ResumeSession) -> None:
        """Resume a kept session, unless one runs."""
        if not self.conductors:
            self._run_session(message.session)

    def on_waiting_settled(self) -> None:
        """Begin the requested session, now that none waits."""
        self.begin_requested()

    def on_session_left(self, message: SessionLeft) -> None:
        """Close the screens of a session that is over or kept for later."""
        if message.kept is not None:
            self.waiting = WaitingSession(message.kept, self.services.clock.wall())
        while self.screen is not self.screen_stack[0] and message.screen in self.screen_stack:
            self.pop_screen()
        if self.services.start is not None:
            self.close()

    def on_open(self, message: Open) -> None:
        """Open a screen over the present one."""
        open_destination(self, message)

    def _run_session(self, session: Session) -> None:
        open_destination(self, Open(LiveSession(session), None))

    # --- leaving, and the palette -------------------------------------------------------------

    def close(self) -> None:
        """Exit; while something is not on the disk, ask first."""
        if self.unsaved_session is None:
            super().close()
            return
        from runcoach.core.session.recording import make_session_record
        from runcoach.ui.unsaved_sheet import ask_before_closing

        now = self.services.clock.wall().isoformat(timespec="seconds")
        ask_before_closing(self, make_session_record(self.unsaved_session, now))

    def action_leave(self) -> None:
        """Ctrl+C and Ctrl+Q: open the leave sheet in a session, close a sheet, or quit."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is not None:
            leave()
        elif self.screen.is_modal:
            self.screen.dismiss(None)
        else:
            self.close()

    def pop_screen(self) -> AwaitComplete:
        """Pop a screen, but never the last one: a late key may arrive while the app exits."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def action_command_palette(self) -> None:
        """Open the palette, once."""
        from runcoach.ui.palette import Palette

        # A palette that was just closed stays a child of the app until its last message.
        if not self.has_child("--command-palette"):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands on every screen: what has no key of its own."""
        yield SystemCommand("Guide", "Why, how much, and when to leave it alone", self._guide)
        yield SystemCommand("Theme", "Try other colours", self.action_change_theme)
        yield SystemCommand(
            "Leave", "Quit runcoach; a running session asks first", self.action_quit
        )

    def _guide(self) -> None:
        from runcoach.ui.help.guide_screen import GuideScreen

        self.push_screen(GuideScreen(self.services.guide()))

    async def action_quit(self) -> None:
        """Quit from the palette; in a session the leave sheet comes first."""
        self.action_leave()

    def action_area(self, area: str) -> None:
        """Go to an area."""
        self.switch_mode(area)
