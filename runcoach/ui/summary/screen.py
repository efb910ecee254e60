"""The summary: done against planned, what is unanswered first, how it felt, a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from runcoach.core.coach.decisions import Proposal, Reply
from runcoach.core.model.records import Answer, SetRecord, unsaid
from runcoach.core.session.events import Reflect
from runcoach.core.session.session import Phase
from runcoach.runner.conductor import Conductor
from runcoach.ui.app_shell import Home
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.forms.choices import Choice, Choices
from runcoach.ui.services import Services
from runcoach.ui.session.keys import EFFORT_KEYS
from runcoach.ui.session.set_question import EFFORTS
from runcoach.ui.text import formatting
from runcoach.ui.today.recent_weeks import week_lines
from runcoach.ui.widgets.key_bar import KeyBar

UNSAID = "not said"
EFFORT_WORDS = (UNSAID, *(e.value for e in EFFORTS))
FEEL_WORDS = (UNSAID, *(str(n) for n in range(1, 11)))
FEEL = "feel"
WEEKS = 10
MOST_PROPOSED = 3


class SummaryScreen(Screen[None]):
    """Everything is saved before this is drawn; what is added here is saved as it is said."""

    CSS_PATH = "summary.tcss"
    app: Home
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "close", "Close", tooltip="Close: it is saved", id="summary.close"),
        Binding(
            "enter",
            "proposals",
            "Proposals",
            id="summary.proposals",
            tooltip="What the coach proposes: yes to all, one by one, or change",
        ),
        Binding("escape", "close", "Close", show=False),
        Binding(
            "t,T",
            "note",
            "Note",
            key_display="t",
            tooltip="A note for the session",
            id="summary.note",
        ),
        Binding("1,plus,ampersand", "effort(1)", "effort", key_display="1-4"),
        *EFFORT_KEYS[1:],
        Binding("question_mark", "help", "Keys", key_display="?", id="summary.help"),
        Binding("q,Q", "close", "Close", show=False),
    ]

    def __init__(self, services: Services, conductor: Conductor) -> None:
        super().__init__()
        self.services = services
        self.conductor = conductor
        self._title = Lettering(id="title")
        self._facts = Static(id="facts", markup=False)
        self._done = Static(id="done")
        self._choices = Choices(self._rows(), id="choices")
        self._proposed = Static(id="proposed", markup=False)
        self._lately = Static(id="lately", markup=False)

    def compose(self) -> ComposeResult:
        """What was done, and what is still asked."""
        with Vertical(id="summary"):
            yield self._title
            yield self._facts
            yield self._proposed
            with Horizontal(id="detail"):
                with VerticalScroll(id="answers", can_focus=False):
                    yield self._choices
                    yield self._done
                with VerticalScroll(id="aside", can_focus=False):
                    yield self._lately
        yield KeyBar()

    def on_mount(self) -> None:
        """Say how it went."""
        from runcoach.core.session import recording

        session = self.conductor.session
        done, planned = formatting.sets_done(session)
        took = formatting.took(session)
        something = recording.saves_something(session)
        self._title.text = "Done" if something else "Skipped"
        rehearsal = " A rehearsal: it counts in no statistic." if session.rehearsal else ""
        said = f"DONE. {done} of {planned} sets in {took}. Saved.{rehearsal}"
        self._facts.update(said if something else "All was skipped: there is nothing to save.")
        self._done.update(self._lines())
        entries = self.services.history.entries()
        today = self.services.clock.wall().date()
        self._lately.update("\n".join(week_lines(entries, today, WEEKS)))
        self._choices.focus()
        self._propose()

    def _propose(self) -> None:
        """What the coach makes of it, again after each answer."""
        from runcoach.core.session.recording import session_record

        now = self.services.clock.wall().isoformat(timespec="seconds")
        waiting = self.app.coach.finished(session_record(self.conductor.session, now))
        lines = self._proposal_lines(waiting) if waiting else self._answer_lines()
        self._proposed.display = bool(lines) and self.app.settings.coach == "ask"
        self._proposed.update("\n".join(lines))
        self.refresh_bindings()

    def _proposal_lines(self, waiting: Sequence[Proposal]) -> list[str]:
        names = self.services.catalogue.exercises
        said = [f"{names[p.exercise].name}: {p.sentence}" for p in waiting[:MOST_PROPOSED]]
        more = len(waiting) - len(said)
        ending = f"Enter: answer{f', and {more} more' if more else ''}"
        return ["The coach proposes", *said, ending]

    def _answer_lines(self) -> list[str]:
        """What was answered, once nothing is open any more."""
        from runcoach.ui.tiers.decision_text import decision_lines

        decided = [d for d in self.app.coach.notebook.decisions if d.reply is not Reply.OPEN]
        lines = decision_lines(decided, self.conductor.session.id, self.services.catalogue)
        return ["".join(text for text, _ in line) for line in lines[: MOST_PROPOSED + 1]]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Proposals can be looked at where there are any."""
        return action != "proposals" or bool(self._waiting())

    def _waiting(self) -> tuple[Proposal, ...]:
        return self.app.coach.proposals(self.conductor.session.id)

    def action_proposals(self) -> None:
        """Answer them."""
        from runcoach.ui.tiers.proposals_sheet import ProposalsScreen

        waiting = self._waiting()
        if waiting:
            screen = ProposalsScreen(self.services, waiting)
            self.app.push_screen(screen, lambda _: self._propose())

    def _asked(self) -> tuple[SetRecord, ...]:
        """The sets of the main part, those that nobody has answered for first."""
        sets = [s for s in self.conductor.session.main_sets if not s.skipped]
        return tuple(sorted(sets, key=lambda s: s.answered))

    def _rows(self) -> tuple[Choice, ...]:
        session = self.conductor.session
        feel = Choice(FEEL, "How did it feel, 1 to 10", FEEL_WORDS, session.feel or 0)
        open_: list[Choice] = []
        said: list[Choice] = []
        for record in self._asked():
            at = EFFORTS.index(record.effort) + 1 if record.effort else 0
            label = f"{_named(record)}: {formatting.result(record)}"
            (said if record.answered else open_).append(Choice(record.id, label, EFFORT_WORDS, at))
        return (*open_, feel, *said)

    def _lines(self) -> Text:
        session = self.conductor.session
        missing = [s for s in session.main_sets if s.skipped]
        lines = [f"Skipped: {_named(s)}" for s in missing]
        lines += [f"Changed: {why}" for why in formatting.revisions_told(session)]
        if session.note:
            lines.append(f"Note: {session.note}")
        return Text("\n".join(lines))

    def on_choices_turned(self, event: Choices.Turned) -> None:
        """How it felt, or how one set did; back at "not said" the answer is taken back."""
        choice = event.choice
        session = self.conductor.session
        if session.phase is not Phase.FINISHED:
            return
        if choice.id == FEEL:
            self.conductor.send(Reflect(feel=choice.at))
            return
        if choice.at:
            answer = Answer(choice.id, effort=EFFORTS[choice.at - 1])
        else:
            record = next(s for s in session.sets if s.id == choice.id)
            answer = Answer(choice.id, as_before=unsaid(record))
        self.conductor.send(answer)
        self._propose()

    def action_effort(self, number: int) -> None:
        """A digit answers for the selected set, and goes to the next."""
        row = self._choices.selected
        if row.id == FEEL:
            return
        self.conductor.send(Answer(row.id, effort=EFFORTS[number - 1]))
        at = {r.id: r for r in self._rows()}
        self._choices.show([at[r.id] for r in self._choices.rows])
        self._choices.action_row(1)
        self._propose()

    def action_note(self) -> None:
        """A note for the whole session."""
        from runcoach.ui.forms.note_sheet import NoteScreen

        def keep(note: str | None) -> None:
            if note is not None:
                self.conductor.send(Reflect(note=note))
                self._done.update(self._lines())

        title = self.conductor.session.plan.title
        self.app.push_screen(NoteScreen(title, self.conductor.session.note), keep)

    def action_help(self) -> None:
        """Every key of this screen."""
        from runcoach.ui.help.help_screen import HelpScreen

        self.app.push_screen(HelpScreen.of(self))

    def action_close(self) -> None:
        """Back to Today."""
        self.conductor.press()

    def action_leave(self) -> None:
        """Ctrl+C here only closes: there is nothing left to lose."""
        self.action_close()


def _named(record: SetRecord) -> str:
    side = formatting.side(record.side)
    return f"{record.name} {record.set}{f' {side}' if side else ''}"
