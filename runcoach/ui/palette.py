"""The command palette, made safe against closing it before its list is complete."""

from __future__ import annotations

from typing import Any

from textual.worker import Worker

from runcoach.ui.textual_internals.command_list import PatientCommandPalette


class Palette(PatientCommandPalette):
    """Textual's palette, which Esc may close at any moment."""

    def run_worker(self, *given: Any, **how: Any) -> Worker[Any]:
        """Run a worker whose failure does not end the app: its list may have been closed."""
        return super().run_worker(*given, **{**how, "exit_on_error": False})
