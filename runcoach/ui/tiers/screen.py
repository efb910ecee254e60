"""Tiers: every exercise as a ladder, what the coach proposes, and changes by hand."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach.core.coach.athlete import Known, standings_of
from runcoach.core.coach.decisions import Reply
from runcoach.core.coach.evidence import exercise_records, moment
from runcoach.core.model.dates import short_day
from runcoach.core.model.standing import Standing
from runcoach.ui.app_shell import Home
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.coach import Rung
from runcoach.ui.messages import AboutMe
from runcoach.ui.services import Services
from runcoach.ui.tiers import ladder_text
from runcoach.ui.tiers.decision_text import moved, said_last
from runcoach.ui.widgets.key_bar import KeyBar

LOOKS_BACK = 60
"""Sessions that the last ten times of an exercise are looked for in."""
CHANGES = 8
"""The newest changes of an exercise that are told."""
ROOMY = 76
"""Columns from which a tier is written out in the list."""
NAME_CELLS, NAME_CELLS_WIDE = 21, 32
WIDE = 110
"""Columns from which a long name is written out as well."""
ILL = ((7, "a week"), (14, "two weeks"), (21, "three weeks"), (28, "four weeks or more"))


class TiersScreen(AreaScreen):
    """The list on the left, one exercise's ladder on the right."""

    CSS_PATH = "tiers.tcss"
    AREA = "tiers"
    app: Home
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "yes", "Yes", id="tiers.yes", tooltip="Yes to what the coach proposes here"
        ),
        # Before the list's own, which nobody is told of.
        Binding("enter", "proposals", "Open", priority=True, tooltip="All that the coach proposes"),
        Binding("e,E", "step(False)", "easier", key_display="e", id="tiers.easier"),
        Binding("h,H", "step(True)", "harder", key_display="h", id="tiers.harder"),
        Binding(
            "l,L", "lock", "lock", key_display="l", id="tiers.lock", tooltip="No proposals for it"
        ),
        Binding("g,G", "all", "all", key_display="g", id="tiers.all", tooltip="One change for all"),
        Binding("u,U", "undo", "undo", key_display="u", id="tiers.undo"),
        Binding("w,W", "why", "why", key_display="w", id="tiers.why"),
        Binding(
            "i,I",
            "about_me",
            "About you",
            show=False,
            key_display="i",
            tooltip="Experience, equipment, the week, the race",
        ),
        Binding("escape", "app.area('today')", "Today", show=False),
        *AREA_KEYS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._known: Known | None = None
        self._standings: dict[str, Standing] = {}
        self._rungs: dict[str, Rung] = {}
        self._list = OptionList(id="rungs")
        self._heading = Static(id="name", markup=False)
        self._ladder = Static(id="ladder")
        self._proposal = Static(id="proposal-line")
        self._trend = Static(id="trend")
        self._changes = Static(id="changes", markup=False)

    def compose(self) -> ComposeResult:
        """List and ladder."""
        yield AreaBar(self.AREA)
        with Horizontal(id="tiers"):
            yield self._list
            with VerticalScroll(id="rung", can_focus=False), Vertical():
                yield self._heading
                yield self._proposal
                yield self._ladder
                yield self._trend
                yield self._changes
        yield KeyBar()

    def on_mount(self) -> None:
        """The list at once; the last times are read behind it."""
        self._look()
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Back from elsewhere: the standings may be others."""
        if self.is_mounted and self._list.is_mounted:
            self._look()

    def on_resize(self) -> None:
        """More room, more of it."""
        if self._rungs and self._list.is_mounted:
            self.call_after_refresh(self._show)

    def _look(self) -> None:
        coach = self.app.coach
        self._known = coach.known(LOOKS_BACK)
        self._standings = standings_of(self._known)
        self._show()

    def _show(self) -> None:
        self._rungs = {r.exercise.id: r for r in self.app.coach.rungs(self._standings)}
        at = self._list.highlighted
        fresh = [Option(self._line(r), id=id) for id, r in self._rungs.items()]
        if self._list.option_count == len(fresh):
            for option in fresh:
                self._list.replace_option_prompt(str(option.id), option.prompt)
        else:
            self._list.clear_options()
            self._list.add_options(fresh)
            self._list.highlighted = at or 0
        self._show_rung()

    def _line(self, rung: Rung) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        mark = ladder_text.WAYS[rung.proposal.change] if rung.proposal else " "
        text.append(f"{mark} ", "bold")
        name = rung.exercise.name
        cells = NAME_CELLS_WIDE if self.size.width >= WIDE else NAME_CELLS
        shown = name if len(name) <= cells else f"{name[: cells - 1]}…"
        text.append(f"{shown:<{cells}} ", "" if rung.begun else "dim")
        tier = rung.standing.tier.value
        # Beside the whole word there is no room for the lock.
        whole = self.size.width >= ROOMY and not rung.standing.locked
        word = tier if whole else tier[0].upper()
        text.append(word, "" if rung.begun else "dim")
        if rung.standing.locked:
            text.append(" locked", "italic")
        return text

    @property
    def _rung(self) -> Rung | None:
        at = self._list.highlighted
        if at is None or at >= len(self._rungs):
            return None
        return list(self._rungs.values())[at]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another exercise."""
        self._show_rung()

    def _show_rung(self) -> None:
        rung = self._rung
        if rung is None or self._known is None:
            return
        accent = self.app.theme_style("accent")
        quiet = self.app.theme_style("quiet")
        exercise = rung.exercise
        locked = "  locked: no proposals" if rung.standing.locked else ""
        self._heading.update(f"{exercise.name}{locked}")
        weights = self.app.settings.weight_unit
        self._ladder.update(ladder_text.ladder(exercise, rung.standing, accent, quiet, weights))
        records = exercise_records(exercise, self._known.history)
        self._trend.update(
            ladder_text.trend(records, quiet, self._trend.size.width or ladder_text.USUAL)
        )
        if rung.proposal is not None:
            self._proposal.update(ladder_text.proposal_text(rung.proposal, accent, quiet))
        elif not rung.begun:
            self._proposal.update(Text("Not begun: this is where it would start.", quiet))
        else:
            self._proposal.update(Text(self._last_words(rung), quiet))
        self._changes.update("\n".join(self._change_lines(rung)))
        self.refresh_bindings()

    def _change_lines(self, rung: Rung) -> list[str]:
        """What it gives a runner, and the newest changes of it."""
        newest = moved(self.app.coach.notebook, rung.exercise.id)[:CHANGES]
        said = [f"{short_day(moment(c.at).date())}: {c.why}" for c in newest]
        return [f"{rung.exercise.benefit}.", *(["", "What changed", *said] if said else [])]

    def _last_words(self, rung: Rung) -> str:
        """What the coach last said of it, or what moved it since."""
        notebook = self.app.coach.notebook
        last = said_last(notebook, rung.exercise.id, rung.standing)
        if last is None:
            newest = moved(notebook, rung.exercise.id)
            return newest[0].why if newest else "The coach has proposed nothing yet."
        reply = {Reply.YES: " You said yes.", Reply.NO: " You said not yet."}.get(last.reply, "")
        return f"{last.proposal.sentence}{reply}"

    # --- actions -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What answers a proposal is there where one waits."""
        if action == "yes":
            return self._rung is not None and self._rung.proposal is not None
        if action == "proposals":
            return self._list.has_focus and bool(self.app.coach.proposals())
        return True

    def action_yes(self) -> None:
        """Yes to what is proposed for this exercise."""
        rung = self._rung
        if rung is not None and rung.proposal is not None:
            self.app.coach.answer([rung.proposal], Reply.YES)
            self._look()

    def action_proposals(self) -> None:
        """All that waits for an answer."""
        from runcoach.ui.tiers.proposals_sheet import ProposalsScreen

        waiting = self.app.coach.proposals()
        if waiting:
            self.app.push_screen(ProposalsScreen(self.services, waiting), lambda _: self._look())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on an exercise."""
        self.action_proposals()

    def action_step(self, up: bool) -> None:
        """One step easier or harder."""
        rung = self._rung
        if rung is None:
            return
        said = self.app.coach.step(rung, up)
        if not said:
            self.notify("That is the top with what you own." if up else "That is the easiest.")
            return
        self._look()

    def action_lock(self) -> None:
        """No proposals for it, or again."""
        if self._rung is not None:
            self.app.coach.lock(self._rung)
            self._look()

    def action_undo(self) -> None:
        """Take the newest change back."""
        said = self.app.coach.undo()
        self.notify(f"Undone: {said}" if said else "There is nothing to undo.", markup=False)
        self._look()

    def action_all(self) -> None:
        """One change for all."""
        from runcoach.ui.forms.sheet import Sheet

        answers = (
            ("easy", "This is too easy: one step up for all"),
            ("hard", "This is too hard: one step down for all"),
            *((f"ill-{days}", f"I was ill for {words}") for days, words in ILL),
        )

        def change(answer: str | None) -> None:
            if answer is None:
                return
            coach = self.app.coach
            if answer.startswith("ill-"):
                said = coach.ill(int(answer.removeprefix("ill-")), self._standings)
            else:
                said = coach.too(answer == "easy", self._standings)
            self.notify(f"{said} u takes it back.", markup=False)
            self._look()

        self.app.push_screen(Sheet("One change for all", answers), change)

    def action_why(self) -> None:
        """Why the coach proposes it, or what it last said."""
        from runcoach.ui.help.why_sheet import WhyScreen

        rung = self._rung
        if rung is None:
            return
        if rung.proposal is not None:
            reason = (rung.proposal.sentence, ladder_text.evidence_words(rung.proposal))
        else:
            last = said_last(self.app.coach.notebook, rung.exercise.id, rung.standing)
            rests = ladder_text.evidence_words(last.proposal) if last is not None else ""
            reason = (self._last_words(rung), rests)
        self.app.push_screen(WhyScreen(rung.exercise.name, [reason]))

    def action_about_me(self) -> None:
        """The profile."""
        self.post_message(AboutMe(self._look))
