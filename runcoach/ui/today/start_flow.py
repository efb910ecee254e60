"""Starting: from a plan to a session that runs, once all is said that must be said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runcoach.core.model.plan import Plan
    from runcoach.core.session.session import Session
    from runcoach.ui.app_shell import Home

REFUSED = (("again", "Try again"), ("train", "Train without saving"), ("no", "Not now"))
WAITS = "Another session waits: say first what becomes of it."


class Starting:
    """Can the screen be read and the coach be heard, can it be saved, does another session wait?

    Each is asked over what is shown; a session begins when none is left to ask.
    """

    def __init__(self, home: Home) -> None:
        self._home = home

    def begin_or_ask(self, plan: Plan, hands_free: bool) -> None:
        """Start, once it is known that the screen is read and the coach is heard on the mat.

        Nobody lies on the mat in a rehearsal: neither is asked there.
        """
        home = self._home
        if home.settings.read_left is None and home.services.speed == 1.0:
            from runcoach.ui.today.readability_check import ReadLeftScreen

            def read(can: bool | None) -> None:
                if can is not None:
                    home.change_settings(read_left=can, distance_view=not can)
                    self.begin_or_ask(plan, hands_free)

            home.push_screen(ReadLeftScreen(), read)
        else:
            self._begin_once_heard(plan, hands_free)

    def _begin_once_heard(self, plan: Plan, hands_free: bool) -> None:
        """Start, once it is known that the coach is heard where nobody reaches the keys."""
        home = self._home
        if hands_free and home.settings.heard is None and home.services.speed == 1.0:
            from runcoach.ui.today.hearing_check import HeardScreen

            def heard(it: bool | None) -> None:
                if it is not None:
                    home.change_settings(heard=it)
                    self.begin(plan, hands_free)

            home.push_screen(HeardScreen(home.services), heard)
        else:
            self.begin(plan, hands_free)

    def begin(self, plan: Plan, hands_free: bool) -> None:
        """Start; where it can't be saved, or another session waits, say so first."""
        home = self._home
        refusal = home.services.history.read_only
        if refusal:
            self._refused(refusal, plan, hands_free)
            return
        if home.waiting is None:
            # One may have been kept by another app since this one was started.
            home.waiting = home.services.journal.waiting()
        if home.waiting is None:
            self._run(plan, hands_free)
            return
        home.notify(WAITS)
        home.switch_mode("today")
        home.found_out.publish(None)

    def go_on(self, session: Session) -> None:
        """Show a session and run it."""
        from runcoach.ui.session.screen import SessionScreen

        self._home.push_screen(SessionScreen(self._home.services, session))

    def _refused(self, refusal: str, plan: Plan, hands_free: bool) -> None:
        from runcoach.ui.forms.sheet import Sheet

        def go(answer: str | None) -> None:
            if answer == "again":
                self.begin(plan, hands_free)
            elif answer == "train":
                self._run(plan, hands_free)

        sheet = Sheet("A session can't be saved now.", REFUSED, detail=refusal)
        self._home.push_screen(sheet, go)

    def _run(self, plan: Plan, hands_free: bool) -> None:
        from runcoach.core.session import machine

        home = self._home
        services, settings = home.services, home.settings
        if services.speed == 1.0:
            home.coach.started()
        session = machine.begin(
            plan,
            id=services.new_id(),
            started_at=services.clock.wall().isoformat(timespec="seconds"),
            hands_free=hands_free,
            pace=settings.pace,
            count_in_s=float(settings.count_in_s),
            rehearsal=services.speed != 1.0,
        )
        self.go_on(session)
