"""The Today screen: the proposed session with its choices, or the session that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType

from runcoach.core.coach.athlete import Athlete
from runcoach.core.history.counting import begun_sessions
from runcoach.core.planner.propose import ProposedSession, propose_session
from runcoach.ui.app_shell import AppShell
from runcoach.ui.area_bar import AreaBar
from runcoach.ui.area_screen import AREA_KEYS, AreaScreen
from runcoach.ui.destinations import AboutYou
from runcoach.ui.forms.choices import ChoiceList
from runcoach.ui.messages import BeginSession, Open
from runcoach.ui.today import check_in
from runcoach.ui.today.keys import TODAY_KEYS
from runcoach.ui.today.notice_board import NoticeBoard
from runcoach.ui.today.proposal_board import ProposalBoard
from runcoach.ui.today.proposal_text import describe_proposal, plan_rows
from runcoach.ui.today.recent_weeks import recent_lines
from runcoach.ui.today.rows import TodayRows
from runcoach.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.events import ScreenResume
    from textual.geometry import Size
    from textual.widgets import OptionList

    from runcoach.core.model.plan import Plan
    from runcoach.core.model.programme import Programme
    from runcoach.ui.services import Services
    from runcoach.ui.today.resume_offer import ResumeOffer

ROOMY, TALL = 20, 36
"""Heights in rows from which there is room for several notices, and for more details."""


class TodayScreen(AreaScreen):
    """What Space starts, with the choices that change it."""

    AREA = "today"
    AUTO_FOCUS = ""
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = [*TODAY_KEYS, *AREA_KEYS]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._programmes = sorted(
            services.catalogue.programmes.values(), key=lambda p: (p.order, p.title)
        )
        self._athlete: Athlete | None = None
        self._after_layoff = ""
        self._asked: TodayRows | None = None
        self._proposed: ProposedSession | None = None
        self._another = 0
        self._first = False
        self._laid_out_for: Size | None = None
        self._notices = NoticeBoard(services, id="notices")
        self._board = ProposalBoard(id="proposal")
        self._choices = self._board.choices
        self._keys = KeyBar()
        self._offer: ResumeOffer | None = None

    def compose(self) -> ComposeResult:
        """The proposal; notices are mounted above it once there are any."""
        yield AreaBar(self.AREA)
        yield self._board
        yield self._keys

    def on_mount(self) -> None:
        """Follow what is read from the disk after the start."""
        self.app.background_loaded.subscribe(self, self._on_more_loaded)

    def _on_more_loaded(self, _: None) -> None:
        if self.is_current:
            self._resume()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Propose again: after a session or another area anything may have changed."""
        if self._athlete is None:
            event.refresh_styles = False  # Just mounted, it is styled already.
        self._resume()

    def _resume(self) -> None:
        if not self.is_attached:
            return  # The app is closing.
        if (
            self.app.waiting is None
            and self._athlete is not None
            and self._unchanged(self._athlete)
        ):
            self._show_notices()
            if self._asked is not None:
                self._turn(self._asked.turned("hands_free", int(self.app.settings.hands_free)))
            self._propose()
        else:
            self._reload()

    def _unchanged(self, before: Athlete) -> bool:
        """Whether nothing was learnt since: then the rows stay as the person has turned them."""
        now = self.app.coach.athlete()
        return now.at.date() == before.at.date() and replace(now, at=before.at) == before

    # --- the proposal --------------------------------------------------------------------

    def _reload(self) -> None:
        if not self.is_attached:
            return  # A result of the disk that came while the app was closing.
        self._first = not any(not e.rehearsal for e in self.services.history.entries())
        athlete = self._read_athlete()
        self._show_notices()
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
        self._asked = TodayRows.of(athlete, self._programmes, self.app.settings, self._first)
        self._choices.show(self._asked.within(self.size.height))
        self._choices.focus()
        self._propose()

    def _read_athlete(self) -> Athlete:
        athlete = self._athlete = self.app.coach.athlete()
        self._after_layoff = check_in.layoff_line(athlete)
        return athlete

    def _show_notices(self) -> None:
        self._laid_out_for = self.size
        first = (self.services.history.held, self._layoff_line())
        why = self.app.unsaved
        lasting = f"NOT SAVED: {why}. Save it, or quit to write it elsewhere." if why else ""
        self._notices.show_unread(first, roomy=self.size.height >= ROOMY, lasting=lasting)
        if self._notices.display and not self._notices.is_attached:
            self.mount(self._notices, before=self._board)

    def _look_back(self) -> None:
        """Show the last weeks and the last session, as much as there is room for."""
        if self._first:
            self._board.look_back(())
            return
        now, tall = self.services.clock.wall(), self.size.height >= TALL
        entries = tuple(begun_sessions(self.services.history.entries(), now.date()))
        names = {e.id: e.name for e in self.services.catalogue.exercises.values()}
        ask = self.app.settings.coach == "ask"
        proposals = len(self.app.coach.open_proposals()) if ask else 0
        self._board.look_back(recent_lines(entries, names, now, proposals, tall=tall))

    def on_resize(self) -> None:
        """Show as much as there is room for now."""
        if self._board.is_mounted and self.size != self._laid_out_for:
            self._show_notices()
            self._look_back()
            if self._proposed is not None and self._asked is not None and not self.app.waiting:
                self._choices.show(self._asked.within(self.size.height))
                self._board.show_rows(self._plan_rows(self._proposed.plan))

    def _plan_rows(self, plan: Plan) -> list[tuple[str, str, str]]:
        """Each exercise of the plan; if there is room, with its benefit."""
        exercises = self.services.catalogue.exercises if self.size.height >= TALL else {}
        return plan_rows(plan, exercises, self.app.settings.weight_unit)

    def _propose(self) -> None:
        if self._athlete is None or self._asked is None:
            return
        ask = self._asked.to_request(self.app.settings, self._another)
        self._proposed = propose_session(ask, self._athlete)
        self._show_plan(self._proposed, self._asked.programme)

    def _show_plan(self, made: ProposedSession, programme: Programme | None) -> None:
        text = describe_proposal(
            made,
            programme,
            self.services.clock.wall(),
            first=self._first,
            profile_given=self._athlete is None or self._athlete.saved_profile is not None,
        )
        rows = self._plan_rows(made.plan)
        self._board.show(made.plan.title, text.facts, rows, text.reasons, text.more)

    def _layoff_line(self) -> str:
        return self._after_layoff if self.app.waiting is None else ""

    def _waiting_offer(self) -> ResumeOffer:
        """The offer for a session that waits; imported only if there is one."""
        if self._offer is None:
            from runcoach.ui.today.resume_offer import ResumeOffer

            self._offer = ResumeOffer(self.app, self._board.show, self._reload)
            self._board.put_first(self._offer.answers)
        return self._offer

    # --- actions -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys of the proposal while a session waits."""
        if action == "as_before":
            return "H:" in self._layoff_line()
        if action in ("other", "hands_free", "why", "about_me", "save_mine"):
            return self.app.waiting is None
        return True

    def on_choice_list_turned(self, event: ChoiceList.Turned) -> None:
        """Store an answer, and propose again."""
        choice, athlete = event.choice, self._athlete
        if self._asked is None or athlete is None:
            return
        self._asked = self._asked.with_rows(self._choices.rows)
        if choice.id == "hands_free":
            self.app.change_settings(hands_free=bool(choice.at))
            return
        profile = self._asked.with_first_answer(choice.id, athlete.profile)
        if profile is not None:
            self.app.coach.keep_profile(profile)
        if profile is not None or check_in.store_answer(choice, athlete, self.app.coach):
            self._read_athlete()
        elif choice.id == "session":
            self._turn(self._asked.fitted())
        self._propose()

    def _turn(self, rows: TodayRows) -> None:
        self._asked = rows
        self._choices.show(rows.within(self.size.height))

    def action_other(self) -> None:
        """Propose another session, chosen for today."""
        if self._asked is None:
            return
        if self._asked.programme is not None:
            self._another = 0
            self._turn(self._asked.turned("session", 0).fitted(self._asked.minutes))
        else:
            self._another += 1
        self._propose()

    def action_hands_free(self) -> None:
        """Toggle hands-free."""
        if self._asked is not None:
            on = not self._asked.at("hands_free")
            self._turn(self._asked.turned("hands_free", int(on)))
            self.app.change_settings(hands_free=on)

    def action_as_before(self) -> None:
        """Undo the easier step after a layoff."""
        if self.app.coach.undo_layoff_step():
            self._reload()
            self.refresh_bindings()

    def action_about_me(self) -> None:
        """Open the three questions at first, later the whole profile."""
        self.post_message(Open(AboutYou(), self, self._reload))

    def action_save_mine(self) -> None:
        """Save this session as one of the person's own programmes."""
        from runcoach.ui.today.own_programme import save_as_own_programme

        if self._proposed is not None and self._asked is not None:
            save_as_own_programme(self.app, self._proposed.outline, self._asked.programme)

    def action_why(self) -> None:
        """Show the reasons of the plan."""
        from runcoach.ui.help.why_sheet import WhySheet

        if self._proposed is not None and self._asked is not None:
            self.app.push_screen(WhySheet.of(self._proposed, self._asked.programme))

    def action_dismiss_notices(self) -> None:
        """Dismiss the notices on the board, and show the next ones."""
        self._notices.dismiss()
        self._show_notices()

    def action_go(self) -> None:
        """Start, or choose the highlighted answer for the session that waits."""
        if self.app.waiting is not None:
            self._waiting_offer().answers.action_select()
            return
        made, asked = self._proposed, self._asked
        if made is None or asked is None or not made.plan.blocks:
            return
        name = asked.programme.id if asked.programme else ""
        self.app.change_settings(last_programme=name, last_minutes=asked.minutes)
        self.post_message(BeginSession(made.plan, bool(asked.at("hands_free"))))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Act on the answer for the session that waits."""
        self._waiting_offer().choose(str(event.option.id))
