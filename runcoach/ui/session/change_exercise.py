"""Changing what comes: easier, harder, or another exercise of the same kind; or why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.coach.athlete import day_of
from runcoach.core.planner import replan

if TYPE_CHECKING:
    from runcoach.core.session.events import Revise
    from runcoach.runner.conductor import Conductor
    from runcoach.ui.app_shell import Home


class Changing:
    """Finds the revision that a key asks for, and says what it does."""

    def __init__(self, home: Home, conductor: Conductor) -> None:
        self._home = home
        self._conductor = conductor

    def tier(self, by: int) -> Revise | None:
        """Easier or harder, from here on; None, and said, where there is no such tier."""
        home, session = self._home, self._conductor.session
        catalogue = home.services.catalogue
        day = day_of(home.coach.known()) if by > 0 else None
        owned = home.coach.said is not None
        revision = replan.retier(session, catalogue, by, day, owned=owned)
        if revision is None:
            harder = by > 0 and replan.retier(session, catalogue, by)
            none = f"There is no {'harder' if by > 0 else 'easier'} tier."
            home.notify("No harder tier fits today." if harder else none)
            return None
        return self._told(revision)

    def another(self) -> Revise | None:
        """Another exercise of the same kind, from here on; None, and said, where none fits."""
        revision = replan.another(self._conductor.session, day_of(self._home.coach.known()))
        if revision is None:
            self._home.notify("No other exercise of its kind fits today.")
            return None
        return self._told(revision)

    def _told(self, revision: Revise) -> Revise:
        self._home.notify(revision.why, markup=False)
        return revision
