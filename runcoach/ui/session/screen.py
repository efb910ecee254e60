"""The screen of a running session: turns keys into events for the conductor."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from runcoach.core.session.events import (
    EndSet,
    Event,
    HandsFree,
    Leaving,
    MoreRest,
    Pause,
    Redo,
    Skip,
)
from runcoach.core.session.session import Phase, Session
from runcoach.runner.conductor import Listener
from runcoach.ui.app_shell import AppShell
from runcoach.ui.destinations import Summary
from runcoach.ui.messages import Open, SessionLeft
from runcoach.ui.services import Services
from runcoach.ui.session.answer_editor import AnswerEditor
from runcoach.ui.session.change_exercise import ExerciseChanges
from runcoach.ui.session.cue_list import CueList
from runcoach.ui.session.cue_tracker import CueTracker
from runcoach.ui.session.held_keys import HeldKeys
from runcoach.ui.session.keys import QUESTION_ACTIONS, SESSION_KEYS, is_active
from runcoach.ui.session.message_row import MessageRow
from runcoach.ui.session.presenter import SessionPresenter
from runcoach.ui.session.sheets import SessionSheets
from runcoach.ui.session.undo import UndoStack
from runcoach.ui.textual_internals.compositor import use_frugal_compositor
from runcoach.ui.textual_internals.inverted_flash import Flash

if TYPE_CHECKING:
    from textual.command import Provider

    from runcoach.core.session.alerts import Alert

REST_STEP_S = 10


def _sound_commands() -> type[Provider]:
    from runcoach.ui.session.sound_commands import SoundCommands

    return SoundCommands


class SessionScreen(Screen[None]):
    """One session, one exercise at a time."""

    CSS_PATH = ["session.tcss", "distance.tcss", "../widgets/figure.tcss"]  # noqa: RUF012
    app: AppShell
    BINDINGS: ClassVar[list[BindingType]] = SESSION_KEYS
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_sound_commands}

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__()
        compositor = use_frugal_compositor(self)
        self.services = services
        self._flash = Flash(self, compositor, services.clock)
        device = services.open_device(self.app.settings, self.app.bell, self._flash.flash_soon)
        listener = Listener(self._changed, self._heard, self._told)
        self.conductor = services.create_conductor(session, listener, device)
        self._answers = AnswerEditor(self.conductor, services.clock, self._send)
        self._sheets = SessionSheets(self.app, self.conductor, self._answers)
        self._cues = CueTracker(services.catalogue)
        self._presenter = SessionPresenter(
            self.app, self.conductor, self._answers, self._cues, self._told
        )
        self.messages = MessageRow(services.clock)
        """The row of messages."""
        self._summed_up = False
        self._keys = HeldKeys(services.clock)
        self._changing = ExerciseChanges(self.app, self.conductor)
        self._undo = UndoStack(self.conductor, self.notify)

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.conductor.session

    def compose(self) -> ComposeResult:
        """The board above its messages and its keys."""
        yield self._presenter.board
        yield self.messages
        yield self._presenter.keys

    def on_mount(self) -> None:
        """Start the session's clock."""
        self._show_distance(self.app.settings.distance_view)
        self.app.settings_changed.subscribe(self, self.conductor.apply_settings, immediate=True)
        self.conductor.start()
        self.call_after_refresh(self._presenter.paint)
        # What is alive now stays so: collecting it again and again would delay the clock.
        self.call_after_refresh(gc.freeze)

    def on_resize(self) -> None:
        """Repaint: other texts fit now, and a paused session has no timer to do it."""
        self.messages.fit()
        self.call_after_refresh(self._presenter.paint)

    def on_unmount(self) -> None:
        """Cancel every alarm and close the device."""
        self.conductor.close()
        self._answers.close()
        self._flash.close()
        self._presenter.close()
        self.messages.close()
        gc.unfreeze()

    # --- callbacks of the conductor --------------------------------------------------------

    def _changed(self) -> None:
        if not self.is_attached:
            return
        self.messages.show_unsaved(failure := self.conductor.failure)
        self.app.show_unsaved(failure, self.session)
        self._answers.follow()
        self.refresh_bindings()
        self._presenter.paint()
        phase = self.session.phase
        if phase is Phase.LEFT:
            self._gone()
        elif phase is Phase.FINISHED and self.conductor.saved and not self._summed_up:
            self._summed_up = True
            self.post_message(Open(Summary(self.conductor), None))

    def _gone(self) -> None:
        left = self.session.leaving
        if left is Leaving.SAVE and self.conductor.saved:
            self.app.coach.review_saved_session(self.session)
        kept = left is Leaving.KEEP and self.conductor.journaled
        if left is Leaving.CLOSE or kept or self.conductor.saved:
            self.app.show_unsaved("")
            before = self._sheets.session_before_leaving if kept else None
            self.post_message(SessionLeft(self, before))

    def _heard(self, alerts: Sequence[Alert]) -> None:
        self._flash.flash_for(alerts, self.app.settings)

    def _told(self, line: str) -> None:
        """Report a fault in one line."""
        self.call_later(self.messages.show_fault, line)

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are enabled if their event is legal; those of a question, if one is asked."""
        if action in QUESTION_ACTIONS:
            return self._answers.question is not None
        if action == "note":
            return self._answers.set_for_note is not None
        return is_active(action, self.session, self.conductor.accepts)

    def _send_once(self, event: Event) -> None:
        if not self._keys.is_repeat(type(event).__name__):
            self._send(event)

    def _send(self, event: Event) -> None:
        before = self.session
        if self._sheets.send(event):
            self._undo.record_event(before, event)

    def action_undo(self) -> None:
        """Undo the last answer, or the last change of tier while none of its sets was started."""
        self._undo.undo()

    def action_press(self) -> None:
        """Do what Space does now."""
        if self.session.phase is Phase.LEFT:
            # It can't be saved now, but its journal is kept, so Today offers it again.
            self.post_message(SessionLeft(self, self._sheets.session_before_leaving))
            return
        if self.session.phase is Phase.FINISHED and self.conductor.save_failing:
            self.post_message(SessionLeft(self, self.session))
            return
        self._answers.end()
        if not self._sheets.offer_warm_up():
            self.conductor.press()

    def action_end_set(self) -> None:
        """End the set with what was done so far."""
        self._send_once(EndSet())

    def action_redo(self) -> None:
        """Repeat the last set."""
        self._send_once(Redo())

    def action_skip(self) -> None:
        """Leave the set out."""
        self._send_once(Skip())

    def action_rest(self, by: int) -> None:
        """Lengthen or shorten the rest by `REST_STEP_S`."""
        self._send(MoreRest(by * REST_STEP_S))

    def action_tier(self, by: int) -> None:
        """Change to the easier or harder tier, from here on."""
        if not self._keys.is_repeat(f"tier {by}") and (revision := self._changing.tier(by)):
            self._send(revision)

    def action_another(self) -> None:
        """Replace the exercise by another of the same kind, from here on."""
        if not self._keys.is_repeat("another") and (revision := self._changing.another()):
            self._send(revision)

    def action_hands_free(self) -> None:
        """Toggle hands-free."""
        on = not self.session.hands_free
        self._send(HandsFree(on))
        self.notify("Hands-free: it runs by itself." if on else "By hand: Space goes on.")

    def action_distance(self) -> None:
        """Toggle the distance view."""
        self._show_distance(not self.has_class("-distance"))

    def _show_distance(self, on: bool) -> None:
        self.set_class(on, "-distance")
        self.call_after_refresh(self._presenter.paint)

    def action_tick(self) -> None:
        """Tick the cue in focus."""
        self._tick(self._cues.focus(self.session, self.conductor.now()))

    def on_cue_list_ticked(self, event: CueList.Ticked) -> None:
        """Tick the clicked cue."""
        self._tick(event.index)

    def _tick(self, index: int) -> None:
        self._cues.tick(self.session, index)
        self._presenter.tick()

    @property
    def _max_test(self) -> bool:
        block = self.session.block
        return self.session.phase is Phase.WORK and block is not None and block.open

    def on_click(self, event: events.Click) -> None:
        """A click beside the footer's keys pauses; in a max test it ends the hold."""
        self.conductor.press() if self._max_test else self._send(Pause())

    def on_key(self, event: events.Key) -> None:
        """Any key ends a max test."""
        if self._max_test:
            event.stop()
            self.conductor.press()

    # --- the question ------------------------------------------------------------------------

    def action_effort(self, number: int) -> None:
        """Answer the question with an effort, 1 to 4."""
        self._answers.effort(number)

    def action_form(self) -> None:
        """Toggle "form broke"."""
        self._answers.form()

    def action_row(self, by: int) -> None:
        """Select the other side's number, then the load; paused, ask where they really stopped."""
        if self.session.phase is not Phase.PAUSED:
            self._answers.row(by)
            self._presenter.paint()
        elif by > 0:
            self._sheets.ask_where_stopped()

    def action_value(self, by: int) -> None:
        """Change the selected reps, seconds or load."""
        self._answers.value(by, self.app.settings.weight_unit)

    # --- sheets ------------------------------------------------------------------------------

    def action_pain(self) -> None:
        """Stop at once, then ask where it hurts."""
        self._sheets.pain()

    def action_leave(self) -> None:
        """Ask how to leave, with the clock stopped."""
        self._sheets.leave()

    def action_note(self) -> None:
        """Write a note for the set that was just done."""
        self._sheets.note()

    def action_help(self) -> None:
        """Show every key that acts now."""
        self._sheets.help()

    def action_why(self) -> None:
        """Show what the exercise is for, and the reasons of the plan."""
        self._sheets.why()
