"""One exercise in full: its figure large, with every best and the last times below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from runcoach.core.history.trends import Trend
from runcoach.core.model.exercise import Exercise, TierName
from runcoach.ui.app_shell import AppShell
from runcoach.ui.library.exercise_board import ExerciseBoard
from runcoach.ui.services import Services
from runcoach.ui.widgets.key_bar import KeyBar


class ExerciseScreen(Screen[TierName]):
    """Up and down scroll, left and right change the tier. Result: the chosen tier."""

    CSS_PATH = ["library.tcss", "../widgets/figure.tcss", "../widgets/rows.tcss"]  # noqa: RUF012
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓", id="exercise.scroll"),
        Binding("down", "scroll(1)", "Scroll", show=False),
        Binding("left", "tier(-1)", "Tier", key_display="←→", id="exercise.tier"),
        Binding("right", "tier(1)", "Tier", show=False),
        Binding("question_mark", "help", "Help", key_display="?", id="exercise.help"),
        Binding("escape,q,Q", "back", "Back", key_display="esc", id="exercise.back"),
        Binding("enter,space", "back", "Back", show=False),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-short"),
        (24, "-usual"),
        (36, "-tall"),
    ]

    def __init__(
        self,
        services: Services,
        exercise: Exercise,
        tier: TierName,
        found: Trend | None,
        times: int,
    ) -> None:
        super().__init__()
        self.services = services
        self._exercise = exercise
        self._tier = tier
        self._found = found
        self._times = times
        self._body = VerticalScroll(id="exercise", can_focus=False)
        self._board = ExerciseBoard(services.clock, services.figure_rate, full=True)

    def compose(self) -> ComposeResult:
        """The board at its full height, scrolling."""
        with self._body:
            yield self._board
        yield KeyBar()

    def on_mount(self) -> None:
        """Display the exercise at the tier chosen in the list."""
        self._show()

    def _show(self) -> None:
        tier = self._exercise.tier(self._tier)
        figure = self.services.figure(self._exercise.id, tier.tier, self._warn)
        self._board.figure.show(figure, 0.0, still=self.app.settings.reduced_motion)
        weights = self.app.settings.weight_unit
        self._board.show(self._exercise, tier, self._found, self._times, weights)

    def _warn(self, line: str) -> None:
        self.notify(line, severity="warning", markup=False)

    def action_tier(self, by: int) -> None:
        """Choose the tier below or above."""
        tiers = self._exercise.tiers
        at = tiers.index(self._exercise.tier(self._tier)) + by
        if 0 <= at < len(tiers):
            self._tier = tiers[at].tier
            self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll by rows."""
        self._body.scroll_relative(y=by, animate=False)

    def action_help(self) -> None:
        """List every key of this screen."""
        from runcoach.ui.help.help_sheet import HelpSheet

        self.app.push_screen(HelpSheet.of(self))

    def action_back(self) -> None:
        """Return to the list."""
        self.dismiss(self._tier)
