"""The terminal's title, which shows phase and time left while the window is out of sight."""

from __future__ import annotations

from collections.abc import Callable

from runcoach.core.model.text_gate import neutralise_line
from runcoach.core.ports import Alarm, Clock

APART_S = 0.95
"""Seconds of a session end a few milliseconds early or late; no title lasts less than this."""
WITHOUT = ("linux", "dumb", "vt", "cons", "wsvt")
"""How the names of terminals begin that have no title, or would print its bytes."""
KEEP = "\x1b[22;2t"
"""Pushes the previous title onto the terminal's stack (XTWINOPS)."""
RESTORE = "\x1b]2;\x1b\\\x1b[23;2t"
"""Empties the title, the default on terminals without a stack, then pops the previous one."""


def supports_title(term: str) -> bool:
    """Whether a terminal of that TERM has a title."""
    return bool(term) and not term.startswith(WITHOUT)


class TerminalTitle:
    """Writes the title (OSC 2), at most once a second, and restores the previous one."""

    def __init__(self, write: Callable[[str], None], clock: Clock, term: str) -> None:
        self._write = write
        self._clock = clock
        self._there = supports_title(term)
        self._shown = ""
        self._wanted = ""
        self._written_at: float | None = None
        self._later: Alarm | None = None

    def show(self, text: str) -> None:
        """Show a title, now or once a second has passed since the last one."""
        self._wanted = neutralise_line(text)
        if not self._there or self._later is not None or self._wanted == self._shown:
            return
        since = self._since()
        if since is not None and since < APART_S:
            self._later = self._clock.call_later(APART_S - since, self._catch_up)
        else:
            self._put()

    def restore(self) -> None:
        """Restore the previous title; nothing is shown any more."""
        if self._later is not None:
            self._later.cancel()
        if self._written_at is not None:
            self._write(RESTORE)
        self._there, self._written_at, self._later = False, None, None

    def _since(self) -> float | None:
        return None if self._written_at is None else self._clock.monotonic() - self._written_at

    def _catch_up(self) -> None:
        self._later = None
        if self._wanted != self._shown:
            self._put()

    def _put(self) -> None:
        before = KEEP if self._written_at is None else ""
        self._write(f"{before}\x1b]2;{self._wanted}\x1b\\")
        self._shown = self._wanted
        self._written_at = self._clock.monotonic()
