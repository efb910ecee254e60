"""The widgets of the session screen: one moment, drawn as large as the space allows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from runcoach.core.model.settings import WeightUnit
from runcoach.core.ports import Clock
from runcoach.core.session.session import Phase, Session
from runcoach.ui.big_type.clock import Digits
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.session.cue_list import CueList
from runcoach.ui.session.progress_strip import ProgressStrip
from runcoach.ui.session.question_row import QuestionRow
from runcoach.ui.session.set_question import Question
from runcoach.ui.session.teaching import Lesson
from runcoach.ui.session.teaching_view import TeachingView
from runcoach.ui.session.time_bar import TimeBar
from runcoach.ui.session.view_model import SessionView
from runcoach.ui.widgets.figure_view import FigureView

LEAST_GAP = 3
"""Columns between the left and the right text of one row."""


class SessionBoard(Container):
    """Header, strip, name, figure, phase, clock, cues, question and the next set."""

    def __init__(self, clock: Clock, figure_rate: float, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.figure = FigureView(clock, figure_rate, id="figure")
        """Plays the exercise; the presenter synchronises it."""
        self.teaching = TeachingView(clock, figure_rate, id="teaching")
        """The lesson on a movement, in place of the stage."""
        self._header = Static(id="header", markup=False)
        self._strip = ProgressStrip(id="strip")
        self._exercise = Lettering(id="name")
        self._side = Lettering(id="side")
        self._word = Lettering(id="word")
        self._clock = Digits(id="clock")
        self._beside = Static(id="beside", markup=False)
        self._bar = TimeBar(id="bar")
        self.cues = CueList(id="cues")
        """The checklist."""
        self._cue = Lettering(id="cue")
        self._equipment = Static(id="equipment", markup=False)
        self._then = Static(id="then", markup=False)
        self._question = QuestionRow(id="question")
        self._phase: Phase | None = None
        self.parts: tuple[Widget, ...] = ()
        """The board and everything on it, once that is mounted."""

    def on_mount(self) -> None:
        """Collect the parts, which never change."""
        self.parts = (self, *self.walk_children(Widget))

    def compose(self) -> ComposeResult:
        """Every part once; the styles decide where each is, and whether it is visible."""
        yield self._header
        yield self._strip
        with Horizontal(id="named"):
            yield self._exercise
            yield self._side
        with Container(id="stage"):
            with Vertical(id="form"):
                yield self.figure
                yield self.cues
                yield self._equipment
            with Vertical(id="time"):
                yield self._word
                yield self._clock
                yield self._beside
                yield self._bar
        yield self.teaching
        yield self._cue
        yield self._question
        yield self._then

    def show(
        self,
        session: Session,
        view: SessionView,
        cues: Sequence[str],
        cue: int,
        ticked: frozenset[int],
        pending: frozenset[str] = frozenset(),
    ) -> None:
        """Show one moment; only what differs repaints.

        Args:
            session: Gives the phase and the progress.
            view: The words and numbers.
            cues: The checklist.
            cue: The index of the cue in focus.
            ticked: The indices of ticked cues.
            pending: The ids of blocks whose sets are not on the disk yet: they get no tick.
        """
        phase = session.underlying_phase if view.phase is Phase.PAUSED else view.phase
        if view.phase is not self._phase:
            self._enter(view.phase)
        left = f" {view.title}   {view.tier}"
        right = f"{view.left_line}   {view.set_line} "
        room = self.size.width - len(left) - len(right)
        if room < LEAST_GAP:
            right = f"{view.left_line.split(',')[0]}   {view.set_line} "
            room = self.size.width - len(left) - len(right)
        _say(self._header, f"{left}{' ' * max(1, room)}{right}")
        self._strip.show(session, pending)
        self._exercise.text = view.moment or view.name
        if self._exercise.has_class("-moment") is not bool(view.moment):
            self._exercise.set_class(bool(view.moment), "-moment")
        self._side.display = bool(view.side)
        self._side.text = view.side
        self._word.text = view.word
        self._clock.show(view.clock, view.fill)
        _say(self._beside, view.beside)
        self._bar.show(view.fraction)
        self.cues.show(cues, cue, ticked)
        self.cues.clickable = session.phase_ends_at is None and phase is not Phase.WORK
        fetch = view.equipment.partition(" (")[0] if phase is Phase.READY else ""
        self._cue.text = fetch or (cues[cue] if cue < len(cues) else "")
        _say(self._equipment, view.equipment if phase is Phase.READY else "")
        _say(self._then, _foot(view, self.size.width - 2))

    def teach(self, lesson: Lesson | None, view: SessionView) -> None:
        """Show a lesson in place of the stage, or the stage."""
        if lesson is not None:
            self.teaching.show(lesson, view)
        if self.has_class("-teaching") is not (lesson is not None):
            self.set_class(lesson is not None, "-teaching")

    def prepare(self, view: SessionView) -> None:
        """Draw the clock of a coming moment ahead of time."""
        self._clock.prepare(view.clock, view.fill)

    def _enter(self, phase: Phase) -> None:
        """Set the phase's class on the parts that it changes: restyling everything is slow."""
        tinted = self.screen.has_class("-distance")
        for part in (self._word, self._side, self._clock, self.cues, self.figure, self):
            if self._phase is not None:
                part.remove_class(f"-{self._phase.value}", update=False)
            part.add_class(f"-{phase.value}", update=part is not self or tinted)
        self._phase = phase

    def ask(self, question: Question | None, side: int, on_load: bool, weights: WeightUnit) -> None:
        """Show the question, or none; a load is in the unit `weights`."""
        self._question.weights = weights
        # A class and not `display`, which would override the styles of a low screen.
        self._question.set_class(question is not None, "-asked")
        self._question.show(question, side, on_load)


def _foot(view: SessionView, width: int) -> str:
    """The moment in plain words and what comes next, as far as both fit; paused, how to go on."""
    if view.phase is Phase.PAUSED:
        return view.line if len(view.line) <= width else view.line.partition("   ")[0]
    # The key is named beside the clock too.
    for line in (view.line, view.line.removesuffix(". Space: go")):
        room = width - len(line) - len(view.then)
        if room >= LEAST_GAP:
            return f"{line}{' ' * room}{view.then}"
    return view.then


def _say(static: Static, text: str) -> None:
    """Update a `Static` only if the text differs: it repaints on every update."""
    if str(static.content) != text:
        static.update(text)
