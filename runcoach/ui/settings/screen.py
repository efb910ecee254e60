"""The settings of this device as rows, each with one sentence of help."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.widgets import Static

from runcoach.core.model.settings import Pace, Settings, Theme, WeightUnit
from runcoach.ui.app_shell import AppShell
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.forms.choices import ChoiceList, ChoiceRow
from runcoach.ui.services import Services
from runcoach.ui.widgets.key_bar import KeyBar


class SettingRow(Struct, frozen=True):
    """One setting: its field of `Settings`, its label and help, its values and their text."""

    field: str
    label: str
    help: str
    values: tuple[object, ...]
    format_value: Callable[[object], str] = str

    def choice(self, settings: Settings) -> ChoiceRow:
        """The row with the current value; a value outside `values` is shown as the nearest."""
        now = getattr(settings, self.field)
        at = self.values.index(now) if now in self.values else self._nearest(now)
        return ChoiceRow(
            self.field, self.label, tuple(self.format_value(v) for v in self.values), at, self.help
        )

    def _nearest(self, now: object) -> int:
        """The index of the nearest number; 0 if the values are no numbers."""
        if not isinstance(now, int | float):
            return 0
        apart = [abs(v - now) for v in self.values if isinstance(v, int | float)]
        return apart.index(min(apart)) if len(apart) == len(self.values) else 0


def _on_off(value: object) -> str:
    return "on" if value else "off"


ROWS: tuple[SettingRow, ...] = (
    SettingRow(
        "sound",
        "Sound",
        "Plays ticks, go, switch and done; when off, the screen inverts.",
        (False, True),
        _on_off,
    ),
    SettingRow(
        "voice",
        "Voice",
        "Announces what comes, counts in, and gives one cue in a long hold.",
        (False, True),
        _on_off,
    ),
    SettingRow(
        "volume",
        "Volume",
        "Of sounds and voice, relative to the laptop's own.",
        tuple(range(10, 101, 10)),
        lambda v: f"{v}%",
    ),
    SettingRow(
        "heard",
        "Flashes",
        "Go, switch and done also invert the screen, for a mat out of earshot.",
        (True, False),
        lambda v: _on_off(not v),
    ),
    SettingRow(
        "count_in_s",
        "Count-in",
        "Seconds counted before every set.",
        (3, 5, 10),
        lambda v: f"{v} s",
    ),
    SettingRow(
        "rest_scale",
        "Rests",
        "Every rest of a session, shorter or longer.",
        (0.5, 0.75, 1.0, 1.25, 1.5, 2.0),
        lambda v: f"{float(str(v)):.0%}",
    ),
    SettingRow(
        "hands_free",
        "Hands-free",
        "A session runs by itself; no key is needed.",
        (False, True),
        _on_off,
    ),
    SettingRow(
        "pace",
        "Reps by hand",
        "At your own pace, ended with Space, or counted at the tempo.",
        (Pace.OWN, Pace.TEMPO),
        lambda v: "own pace" if v is Pace.OWN else "at the tempo",
    ),
    SettingRow(
        "coach",
        "Coach",
        "Lists its proposals after a session, or keeps them for Tiers.",
        ("ask", "quiet"),
    ),
    SettingRow(
        "theme", "Theme", "All three are safe for red-green colour blindness.", tuple(Theme)
    ),
    SettingRow(
        "reduced_motion",
        "Reduced motion",
        "A still figure, its start beside its end; nothing slides.",
        (False, True),
        _on_off,
    ),
    SettingRow(
        "weight_unit",
        "Weights",
        "Kilograms, or pounds to the half; stored in kilograms.",
        (WeightUnit.KG, WeightUnit.LB),
    ),
    SettingRow(
        "distance_view",
        "Distance view",
        "Sessions open with clock, name, side and cue as large as possible.",
        (False, True),
        _on_off,
    ),
)
"""The settings in the order of the screen."""


class SettingsScreen(AreaScreen):
    """Left and right turn a value; it is saved at once."""

    CSS_PATH = "settings.tcss"
    AREA = "settings"
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.area('today')", "Today", show=False),
        *AREA_KEYS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._rows = VerticalScroll(id="rows", can_focus=False)
        self._choices = ChoiceList(id="choices")
        self._help = Static(id="help", markup=False)
        self._where = Static(id="where", markup=False)

    def compose(self) -> ComposeResult:
        """The rows, the help of the selected one, and where the data is."""
        yield AreaBar(self.AREA)
        with Vertical(id="settings"):
            with self._rows:
                yield self._choices
            yield self._help
            yield self._where
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the settings."""
        self._choices.show([row.choice(self.app.settings) for row in ROWS])
        folders = self.services.folders
        self._where.update(
            f"Your data: {folders.data}\n"
            f"Your own exercises: {folders.exercises}\n"
            f"Your own programmes: {folders.programmes}"
        )
        self._choices.focus()
        self._explain(self._choices.selected)

    def on_resize(self) -> None:
        """Use more room for help beside the rows and for gaps between them."""
        self.call_after_refresh(self._spread)

    def _spread(self) -> None:
        self._choices.spread(*self._rows.size)
        self._help.display = not self._choices.shows_help
        self._rows.scroll_to_region(Region(0, self._choices.line, 1, 1), animate=False)

    def _explain(self, choice: ChoiceRow) -> None:
        self._help.update(choice.help)

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """Show the row's help."""
        self._explain(event.choice)
        self._rows.scroll_to_region(Region(0, self._choices.line, 1, 1), animate=False)

    def on_choice_list_turned(self, event: ChoiceList.Turned) -> None:
        """Save the setting."""
        row = next(r for r in ROWS if r.field == event.choice.id)
        self.app.change_settings(**{row.field: row.values[event.choice.at]})
