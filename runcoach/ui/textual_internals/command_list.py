"""A command palette that survives page keys pressed before its list is laid out."""

from __future__ import annotations

from textual.command import CommandPalette


class PatientCommandPalette(CommandPalette):
    """Textual's own, but a key for a list that is not laid out yet does nothing."""

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except KeyError:
            # Textual looks up the line of a row that it has not measured yet.
            return
