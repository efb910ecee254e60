"""The exercise board: one exercise with its ladder, its figure, its cues and its past."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from runcoach.core.history.trends import Trend
from runcoach.core.model.exercise import Exercise, Tier
from runcoach.core.model.settings import WeightUnit
from runcoach.core.ports import Clock
from runcoach.ui.library import rows as rows
from runcoach.ui.widgets.figure_view import FigureView
from runcoach.ui.widgets.styled_text import Pieces


class ExerciseBoard(Widget):
    """One tier of an exercise, as large as there is room."""

    def __init__(self, clock: Clock, figure_rate: float, *, full: bool = False) -> None:
        """`full`: every best and the last times too, in as many rows as that takes."""
        super().__init__(classes="-full" if full else None)
        self.figure = FigureView(clock, figure_rate, id="figure")
        """Performs it; the screen tells it what."""
        self._full = full
        self._heading = Pieces(id="heading", wrap=False)
        self._ladder = Pieces(id="ladder", wrap=False)
        self._cues = Pieces(id="cues")
        self._about = Pieces(id="about")
        self._done = Pieces(id="done")
        self._weights = WeightUnit.KG
        self._shown: tuple[Exercise, Tier, Trend | None, int] | None = None

    def compose(self) -> ComposeResult:
        """The ladder above figure and cues, and what is to be known below."""
        yield self._heading
        yield self._ladder
        with Horizontal(id="form"):
            yield self.figure
            yield self._cues
        yield self._about
        yield self._done

    def show(
        self,
        exercise: Exercise,
        tier: Tier,
        found: Trend | None,
        times: int,
        weights: WeightUnit = WeightUnit.KG,
    ) -> None:
        """An exercise at a tier; `found` is None while the history is being read."""
        self._weights = weights
        self._shown = (exercise, tier, found, times)
        self._look()

    def on_resize(self) -> None:
        """The columns are others, once the cues have theirs."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        if self._shown is None:
            return
        exercise, tier, found, times = self._shown
        width = self.content_size.width or self.app.size.width
        self._heading.show(rows.heading(exercise))
        self._ladder.show(rows.ladder(exercise, tier, width))
        self._cues.show(rows.cues(tier, self._cues.content_size.width or width))
        self._about.show(rows.about(exercise, tier))
        if self._full:
            self._done.show(rows.done_in_full(found, times, tier, width, self._weights))
        else:
            self._done.show(rows.done(found, times, tier, self._weights))
