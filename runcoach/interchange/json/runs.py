"""The runs as JSON: the document of `runs --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runcoach.core.model.run import Run

SCHEMA = 1
KEYS = (
    "id", "started_at", "seconds", "km", "ascent_m", "heart_rate", "kind", "kind_from", "source",
    "note",
)  # fmt: skip
"""As DESIGN section 6 specifies them."""


def build_runs_document(runs: Iterable[Run]) -> dict[str, Any]:
    """Build the document from listed runs, in their order."""
    return {"schema": SCHEMA, "runs": [_run(run) for run in runs]}


def _run(run: Run) -> dict[str, Any]:
    values = msgspec.to_builtins(run)
    return {key: values[key] for key in KEYS}
