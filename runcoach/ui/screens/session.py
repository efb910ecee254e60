"""The session screen: keys in, the conductor runs it, the board shows it."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from runcoach.conductor import Conductor, Listener
from runcoach.core import compose as composing
from runcoach.core.alerts import Alert, AlertKind
from runcoach.core.events import (
    Editing,
    EndSet,
    Event,
    HandsFree,
    Hurt,
    Leave,
    Leaving,
    MoreRest,
    Pause,
    Redo,
    Revise,
    Skip,
    StoppedAt,
)
from runcoach.core.plan import Role, Side
from runcoach.core.ports import Alarm
from runcoach.core.records import Answer, Pain
from runcoach.core.session import Phase, Session
from runcoach.ui.app import RunCoach
from runcoach.ui.asking import EFFORTS, Question, question_of
from runcoach.ui.services import Services
from runcoach.ui.session_view import tier_of, view
from runcoach.ui.widgets.cue_list import CueList
from runcoach.ui.widgets.session_board import SessionBoard

REST_BY_S = 10
REPAINT_AT_LEAST_S = 1 / 15
CUE_EVERY_S = 6.0
"""In ready and work the focus moves to the next cue this often."""
EDIT_ENDS_AFTER_S = 4.0
"""An answer that nobody touches for so long is no longer being edited."""
INVERTS = (
    AlertKind.GO,
    AlertKind.SWITCH,
    AlertKind.SESSION_DONE,
    AlertKind.REST,
    AlertKind.EXERCISE_DONE,
)
INVERTED_S = 0.35
"""Long enough to be seen, and rare enough to stay under three flashes a second."""


def _letter(key: str, action: str, label: str, told: str, *, show: bool = True) -> Binding:
    """A letter, whatever Caps Lock says."""
    return Binding(
        f"{key},{key.upper()}",
        action,
        label,
        show=show,
        key_display=key,
        tooltip=told,
        id=f"session.{action.partition('(')[0]}",
    )


class SessionScreen(Screen[None]):
    """One session, one exercise at a time."""

    app: RunCoach
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "press",
            "Go",
            tooltip="What the screen shows biggest",
            key_display="space",
            id="session.press",
        ),
        _letter("d", "end_set", "done now", "End the set with what was done so far"),
        _letter("b", "redo", "redo", "Do the last set again"),
        _letter("s", "skip", "skip", "Leave the set out"),
        _letter("m", "rest(1)", "+10 s", "10 s more rest"),
        _letter("n", "rest(-1)", "-10 s", "10 s less rest"),
        _letter("e", "tier(-1)", "easier", "The easier tier of this exercise"),
        _letter("h", "tier(1)", "harder", "The harder tier of this exercise"),
        _letter("x", "pain", "pain", "Something hurts: stop, and spare it"),
        _letter("k", "form", "form broke", "Form broke in the last set", show=False),
        _letter("f", "hands_free", "hands-free", "By itself, or by hand", show=False),
        _letter("v", "distance", "distance", "The distance view", show=False),
        _letter("t", "note", "note", "A note for the last set", show=False),
        _letter("c", "tick", "tick", "Tick the cue in focus", show=False),
        Binding(
            "question_mark", "help", "keys", key_display="?", tooltip="Every key", id="session.help"
        ),
        _letter("q", "leave", "leave", "Leave: keep, save or throw away"),
        Binding("escape", "leave", "Leave", show=False),
        Binding("down", "row(1)", "Next row", show=False),
        Binding("up", "row(-1)", "Row before", show=False),
        Binding("left", "value(-1)", "Less", show=False),
        Binding("right", "value(1)", "More", show=False),
        Binding("1,plus,ampersand", "effort(1)", "easy", show=False),
        Binding("2,ě,é", "effort(2)", "right", show=False),
        Binding("3,š,quotation_mark", "effort(3)", "hard", show=False),
        Binding("4,č,apostrophe", "effort(4)", "failed", show=False),
    ]

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__()
        self.services = services
        self._board = SessionBoard(id="board")
        self._device = services.open_device(services.settings)
        self.conductor = Conductor(
            session,
            Listener(self._changed, self._heard, self._told),
            clock=services.clock,
            journal=services.journal,
            history=services.history,
            background=services.background,
            device=self._device,
            speed=services.speed,
        )
        self._repaint: Alarm | None = None
        self._edit_ends: Alarm | None = None
        self._upright: Alarm | None = None
        self._ticked: dict[str, frozenset[int]] = {}
        self._side = 0
        self._on_load = False
        self._asked: tuple[str, ...] = ()
        self._summed_up = False

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.conductor.session

    def compose(self) -> ComposeResult:
        """The board above its keys."""
        yield self._board
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Begin to run."""
        self.set_class(self.app.settings.distance_view, "-distance")
        self.conductor.start()
        self.call_after_refresh(self._paint)

    def on_unmount(self) -> None:
        """Let every alarm and the laptop go."""
        self.conductor.close()
        for alarm in (self._repaint, self._edit_ends, self._upright):
            if alarm is not None:
                alarm.cancel()
        if self._device is not None:
            self._device.close()

    # --- what the conductor says -----------------------------------------------------------

    def _changed(self) -> None:
        if not self.is_attached:
            return
        question = question_of(self.session)
        asked = tuple(s.id for s in question.sets) if question else ()
        if asked != self._asked:
            self._asked = asked
            self._side = max(0, len(asked) - 1)
            self._on_load = False
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
        for alert in alerts:
            if alert.kind in INVERTS:
                self._flash()
        if self._device is None and self.app.settings.sound:
            self.app.bell()

    def _flash(self) -> None:
        if self._upright is None:
            self.add_class("-inverted")
            self._upright = self.services.clock.call_later(INVERTED_S, self._flashed)

    def _flashed(self) -> None:
        self._upright = None
        self.remove_class("-inverted")

    def _told(self, line: str) -> None:
        self.notify(line, severity="warning", markup=False)

    # --- painting --------------------------------------------------------------------------

    def _paint(self) -> None:
        """The moment as it is, and an alarm for the next one that looks otherwise."""
        now = self.conductor.now()
        session = self.session
        shown = view(session, now, self.services.catalogue, self.services.clock.wall())
        cues = self._cues()
        self._board.show(session, shown, cues, self._cue(now, len(cues)), self._ticks())
        question = self._question()
        self._board.ask(question, self._side, self._on_load)
        self._arm_repaint(now)

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

    def _question(self) -> Question | None:
        """Asked in rest and while getting ready; and only of the main part."""
        phase = self.session.acting_phase
        if phase not in (Phase.REST, Phase.READY) or self.session.in_work:
            return None
        work = self.session.work
        question = question_of(self.session)
        if question is None or work is None or work.role is Role.WARM_UP:
            return None
        if not all(self.conductor.acknowledged(s.id) for s in question.sets):
            return None
        if phase is Phase.READY and question.answered:
            return None
        return question

    # --- keys ------------------------------------------------------------------------------

    NEEDS: ClassVar[dict[str, type[Event]]] = {
        "end_set": EndSet,
        "redo": Redo,
        "skip": Skip,
        "rest": MoreRest,
        "tier": Revise,
        "pain": Hurt,
        "hands_free": HandsFree,
        "leave": Leave,
    }
    ASKING: ClassVar[frozenset[str]] = frozenset({"row", "value", "effort", "form", "note"})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there where its event is legal, and a question's where one is asked."""
        if action in self.NEEDS:
            legal = self.conductor.takes(self.NEEDS[action])
            if action == "end_set" or action == "redo":
                legal = legal and (self.session.in_work or bool(self.session.sets))
            if action == "end_set":
                legal = legal and self.session.in_work
            if action == "tier":
                work = self.session.work
                legal = legal and work is not None and work.role is Role.MAIN
            return legal
        if action in self.ASKING and action != "row":
            return self._question() is not None
        return True

    def _send(self, event: Event) -> None:
        if self.conductor.takes(type(event)):
            self.conductor.send(event)

    def action_press(self) -> None:
        """The one big key."""
        self._stop_editing()
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
        revision = composing.retier(self.session, self.services.catalogue, by)
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
        self.toggle_class("-distance")

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
        question = self._question()
        if question is not None:
            for record in question.sets:
                self._send(Answer(record.id, effort=EFFORTS[number - 1]))
            self._stop_editing()

    def action_form(self) -> None:
        """Form broke, or it did not after all."""
        question = self._question()
        if question is not None:
            for record in question.sets:
                self._send(Answer(record.id, form_ok=question.form_broke))

    def action_row(self, by: int) -> None:
        """The other side's number, then the load; from paused, where one really stopped."""
        if self.session.phase is Phase.PAUSED:
            if by > 0:
                self._ask_where_stopped()
            return
        question = self._question()
        if question is None:
            return
        rows = len(question.sets) + int(question.loaded)
        at = (len(question.sets) if self._on_load else self._side) + by
        at = max(0, min(rows - 1, at))
        self._on_load = at >= len(question.sets)
        self._side = min(at, len(question.sets) - 1)
        self._paint()

    def action_value(self, by: int) -> None:
        """More or fewer reps or seconds, or another load; rest holds at 5 s meanwhile."""
        question = self._question()
        if question is None:
            return
        self._edit()
        record = question.sets[min(self._side, len(question.sets) - 1)]
        if self._on_load:
            for each in question.sets:
                self._send(Answer(each.id, load_kg=max(0.0, each.load_kg + by)))
            return
        self._send(Answer(record.id, actual=max(0, record.actual + by)))

    def _edit(self) -> None:
        self._send(Editing(True))
        if self._edit_ends is not None:
            self._edit_ends.cancel()
        self._edit_ends = self.services.clock.call_later(EDIT_ENDS_AFTER_S, self._stop_editing)

    def _stop_editing(self) -> None:
        if self._edit_ends is not None:
            self._edit_ends.cancel()
            self._edit_ends = None
            self._send(Editing(False))

    def action_note(self) -> None:
        """A note for the set that was just done."""
        from runcoach.ui.screens.note import NoteScreen

        question = self._question()
        if question is None:
            return
        record = question.sets[-1]

        def keep(note: str | None) -> None:
            if note is not None:
                self._send(Answer(record.id, note=note))
            self._send(Editing(False))

        self._send(Editing(True))
        self.app.push_screen(NoteScreen(f"{record.name}, set {record.set}", record.note), keep)

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
