"""The teaching view: a new movement, large, in its start and end pose, beside its lesson."""

from __future__ import annotations

from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from runcoach.core.ports import Clock
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.session.teaching import Lesson
from runcoach.ui.session.view_model import SessionView
from runcoach.ui.widgets.figure_view import FigureView

IF_ROOM = ("works", "gives")
"""Parts that are left out where they would be cut off."""


class TeachingView(Horizontal):
    """The figure in two poses, and what to know before the movement begins."""

    def __init__(self, clock: Clock, figure_rate: float, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.figure = FigureView(clock, figure_rate, id="poses")
        """The movement's start and end, side by side."""
        self._caption = Static("start and end", id="caption", markup=False)
        self._words = Vertical(id="lesson")
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
        with self._words:
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
        self._fit()

    def on_resize(self) -> None:
        """Fit again: a question or a message below takes rows."""
        self._fit()

    def _fit(self) -> None:
        """Leave out what would be cut off."""
        width, rows = self._words.size
        if not width:
            return
        rows -= self._word.styles.margin.height + self._word.outer_size.height
        for name, part in self._parts.items():
            lines = [row for line in str(part.content).splitlines() for row in wrap(line, width)]
            rows -= len(lines) + part.styles.margin.height if lines else 0
            if name in IF_ROOM:
                part.display = bool(lines) and rows >= 0


def _moment(view: SessionView) -> str:
    """The phase, and its clock while that runs: `READY 20`."""
    word = view.word.removeprefix("GET ")
    return f"{word} {view.clock}" if view.counts_down else view.word
