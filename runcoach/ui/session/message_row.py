"""The row of messages of a session: apart from clock, cues and keys, at every size."""

from __future__ import annotations

from textual.widgets import Static

from runcoach.core.ports import Alarm, Clock

LEAST_HEIGHT = 5
"""Rows of a screen under which the clock needs all of them."""
SHOWN_S = 6.0
FAULT_SHOWN_S = 12.0


class MessageRow(Static):
    """One message for a while; below it, for as long as it lasts, what is not saved."""

    DEFAULT_CSS = """
    MessageRow { height: auto; max-height: 2; width: 1fr; padding: 0 1; display: none;
        background: $panel; color: $warning; }
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__(id="message", markup=False)
        self._clock = clock
        self._message = ""
        self._state = ""
        self._alarm: Alarm | None = None

    def show_message(self, text: str, seconds: float | None = None) -> None:
        """Show a message for some seconds, instead of the one before."""
        self.close()
        self._message = " ".join(text.split())
        self._alarm = self._clock.call_later(seconds or SHOWN_S, self._end)
        self._paint()

    def show_fault(self, text: str) -> None:
        """Show a fault for as long as getting ready takes."""
        self.show_message(text, FAULT_SHOWN_S)

    def show_unsaved(self, failure: str) -> None:
        """Show why the session is not on the disk, until it is; empty if it is."""
        text = f"NOT SAVED: {failure}. It is tried again." if failure else ""
        if text != self._state:
            self._state = text
            self._paint()

    def close(self) -> None:
        """Cancel the timer."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _end(self) -> None:
        self._alarm, self._message = None, ""
        self._paint()

    def _paint(self) -> None:
        if self.is_attached:
            self.update(self._message or self._state)
            self.fit()

    def fit(self) -> None:
        """Hide where the clock needs every row."""
        room = self.screen.size.height >= LEAST_HEIGHT
        self.display = room and bool(self._message or self._state)
