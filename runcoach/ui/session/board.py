"""The board: one moment of a session, drawn as large as the space allows."""

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
from runcoach.ui.session.time_bar import TimeBar
from runcoach.ui.session.view_model import SessionView
from runcoach.ui.widgets.figure_view import FigureView

LEAST_GAP = 3
"""Columns between what stands left and right in one row."""


class SessionBoard(Container):
    """Header, strip, name, figure, phase, clock, cues, question and what comes next."""

    def __init__(self, clock: Clock, figure_rate: float, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.figure = FigureView(clock, figure_rate, id="figure")
        """Performs the exercise; the screen tells it when."""
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
        """Everything that there will ever be is there."""
        self.parts = (self, *self.walk_children(Widget))

    def compose(self) -> ComposeResult:
        """Every part once; styles decide where and whether."""
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
        """One moment; only what is other repaints. Sets of pending blocks get no tick yet."""
        phase = session.acting_phase if view.phase is Phase.PAUSED else view.phase
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
        self._exercise.text = view.name
        self._side.display = bool(view.side)
        self._side.text = view.side
        self._word.text = view.word
        self._clock.show(view.clock, view.fill)
        _say(self._beside, view.beside)
        self._bar.show(view.fraction)
        self.cues.show(cues, cue, ticked)
        self.cues.clickable = session.until is None and phase is not Phase.WORK
        fetch = view.equipment.partition(" (")[0] if phase is Phase.READY else ""
        self._cue.text = fetch or (cues[cue] if cue < len(cues) else "")
        _say(self._equipment, view.equipment if phase is Phase.READY else "")
        _say(self._then, _foot(view, self.size.width - 2))

    def prepare(self, view: SessionView) -> None:
        """Get ready for a moment that comes soon."""
        self._clock.prepare(view.clock, view.fill)

    def _enter(self, phase: Phase) -> None:
        """Mark what looks otherwise in this phase: styling the whole board anew is slow."""
        tinted = self.screen.has_class("-distance")
        for part in (self._word, self._side, self._clock, self.cues, self.figure, self):
            if self._phase is not None:
                part.remove_class(f"-{self._phase.value}", update=False)
            part.add_class(f"-{phase.value}", update=part is not self or tinted)
        self._phase = phase

    def ask(self, question: Question | None, side: int, on_load: bool, weights: WeightUnit) -> None:
        """Show the question, or none; a load in that unit."""
        self._question.weights = weights
        # A class and not `display`, which would win over the styles of a low screen.
        self._question.set_class(question is not None, "-asked")
        self._question.show(question, side, on_load)


def _foot(view: SessionView, width: int) -> str:
    """The moment in plain words and what comes after, as far as both fit; paused, how to go on."""
    if view.phase is Phase.PAUSED:
        return view.line if len(view.line) <= width else view.line.partition("   ")[0]
    # What Space does stands beside the clock as well.
    for line in (view.line, view.line.removesuffix(". Space: go")):
        room = width - len(line) - len(view.then)
        if room >= LEAST_GAP:
            return f"{line}{' ' * room}{view.then}"
    return view.then


def _say(static: Static, text: str) -> None:
    """Update where the words are other: a `Static` repaints whenever it is told."""
    if str(static.content) != text:
        static.update(text)
