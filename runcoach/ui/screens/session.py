"""The session screen: keys in, the conductor runs it, the board shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from runcoach.conductor import Conductor, Listener
from runcoach.core import revising
from runcoach.core.alerts import SEEN, Alert
from runcoach.core.events import (
    EndSet,
    Event,
    HandsFree,
    Hurt,
    Leaving,
    MoreRest,
    Pause,
    Redo,
    Skip,
    StoppedAt,
)
from runcoach.core.plan import Role, Side
from runcoach.core.ports import Alarm
from runcoach.core.records import Pain
from runcoach.core.session import Phase, Session
from runcoach.ui.answering import Answering
from runcoach.ui.app import RunCoach
from runcoach.ui.flash import Flash
from runcoach.ui.services import Services
from runcoach.ui.session_keys import ASKING, KEYS, NEEDS
from runcoach.ui.session_view import movement, tier_of, view
from runcoach.ui.widgets.cue_list import CueList
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.session_board import SessionBoard

if TYPE_CHECKING:
    from textual.command import Provider

REST_BY_S = 10
REPAINT_AT_LEAST_S = 1 / 15
CUE_EVERY_S = 6.0
"""In ready and work the focus moves to the next cue this often."""
LINE_SHOWN_S = 12.0
"""What is missing here is told as long as getting ready takes."""


def _sound_commands() -> type[Provider]:
    from runcoach.ui.sound_commands import SoundCommands

    return SoundCommands


class SessionScreen(Screen[None]):
    """One session, one exercise at a time."""

    app: RunCoach
    BINDINGS: ClassVar[list[BindingType]] = KEYS
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_sound_commands}
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-slim"),
        (56, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-low"),
        (16, "-short"),
        (24, "-usual"),
        (36, "-tall"),
    ]

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__()
        self.services = services
        self._board = SessionBoard(services.clock, services.figure_rate, id="board")
        self._keys = KeyBar()
        self._flash = Flash(self, services.clock)
        self._title = self.app.terminal_title()
        device = services.open_device(self.app.settings, self.app.bell, self._flash_soon)
        self.conductor = Conductor(
            session,
            Listener(self._changed, self._heard, self._told),
            clock=services.clock,
            journal=services.journal,
            history=services.history,
            background=services.background,
            device=device,
            aside=services.aside,
            words=services.words,
            speed=services.speed,
        )
        self._answering = Answering(self.conductor, services.clock, self._send)
        self._repaint: Alarm | None = None
        self._ticked: dict[str, frozenset[int]] = {}
        self._summed_up = False
        self._figure_seen = True

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.conductor.session

    def compose(self) -> ComposeResult:
        """The board above its keys."""
        yield self._board
        yield self._keys

    def on_mount(self) -> None:
        """Begin to run."""
        self._show_distance(self.app.settings.distance_view)
        self.app.settings_changed.subscribe(self, self.conductor.change, immediate=True)
        self.conductor.start()
        self.call_after_refresh(self._paint)

    def on_unmount(self) -> None:
        """Let every alarm and the laptop go."""
        self.conductor.close()
        self._answering.close()
        self._flash.close()
        self._title.restore()
        if self._repaint is not None:
            self._repaint.cancel()

    # --- what the conductor says -----------------------------------------------------------

    def _changed(self) -> None:
        if not self.is_attached:
            return
        self._answering.follow()
        self.refresh_bindings()
        self._paint()
        phase = self.session.phase
        if phase is Phase.LEFT:
            self._gone()
        elif phase is Phase.FINISHED and self.conductor.saved and not self._summed_up:
            self._summed_up = True
            from runcoach.ui.screens.summary import SummaryScreen

            self.app.push_screen(SummaryScreen(self.services, self.conductor))

    def _gone(self) -> None:
        left = self.session.left
        if left in (Leaving.KEEP, Leaving.CLOSE) or self.conductor.saved:
            self.app.session_left(self)

    def _heard(self, alerts: Sequence[Alert]) -> None:
        """Seen as well, where the person can't hear it or doesn't want to."""
        settings = self.app.settings
        if (settings.heard is False or not settings.sound) and any(a.kind in SEEN for a in alerts):
            self._flash.flash()

    def _flash_soon(self) -> None:
        """From any thread."""
        self.call_later(self._flash.flash)

    def _told(self, line: str) -> None:
        self.call_later(self.notify, line, timeout=LINE_SHOWN_S, markup=False)

    # --- painting --------------------------------------------------------------------------

    def _paint(self) -> None:
        """The moment as it is, and an alarm for the next one that looks otherwise."""
        now = self.conductor.now()
        session = self.session
        shown = view(session, now, self.services.catalogue, self.services.clock.wall())
        cues = self._cues()
        self._board.show(session, shown, cues, self._cue(now, len(cues)), self._ticks())
        self._show_figure(now)
        self._keys.relabel({"press": shown.space})
        self._title.show(shown.window_title)
        answering = self._answering
        self._board.ask(answering.question, answering.side, answering.on_load)
        self._arm_repaint(now)

    def _show_figure(self, now: float) -> None:
        """The figure of the work under way or next, in step with the session's clock."""
        work = self.session.work
        figure = self.services.figure(work.exercise, work.tier, self._told) if work else None
        seconds, runs = movement(self.session, now)
        self._board.figure.show(
            figure,
            seconds,
            "left" if work and work.side is Side.LEFT else "right",
            speed=self.services.speed if runs else 0.0,
            still=self.app.settings.reduced_motion,
        )
        seen = figure is not None and self._board.figure.seen
        if seen is not self._figure_seen:
            self._figure_seen = seen
            self.conductor.show_figure(seen)

    def _arm_repaint(self, now: float) -> None:
        if self._repaint is not None:
            self._repaint.cancel()
            self._repaint = None
        session = self.session
        if session.phase in (Phase.PAUSED, Phase.FINISHED, Phase.LEFT):
            return
        left = session.left_s(now)
        part = (left % 1.0) if left is not None else 1.0 - ((now - session.since) % 1.0)
        if left is not None:
            part = left - floor(left) or 1.0
        if session.phase is Phase.WORK and session.paced and session.block is not None:
            cycle = session.block.cycle_s
            # The rep's number changes with the figure's rep, whatever the tempo.
            part = min(part, cycle - session.worked(now) % cycle) if cycle > 0 else part
        delay = max(REPAINT_AT_LEAST_S, part / self.services.speed) + 0.002
        self._repaint = self.services.clock.call_later(delay, self._paint)

    def _cues(self) -> tuple[str, ...]:
        """Set-up cues while getting ready; in work, those of the movement and the breath."""
        tier = tier_of(self.services.catalogue, self.session.work)
        if tier is None:
            return ()
        return tier.cues.checklist

    def _cue(self, now: float, count: int) -> int:
        """The cue in focus: set-up first, then the movement's by turns."""
        session = self.session
        tier = tier_of(self.services.catalogue, session.work)
        if tier is None or count == 0:
            return 0
        setup = len(tier.cues.setup)
        if session.acting_phase is Phase.WORK:
            moving = max(1, count - setup)
            return min(count - 1, setup + int(session.worked(now) / CUE_EVERY_S) % moving)
        passed = max(0.0, now - session.since)
        return int(passed / CUE_EVERY_S) % max(1, setup)

    def _ticks(self) -> frozenset[int]:
        work = self.session.work
        return self._ticked.get(work.exercise, frozenset()) if work else frozenset()

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there where its event is legal, and a question's where one is asked."""
        if action in NEEDS:
            legal = self.conductor.takes(NEEDS[action])
            if action == "end_set":
                legal = legal and self.session.in_work
            if action == "redo":
                legal = legal and (self.session.in_work or bool(self.session.sets))
            if action == "tier":
                work = self.session.work
                legal = legal and work is not None and work.role is Role.MAIN
            return legal
        if action in ASKING and action != "row":
            return self._answering.question is not None
        return True

    def _send(self, event: Event) -> None:
        if self.conductor.takes(type(event)):
            self.conductor.send(event)

    def action_press(self) -> None:
        """The one big key."""
        self._answering.end()
        self.conductor.press()

    def action_end_set(self) -> None:
        """Enough of this set."""
        self._send(EndSet())

    def action_redo(self) -> None:
        """The last set again."""
        self._send(Redo())

    def action_skip(self) -> None:
        """Not this set."""
        self._send(Skip())

    def action_rest(self, by: int) -> None:
        """More rest, or less."""
        self._send(MoreRest(by * REST_BY_S))

    def action_tier(self, by: int) -> None:
        """Easier or harder, from here on."""
        revision = revising.retier(self.session, self.services.catalogue, by)
        if revision is None:
            self.notify("There is no easier tier." if by < 0 else "There is no harder tier.")
            return
        self._send(revision)
        self.notify(revision.why, markup=False)

    def action_hands_free(self) -> None:
        """By itself from here on, or by hand."""
        on = not self.session.hands_free
        self._send(HandsFree(on))
        self.notify("Hands-free: it runs by itself." if on else "By hand: Space goes on.")

    def action_distance(self) -> None:
        """The distance view, or back."""
        self._show_distance(not self.has_class("-distance"))

    def _show_distance(self, on: bool) -> None:
        self.set_class(on, "-distance")
        self.conductor.show_figure(not on)

    def action_tick(self) -> None:
        """Tick the cue in focus."""
        cues = self._cues()
        if cues:
            self._tick(self._cue(self.conductor.now(), len(cues)))

    def on_cue_list_ticked(self, event: CueList.Ticked) -> None:
        """A cue was clicked."""
        self._tick(event.index)

    def _tick(self, index: int) -> None:
        work = self.session.work
        if work is not None:
            self._ticked[work.exercise] = self._ticks() ^ {index}
            self._paint()

    def on_click(self, event: events.Click) -> None:
        """Any click that is no key's pauses; on a max test it ends the hold."""
        block = self.session.block
        if self.session.phase is Phase.WORK and block is not None and block.open:
            self.conductor.press()
        else:
            self._send(Pause())

    def on_key(self, event: events.Key) -> None:
        """A max test ends with any key."""
        block = self.session.block
        if self.session.phase is Phase.WORK and block is not None and block.open:
            event.stop()
            self.conductor.press()

    def action_help(self) -> None:
        """Every key that acts now."""
        from runcoach.ui.screens.help import HelpScreen

        self._send_pause_in_work()
        self.app.push_screen(HelpScreen.of(self))

    def _send_pause_in_work(self) -> None:
        if self.session.phase in (Phase.WORK, Phase.COUNT_IN):
            self._send(Pause())

    # --- the question ------------------------------------------------------------------------

    def action_effort(self, number: int) -> None:
        """One digit answers the whole question."""
        self._answering.effort(number)

    def action_form(self) -> None:
        """Form broke, or it did not after all."""
        self._answering.form()

    def action_row(self, by: int) -> None:
        """The other side's number, then the load; from paused, where one really stopped."""
        if self.session.phase is not Phase.PAUSED:
            self._answering.row(by)
            self._paint()
        elif by > 0:
            self._ask_where_stopped()

    def action_value(self, by: int) -> None:
        """More or fewer reps or seconds, or another load."""
        self._answering.value(by)

    def action_note(self) -> None:
        """A note for the set that was just done."""
        from runcoach.ui.screens.note import NoteScreen

        question = self._answering.question
        if question is None:
            return
        record = question.sets[-1]
        self._answering.begin()
        self.app.push_screen(
            NoteScreen(f"{record.name}, set {record.set}", record.note), self._answering.note
        )

    # --- pain, stopping, leaving -----------------------------------------------------------

    def action_pain(self) -> None:
        """Stop at once; then ask where it hurts."""
        from runcoach.ui.screens.pain import PainScreen

        hurting = self._hurting()
        self._send(Pause())
        exercise = self.services.catalogue.exercise(hurting)
        work = self.session.work

        def spare(pain: Pain | None) -> None:
            if pain is not None:
                self._send(Hurt(pain, hurting))

        areas = exercise.areas if exercise else ()
        self.app.push_screen(PainScreen(areas, work.side if work else Side.BOTH), spare)

    def _hurting(self) -> str:
        """The exercise under way; between sets the one that was just done."""
        session = self.session
        work = session.work
        if not session.in_work and session.counted and session.acting_phase is not Phase.COUNT_IN:
            return session.counted[-1].exercise
        return work.exercise if work else ""

    def _ask_where_stopped(self) -> None:
        from runcoach.ui.screens.leave import stopped_sheet

        def undo(block: str | None) -> None:
            if block:
                self._send(StoppedAt(block))

        self.app.push_screen(stopped_sheet(self.session), undo)

    def action_leave(self) -> None:
        """Ask how; the clock stands still meanwhile."""
        from runcoach.ui.screens.leave import leave_sheet

        if self.session.phase in (Phase.FINISHED, Phase.LEFT):
            return
        self._send(Pause())

        def go(how: str | None) -> None:
            if how is not None:
                self.conductor.leave(Leaving(how))

        self.app.push_screen(leave_sheet(self.session), go)
