"""The screen "About you": the profile as rows, saved at each change."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from runcoach.core.model.dates import format_weekday_date, week_start
from runcoach.core.model.profile import Profile
from runcoach.core.model.settings import WeightUnit
from runcoach.core.planner.week import plan_days
from runcoach.ui.app_shell import AppShell
from runcoach.ui.forms.choices import ChoiceList, ChoiceRow
from runcoach.ui.profile import rows as profile_rows
from runcoach.ui.services import Services
from runcoach.ui.text.load_parser import format_loads, parse_loads
from runcoach.ui.widgets.key_bar import KeyBar


class ProfileScreen(Screen[None]):
    """Up and down a row, left and right a value; Enter opens a line for values that are typed."""

    CSS_PATH = "profile.tcss"
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "write", "Open", key_display="enter", id="profile.write"),
        Binding("escape,q,Q", "dismiss(None)", "Back", key_display="esc", id="profile.back"),
        Binding("question_mark", "help", "Keys", key_display="?", id="profile.help"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._choices = ChoiceList(id="choices")
        self._help = Static(id="help", markup=False)
        self._week = Static(id="week", markup=False)

    def compose(self) -> ComposeResult:
        """The rows and the help of the selected one."""
        with Vertical(id="profile"):
            yield Static("About you. It stays on this computer.", id="asked", markup=False)
            with Horizontal(id="detail"):
                with VerticalScroll(id="rows", can_focus=False):
                    yield self._choices
                yield self._week
            yield self._help
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the profile."""
        self._show()
        self._choices.focus()

    def _show(self) -> None:
        self._choices.show(profile_rows.profile_rows(self.app.coach.profile, self._unit))
        self._help.update(self._choices.selected.help)
        self._week.update("\n".join(self._week_lines()))

    @property
    def _unit(self) -> WeightUnit:
        return self.app.settings.weight_unit

    def _week_lines(self) -> list[str]:
        """The strength days that the coach plans for the next seven days."""
        known = self.app.coach.athlete()
        days = plan_days(known, week_start(known.at.date()))
        lines = ["Strength days still to come this week", ""]
        for each in days:
            what = "with legs" if each.legs else "trunk and upper body"
            lines += [f"{format_weekday_date(each.day)}: {what}"]
            lines += [f"  {w.sentence}" for w in each.reasons]
        return lines if days else [*lines, "None: this week is done, or the runs leave no room."]

    def _keep(self, profile: Profile) -> None:
        self.app.coach.keep_profile(profile)
        self._show()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable Enter for rows that it opens."""
        if action == "write":
            rows = self._choices.rows
            opens = (*profile_rows.TYPED_ROWS, profile_rows.EQUIPMENT)
            return bool(rows) and self._choices.selected.id in opens
        return True

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """Show the row's help."""
        self._help.update(event.choice.help)
        self.refresh_bindings()

    def on_choice_list_turned(self, event: ChoiceList.Turned) -> None:
        """Save the profile."""
        self._keep(profile_rows.apply_row(self.app.coach.profile, event.choice))

    def action_write(self) -> None:
        """Open a line for the weights or the race, a sheet for the equipment."""
        from runcoach.ui.profile.equipment_sheet import EquipmentSheet

        if self._choices.selected.id == profile_rows.EQUIPMENT:
            profile = self.app.coach.profile
            self.app.push_screen(EquipmentSheet(self.services.catalogue, profile, self._keep))
        else:
            self._ask(self._choices.selected, "")

    def _ask(self, row: ChoiceRow, text: str) -> None:
        from runcoach.ui.forms.note_sheet import NoteSheet

        profile = self.app.coach.profile
        before = profile_rows.race_words(profile)
        if row.id == profile_rows.LOADS:
            before = format_loads(profile.loads, self._unit)

        def written(line: str | None) -> None:
            if line is None:
                return
            try:
                self._keep(self._with(profile, row.id, line))
            except ValueError as mistake:
                self.notify(f"{mistake}"[:1].upper() + f"{mistake}"[1:] + ".", markup=False)
                self._ask(row, line)

        example = profile_rows.example_text(row.id, self._unit)
        asked = NoteSheet(row.label, text or before, example=example)
        self.app.push_screen(asked, written)

    def _with(self, profile: Profile, id: str, line: str) -> Profile:
        if id == profile_rows.LOADS:
            return replace(profile, loads=parse_loads(line, self._unit, profile.loads))
        return profile_rows.with_race(profile, line)

    def action_help(self) -> None:
        """Show every key of this screen."""
        from runcoach.ui.help.help_sheet import HelpSheet

        self.app.push_screen(HelpSheet.of(self))
