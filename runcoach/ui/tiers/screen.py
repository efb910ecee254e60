"""The tiers: every exercise's ladder, the coach's proposals, and changes by hand."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.decisions import Reply
from runcoach.core.coach.evidence import find_exercise_records
from runcoach.core.model.dates import format_date, parse_moment
from runcoach.core.model.standing import Standing
from runcoach.ui.app_shell import AppShell
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.coach import LadderPosition
from runcoach.ui.destinations import AboutYou
from runcoach.ui.messages import Open
from runcoach.ui.services import Services
from runcoach.ui.tiers import ladder_text
from runcoach.ui.tiers.decision_text import find_changes, find_last_decision
from runcoach.ui.widgets.key_bar import KeyBar

SESSIONS_SEARCHED = 60
"""The newest sessions, in which the last ten times of an exercise are searched."""
CHANGES = 8
"""The most changes of an exercise that are listed."""
ROOMY = 76
"""Columns from which the list has the tiers' full names."""
NAME_CELLS, NAME_CELLS_WIDE = 21, 32
WIDE = 110
"""Columns from which the list has long names in full."""
ILL = ((7, "a week"), (14, "two weeks"), (21, "three weeks"), (28, "four weeks or more"))


class TiersScreen(AreaScreen):
    """A list of exercises, and the chosen one's ladder beside it."""

    CSS_PATH = "tiers.tcss"
    AREA = "tiers"
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "yes", "Yes", id="tiers.yes", tooltip="Yes to what the coach proposes here"
        ),
        # Takes precedence over the list's own Enter.
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
        self._known: Athlete | None = None
        self._standings: dict[str, Standing] = {}
        self._rungs: dict[str, LadderPosition] = {}
        self._list = OptionList(id="rungs")
        self._heading = Static(id="name", markup=False)
        self._ladder = Static(id="ladder")
        self._proposal = Static(id="proposal-line")
        self._trend = Static(id="trend")
        self._changes = Static(id="changes", markup=False)

    def compose(self) -> ComposeResult:
        """The list beside the ladder."""
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
        """Display the list and focus it."""
        self._reload()
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Reload: the standings may have changed."""
        if self.is_mounted and self._list.is_mounted:
            self._reload()

    def on_resize(self) -> None:
        """Format again for the new width."""
        if self._rungs and self._list.is_mounted:
            self.call_after_refresh(self._show)

    def _reload(self) -> None:
        coach = self.app.coach
        self._known = coach.athlete(SESSIONS_SEARCHED)
        self._standings = self._known.standings
        self._show()

    def _show(self) -> None:
        self._rungs = {r.exercise.id: r for r in self.app.coach.ladder_positions(self._standings)}
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

    def _line(self, rung: LadderPosition) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        mark = ladder_text.DIRECTION_MARKS[rung.proposal.change] if rung.proposal else " "
        text.append(f"{mark} ", "bold")
        name = rung.exercise.name
        cells = NAME_CELLS_WIDE if self.size.width >= WIDE else NAME_CELLS
        label = name if len(name) <= cells else f"{name[: cells - 1]}…"
        text.append(f"{label:<{cells}} ", "" if rung.begun else "dim")
        tier = rung.standing.tier.value
        # There is no room for both the full word and the lock.
        whole = self.size.width >= ROOMY and not rung.standing.locked
        word = tier if whole else tier[0].upper()
        text.append(word, "" if rung.begun else "dim")
        if rung.standing.locked:
            text.append(" locked", "italic")
        return text

    @property
    def _rung(self) -> LadderPosition | None:
        at = self._list.highlighted
        if at is None or at >= len(self._rungs):
            return None
        return list(self._rungs.values())[at]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Display the chosen exercise."""
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
        self._ladder.update(
            ladder_text.render_ladder(exercise, rung.standing, accent, quiet, weights)
        )
        records = find_exercise_records(exercise, self._known.history)
        self._trend.update(
            ladder_text.render_last_times(
                records, quiet, self._trend.size.width or ladder_text.DEFAULT_COLUMNS
            )
        )
        if rung.proposal is not None:
            self._proposal.update(ladder_text.render_proposal(rung.proposal, accent, quiet))
        elif not rung.begun:
            self._proposal.update(Text("Not started: you would begin here.", quiet))
        else:
            self._proposal.update(Text(self._last_words(rung), quiet))
        self._changes.update("\n".join(self._change_lines(rung)))
        self.refresh_bindings()

    def _change_lines(self, rung: LadderPosition) -> list[str]:
        """Format the benefit and the newest changes of an exercise."""
        newest = find_changes(self.app.coach.notebook, rung.exercise.id)[:CHANGES]
        lines = [f"{format_date(parse_moment(c.at).date())}: {c.why}" for c in newest]
        return [f"{rung.exercise.benefit}.", *(["", "Changes", *lines] if lines else [])]

    def _last_words(self, rung: LadderPosition) -> str:
        """Format the last decision, or the change made since."""
        notebook = self.app.coach.notebook
        last = find_last_decision(notebook, rung.exercise.id, rung.standing)
        if last is None:
            newest = find_changes(notebook, rung.exercise.id)
            return newest[0].why if newest else "The coach has proposed nothing yet."
        reply = {Reply.YES: " You said yes.", Reply.NO: " You said not yet."}.get(last.reply, "")
        return f"{last.proposal.sentence}{reply}"

    # --- actions -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys for proposals need an open one."""
        if action == "yes":
            return self._rung is not None and self._rung.proposal is not None
        if action == "proposals":
            return self._list.has_focus and bool(self.app.coach.open_proposals())
        return True

    def action_yes(self) -> None:
        """Accept the proposal of this exercise."""
        rung = self._rung
        if rung is not None and rung.proposal is not None:
            self.app.coach.answer([rung.proposal], Reply.YES)
            self._reload()

    def action_proposals(self) -> None:
        """Open all open proposals."""
        from runcoach.ui.tiers.proposals_sheet import ProposalsSheet

        waiting = self.app.coach.open_proposals()
        if waiting:
            self.app.push_screen(ProposalsSheet(self.services, waiting), lambda _: self._reload())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the proposals."""
        self.action_proposals()

    def action_step(self, up: bool) -> None:
        """Move the exercise one step."""
        rung = self._rung
        if rung is None:
            return
        if not self.app.coach.step(rung, up):
            self.notify(
                "That is the hardest with your equipment." if up else "That is the easiest."
            )
            return
        self._reload()

    def action_lock(self) -> None:
        """Lock or unlock the exercise."""
        if self._rung is not None:
            self.app.coach.toggle_lock(self._rung)
            self._reload()

    def action_undo(self) -> None:
        """Undo the newest change."""
        undone = self.app.coach.undo()
        self.notify(f"Undone: {undone}" if undone else "There is nothing to undo.", markup=False)
        self._reload()

    def action_all(self) -> None:
        """Ask for one change of all exercises."""
        from runcoach.ui.forms.sheet import Sheet

        answers = (
            ("easy", "This is too easy: one step up for all"),
            ("hard", "This is too hard: one step down for all"),
            *((f"ill-{days}", f"I was ill for {words}") for days, words in ILL),
        )

        def apply(answer: str | None) -> None:
            if answer is None:
                return
            coach = self.app.coach
            if answer.startswith("ill-"):
                change = coach.ease_after_illness(int(answer.removeprefix("ill-")), self._standings)
            else:
                change = coach.step_all(answer == "easy", self._standings)
            self.notify(f"{change} u undoes it.", markup=False)
            self._reload()

        self.app.push_screen(Sheet("One change for all", answers), apply)

    def action_why(self) -> None:
        """Explain the proposal, or the last decision."""
        from runcoach.ui.help.why_sheet import WhySheet

        rung = self._rung
        if rung is None:
            return
        if rung.proposal is not None:
            reason = (rung.proposal.sentence, ladder_text.describe_evidence(rung.proposal))
        else:
            last = find_last_decision(self.app.coach.notebook, rung.exercise.id, rung.standing)
            rests = ladder_text.describe_evidence(last.proposal) if last is not None else ""
            reason = (self._last_words(rung), rests)
        self.app.push_screen(WhySheet(rung.exercise.name, [reason]))

    def action_about_me(self) -> None:
        """Open the profile."""
        self.post_message(Open(AboutYou(), self, self._reload))
