"""The command palette, for hands that are quicker than its list."""

from __future__ import annotations

from typing import Any

from textual.worker import Worker

from runcoach.ui.textual_internals.command_list import PatientCommandPalette


class Palette(PatientCommandPalette):
    """Textual's, but an Esc before its list is full ends nothing else."""

    def run_worker(self, *given: Any, **how: Any) -> Worker[Any]:
        """As Textual does; a worker whose list was closed meanwhile does not end the app."""
        return super().run_worker(*given, **{**how, "exit_on_error": False})
