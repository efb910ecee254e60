"""Skipping: one set at a press, and at a second press soon after, more if that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from runcoach.core.model.plan import Role
from runcoach.core.session.events import Event, Skip

if TYPE_CHECKING:
    from runcoach.core.model.plan import Block
    from runcoach.runner.conductor import Conductor
    from runcoach.ui.app_shell import AppShell

MORE_WITHIN_S = 3.0
"""A second press this soon asks whether more is to be left out."""


class Skipping:
    """Leaves sets out, and says so."""

    def __init__(self, home: AppShell, conductor: Conductor, send: Callable[[Event], None]) -> None:
        self._home = home
        self._conductor = conductor
        self._send = send
        self._last: tuple[float, Block] | None = None

    def skip(self) -> None:
        """Leave out the set in progress or next; soon after another, ask how much."""
        work = self._conductor.session.work
        if work is None:
            return
        at = self._home.services.clock.monotonic()
        last, self._last = self._last, (at, work)
        if last is not None and at - last[0] <= MORE_WITHIN_S and self._ask(last[1], work):
            return
        self._leave_out(Skip(), work)

    def _ask(self, before: Block, work: Block) -> bool:
        """Ask how much to leave out, if there is a choice; whether that is being asked."""
        from runcoach.ui.session.leave_sheet import make_skip_sheet

        exercise = work.name if work.exercise == before.exercise else ""
        same_part = work.role is before.role and work.role is not Role.MAIN
        if not exercise and not same_part:
            return False

        def go_on(answer: str | None) -> None:
            self._last = None
            if answer is not None:
                skip = Skip(exercise=answer == "exercise", part=answer == "part")
                self._leave_out(skip, work)

        part = work.role.value if same_part else ""
        self._home.push_screen(make_skip_sheet(exercise, part), go_on)
        return True

    def _leave_out(self, skip: Skip, work: Block) -> None:
        before = len(self._conductor.session.sets)
        self._send(skip)
        new = self._conductor.session.sets[before:]
        if new and all(record.skipped for record in new):
            what = f"{work.name}, set {work.set}" if len(new) == 1 else f"{len(new)} sets"
            self._home.notify(f"Skipped: {what}. u brings it back.", markup=False)
