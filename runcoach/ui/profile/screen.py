"""About you: the profile, a row for each thing; what is turned is kept at once."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from runcoach.core.coach.schedule import week
from runcoach.core.model.dates import long_day
from runcoach.core.model.profile import Profile
from runcoach.core.model.settings import WeightUnit
from runcoach.ui.app_shell import Home
from runcoach.ui.forms.choices import Choice, Choices
from runcoach.ui.profile import rows as profile_rows
from runcoach.ui.services import Services
from runcoach.ui.text.load_parser import loads_of, loads_words
from runcoach.ui.widgets.key_bar import KeyBar


class ProfileScreen(Screen[None]):
    """Up and down a row, left and right a value; Enter types where a value is written."""

    CSS_PATH = "profile.tcss"
    app: Home
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "write", "Open", key_display="enter", id="profile.write"),
        Binding("escape,q,Q", "dismiss(None)", "Back", key_display="esc", id="profile.back"),
        Binding("question_mark", "help", "Keys", key_display="?", id="profile.help"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._choices = Choices(id="choices")
        self._help = Static(id="help", markup=False)
        self._week = Static(id="week", markup=False)

    def compose(self) -> ComposeResult:
        """The rows and the sentence of the selected one."""
        with Vertical(id="profile"):
            yield Static("About you. It stays on this computer.", id="asked", markup=False)
            with Horizontal(id="detail"):
                with VerticalScroll(id="rows", can_focus=False):
                    yield self._choices
                yield self._week
            yield self._help
        yield KeyBar()

    def on_mount(self) -> None:
        """The profile as it is."""
        self._show()
        self._choices.focus()

    def _show(self) -> None:
        self._choices.show(profile_rows.rows(self.app.coach.profile, self._unit))
        self._help.update(self._choices.selected.help)
        self._week.update("\n".join(self._week_lines()))

    @property
    def _unit(self) -> WeightUnit:
        return self.app.settings.weight_unit

    def _week_lines(self) -> list[str]:
        """What the coach makes of it: the strength days of the seven to come."""
        known = self.app.coach.known()
        start = known.at.date()
        days = week(known.profile, known.history, known.catalogue, start, known.at)
        lines = ["Strength days from today", ""]
        for each in days:
            done = "done" if each.done else each.focus.shown
            lines += [f"{long_day(each.day)}: {done}, {each.minutes} min"]
            lines += [f"  {w.sentence}" for w in each.whys if not each.done]
        return lines if days else [*lines, "None that fits: the runs leave no room."]

    def _keep(self, profile: Profile) -> None:
        self.app.coach.keep_profile(profile)
        self._show()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only some values are written."""
        if action == "write":
            rows = self._choices.rows
            opens = (*profile_rows.WRITTEN, profile_rows.EQUIPMENT)
            return bool(rows) and self._choices.selected.id in opens
        return True

    def on_choices_moved(self, event: Choices.Moved) -> None:
        """Say what the row is for."""
        self._help.update(event.choice.help)
        self.refresh_bindings()

    def on_choices_turned(self, event: Choices.Turned) -> None:
        """Keep it."""
        self._keep(profile_rows.turned(self.app.coach.profile, event.choice))

    def action_write(self) -> None:
        """A line for the weights or for the race, a sheet for the equipment."""
        from runcoach.ui.profile.equipment_screen import EquipmentScreen

        if self._choices.selected.id == profile_rows.EQUIPMENT:
            profile = self.app.coach.profile
            self.app.push_screen(EquipmentScreen(self.services.catalogue, profile, self._keep))
        else:
            self._ask(self._choices.selected, "")

    def _ask(self, row: Choice, text: str) -> None:
        from runcoach.ui.forms.note_sheet import NoteScreen

        profile = self.app.coach.profile
        before = profile_rows.race_words(profile)
        if row.id == profile_rows.LOADS:
            before = loads_words(profile.loads, self._unit)

        def written(said: str | None) -> None:
            if said is None:
                return
            try:
                self._keep(self._with(profile, row.id, said))
            except ValueError as mistake:
                self.notify(f"{mistake}"[:1].upper() + f"{mistake}"[1:] + ".", markup=False)
                self._ask(row, said)

        example = profile_rows.example(row.id, self._unit)
        asked = NoteScreen(row.label, text or before, example=example)
        self.app.push_screen(asked, written)

    def _with(self, profile: Profile, id: str, said: str) -> Profile:
        if id == profile_rows.LOADS:
            return replace(profile, loads=loads_of(said, self._unit, profile.loads))
        return profile_rows.with_race(profile, said)

    def action_help(self) -> None:
        """Every key of this screen."""
        from runcoach.ui.help.help_screen import HelpScreen

        self.app.push_screen(HelpScreen.of(self))
