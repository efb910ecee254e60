"""The command palette, for hands that are quicker than its list."""

from __future__ import annotations

from typing import Any

from textual.command import CommandPalette
from textual.worker import Worker


class Palette(CommandPalette):
    """Textual's; a page key before its list is laid out, or an Esc before it is full, is none."""

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except KeyError:
            # The list looks up the line of a row that it has not measured yet.
            return

    def run_worker(self, *given: Any, **how: Any) -> Worker[Any]:
        """What gathers the commands may find its list closed meanwhile: that ends nothing."""
        return super().run_worker(*given, **{**how, "exit_on_error": False})
