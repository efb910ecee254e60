"""Changes of the exercise during a session: easier, harder, or another of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from runcoach.core.planner import replan
from runcoach.core.planner.teaching import mark_new_movements

if TYPE_CHECKING:
    from runcoach.core.session.events import Revise
    from runcoach.runner.conductor import Conductor
    from runcoach.ui.app_shell import AppShell


class ExerciseChanges:
    """Finds the revision that a key asks for, and reports it, or that there is none."""

    def __init__(self, home: AppShell, conductor: Conductor) -> None:
        self._home = home
        self._conductor = conductor

    def tier(self, by: int) -> Revise | None:
        """Easier or harder from here on; None, with a notification, where there is no such tier.

        `by` is 1 for harder, -1 for easier.
        """
        home, session = self._home, self._conductor.session
        catalogue = home.services.catalogue
        day = home.coach.athlete().training_day if by > 0 else None
        owned = home.coach.saved_profile is not None
        revision = replan.change_tier(session, catalogue, by, day, owned=owned)
        if revision is None:
            harder = by > 0 and replan.change_tier(session, catalogue, by)
            none = f"There is no {'harder' if by > 0 else 'easier'} tier."
            home.notify("No harder tier fits today." if harder else none)
            return None
        return self._reported(revision)

    def another(self) -> Revise | None:
        """Another exercise of the same kind; None, with a notification, where none fits."""
        revision = replan.next_alternative(
            self._conductor.session, self._home.coach.athlete().training_day
        )
        if revision is None:
            self._home.notify("No other exercise of its kind fits today.")
            return None
        return self._reported(revision)

    def _reported(self, revision: Revise) -> Revise:
        """The revision, with time to be taught what is new in it."""
        self._home.notify(revision.why, markup=False)
        session = self._conductor.session
        done = {b.variant for b in session.plan.blocks[: session.cursor]}
        history = self._home.coach.athlete().history
        return replace(revision, tail=mark_new_movements(revision.tail, history, done))
