"""The summary of a session: done against planned, unanswered sets first, how it felt, a note."""

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
from runcoach.core.model.records import Answer, SetRecord, clear_effort
from runcoach.core.session.events import Reflect
from runcoach.core.session.session import Phase
from runcoach.runner.conductor import Conductor
from runcoach.ui.app_shell import AppShell
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.destinations import Proposals
from runcoach.ui.forms.choices import ChoiceList, ChoiceRow
from runcoach.ui.messages import Open, SessionLeft
from runcoach.ui.services import Services
from runcoach.ui.session.keys import EFFORT_KEYS
from runcoach.ui.session.set_question import EFFORTS
from runcoach.ui.text import formatting
from runcoach.ui.text.answer_values import NOT_GIVEN
from runcoach.ui.today.recent_weeks import week_lines
from runcoach.ui.widgets.key_bar import KeyBar

EFFORT_WORDS = (NOT_GIVEN, *(e.value for e in EFFORTS))
FEEL_WORDS = (NOT_GIVEN, *(str(n) for n in range(1, 11)))
FEEL = "feel"
WEEKS = 10
MOST_PROPOSED = 3


class SummaryScreen(Screen[None]):
    """Shown once the session is saved; every answer that is given here is saved at once."""

    CSS_PATH = "summary.tcss"
    app: AppShell
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
        self._sum = self._rehearsal = ""
        self._facts = Static(id="facts", markup=False)
        self._done = Static(id="done")
        self._choices = ChoiceList(self._rows(), id="choices")
        self._proposed = Static(id="proposed", markup=False)
        self._recent = Static(id="recent", markup=False)

    def compose(self) -> ComposeResult:
        """What was done, and the questions."""
        with Vertical(id="summary"):
            yield self._title
            yield self._facts
            yield self._proposed
            with Horizontal(id="detail"):
                with VerticalScroll(id="answers", can_focus=False):
                    yield self._choices
                    yield self._done
                with VerticalScroll(id="aside", can_focus=False):
                    yield self._recent
        yield KeyBar()

    def on_mount(self) -> None:
        """Show how it went."""
        from runcoach.core.session import recording

        session = self.conductor.session
        done, planned = formatting.count_sets(session)
        took = formatting.format_time_taken(session)
        something = recording.has_work_to_save(session)
        self._title.text = "Done" if something else "Skipped"
        rehearsal = " A rehearsal: it counts in no statistic." if session.rehearsal else ""
        self._sum = f"DONE. {done} of {planned} sets in {took}." if something else ""
        self._rehearsal = rehearsal
        self._show_saved(self.app.unsaved)
        self.app.unsaved_changed.subscribe(self, self._show_saved, immediate=True)
        self._done.update(self._lines())
        entries = self.services.history.entries()
        today = self.services.clock.wall().date()
        self._recent.update("\n".join(week_lines(entries, today, WEEKS)))
        self._choices.focus()
        self._propose()

    def _show_saved(self, failure: str) -> None:
        """Say what was done, and whether it is on the disk with the answers so far."""
        if not self._sum:
            self._facts.update("Every set was skipped: nothing to save.")
            return
        saved = f"NOT SAVED: {failure}. It is tried again." if failure else "Saved."
        self._facts.update(f"{self._sum} {saved}{self._rehearsal}")

    def _propose(self) -> None:
        """Show the coach's proposals; they are computed again after each answer."""
        from runcoach.core.session.recording import make_session_record

        now = self.services.clock.wall().isoformat(timespec="seconds")
        waiting = self.app.coach.review_session(make_session_record(self.conductor.session, now))
        lines = self._proposal_lines(waiting) if waiting else self._answer_lines()
        self._proposed.display = bool(lines) and self.app.settings.coach == "ask"
        self._proposed.update("\n".join(lines))
        self.refresh_bindings()

    def _proposal_lines(self, waiting: Sequence[Proposal]) -> list[str]:
        names = self.services.catalogue.exercises
        lines = [f"{names[p.exercise].name}: {p.sentence}" for p in waiting[:MOST_PROPOSED]]
        more = len(waiting) - len(lines)
        ending = f"Enter: answer{f', and {more} more' if more else ''}"
        return ["The coach proposes", *lines, ending]

    def _answer_lines(self) -> list[str]:
        """The answered proposals, once none is open."""
        from runcoach.ui.tiers.decision_text import decision_lines

        decided = [d for d in self.app.coach.notebook.decisions if d.reply is not Reply.OPEN]
        lines = decision_lines(decided, self.conductor.session.id, self.services.catalogue)
        return ["".join(text for text, _ in line) for line in lines[: MOST_PROPOSED + 1]]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the key for proposals if there are any."""
        return action != "proposals" or bool(self._waiting())

    def _waiting(self) -> tuple[Proposal, ...]:
        return self.app.coach.open_proposals(self.conductor.session.id)

    def action_proposals(self) -> None:
        """Open the proposals, to answer them."""
        waiting = self._waiting()
        if waiting:
            self.post_message(Open(Proposals(waiting), self, self._propose))

    def _asked(self) -> tuple[SetRecord, ...]:
        """The sets of the main part that were done, unanswered ones first."""
        sets = [s for s in self.conductor.session.main_sets if not s.skipped]
        return tuple(sorted(sets, key=lambda s: s.has_answer))

    def _rows(self) -> tuple[ChoiceRow, ...]:
        session = self.conductor.session
        feel = ChoiceRow(FEEL, "How did it feel, 1 to 10", FEEL_WORDS, session.feel or 0)
        open_: list[ChoiceRow] = []
        answered: list[ChoiceRow] = []
        for record in self._asked():
            at = EFFORTS.index(record.effort) + 1 if record.effort else 0
            label = f"{_named(record)}: {formatting.format_result(record)}"
            row = ChoiceRow(record.id, label, EFFORT_WORDS, at)
            (answered if record.has_answer else open_).append(row)
        return (*open_, feel, *answered)

    def _lines(self) -> Text:
        session = self.conductor.session
        skipped = [s for s in session.main_sets if s.skipped]
        lines = [f"Skipped: {_named(s)}" for s in skipped]
        lines += [f"Changed: {why}" for why in formatting.describe_revisions(session)]
        if session.note:
            lines.append(f"Note: {session.note}")
        return Text("\n".join(lines))

    def on_choice_list_turned(self, event: ChoiceList.Turned) -> None:
        """Answer for the session or one set; at "not given" the answer is undone."""
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
            answer = Answer(choice.id, previous=clear_effort(record))
        self.conductor.send(answer)
        self._propose()

    def action_effort(self, number: int) -> None:
        """Answer for the selected set with an effort, 1 to 4, and select the next."""
        row = self._choices.selected
        if row.id == FEEL:
            return
        self.conductor.send(Answer(row.id, effort=EFFORTS[number - 1]))
        at = {r.id: r for r in self._rows()}
        self._choices.show([at[r.id] for r in self._choices.rows])
        self._choices.action_row(1)
        self._propose()

    def action_note(self) -> None:
        """Write a note for the whole session."""
        from runcoach.ui.forms.note_sheet import NoteSheet

        def keep(note: str | None) -> None:
            if note is not None:
                self.conductor.send(Reflect(note=note))
                self._done.update(self._lines())

        title = self.conductor.session.plan.title
        self.app.push_screen(NoteSheet(title, self.conductor.session.note), keep)

    def action_help(self) -> None:
        """Show every key of this screen."""
        from runcoach.ui.help.help_sheet import HelpSheet

        self.app.push_screen(HelpSheet.of(self))

    def action_close(self) -> None:
        """Close the summary; an answer that is not on the disk waits at Today with its session."""
        if self.conductor.failure:
            below = next(s for s in self.app.screen_stack if hasattr(s, "conductor"))
            self.post_message(SessionLeft(below, self.conductor.session))
            return
        self.conductor.press()

    def action_leave(self) -> None:
        """Ctrl+C only closes: everything is saved."""
        self.action_close()


def _named(record: SetRecord) -> str:
    side = formatting.format_side(record.side)
    return f"{record.name} {record.set}{f' {side}' if side else ''}"
