"""The check before the first hands-free session: can the alerts be heard from the mat?"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach.core.ports import Readiness
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.ui.app_shell import AppShell
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.services import Services
from runcoach.ui.textual_internals.compositor import use_frugal_compositor
from runcoach.ui.textual_internals.inverted_flash import Flash

AHEAD_S = 0.2
"""How long ahead the sound is scheduled."""


class HearingCheck(ModalScreen[bool | None]):
    """Plays go and flashes. Result: whether it was heard, or None to go back."""

    CSS_PATH = ["../forms/sheet.tcss", "checks.tcss"]  # noqa: RUF012
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Yes", show=False),
        Binding("escape", "dismiss(None)", "Back", show=False),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._aside = services.aside or services.background
        self._clock = services.clock
        compositor = use_frugal_compositor(self)
        self._flash = Flash(self, compositor, services.clock)
        self._device = services.open_device(self.app.settings, self.app.bell, lambda: None)
        self._question = Lettering(id="heard")
        self._told = Static(id="message", markup=False)
        self._options = OptionList(
            Option("Yes, go on", id="yes"),
            Option("No: invert the screen at go, switch and done", id="no"),
            Option("Once more", id="again"),
        )

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(id="sheet"):
            yield Static("Step back to your mat. This is what go sounds like.", id="asked")
            yield self._question
            yield self._told
            yield self._options
            yield Static("Space: yes   Down: no, once more   Esc: back", id="hint")

    def on_mount(self) -> None:
        """Open the sound device, then play the alert."""
        self._question.text = "Heard it?"
        self._told.display = False
        device = self._device
        if device is None:
            self.app.bell()
            self._flash.flash()
            return

        def opened(readiness: Readiness) -> None:
            if self.is_attached:
                self._told.update(readiness.line or "")
                self._told.display = readiness.line is not None
                self._play()

        self._aside.run(lambda: device.open(lambda _line: None), opened)

    def on_unmount(self) -> None:
        """Close the device; the session opens it again."""
        self._flash.close()
        if self._device is not None:
            self._device.silence()
            self._aside.run(self._device.close)

    def _play(self) -> None:
        now = self._clock.monotonic()
        if self._device is not None:
            self._device.schedule([(Alert(AlertKind.GO, now, "heard"), now + AHEAD_S)])
        self._flash.flash()

    def action_choose(self) -> None:
        """Take the highlighted answer."""
        self._options.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the answer, or play the alert again."""
        if event.option.id == "again":
            self._play()
        else:
            self.dismiss(event.option.id == "yes")
