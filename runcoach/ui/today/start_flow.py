"""The way from a plan to a running session, with the questions that come before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from runcoach.core.model.plan import Plan
    from runcoach.core.session.session import Session
    from runcoach.ui.app_shell import AppShell

REFUSED = (("again", "Try again"), ("train", "Train without saving"), ("no", "Not now"))
WAITS = "Another session waits: go on with it or put it away first."


class StartFlow:
    """Asks what must be known before a session, one question at a time, then starts it.

    Can the screen be read and the alerts be heard? Can the session be saved? Does another wait?
    """

    def __init__(self, home: AppShell, run: Callable[[Session], None]) -> None:
        self._home = home
        self._run_session = run

    def check_and_begin(self, plan: Plan, hands_free: bool) -> None:
        """Start, after asking whether the screen can be read and the alerts heard from the mat.

        Each is asked only once, and neither in a rehearsal.
        """
        home = self._home
        plan = self._with_lessons(plan)
        if home.settings.read_left is None and home.services.speed == 1.0:
            from runcoach.ui.today.readability_check import ReadabilityCheck

            def read(can: bool | None) -> None:
                if can is not None:
                    home.change_settings(read_left=can, distance_view=not can)
                    self.check_and_begin(plan, hands_free)

            home.push_screen(ReadabilityCheck(), read)
        else:
            self._begin_once_heard(plan, hands_free)

    def _with_lessons(self, plan: Plan) -> Plan:
        """The plan with time to be taught what the person has not done twice."""
        from runcoach.core.planner.teaching import teach_new_movements

        home = self._home
        history = home.coach.athlete().history
        return teach_new_movements(plan, history, float(home.settings.count_in_s))

    def _begin_once_heard(self, plan: Plan, hands_free: bool) -> None:
        """Start, after asking whether the alerts are heard if the session is hands-free."""
        home = self._home
        if hands_free and home.settings.heard is None and home.services.speed == 1.0:
            from runcoach.ui.today.hearing_check import HearingCheck

            def heard(it: bool | None) -> None:
                if it is not None:
                    home.change_settings(heard=it)
                    self.begin(plan, hands_free)

            home.push_screen(HearingCheck(home.services), heard)
        else:
            self.begin(plan, hands_free)

    def begin(self, plan: Plan, hands_free: bool) -> None:
        """Start, unless it can't be saved or another session waits: then ask or report that."""
        home = self._home
        refusal = home.services.history.read_only
        if refusal:
            self._refused(refusal, plan, hands_free)
            return
        if home.waiting is None:
            # Another instance may have kept one since this one was started.
            home.waiting = home.services.journal.waiting()
        if home.waiting is None:
            self._run(plan, hands_free)
            return
        home.notify(WAITS)
        home.switch_mode("today")
        home.background_loaded.publish(None)

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
            home.coach.save_day_changes()
        session = machine.begin_session(
            plan,
            id=services.new_id(),
            started_at=services.clock.wall().isoformat(timespec="seconds"),
            hands_free=hands_free,
            pace=settings.pace,
            count_in_s=float(settings.count_in_s),
            rehearsal=services.speed != 1.0,
        )
        self._run_session(session)
