"""Today: the session that is proposed, or the one that waits; Space begins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType

from runcoach.core.coach.athlete import Known
from runcoach.core.planner.propose import Proposed, proposed
from runcoach.core.ports import Notice
from runcoach.ui.app_shell import Home
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.forms.choices import Choices
from runcoach.ui.messages import AboutMe, Begin
from runcoach.ui.text import formatting
from runcoach.ui.today import check_in
from runcoach.ui.today.keys import TODAY_KEYS
from runcoach.ui.today.notice_board import NoticeBoard
from runcoach.ui.today.proposal_board import ProposalBoard
from runcoach.ui.today.recent_weeks import behind_lines
from runcoach.ui.today.rows import FIRST_PROGRAMME, TodayRows
from runcoach.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.events import ScreenResume
    from textual.geometry import Size
    from textual.widgets import OptionList

    from runcoach.core.model.plan import Plan
    from runcoach.core.model.programme import Programme
    from runcoach.ui.services import Services
    from runcoach.ui.today.resume_offer import WaitingOffer

FIRST = "15 minutes, no equipment, easy start. Space begins."
ROOMY, TALL = 20, 36
"""Rows from which several notices are shown at once, and from which more is told of each thing."""
AT_ONCE = 3


class TodayScreen(AreaScreen):
    """What Space would start, with the choices beside it."""

    AREA = "today"
    AUTO_FOCUS = ""
    app: Home
    BINDINGS: ClassVar[list[BindingType]] = [*TODAY_KEYS, *AREA_KEYS]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._programmes = sorted(
            services.catalogue.programmes.values(), key=lambda p: (p.order, p.title)
        )
        self._known: Known | None = None
        self._after_break = ""
        self._asked: TodayRows | None = None
        self._proposed: Proposed | None = None
        self._another = 0
        self._first = False
        self._told_at: Size | None = None
        self._notices = NoticeBoard(id="notices")
        self._board = ProposalBoard(id="proposal")
        self._choices = self._board.choices
        self._keys = KeyBar()
        self._offer: WaitingOffer | None = None

    def compose(self) -> ComposeResult:
        """What is proposed; what has gone wrong comes above it once there is something."""
        yield AreaBar(self.AREA)
        yield self._board
        yield self._keys

    def on_mount(self) -> None:
        """What is found out later changes what is shown here."""
        self.app.found_out.subscribe(self, self._found_out)

    def _found_out(self, _: None) -> None:
        if self.is_current:
            self._resume()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Back from a session or another area everything may be other; from a sheet, nothing is."""
        if self._known is None:
            event.refresh_styles = False  # Just mounted, it has been styled.
        self._resume()

    def _resume(self) -> None:
        if not self.is_attached:
            return  # On its way out with the app.
        if self.app.waiting is None and self._known is not None and self._still(self._known):
            self._tell()
            if self._asked is not None:
                self._turn(self._asked.turned("hands_free", int(self.app.settings.hands_free)))
            self._propose()
        else:
            self._look()

    def _still(self, before: Known) -> bool:
        """What is known is what it was: the rows stay as the person has turned them."""
        now = self.app.coach.known()
        return now.at.date() == before.at.date() and replace(now, at=before.at) == before

    # --- what is proposed ----------------------------------------------------------------

    def _look(self) -> None:
        if not self.is_attached:
            return  # An answer of the disk that came when the app had gone.
        self._first = not any(not e.rehearsal for e in self.services.history.entries())
        known = self._know()
        self._tell()
        waiting = self.app.waiting
        self.set_class(self._first, "-first")
        self._choices.display = waiting is None
        self._keys.relabel({"go": "Choose"} if waiting is not None else {})
        self._look_back()
        if waiting is not None or self._offer is not None:
            self._waiting_offer().show(waiting)
        if waiting is not None:
            return
        self._another = 0
        self._asked = TodayRows.of(known, self._programmes, self.app.settings, self._first)
        self._choices.show(self._asked.within(self.size.height))
        self._choices.focus()
        self._propose()

    def _know(self) -> Known:
        known = self._known = self.app.coach.known()
        self._after_break = check_in.break_line(known)
        return known

    def _tell(self) -> None:
        """What went wrong outside, a few at a time: each stays until it has been read."""
        first = (self.services.history.held, self._break_line())
        told = [*(Notice(line) for line in first if line), *self.services.notices()]
        self._told_at = self.size
        if told and not self._notices.is_attached:
            self.mount(self._notices, before=self._board)
        self._notices.tell(told, AT_ONCE if self.size.height >= ROOMY else 1)

    def _look_back(self) -> None:
        """The weeks behind and the last session, as much as there is room for."""
        if self._first:
            self._board.look_back(())
            return
        entries = self.services.history.entries()
        names = {e.id: e.name for e in self.services.catalogue.exercises.values()}
        ask = self.app.settings.coach == "ask"
        proposals = len(self.app.coach.proposals()) if ask else 0
        now, tall = self.services.clock.wall(), self.size.height >= TALL
        self._board.look_back(behind_lines(entries, names, now, proposals, tall=tall))

    def on_resize(self) -> None:
        """More room, more to look back on."""
        if self._board.is_mounted and self.size != self._told_at:
            self._tell()
            self._look_back()
            if self._proposed is not None and self._asked is not None and not self.app.waiting:
                self._choices.show(self._asked.within(self.size.height))
                self._board.show_rows(self._plan_rows(self._proposed.plan))

    def _plan_rows(self, plan: Plan) -> list[tuple[str, str, str]]:
        """Each exercise of the plan; where there is room, with what it gives a runner."""
        exercises = self.services.catalogue.exercises if self.size.height >= TALL else {}
        return check_in.plan_rows(plan, exercises, self.app.settings.weight_unit)

    def _propose(self) -> None:
        if self._known is None or self._asked is None:
            return
        ask = self._asked.ask(self.app.settings, self._another)
        self._proposed = proposed(ask, self._known)
        self._show_plan(self._proposed, self._asked.programme)

    def _show_plan(self, made: Proposed, programme: Programme | None) -> None:
        facts = check_in.facts(made, self.services.clock.wall())
        if self._first and programme is not None:
            easy = programme.id == FIRST_PROGRAMME and made.plan.estimated_s // 60 == 15
            lines = (FIRST,) if easy else dict.fromkeys((*facts, *made.plan.why[-1:]))
            facts = [*lines, formatting.HEALTH]
            why, more = formatting.ADVICE, "… ?: all of it"
        else:
            said = self._known is None or self._known.said is not None
            why, more = "\n".join(check_in.reasons(made, programme, said=said)), "… w: why"
        self._board.show(made.plan.title, facts, self._plan_rows(made.plan), why, more)

    def _break_line(self) -> str:
        return self._after_break if self.app.waiting is None else ""

    def _waiting_offer(self) -> WaitingOffer:
        """Made for the first session that waits: no other start pays for it."""
        if self._offer is None:
            from runcoach.ui.today.resume_offer import WaitingOffer

            self._offer = WaitingOffer(self.app, self._board.show, self._look)
            self._board.put_first(self._offer.answers)
        return self._offer

    # --- actions -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With a session waiting, only that is asked."""
        if action == "as_before":
            return "H:" in self._break_line()
        if action in ("other", "hands_free", "why", "about_me", "save_mine"):
            return self.app.waiting is None
        return True

    def on_choices_turned(self, event: Choices.Turned) -> None:
        """Another session, length or tier, or an answer: propose again."""
        choice, known = event.choice, self._known
        if self._asked is None or known is None:
            return
        self._asked = self._asked.with_rows(self._choices.rows)
        if choice.id == "hands_free":
            self.app.change_settings(hands_free=bool(choice.at))
            return
        told = self._asked.told(choice.id, known.profile)
        if told is not None:
            self.app.coach.keep_profile(told)
        if told is not None or check_in.answered(choice, known, self.app.coach):
            self._know()
        elif choice.id == "session":
            self._turn(self._asked.fitted())
        self._propose()

    def _turn(self, rows: TodayRows) -> None:
        self._asked = rows
        self._choices.show(rows.within(self.size.height))

    def action_other(self) -> None:
        """Another session, chosen for today."""
        if self._asked is None:
            return
        if self._asked.programme is not None:
            self._another = 0
            self._turn(self._asked.turned("session", 0).fitted(self._asked.minutes))
        else:
            self._another += 1
        self._propose()

    def action_hands_free(self) -> None:
        """By itself, or by hand."""
        if self._asked is not None:
            on = not self._asked.at("hands_free")
            self._turn(self._asked.turned("hands_free", int(on)))
            self.app.change_settings(hands_free=on)

    def action_as_before(self) -> None:
        """No step easier after the days off."""
        if self.app.coach.as_before():
            self._look()
            self.refresh_bindings()

    def action_about_me(self) -> None:
        """The three questions at first, later all of the profile."""
        self.post_message(AboutMe(self._look))

    def action_save_mine(self) -> None:
        """This session as a programme of the person's own."""
        if self._proposed is not None and self._asked is not None:
            tell = partial(self.notify, markup=False)
            self.app.coach.save_as_mine(self._proposed.outline, self._asked.programme, tell)

    def action_why(self) -> None:
        """Why the plan is this."""
        from runcoach.ui.help.why_sheet import WhyScreen

        if self._proposed is not None and self._asked is not None:
            self.app.push_screen(WhyScreen.of(self._proposed, self._asked.programme))

    def action_dismiss_notices(self) -> None:
        """Those that are shown have been read; the next ones come."""
        history = self.services.history
        kept = [n for n in self._notices.read() if n in history.notices()]

        def job() -> None:
            for notice in kept:
                history.notice_read(notice)

        if kept:
            self.services.background.run(job, lambda _error: None)
        self._tell()

    def action_go(self) -> None:
        """Start, or do what is highlighted with the session that waits."""
        if self.app.waiting is not None:
            self._waiting_offer().answers.action_select()
            return
        made, asked = self._proposed, self._asked
        if made is None or asked is None or not made.plan.blocks:
            return
        name = asked.programme.id if asked.programme else ""
        self.app.change_settings(last_programme=name, last_minutes=asked.minutes)
        self.post_message(Begin(made.plan, bool(asked.at("hands_free"))))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """What to do with the session that waits."""
        self._waiting_offer().choose(str(event.option.id))
