"""The teaching view: a new movement, large, in its start and end pose, beside its lesson."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from runcoach.core.ports import Clock
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.session.teaching import Lesson
from runcoach.ui.session.view_model import SessionView
from runcoach.ui.widgets.figure_view import FigureView

KEYS = "space begin   g again, any time"


class TeachingView(Horizontal):
    """The figure in two poses, and what to know before the movement begins."""

    def __init__(self, clock: Clock, figure_rate: float, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.figure = FigureView(clock, figure_rate, id="poses")
        """The movement's start and end, side by side."""
        self._caption = Static("start and end", id="caption", markup=False)
        self._word = Lettering(id="moment")
        self._parts = {
            name: Static(id=f"lesson-{name}", markup=False)
            for name in ("side", "cues", "fault", "fetch", "works", "gives")
        }

    def compose(self) -> ComposeResult:
        """The figure on the left, the words on the right."""
        with Vertical(id="figure-poses"):
            yield self.figure
            yield self._caption
        with Vertical(id="lesson"):
            yield self._word
            yield from self._parts.values()

    def show(self, lesson: Lesson, view: SessionView) -> None:
        """Show a lesson, with the phase and its clock above it."""
        self._word.text = _moment(view)
        self._caption.display = self.figure.has_ends
        said = {
            "side": lesson.side,
            "cues": "\n".join(f"{n}  {cue}" for n, cue in enumerate(lesson.cues, 1)),
            "fault": f"✗ {lesson.fault}" if lesson.fault else "",
            "fetch": lesson.fetch,
            "works": f"Works: {lesson.works}" if lesson.works else "",
            "gives": f"Gives: {lesson.gives}" if lesson.gives else "",
        }
        for name, text in said.items():
            part = self._parts[name]
            part.display = bool(text)
            if str(part.content) != text:
                part.update(text)


def _moment(view: SessionView) -> str:
    """The phase, and its clock while that runs: `READY 20`."""
    word = view.word.removeprefix("GET ")
    return f"{word} {view.clock}" if view.counts_down else view.word
