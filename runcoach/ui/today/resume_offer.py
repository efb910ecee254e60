"""The offer to resume, save or discard a session that was kept or cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from runcoach.core.model.records import Status
from runcoach.core.os_error_text import describe_os_error
from runcoach.core.ports import WaitingSession
from runcoach.ui.messages import ResumeSession, WaitingSettled
from runcoach.ui.text import formatting

if TYPE_CHECKING:
    from runcoach.ui.app_shell import AppShell

OLD = timedelta(days=1)
"""Beyond this age, saving is preselected rather than going on."""
ANSWERS = (("go_on", "Go on"), ("save", "Save what I did"), ("discard", "Throw away"))

Show = Callable[[str, Sequence[str], Sequence[tuple[str, str, str]]], None]
"""Title, facts, and rows of what was done."""


class ResumeOffer:
    """Offers to go on, save what was done, or throw it away, and does it."""

    def __init__(self, home: AppShell, show: Show, look: Callable[[], None]) -> None:
        self._home = home
        self._show = show
        self._look = look
        self.answers = OptionList(id="resume")
        """The answers, for Today to mount."""

    def show(self, waiting: WaitingSession | None) -> None:
        """Show which session waits, and since when; hide the answers if none does."""
        from runcoach.core.session.recording import has_work_to_save

        self.answers.display = waiting is not None
        if waiting is None:
            return
        session = waiting.session
        now = self._home.services.clock.wall()
        done, _ = formatting.count_sets(session)
        number, planned = formatting.find_set_number(session)
        old = now - waiting.saved_at > OLD and done > 0
        answers = [a for a in ANSWERS if a[0] != "save" or has_work_to_save(session)]
        if old:
            keys = "save what I did   Up: go on, throw away"
        elif len(answers) == len(ANSWERS):
            keys = "go on   Down: save what I did, throw away"
        else:
            keys = "go on   Down: throw away"
        age = formatting.format_age(waiting.saved_at, now)
        facts = [
            f"{session.plan.title} waits: set {number} of {planned}, {age}.",
            f"Space: {keys}",
        ]
        start = self._home.services.start
        if start is not None:
            facts.append(f"{start.plan.title} begins once this one is saved or thrown away.")
        rows = [
            (formatting.format_result(s), f"{s.name} {formatting.format_side(s.side)}".strip(), "")
            for s in session.main_sets
        ]
        empty = [("", "No set of the main part is done yet.", "")]
        self._show(session.plan.title, facts, rows or empty)
        self.answers.clear_options()
        self.answers.add_options(Option(text, id=id) for id, text in answers)
        self.answers.highlighted = 1 if old else 0
        self.answers.focus()

    def choose(self, answer: str) -> None:
        """Act on an answer: `go_on`, `save` or `discard`."""
        from runcoach.core.session.events import Leave, Leaving
        from runcoach.core.session.machine import advance
        from runcoach.core.session.recording import make_session_record
        from runcoach.runner.conductor import resume_from_journal

        waiting = self._home.waiting
        if waiting is None:
            return
        self._home.waiting = None
        if answer == "go_on":
            now = self._home.services.clock.wall()
            self._home.post_message(
                ResumeSession(resume_from_journal(waiting.session, waiting.saved_at, now))
            )
            return
        # Left at the moment it was last saved: a set in progress counts, the time since does not.
        seen = resume_from_journal(waiting.session, waiting.saved_at, waiting.saved_at)
        session, _ = advance(seen, Leave(Leaving(answer)), seen.advanced_to)
        finished = waiting.saved_at.isoformat(timespec="seconds")
        record = make_session_record(session, finished)
        if answer == "discard":
            record = replace(record, status=Status.DISCARDED, deleted_at=finished)
        history, journal = self._home.services.history, self._home.services.journal

        def job() -> None:
            if record.sets:
                history.save(record)
            journal.clear()

        def kept(_: None) -> None:
            self._home.show_unsaved("")
            if answer == "save":
                self._home.coach.review_saved_session(session)
            self._look()
            self._home.post_message(WaitingSettled())

        def failed(error: OSError) -> None:
            self._home.notify(
                f"Can't save it: {describe_os_error(error)}", severity="error", markup=False
            )
            # It is still in the journal, where another session must not overwrite it.
            self._home.waiting = waiting
            self._look()

        self._home.services.background.run(job, kept, failed)
