"""A screen that is inverted for a moment, where an alert can't be heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.style import Style
from textual.color import Color
from textual.screen import Screen

from runcoach.core.model.settings import Settings
from runcoach.core.ports import Alarm, Clock
from runcoach.core.session.alerts import FLASHED_KINDS, Alert
from runcoach.ui.textual_internals.compositor import FrugalCompositor

INVERTED_S = 0.35
"""Long enough to be seen from the mat."""
APART_S = 0.5
"""From one flash to the next, so that there are under three a second, the limit against seizures
(WCAG 2.3.1)."""


class Flash:
    """Inverts what a screen's compositor paints, for a moment."""

    def __init__(self, screen: Screen[Any], compositor: FrugalCompositor, clock: Clock) -> None:
        self._screen = screen
        self._compositor = compositor
        self._clock = clock
        self._upright: Alarm | None = None
        self._began: float | None = None

    def flash(self) -> None:
        """Invert, unless the last flash began less than `APART_S` ago."""
        now = self._clock.monotonic()
        if self._began is not None and now - self._began < APART_S:
            return
        self._began = now
        colours = self._screen.app.theme_variables
        ink, ground = (Color.parse(colours[n]).rich_color for n in ("foreground", "background"))
        self._paint(Style.from_color(ink, ground))
        self._upright = self._clock.call_later(INVERTED_S, self._turn_back)

    def flash_soon(self) -> None:
        """Flash, called from any thread."""
        self._screen.call_later(self.flash)

    def flash_for(self, alerts: Sequence[Alert], settings: Settings) -> None:
        """Flash for alerts that are not heard: sound is off, or the mat is out of earshot."""
        unheard = settings.heard is False or not settings.sound
        if unheard and any(alert.kind in FLASHED_KINDS for alert in alerts):
            self.flash()

    def close(self) -> None:
        """Cancel the alarm."""
        if self._upright is not None:
            self._upright.cancel()

    def _turn_back(self) -> None:
        self._paint(None)

    def _paint(self, inverted: Style | None) -> None:
        self._compositor.inverted = inverted
        self._screen.refresh()
