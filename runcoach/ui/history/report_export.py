"""The report: one page for a physio or a trainer, written into the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runcoach.core.os_error_text import describe_os_error

if TYPE_CHECKING:
    from runcoach.core.model.settings import WeightUnit
    from runcoach.core.ports import Exporter
    from runcoach.ui.app_shell import AppShell

FOLDER = "reports"


def write_report(app: AppShell) -> None:
    """Write the report under an unused name, and notify the person of its path."""
    services = app.services
    exporter = services.exporter
    if exporter is None:
        return
    folder = services.folders.data / FOLDER
    name = f"report-{services.clock.wall().date().isoformat()}"
    weights = app.settings.weight_unit

    def done(path: Path) -> None:
        app.notify(f"Report: {path}", markup=False)

    def failed(error: OSError) -> None:
        app.notify(
            f"Can't write the report: {describe_os_error(error)}", severity="error", markup=False
        )

    aside = services.aside or services.background
    aside.run(lambda: _export(exporter, folder, name, weights), done, failed)


def _export(exporter: Exporter, folder: Path, name: str, weights: WeightUnit) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}.md"
        try:
            exporter.export("report", path, {"weights": weights})
        except FileExistsError:
            number += 1
        else:
            return path
