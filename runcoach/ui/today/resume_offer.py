"""The session that waits: what Today offers to do with it, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from runcoach.core.model.records import Status
from runcoach.core.os_error_text import fault_words
from runcoach.core.ports import Waiting
from runcoach.core.session.session import Session
from runcoach.ui.messages import Decided, GoOn
from runcoach.ui.text import formatting

if TYPE_CHECKING:
    from runcoach.ui.app_shell import Home

OLD = timedelta(days=1)
"""A session that waits longer is offered for saving as it is."""
ANSWERS = (("go_on", "Go on"), ("save", "Save what I did"), ("discard", "Throw away"))

Show = Callable[[str, Sequence[str], Sequence[tuple[str, str, str]]], None]
"""Title, facts, and rows of what was done."""


class WaitingOffer:
    """Go on, save what was done, or throw it away."""

    def __init__(self, home: Home, show: Show, look: Callable[[], None]) -> None:
        self._home = home
        self._show = show
        self._look = look
        self.answers = OptionList(id="resume")
        """What can be done with it."""

    def show(self, waiting: Waiting | None) -> None:
        """Which session waits, and since when; nothing where none does."""
        from runcoach.core.session.recording import saves_something

        self.answers.display = waiting is not None
        if waiting is None:
            return
        session = waiting.session
        now = self._home.services.clock.wall()
        done, _ = formatting.sets_done(session)
        number, planned = formatting.set_number(session)
        old = now - waiting.saved_at > OLD and done > 0
        answers = [a for a in ANSWERS if a[0] != "save" or saves_something(session)]
        if old:
            does = "save what I did   Up: go on, throw away"
        elif len(answers) == len(ANSWERS):
            does = "go on   Down: save what I did, throw away"
        else:
            does = "go on   Down: throw away"
        age = formatting.age(waiting.saved_at, now)
        facts = [
            f"{session.plan.title} waits: set {number} of {planned}, {age}.",
            f"Space: {does}",
        ]
        start = self._home.services.start
        if start is not None:
            facts.append(f"{start.plan.title} begins once this one is saved or thrown away.")
        rows = [
            (formatting.result(s), f"{s.name} {formatting.side(s.side)}".strip(), "")
            for s in session.main_sets
        ]
        nothing = [("", "No set of the main part is done yet.", "")]
        self._show(session.plan.title, facts, rows or nothing)
        self.answers.clear_options()
        self.answers.add_options(Option(text, id=id) for id, text in answers)
        self.answers.highlighted = 1 if old else 0
        self.answers.focus()

    def choose(self, answer: str) -> None:
        """Do it."""
        from runcoach.core.session.events import Leave, Leaving
        from runcoach.core.session.machine import advance
        from runcoach.core.session.recording import session_record
        from runcoach.runner.conductor import taken_up

        waiting = self._home.waiting
        if waiting is None:
            return
        self._home.waiting = None
        if answer == "go_on":
            now = self._home.services.clock.wall()
            self._home.post_message(GoOn(taken_up(waiting.session, waiting.saved_at, now)))
            return
        # Left where it was last seen: a set that was under way then counts, the time since not.
        seen = taken_up(waiting.session, waiting.saved_at, waiting.saved_at)
        session, _ = advance(seen, Leave(Leaving(answer)), seen.seen)
        finished = waiting.saved_at.isoformat(timespec="seconds")
        record = session_record(session, finished)
        if answer == "discard":
            record = replace(record, status=Status.DISCARDED, deleted_at=finished)
        history, journal = self._home.services.history, self._home.services.journal

        def job() -> None:
            if record.sets:
                history.save(record)
            journal.clear()

        done = partial(self._kept, waiting, session if answer == "save" else None)
        self._home.services.background.run(job, done)

    def _kept(self, waiting: Waiting, saved: Session | None, error: OSError | None) -> None:
        if error is not None:
            self._home.notify(
                f"Can't save it: {fault_words(error)}", severity="error", markup=False
            )
            # It is in the journal still; another session must not take its place there.
            self._home.waiting = waiting
        elif saved is not None:
            self._home.coach.saved(saved)
        self._look()
        if error is None:
            self._home.post_message(Decided())
