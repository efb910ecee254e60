"""What the first frame does not wait for: the older months, and who else writes here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runcoach.ui.app_shell import Home

AFTER_S = 0.3
"""From the first frame on, however slow it was: the first key is hardly pressed yet."""


def read_older_soon(app: Home) -> None:
    """Read what the index lacks, aside; the place in a series rests on all of it."""
    app.call_after_refresh(app.set_timer, AFTER_S, lambda: _read(app))


def _read(app: Home) -> None:
    services = app.services

    def read(error: OSError | None) -> None:
        # A disk that can't be read is told where the history is looked at.
        if error is None and app.is_running:
            app.found_out.publish(None)

    def job() -> None:
        _ = services.history.read_only  # Claims the lock; a refusal is among the notices then.
        services.history.read_older()

    (services.aside or services.background).run(job, read)
