"""The sheet of proposals, answered all at once, one by one, or with another standing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.coach.after_session import make_coaching_context
from runcoach.core.coach.decisions import Proposal, Reply
from runcoach.core.coach.dose_text import format_dose
from runcoach.core.coach.forecast import forecast_sessions
from runcoach.core.coach.ladder import step_down, step_up
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.standing import Standing
from runcoach.ui.app_shell import AppShell
from runcoach.ui.forms.choices import ChoiceList, ChoiceRow
from runcoach.ui.services import Services
from runcoach.ui.tiers import ladder_text

ANSWERS = (Reply.OPEN, Reply.YES, Reply.NO)
WORDS = ("open", "yes", "not yet")


class ProposalsSheet(ModalScreen[None]):
    """A row for each proposal. Nothing changes without a yes; open ones are asked again."""

    CSS_PATH = ["../forms/sheet.tcss", "tiers.tcss"]  # noqa: RUF012
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "yes_to_all", "Yes to all", show=False, priority=True),
        Binding("enter,escape,q,Q", "dismiss(None)", "Back", show=False),
        Binding("e,E", "change(False)", "Easier than proposed", show=False),
        Binding("h,H", "change(True)", "Harder than proposed", show=False),
        Binding("w,W", "why", "Why", show=False),
        Binding("n,N", "next_four", "The next four sessions", show=False),
    ]

    def __init__(self, services: Services, proposals: Sequence[Proposal]) -> None:
        super().__init__()
        self.services = services
        self._proposals = {p.id: p for p in proposals}
        self._chosen: dict[str, Standing] = {}
        self._choices = ChoiceList(id="choices")
        self._explanation = Static(id="message")

    def compose(self) -> ComposeResult:
        """The rows, and the evidence of the selected one."""
        with VerticalScroll(id="sheet", can_focus=False) as sheet:
            sheet.add_class("proposals")
            yield Static("The coach proposes", id="asked", markup=False)
            yield self._choices
            yield self._explanation
            yield Static(
                "Space: yes to all   ← →: one by one\n"
                "e h: easier, harder   n: the next four   w: why   Esc: back",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Display the proposals and focus them."""
        self._show()
        self._choices.focus()

    def _show(self) -> None:
        self._choices.show([self._row(p) for p in self._proposals.values()])
        self._explain()

    def _row(self, proposal: Proposal) -> ChoiceRow:
        exercise = self.services.catalogue.exercises[proposal.exercise]
        chosen = self._chosen.get(proposal.id)
        unit = self.app.settings.weight_unit
        at = format_dose(exercise, chosen or proposal.after, unit)
        decision = self.app.coach.decision_on(proposal)
        if chosen is not None:
            tier = f", {chosen.tier}" if chosen.tier is not proposal.before.tier else ""
            return ChoiceRow(proposal.id, f"= {exercise.name}: {at}{tier}", ("changed",))
        label = f"{ladder_text.DIRECTION_MARKS[proposal.change]} {exercise.name}: {at}"
        if proposal.after.tier is not proposal.before.tier:
            label += f", {proposal.after.tier}"
        replies = ANSWERS.index(decision.reply) if decision.reply in ANSWERS else 0
        return ChoiceRow(proposal.id, label, WORDS, replies)

    @property
    def _selected(self) -> Proposal:
        return self._proposals[self._choices.selected.id]

    def _explain(self) -> None:
        proposal = self._selected
        accent = self.app.theme_style("accent")
        text = ladder_text.render_proposal(proposal, accent, self.app.theme_style("quiet"))
        self._explanation.update(text)

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """Explain the selected proposal."""
        self._explain()

    def on_choice_list_turned(self, event: ChoiceList.Turned) -> None:
        """Answer one proposal."""
        proposal = self._proposals[event.choice.id]
        self.app.coach.answer([proposal], ANSWERS[event.choice.at])

    def action_yes_to_all(self) -> None:
        """Accept all open proposals."""
        coach = self.app.coach
        waiting = [p for p in self._proposals.values() if coach.decision_on(p).reply is Reply.OPEN]
        coach.answer(waiting, Reply.YES)
        self.dismiss(None)

    def action_change(self, up: bool) -> None:
        """Choose a step easier or harder than the proposed one."""
        proposal, profile = self._selected, self.app.coach.profile
        exercise = self.services.catalogue.exercises[proposal.exercise]
        now = self._chosen.get(proposal.id, proposal.after)
        step = (step_up if up else step_down)(exercise, now, profile)
        if step is None:
            self.notify(
                "That is the hardest with your equipment." if up else "That is the easiest."
            )
            return
        self._chosen[proposal.id] = step[1]
        self.app.coach.answer_with_standing(proposal, step[1])
        self._show()

    def action_why(self) -> None:
        """Explain the rule, its evidence and its source."""
        from runcoach.ui.help.why_sheet import WhySheet

        proposal = self._selected
        name = self.services.catalogue.exercises[proposal.exercise].name
        reason = (proposal.sentence, ladder_text.describe_evidence(proposal))
        self.app.push_screen(WhySheet(f"Why: {name}", [reason]))

    def action_next_four(self) -> None:
        """Forecast the next four sessions, if all goes well."""
        from runcoach.ui.help.why_sheet import WhySheet

        self.app.push_screen(WhySheet("The next four sessions", self._ahead()))

    def _ahead(self) -> list[tuple[str, str]]:
        known = self.app.coach.athlete()
        last = next(iter(training_sessions(known.history)), None)
        if last is None:
            return [("There is no session to forecast from yet.", "")]
        exercises = self.services.catalogue.exercises
        sessions = []
        for ahead in forecast_sessions(
            last, known.history, make_coaching_context(known, lighter=False)
        ):
            lines = [
                f"{exercises[id].name} {format_dose(exercises[id], standing)}"
                for id, standing in ahead.standings.items()
                if id in ahead.risen
            ]
            sessions.append((f"{ahead.number}. {'; '.join(lines) or 'The same again'}.", ""))
        return [
            *sessions,
            ("If every set reaches its target and feels right, and you accept each proposal.", ""),
        ]
