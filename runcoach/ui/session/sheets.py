"""The modal screens of a session: pain, where they really stopped, leaving, a note, help, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain
from runcoach.core.session.cursor import UnfitEvent
from runcoach.core.session.events import Event, Hurt, Leaving, Pause, StoppedAt
from runcoach.core.session.session import Phase, Session
from runcoach.runner.conductor import Conductor
from runcoach.ui.session.answer_editor import AnswerEditor

if TYPE_CHECKING:
    from runcoach.ui.app_shell import AppShell
    from runcoach.ui.forms.sheet import Sheet

NOT_NOW = "That can't be done just now. Nothing has changed."
ENDS = "Sharp, or more than a little: the session ends here."


class SessionSheets:
    """Opens each of them over the session's screen, with the clock stopped, and acts on it."""

    def __init__(self, home: AppShell, conductor: Conductor, answering: AnswerEditor) -> None:
        self._home = home
        self._conductor = conductor
        self._answers = answering
        self.session_before_leaving: Session | None = None
        """The session as it was before it was left."""

    def send(self, event: Event) -> bool:
        """Send an event if it is legal now; whether the session accepted it."""
        if not self._conductor.accepts(type(event)):
            return False
        try:
            self._conductor.send(event)
        except UnfitEvent:
            self._home.notify(NOT_NOW)
            return False
        return True

    def _pause(self) -> None:
        """Pause, unless the session waits for the person anyway."""
        session = self._conductor.session
        if session.phase is not Phase.READY or session.phase_ends_at is not None:
            self.send(Pause())

    def help(self) -> None:
        """Show every key that acts now."""
        from runcoach.ui.help.help_sheet import HelpSheet

        help_screen = HelpSheet.of(self._home.screen)
        if self._conductor.session.phase in (Phase.WORK, Phase.COUNT_IN):
            self.send(Pause())
        self._home.push_screen(help_screen)

    def why(self) -> None:
        """Show what the exercise is for, and the reasons of the plan; Esc closes only that."""
        from runcoach.ui.help.why_sheet import WhySheet

        session = self._conductor.session
        work = session.work
        exercise = self._home.services.catalogue.exercise(work.exercise) if work else None
        lines = [f"{exercise.name}: {exercise.benefit}."] if exercise else []
        lines += [*session.plan.why, *session.revisions]
        if session.phase in (Phase.WORK, Phase.COUNT_IN):
            self.send(Pause())
        reasons = [(line, "") for line in lines or ["As written."]]
        self._home.push_screen(WhySheet("Why", reasons))

    def note(self) -> None:
        """Ask for a note on the last set; rest holds while it is typed."""
        from runcoach.ui.forms.note_sheet import NoteSheet

        record = self._answers.set_for_note
        if record is None:
            return
        self._answers.hold()

        def keep(text: str | None) -> None:
            self._answers.note(record.id, record.note if text is None else text)

        about = f"{record.name}, set {record.set}"
        self._home.push_screen(NoteSheet(about, record.note), keep)

    def pain(self) -> None:
        """Stop at once, then ask where it hurts."""
        from runcoach.ui.session.pain_sheet import PainSheet

        hurting = self._hurting()
        self._pause()
        exercise = self._home.services.catalogue.exercise(hurting)
        work = self._conductor.session.work

        def spare(pain: Pain | None) -> None:
            if pain is not None:
                self._spare(pain, hurting)

        areas = exercise.areas if exercise else ()
        side = work.side if work else Side.BOTH
        self._home.push_screen(PainSheet(areas, side), spare)

    def _hurting(self) -> str:
        """The exercise that hurts: the current one, or between sets the one just done."""
        session = self._conductor.session
        work = session.work
        if (
            not session.in_work
            and session.effective_sets
            and session.underlying_phase is not Phase.COUNT_IN
        ):
            return session.effective_sets[-1].exercise
        return work.exercise if work else ""

    def _spare(self, pain: Pain, hurting: str) -> None:
        """End what hurts, and replace what loads the area; if sharp or strong, offer to stop."""
        from runcoach.core.coach.pain import ends_session
        from runcoach.core.planner import replan, substitutes
        from runcoach.ui.session.leave_sheet import make_leave_sheet

        before = self._conductor.session
        left = replan.remaining_blocks(before)
        coming = replan.remaining_exercises(before)
        self.send(Hurt(pain, hurting))
        done = [s.exercise for s in self._conductor.session.effective_sets]
        day = replan.spare_hurt_areas(before, self._home.coach.athlete().training_day)
        swaps = substitutes.substitute_for_pain(pain.area, coming, day, hurting, done)
        if swaps:
            revision = replan.replace_exercises(before, left, swaps, self._conductor.session)
            if self.send(revision):
                self._home.notify(revision.why, title="Spared today", markup=False)
        session = self._conductor.session
        if session.phase is Phase.PAUSED and ends_session(pain):
            self._leave(make_leave_sheet(session, ENDS, Leaving.SAVE))

    def offer_warm_up(self) -> bool:
        """After a long pause, offer a warm-up before going on; whether that is being asked."""
        from runcoach.core.planner import replan
        from runcoach.ui.forms.sheet import Sheet
        from runcoach.ui.text.formatting import format_length

        session, now = self._conductor.session, self._conductor.now()
        if not replan.needs_warm_up(session, now) or session.interruption is None:
            return False
        away = format_length(now - session.interruption.paused_at)

        def go_on(how: str | None) -> None:
            if how is None:
                return
            if how == "warm_up":
                self.send(replan.insert_warm_up(self._conductor.session))
            self._conductor.press()

        answers = (("warm_up", "Warm up first"), ("straight", "Straight on"))
        self._home.push_screen(Sheet(f"{away} away. Warm up first?", answers), go_on)
        return True

    def ask_where_stopped(self) -> None:
        """Ask where the person really stopped."""
        from runcoach.ui.session.leave_sheet import make_stopped_sheet

        def undo(block: str | None) -> None:
            if block:
                self.send(StoppedAt(block))

        self._home.push_screen(make_stopped_sheet(self._conductor.session), undo)

    def leave(self) -> None:
        """Ask how to leave a session that is not finished."""
        from runcoach.ui.session.leave_sheet import make_leave_sheet

        if self._conductor.session.phase not in (Phase.FINISHED, Phase.LEFT):
            self._pause()
            self._leave(make_leave_sheet(self._conductor.session))

    def _leave(self, sheet: Sheet) -> None:
        def go(how: str | None) -> None:
            if how is not None:
                self.session_before_leaving = self._conductor.session
                self._conductor.leave(Leaving(how))

        self._home.push_screen(sheet, go)
