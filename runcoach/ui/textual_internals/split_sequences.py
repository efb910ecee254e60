"""Key sequences that arrive in pieces: over ssh an arrow key may come as Esc and, later, `[A`.

Textual takes an Esc that nothing follows within a tenth of a second for the key. Here it is held
back for longer, but only for what can complete a sequence: any other key shows that it was one.
"""

from __future__ import annotations

import re

ESCAPE = "\x1b"
ALONE_S = 0.1
"""After this long an Esc and a character are two keys, and not one with Alt."""
NEAR_WAIT_S = 0.2
"""How long a sequence may take to arrive, from a terminal on this machine."""
REMOTE_WAIT_S = 0.5
"""The same over ssh, where packets are lost and sent again."""

_INCOMPLETE = re.compile(r"\x1b(?:\[[0-9;:<?]*|O)?\Z")


class SequenceJoiner:
    """Joins pieces of input, so that the parser gets every sequence at once."""

    def __init__(self, wait_s: float) -> None:
        self._wait_s = wait_s
        self._held = ""
        self._held_at = 0.0

    @property
    def pending(self) -> bool:
        """Whether something is held back, so that `expire` has to be called."""
        return bool(self._held)

    def join(self, data: str, at: float) -> list[str]:
        """Return the texts to parse, in order; one that is `ESCAPE` is the key by itself.

        Args:
            data: What was read.
            at: When, in monotonic seconds.
        """
        pieces = []
        if self._held == ESCAPE and data[:1] not in ("[", "O") and at - self._held_at > ALONE_S:
            pieces.append(ESCAPE)
            self._held = ""
        text, self._held = self._held + data, ""
        incomplete = _INCOMPLETE.search(text)
        if incomplete is not None:
            self._held, self._held_at = incomplete[0], at
            text = text[: incomplete.start()]
        return [*pieces, text] if text else pieces

    def expire(self, at: float) -> list[str]:
        """Return `ESCAPE` if it was a key by itself after all; the rest of a sequence is lost."""
        if not self._held or at - self._held_at < self._wait_s:
            return []
        held, self._held = self._held, ""
        return [ESCAPE] if held == ESCAPE else []
