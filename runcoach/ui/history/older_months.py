"""Reading that the first frame does not wait for: the older months, and the folder's lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runcoach.ui.app_shell import AppShell

AFTER_S = 0.3
"""After the first frame: late enough not to delay it, early enough to precede the first key."""


def read_older_soon(app: AppShell) -> None:
    """Read the months missing from the index soon; a programme's next session depends on them."""
    app.call_after_refresh(app.set_timer, AFTER_S, lambda: _read(app))


def _read(app: AppShell) -> None:
    services = app.services

    def done(_: None) -> None:
        if app.is_running:
            app.background_loaded.publish(None)

    def job() -> None:
        _ = services.history.read_only  # Claims the lock; a refusal becomes a notice.
        services.history.read_older()

    # A disk that can't be read is reported by the history's own screen, which reads again.
    (services.aside or services.background).run(job, done)
