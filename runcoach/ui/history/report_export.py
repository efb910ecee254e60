"""The report: one page for a physio or a trainer, written beside the person's data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runcoach.core.os_error_text import fault_words

if TYPE_CHECKING:
    from runcoach.core.model.settings import WeightUnit
    from runcoach.core.ports import Exporter
    from runcoach.ui.app_shell import Home

FOLDER = "reports"


def write_report(app: Home) -> None:
    """Write it under a name that is still free, and tell which."""
    services = app.services
    exporter = services.exporter
    if exporter is None:
        return
    folder = services.folders.data / FOLDER
    name = f"report-{services.clock.wall().date().isoformat()}"
    weights = app.settings.weight_unit
    written: list[Path] = []

    def told(error: OSError | None) -> None:
        if error is not None:
            app.notify(
                f"Can't write the report: {fault_words(error)}", severity="error", markup=False
            )
        else:
            app.notify(f"Report: {written[0]}", markup=False)

    aside = services.aside or services.background
    aside.run(lambda: written.append(_written(exporter, folder, name, weights)), told)


def _written(exporter: Exporter, folder: Path, name: str, weights: WeightUnit) -> Path:
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
