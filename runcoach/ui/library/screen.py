"""The library: every exercise with its tiers, its moving figure, and the person's results."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from runcoach.core.history.counting import CountedSession
from runcoach.core.history.session_filter import exercise_ids
from runcoach.core.history.trends import Trend, compute_trend
from runcoach.core.model.exercise import Exercise, TierName
from runcoach.core.planner.exercise_filter import ExerciseFilter, filter_exercises
from runcoach.ui.app_shell import AppShell
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.history.destinations import ExerciseTrend
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.library import rows as rows
from runcoach.ui.library.exercise_board import ExerciseBoard
from runcoach.ui.messages import Open
from runcoach.ui.services import Services
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.virtual_list import VirtualList

NONE_FITS = (
    ((" No exercise fits.", ""),),
    ((" / changes the filter.", "quiet"),),
)


class LibraryScreen(AreaScreen):
    """A list of exercises, and the chosen one beside it."""

    CSS_PATH = ["library.tcss", "../widgets/figure.tcss", "../widgets/rows.tcss"]  # noqa: RUF012
    AREA = "library"
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Detail", key_display="enter", id="library.open"),
        Binding("left", "tier(-1)", "Tier", key_display="←→", id="library.tier"),
        Binding("right", "tier(1)", "Tier", show=False),
        Binding(
            "slash",
            "filter",
            "Filter",
            key_display="/",
            id="library.filter",
            tooltip="By name, pattern, muscle and equipment",
        ),
        Binding(
            "c,C",
            "compare",
            "Sides",
            key_display="c",
            id="library.compare",
            tooltip="Left and right compared",
        ),
        Binding("escape", "app.area('today')", "Today", show=False),
        *AREA_KEYS,
    ]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-slim"),
        (56, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-short"),
        (24, "-usual"),
        (36, "-tall"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._all = tuple(services.catalogue.exercises.values())
        self._past = HistoryService(services, lambda: self.app.settings.weight_unit)
        self._counted: tuple[CountedSession, ...] | None = None
        self._trends: dict[str, tuple[Trend, int]] = {}
        self._wanted = ExerciseFilter()
        self._tier = TierName.STANDARD
        self._filtered = Static(id="filtered", markup=False)
        self._list: VirtualList[Exercise] = VirtualList(rows.exercise_row, id="exercises")
        self._board = ExerciseBoard(services.clock, services.figure_rate)

    def compose(self) -> ComposeResult:
        """The list beside the exercise."""
        yield AreaBar(self.AREA)
        with Horizontal(id="library"):
            with Vertical(id="found"):
                yield self._filtered
                yield self._list
            yield self._board
        yield KeyBar()

    def on_mount(self) -> None:
        """Display the list; the history is read in the background."""
        self._show_list()
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Reload: there may be more sessions."""
        self._past.load_all(self._read)
        self._show_exercise()

    def _read(self, counted: tuple[CountedSession, ...], line: str) -> None:
        if line:
            self.notify(line, severity="error", markup=False)
        if counted is not self._counted:
            self._counted, self._trends = counted, {}
        self._show_exercise()

    # --- display ---------------------------------------------------------------------------

    def _show_list(self) -> None:
        chosen = self._list.chosen
        found = filter_exercises(self._all, self._wanted)
        at = found.index(chosen) if chosen in found else 0
        self._list.show(found, at, empty=NONE_FITS)
        text = rows.describe_filter(self._wanted, found, len(self._all))
        self._filtered.update(text)
        self._filtered.display = bool(text)
        self._board.set_class(not found, "-none")
        self._show_exercise()

    def _show_exercise(self) -> None:
        exercise = self._list.chosen
        if exercise is None or not self.is_mounted:
            return
        tier = exercise.tier(self._tier)
        figure = self.services.figure(exercise.id, tier.tier, self._warn)
        self._board.figure.show(figure, 0.0, still=self.app.settings.reduced_motion)
        found, times = self._done(exercise)
        self._board.show(exercise, tier, found, times, self.app.settings.weight_unit)

    def _done(self, exercise: Exercise) -> tuple[Trend | None, int]:
        if self._counted is None:
            return None, 0
        if exercise.id not in self._trends:
            ids = exercise_ids(self.services.catalogue, exercise.id)
            times = sum(any(s.exercise in ids for s in c.sets) for c in self._counted)
            self._trends[exercise.id] = compute_trend(self._counted, ids), times
        return self._trends[exercise.id]

    def _warn(self, line: str) -> None:
        self.notify(line, severity="warning", markup=False)

    def on_virtual_list_moved(self) -> None:
        """Display the chosen exercise."""
        self._show_exercise()

    def on_virtual_list_opened(self) -> None:
        """Open the exercise in full."""
        self.action_open()

    # --- keys ------------------------------------------------------------------------------

    def action_tier(self, by: int) -> None:
        """Choose the tier below or above, which stays chosen for the next exercise."""
        exercise = self._list.chosen
        if exercise is None:
            return
        tiers = exercise.tiers
        at = tiers.index(exercise.tier(self._tier)) + by
        if 0 <= at < len(tiers):
            self._tier = tiers[at].tier
            self._show_exercise()

    def action_filter(self) -> None:
        """Choose which exercises to list."""
        from runcoach.ui.library.filter_sheet import LibraryFilterSheet

        def apply(wanted: ExerciseFilter | None) -> None:
            if wanted is not None:
                self._wanted = wanted
                self._show_list()

        self.app.push_screen(LibraryFilterSheet(self._all, self._wanted), apply)

    def action_compare(self) -> None:
        """Compare left and right of this exercise over time."""
        exercise = self._list.chosen
        if exercise is not None:
            trend = ExerciseTrend(self._past, exercise.id, sides=True)
            self.post_message(Open(trend, self))

    def action_open(self) -> None:
        """Open the exercise in full."""
        from runcoach.ui.library.exercise_screen import ExerciseScreen

        exercise = self._list.chosen
        if exercise is None:
            return
        found, times = self._done(exercise)
        screen = ExerciseScreen(self.services, exercise, self._tier, found, times)
        self.app.push_screen(screen, self._take_tier)

    def _take_tier(self, tier: TierName | None) -> None:
        if tier is not None:
            self._tier = tier
            self._show_exercise()
