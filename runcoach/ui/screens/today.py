"""Today: the session that is proposed, or the one that waits; Space begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach.core.compose import Terms, compose
from runcoach.core.exercise import TierName
from runcoach.core.ports import Notice
from runcoach.core.records import Status
from runcoach.ui import wording
from runcoach.ui.app import RunCoach
from runcoach.ui.lately import last_lines, week_lines
from runcoach.ui.screens.area import AREA_KEYS, AreaScreen
from runcoach.ui.widgets.area_bar import AreaBar
from runcoach.ui.widgets.choices import Choice, Choices
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.lettering import Lettering
from runcoach.ui.widgets.plan_list import PlanList

if TYPE_CHECKING:
    from runcoach.core.plan import Plan
    from runcoach.core.ports import Waiting
    from runcoach.core.programme import Programme
    from runcoach.ui.services import Services

FIRST_PROGRAMME = "first-session"
FIRST = "15 minutes, no equipment, easy start. Space begins."
ROOMY, TALL = 20, 36
"""Rows from which several notices are shown at once, and from which more is told of each thing."""
AT_ONCE = 3
WEEKS, WEEKS_TALL = 4, 10
MINUTES = (8, 10, 12, 15, 20, 25, 30, 45)
OLD = timedelta(days=1)
"""A session that waits longer is offered for saving as it is."""


class TodayScreen(AreaScreen):
    """What Space would start, with the choices beside it."""

    AREA = "today"
    app: RunCoach
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go", "Start", id="today.go", tooltip="Start, or go on with what waits"),
        Binding("enter", "go", "Start", show=False),
        Binding("o,O", "other", "Other session", key_display="o", id="today.other"),
        Binding("f,F", "hands_free", "Hands-free", key_display="f", id="today.hands_free"),
        Binding("w,W", "why", "Why this", key_display="w", id="today.why"),
        Binding("escape", "dismiss_notices", "Put notices away", show=False),
        *AREA_KEYS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._programmes = sorted(
            services.catalogue.programmes.values(), key=lambda p: (p.order, p.title)
        )
        self._plan: Plan | None = None
        self._first = False
        self._read: set[str] = set()
        self._told: tuple[Notice, ...] = ()
        self._notices = Static(id="notices", markup=False)
        self._title = Lettering(id="title")
        self._facts = Static(id="facts", markup=False)
        self._outline = PlanList(id="outline")
        self._lately = Static(id="lately", markup=False)
        self._choices = Choices(id="choices")
        self._resume = OptionList(id="resume")
        self._health = Static(id="health", markup=False)

    def compose(self) -> ComposeResult:
        """The proposal on the left, the choices on the right."""
        yield AreaBar(self.AREA)
        yield self._notices
        with Vertical(id="proposal"):
            yield self._title
            yield self._facts
            with Horizontal(id="detail"):
                with Vertical(id="chosen"):
                    yield self._resume
                    yield self._choices
                    with VerticalScroll(id="plan", can_focus=False):
                        yield self._outline
                with VerticalScroll(id="aside", can_focus=False):
                    yield self._lately
                    yield self._health
        yield KeyBar()

    def on_mount(self) -> None:
        """Find out what to propose."""
        self._look()

    def on_screen_resume(self) -> None:
        """Back from a session or another area: everything may be other."""
        if self.is_mounted and self._title.is_mounted:
            self._look()

    # --- what is proposed ----------------------------------------------------------------

    def _look(self) -> None:
        self._first = not any(not e.rehearsal for e in self.services.history.entries())
        self._tell()
        waiting = self.app.waiting
        self._resume.display = waiting is not None
        self._choices.display = waiting is None
        self._look_back()
        if waiting is not None:
            self._show_waiting(waiting)
            return
        self._choices.show(self._rows())
        self._choices.focus()
        self._propose()

    def _tell(self) -> None:
        """What went wrong outside, a few at a time: each stays until it has been read."""
        history = self.services.history
        told = [*history.notices(), *self.services.folders.notices]
        told += [Notice(str(p)) for p in self.services.catalogue.problems]
        if history.read_only:
            told.append(Notice(history.read_only))
        unread = [n for n in told if n.text not in self._read]
        self._told = tuple(unread[: AT_ONCE if self.size.height >= ROOMY else 1])
        more = len(unread) - len(self._told)
        hint = f"Esc: I have read this{f', show {more} more' if more else ''}"
        self._notices.update("\n".join([*(n.text for n in self._told), hint]))
        self._notices.display = bool(self._told)

    def _look_back(self) -> None:
        """The weeks behind and the last session, as much as there is room for."""
        entries = self.services.history.entries()
        tall = self.size.height >= TALL
        now = self.services.clock.wall()
        lines = week_lines(entries, now.date(), WEEKS_TALL if tall else WEEKS)
        names = {e.id: e.name for e in self.services.catalogue.exercises.values()}
        last = last_lines(entries, names, now, whole=tall)
        self._lately.update("\n".join([*lines, "", *last]))
        self._lately.display = not self._first

    def on_resize(self) -> None:
        """More room, more to look back on."""
        if self._outline.is_mounted:
            self._tell()
            self._look_back()
            if self._plan is not None and self.app.waiting is None:
                self._outline.show(self._plan_rows(self._plan))

    def _plan_rows(self, plan: Plan) -> list[tuple[str, str, str]]:
        """Each exercise of the plan; where there is room, with what it gives a runner."""
        exercises = self.services.catalogue.exercises if self.size.height >= TALL else {}
        return [
            (dose, name, exercises[id].benefit if id in exercises else "")
            for dose, name, id in wording.plan_rows(plan)
        ]

    def _rows(self) -> tuple[Choice, ...]:
        settings = self.app.settings
        last = FIRST_PROGRAMME if self._first else settings.last_programme
        ids = [p.id for p in self._programmes]
        at = ids.index(last) if last in ids else 0
        tiers = ("your own", *(t.value for t in TierName))
        chosen = self._programmes[at] if self._programmes else None
        return (
            Choice("session", "Session", tuple(p.title for p in self._programmes), at),
            _minutes_row(chosen, settings.last_minutes if not self._first else None),
            Choice("tier", "Tier", tiers, 1 if self._first else 0),
            Choice("hands_free", "Hands-free", ("off", "on"), int(settings.hands_free)),
        )

    def _row(self, id: str) -> Choice:
        return next(r for r in self._choices.rows if r.id == id)

    @property
    def _programme(self) -> Programme | None:
        return self._programmes[self._row("session").at] if self._programmes else None

    def _propose(self) -> None:
        programme = self._programme
        if programme is None:
            self._title.text = "No sessions"
            self._facts.update("The catalogue has no programme that can be read.")
            return
        tier_at = self._row("tier").at
        outline = programme.sessions[self._turn(programme) % len(programme.sessions)]
        minutes_row = self._row("minutes")
        minutes = None if minutes_row.at == 0 else int(minutes_row.value.split()[0])
        settings = self.app.settings
        terms = Terms(
            tier=None if tier_at == 0 else list(TierName)[tier_at - 1],
            minutes=minutes,
            count_in_s=settings.count_in_s,
            rest_scale=settings.rest_scale,
        )
        self._plan = compose(programme, self.services.catalogue, terms, outline)
        self._show_plan(self._plan, programme)

    def _turn(self, programme: Programme) -> int:
        """Which session of a series is next: they take turns by sessions done."""
        if len(programme.sessions) == 1:
            return 0
        return sum(
            1
            for e in self.services.history.entries()
            if e.programme == programme.id
            and not e.deleted
            and not e.rehearsal
            and e.status is not Status.DISCARDED
        )

    def _show_plan(self, plan: Plan, programme: Programme) -> None:
        self._title.text = plan.title
        sets = wording.plural(len(plan.work), "set")
        if self._first:
            facts = f"{FIRST}\n{wording.HEALTH}"
            self._health.update(wording.ADVICE)
        else:
            over = self.services.clock.wall() + timedelta(seconds=plan.estimated_s)
            facts = (
                f"{wording.length(plan.estimated_s)}, {sets}, over at {over:%H:%M}. Space begins."
            )
            self._health.update(programme.summary)
        self._facts.update(facts)
        self._outline.show(self._plan_rows(plan))

    def _show_waiting(self, waiting: Waiting) -> None:
        session = waiting.session
        now = self.services.clock.wall()
        done, _ = wording.sets_done(session)
        number, planned = wording.set_number(session)
        old = now - waiting.saved_at > OLD and done > 0
        self._title.text = session.plan.title
        does = ("save what I did", "Up: go on") if old else ("go on", "Down: save what I did")
        self._facts.update(
            f"{session.plan.title} waits: set {number} of {planned}, "
            f"{wording.age(waiting.saved_at, now)}.\n"
            f"Space: {does[0]}   {does[1]}, throw away"
        )
        rows = [
            (wording.result(s), f"{s.name} {wording.side(s.side)}".strip(), "")
            for s in session.main_sets
        ]
        self._outline.show(rows or [("", "No set of the main part is done yet.", "")])
        self._health.update("")
        self._resume.clear_options()
        self._resume.add_options(
            (
                Option("Go on", id="go_on"),
                Option("Save what I did", id="save"),
                Option("Throw away", id="discard"),
            )
        )
        self._resume.highlighted = 1 if old else 0
        self._resume.focus()

    # --- actions -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With a session waiting, only that is asked."""
        if action in ("other", "hands_free", "why"):
            return self.app.waiting is None
        return True

    def on_choices_turned(self, event: Choices.Turned) -> None:
        """Another session, length, tier: propose again."""
        if event.choice.id == "session":
            programme = self._programmes[event.choice.at]
            rows = tuple(
                _minutes_row(programme, None) if r.id == "minutes" else r
                for r in self._choices.rows
            )
            self._choices.show(rows)
        elif event.choice.id == "hands_free":
            self.app.change_settings(hands_free=bool(event.choice.at))
            return
        self._propose()

    def action_other(self) -> None:
        """The next session of the catalogue."""
        rows = self._choices.rows
        session = self._row("session")
        turned = replace(session, at=(session.at + 1) % max(1, len(session.values)))
        self._choices.show(tuple(turned if r.id == "session" else r for r in rows))
        self.on_choices_turned(Choices.Turned(self._choices, turned))

    def action_hands_free(self) -> None:
        """By itself, or by hand."""
        row = self._row("hands_free")
        turned = replace(row, at=1 - row.at)
        self._choices.show(tuple(turned if r.id == row.id else r for r in self._choices.rows))
        self.app.change_settings(hands_free=bool(turned.at))

    def action_why(self) -> None:
        """Why the plan is this."""
        why = self._plan.why if self._plan else ()
        programme = self._programme
        lines = list(why) or ["As written: nothing had to give way."]
        if programme is not None:
            lines.insert(0, programme.summary)
        self.notify("\n".join(lines), title="Why this", markup=False)

    def action_dismiss_notices(self) -> None:
        """Those that are shown have been read; the next ones come."""
        history = self.services.history
        told, self._told = self._told, ()
        self._read |= {n.text for n in told}
        kept = [n for n in told if n in history.notices()]

        def job() -> None:
            for notice in kept:
                history.notice_read(notice)

        if kept:
            self.services.background.run(job, lambda _error: None)
        self._tell()

    def action_go(self) -> None:
        """Start, or do what is highlighted with the session that waits."""
        if self.app.waiting is not None:
            self._resume.action_select()
            return
        if self._plan is None or not self._plan.blocks:
            return
        programme, minutes = self._programme, self._row("minutes")
        if programme is not None:
            chosen = None if minutes.at == 0 else int(minutes.value.split()[0])
            self.app.change_settings(last_programme=programme.id, last_minutes=chosen)
        self.app.begin_or_ask(self._plan, bool(self._row("hands_free").at))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """What to do with the session that waits."""
        from runcoach.conductor import taken_up
        from runcoach.core.closing import session_record

        waiting = self.app.waiting
        if waiting is None:
            return
        self.app.waiting = None
        session = taken_up(waiting.session, waiting.saved_at, self.services.clock.wall())
        if event.option.id == "go_on":
            self.app.go_on(session)
            return
        finished = waiting.saved_at.isoformat(timespec="seconds")
        record = session_record(session, finished)
        if event.option.id == "discard":
            record = replace(record, status=Status.DISCARDED, deleted_at=finished)
        history, journal = self.services.history, self.services.journal

        def job() -> None:
            if record.sets:
                history.save(record)
            journal.clear()

        self.services.background.run(job, partial(self._kept, waiting))

    def _kept(self, waiting: Waiting, error: OSError | None) -> None:
        if error is not None:
            self.notify(f"Can't save it: {error}", severity="error", markup=False)
            # It is in the journal still; another session must not take its place there.
            self.app.waiting = waiting
        self._look()
        if error is None:
            self.app.begin_asked()


def _minutes_row(programme: Programme | None, chosen: int | None) -> Choice:
    own = f"{programme.minutes} min" if programme else "as written"
    others = tuple(m for m in MINUTES if programme is None or m != programme.minutes)
    at = others.index(chosen) + 1 if chosen in others else 0
    return Choice("minutes", "Length", (own, *(f"{m} min" for m in others)), at)
