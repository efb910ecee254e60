"""Proposals: what the coach suggests, answered at once, one by one, or changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.coach.after_session import coaching_of
from runcoach.core.coach.decisions import Proposal, Reply
from runcoach.core.coach.dose_text import at_words
from runcoach.core.coach.evidence import counting
from runcoach.core.coach.forecast import outlook
from runcoach.core.coach.ladder import step_down, step_up
from runcoach.core.model.standing import Standing
from runcoach.ui.app_shell import Home
from runcoach.ui.forms.choices import Choice, Choices
from runcoach.ui.services import Services
from runcoach.ui.tiers import ladder_text

ANSWERS = (Reply.OPEN, Reply.YES, Reply.NO)
WORDS = ("open", "yes", "not yet")


class ProposalsScreen(ModalScreen[None]):
    """A row for each. Nothing changes without a yes; what stays open is asked again."""

    CSS_PATH = ["../forms/sheet.tcss", "tiers.tcss"]  # noqa: RUF012
    app: Home
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
        self._choices = Choices(id="choices")
        self._told = Static(id="told")

    def compose(self) -> ComposeResult:
        """The rows, and what the selected one rests on."""
        with VerticalScroll(id="sheet", can_focus=False) as sheet:
            sheet.add_class("proposals")
            yield Static("The coach proposes", id="asked", markup=False)
            yield self._choices
            yield self._told
            yield Static(
                "Space: yes to all   ← →: one by one\n"
                "e h: easier, harder   n: the next four   w: why   Esc: back",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Show them."""
        self._show()
        self._choices.focus()

    def _show(self) -> None:
        self._choices.show([self._row(p) for p in self._proposals.values()])
        self._explain()

    def _row(self, proposal: Proposal) -> Choice:
        exercise = self.services.catalogue.exercises[proposal.exercise]
        chosen = self._chosen.get(proposal.id)
        unit = self.app.settings.weight_unit
        at = at_words(exercise, chosen or proposal.after, unit)
        decision = self.app.coach.reply_to(proposal)
        if chosen is not None:
            tier = f", {chosen.tier}" if chosen.tier is not proposal.before.tier else ""
            return Choice(proposal.id, f"= {exercise.name}: {at}{tier}", ("changed",))
        label = f"{ladder_text.WAYS[proposal.change]} {exercise.name}: {at}"
        if proposal.after.tier is not proposal.before.tier:
            label += f", {proposal.after.tier}"
        replies = ANSWERS.index(decision.reply) if decision.reply in ANSWERS else 0
        return Choice(proposal.id, label, WORDS, replies)

    @property
    def _selected(self) -> Proposal:
        return self._proposals[self._choices.selected.id]

    def _explain(self) -> None:
        proposal = self._selected
        accent = self.app.theme_style("accent")
        text = ladder_text.proposal_text(proposal, accent, self.app.theme_style("quiet"))
        self._told.update(text)

    def on_choices_moved(self, event: Choices.Moved) -> None:
        """What the other one rests on."""
        self._explain()

    def on_choices_turned(self, event: Choices.Turned) -> None:
        """One answer."""
        proposal = self._proposals[event.choice.id]
        self.app.coach.answer([proposal], ANSWERS[event.choice.at])

    def action_yes_to_all(self) -> None:
        """Yes to all that are open."""
        coach = self.app.coach
        waiting = [p for p in self._proposals.values() if coach.reply_to(p).reply is Reply.OPEN]
        coach.answer(waiting, Reply.YES)
        self.dismiss(None)

    def action_change(self, up: bool) -> None:
        """Another step than the one proposed."""
        proposal, profile = self._selected, self.app.coach.profile
        exercise = self.services.catalogue.exercises[proposal.exercise]
        now = self._chosen.get(proposal.id, proposal.after)
        step = (step_up if up else step_down)(exercise, now, profile)
        if step is None:
            self.notify("That is the top with what you own." if up else "That is the easiest.")
            return
        self._chosen[proposal.id] = step[1]
        self.app.coach.choose(proposal, step[1])
        self._show()

    def action_why(self) -> None:
        """The rule, what it rests on, and where it is from."""
        from runcoach.ui.help.why_sheet import WhyScreen

        proposal = self._selected
        name = self.services.catalogue.exercises[proposal.exercise].name
        said = (proposal.sentence, ladder_text.evidence_words(proposal))
        self.app.push_screen(WhyScreen(f"Why: {name}", [said]))

    def action_next_four(self) -> None:
        """The progression played forward, as if all goes well."""
        from runcoach.ui.help.why_sheet import WhyScreen

        self.app.push_screen(WhyScreen("The next four sessions", self._ahead()))

    def _ahead(self) -> list[tuple[str, str]]:
        known = self.app.coach.known()
        last = next(iter(counting(known.history)), None)
        if last is None:
            return [("There is no session yet to go on from.", "")]
        exercises = self.services.catalogue.exercises
        said = []
        for ahead in outlook(last, known.history, coaching_of(known, lighter=False)):
            lines = [
                f"{exercises[id].name} {at_words(exercises[id], standing)}"
                for id, standing in ahead.standings.items()
                if id in ahead.risen
            ]
            said.append((f"{ahead.number}. {'; '.join(lines) or 'The same again'}.", ""))
        return [*said, ("If every set is met and feels right, and each yes is given.", "")]
