"""The exercise board: one exercise with its ladder, figure, cues and the person's results."""

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
from runcoach.ui.widgets.styled_text import StyledText


class ExerciseBoard(Widget):
    """One tier of an exercise, in the available room."""

    def __init__(self, clock: Clock, figure_rate: float, *, full: bool = False) -> None:
        """Create the board; if `full`, with every best and the last times."""
        super().__init__(classes="-full" if full else None)
        self.figure = FigureView(clock, figure_rate, id="figure")
        """The figure; the screen decides which."""
        self._full = full
        self._heading = StyledText(id="heading", wrap=False)
        self._ladder = StyledText(id="ladder", wrap=False)
        self._cues = StyledText(id="cues")
        self._about = StyledText(id="about")
        self._done = StyledText(id="done")
        self._weights = WeightUnit.KG
        self._shown: tuple[Exercise, Tier, Trend | None, int] | None = None

    def compose(self) -> ComposeResult:
        """The ladder above figure and cues, the facts and results below."""
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
        """Display an exercise at a tier; `found` is None while the history is being read."""
        self._weights = weights
        self._shown = (exercise, tier, found, times)
        self._show_all()

    def on_resize(self) -> None:
        """Format again, once the cues have their new width."""
        self.call_after_refresh(self._show_all)

    def _show_all(self) -> None:
        if self._shown is None:
            return
        exercise, tier, found, times = self._shown
        width = self.content_size.width or self.app.size.width
        self._heading.show(rows.heading_lines(exercise))
        self._ladder.show(rows.ladder_lines(exercise, tier, width))
        self._cues.show(rows.cue_lines(tier, self._cues.content_size.width or width))
        self._about.show(rows.about_lines(exercise, tier))
        if self._full:
            self._done.show(rows.full_done_lines(found, times, tier, width, self._weights))
        else:
            self._done.show(rows.done_lines(found, times, tier, self._weights))
