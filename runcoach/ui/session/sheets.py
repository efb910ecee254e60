"""The sheets of a session: pain, where one really stopped, leaving, a note, help, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain
from runcoach.core.session.cursor import Unfit
from runcoach.core.session.events import Event, Hurt, Leaving, Pause, StoppedAt
from runcoach.core.session.session import Phase, Session
from runcoach.runner.conductor import Conductor
from runcoach.ui.session.answer_editor import Answering

if TYPE_CHECKING:
    from runcoach.ui.app_shell import Home
    from runcoach.ui.forms.sheet import Sheet

NOT_NOW = "That can't be done just now. Nothing has changed."
ENDS = "Sharp, or more than a little: the session ends here."


class SessionSheets:
    """Each asks one thing over the session's screen; the clock stands still meanwhile."""

    def __init__(self, home: Home, conductor: Conductor, answering: Answering) -> None:
        self._home = home
        self._conductor = conductor
        self._answering = answering
        self.kept: Session | None = None
        """The session as it was before it was left."""

    def send(self, event: Event) -> bool:
        """Whether it was taken."""
        if not self._conductor.takes(type(event)):
            return False
        try:
            self._conductor.send(event)
        except Unfit:
            self._home.notify(NOT_NOW)
            return False
        return True

    def _stand_still(self) -> None:
        """Pause what runs; what waits for the person goes on waiting."""
        session = self._conductor.session
        if session.phase is not Phase.READY or session.until is not None:
            self.send(Pause())

    def help(self) -> None:
        """Every key that acts now."""
        from runcoach.ui.help.help_screen import HelpScreen

        shown = HelpScreen.of(self._home.screen)
        if self._conductor.session.phase in (Phase.WORK, Phase.COUNT_IN):
            self.send(Pause())
        self._home.push_screen(shown)

    def why(self) -> None:
        """What the exercise is for, and why the plan is this."""
        session = self._conductor.session
        work = session.work
        exercise = self._home.services.catalogue.exercise(work.exercise) if work else None
        lines = [f"{exercise.name}: {exercise.benefit}."] if exercise else []
        lines += [*session.plan.why, *session.revisions]
        text = "\n".join(lines) or "As written."
        self._home.notify(text, title="Why", markup=False)

    def note(self) -> None:
        """A note for the set that was done last; rest holds while it is typed."""
        from runcoach.ui.forms.note_sheet import NoteScreen

        record = self._answering.noted
        if record is None:
            return
        self._answering.hold()

        def keep(text: str | None) -> None:
            self._answering.note(record.id, record.note if text is None else text)

        about = f"{record.name}, set {record.set}"
        self._home.push_screen(NoteScreen(about, record.note), keep)

    def pain(self) -> None:
        """Stop at once; then ask where it hurts."""
        from runcoach.ui.session.pain_sheet import PainScreen

        hurting = self._hurting()
        self._stand_still()
        exercise = self._home.services.catalogue.exercise(hurting)
        work = self._conductor.session.work

        def spare(pain: Pain | None) -> None:
            if pain is not None:
                self._spare(pain, hurting)

        areas = exercise.areas if exercise else ()
        side = work.side if work else Side.BOTH
        self._home.push_screen(PainScreen(areas, side), spare)

    def _hurting(self) -> str:
        """The exercise under way; between sets the one that was just done."""
        session = self._conductor.session
        work = session.work
        if not session.in_work and session.counted and session.acting_phase is not Phase.COUNT_IN:
            return session.counted[-1].exercise
        return work.exercise if work else ""

    def _spare(self, pain: Pain, hurting: str) -> None:
        """End what hurts, swap what loads the place; sharp or strong, offer to save and stop."""
        from runcoach.core.coach.athlete import day_of
        from runcoach.core.coach.pain import ends_session
        from runcoach.core.planner import replan, substitutes
        from runcoach.ui.session.leave_sheet import leave_sheet

        before = self._conductor.session
        left = replan.left_of(before)
        coming = replan.exercises_left(before)
        self.send(Hurt(pain, hurting))
        done = [s.exercise for s in self._conductor.session.counted]
        day = replan.spared_in(before, day_of(self._home.coach.known()))
        swaps = substitutes.spare(pain.area, coming, day, hurting, done)
        if swaps:
            revision = replan.swapped(before, left, swaps, self._conductor.session)
            if self.send(revision):
                self._home.notify(revision.why, title="Spared today", markup=False)
        session = self._conductor.session
        if session.phase is Phase.PAUSED and ends_session(pain):
            self._leave(leave_sheet(session, ENDS, Leaving.SAVE))

    def cold(self) -> bool:
        """After a long break, offer the warm-up before going on; true while that is asked."""
        from runcoach.core.planner import replan
        from runcoach.ui.forms.sheet import Sheet
        from runcoach.ui.text.formatting import length

        session, now = self._conductor.session, self._conductor.now()
        if not replan.is_cold(session, now) or session.interruption is None:
            return False
        away = length(now - session.interruption.at)

        def go_on(how: str | None) -> None:
            if how is None:
                return
            if how == "warm_up":
                self.send(replan.warmed_again(self._conductor.session))
            self._conductor.press()

        answers = (("warm_up", "Warm up first"), ("straight", "Straight on"))
        self._home.push_screen(Sheet(f"{away} away. Warm up first?", answers), go_on)
        return True

    def stopped(self) -> None:
        """Where did the person really stop?"""
        from runcoach.ui.session.leave_sheet import stopped_sheet

        def undo(block: str | None) -> None:
            if block:
                self.send(StoppedAt(block))

        self._home.push_screen(stopped_sheet(self._conductor.session), undo)

    def leave(self) -> None:
        """Ask how to leave a session that is not over."""
        from runcoach.ui.session.leave_sheet import leave_sheet

        if self._conductor.session.phase not in (Phase.FINISHED, Phase.LEFT):
            self._stand_still()
            self._leave(leave_sheet(self._conductor.session))

    def _leave(self, sheet: Sheet) -> None:
        def go(how: str | None) -> None:
            if how is not None:
                self.kept = self._conductor.session
                self._conductor.leave(Leaving(how))

        self._home.push_screen(sheet, go)
