"""Saving a proposed session as one of the person's own programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from runcoach.core.model.programme import Programme, SessionOutline

if TYPE_CHECKING:
    from pathlib import Path

    from runcoach.ui.app_shell import AppShell


def save_as_own_programme(
    app: AppShell, outline: SessionOutline, programme: Programme | None
) -> None:
    """Write a session, or the whole programme it belongs to, into the person's folder.

    A session composed for a day loses its tiers and doses, so that they follow the standing.
    """
    slots = tuple(replace(s, tier=None, value=None) for s in outline.slots)
    session = replace(outline, slots=slots, tier=app.coach.starting_tier)
    own = programme or Programme("", outline.title, "Chosen for one day and saved", (session,))
    coaching = app.services.coaching

    def done(path: Path) -> None:
        app.notify(f"Saved as {path}. It is listed from the next start on.", markup=False)

    app.services.background.run(
        lambda: coaching.save_programme(own), done, app.report_write_failure
    )
