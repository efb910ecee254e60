"""The session screen: keys in, the conductor runs it, the board shows it."""

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
from runcoach.ui.app_shell import Home
from runcoach.ui.messages import SessionLeft
from runcoach.ui.services import Services
from runcoach.ui.session.answer_editor import Answering
from runcoach.ui.session.change_exercise import Changing
from runcoach.ui.session.cue_list import CueList
from runcoach.ui.session.cue_tracker import Cueing
from runcoach.ui.session.held_keys import HeldKeys
from runcoach.ui.session.keys import ASKING, KEYS, acts
from runcoach.ui.session.presenter import Painting
from runcoach.ui.session.sheets import SessionSheets
from runcoach.ui.session.undo import Undo
from runcoach.ui.textual_internals.compositor import use_frugal_compositor
from runcoach.ui.textual_internals.inverted_flash import Flash

if TYPE_CHECKING:
    from textual.command import Provider

    from runcoach.core.session.alerts import Alert

REST_BY_S = 10
LINE_SHOWN_S = 12.0
"""What is missing here is told as long as getting ready takes."""


def _sound_commands() -> type[Provider]:
    from runcoach.ui.session.sound_commands import SoundCommands

    return SoundCommands


class SessionScreen(Screen[None]):
    """One session, one exercise at a time."""

    CSS_PATH = ["session.tcss", "distance.tcss", "../widgets/figure.tcss"]  # noqa: RUF012
    app: Home
    BINDINGS: ClassVar[list[BindingType]] = KEYS
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_sound_commands}

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__()
        compositor = use_frugal_compositor(self)
        self.services = services
        self._flash = Flash(self, compositor, services.clock)
        device = services.open_device(self.app.settings, self.app.bell, self._flash.soon)
        listener = Listener(self._changed, self._heard, self._told)
        self.conductor = services.conductor(session, listener, device)
        self._answering = Answering(self.conductor, services.clock, self._send)
        self._sheets = SessionSheets(self.app, self.conductor, self._answering)
        self._cueing = Cueing(services.catalogue)
        self._painting = Painting(
            self.app, self.conductor, self._answering, self._cueing, self._told
        )
        self._summed_up = False
        self._keys = HeldKeys(services.clock)
        self._line = ""
        self._changing = Changing(self.app, self.conductor)
        self._undo = Undo(self.conductor, self.notify)

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.conductor.session

    def compose(self) -> ComposeResult:
        """The board above its keys."""
        yield self._painting.board
        yield self._painting.keys

    def on_mount(self) -> None:
        """Begin to run."""
        self._show_distance(self.app.settings.distance_view)
        self.app.settings_changed.subscribe(self, self.conductor.change, immediate=True)
        self.conductor.start()
        self.call_after_refresh(self._painting.paint)
        # What lives now lives as long as the session: a collector that goes through it all again
        # and again would hold up the clock for longer than a frame, each time.
        self.call_after_refresh(gc.freeze)

    def on_resize(self) -> None:
        """Other words fit now; a paused session would not paint by itself."""
        self.call_after_refresh(self._painting.paint)

    def on_unmount(self) -> None:
        """Let every alarm and the laptop go."""
        self.conductor.close()
        self._answering.close()
        self._flash.close()
        self._painting.close()
        gc.unfreeze()

    # --- what the conductor says -----------------------------------------------------------

    def _changed(self) -> None:
        if not self.is_attached:
            return
        self._answering.follow()
        self.refresh_bindings()
        self._painting.paint()
        phase = self.session.phase
        if phase is Phase.LEFT:
            self._gone()
        elif phase is Phase.FINISHED and self.conductor.saved and not self._summed_up:
            self._summed_up = True
            from runcoach.ui.summary.screen import SummaryScreen

            self.app.push_screen(SummaryScreen(self.services, self.conductor))

    def _gone(self) -> None:
        left = self.session.left
        if left is Leaving.SAVE and self.conductor.saved:
            self.app.coach.saved(self.session)
        kept = left is Leaving.KEEP and self.conductor.kept
        if left is Leaving.CLOSE or kept or self.conductor.saved:
            self.post_message(SessionLeft(self, self._sheets.kept if kept else None))

    def _heard(self, alerts: Sequence[Alert]) -> None:
        self._flash.show(alerts, self.app.settings)

    def _told(self, line: str) -> None:
        """One line about a fault; while it goes on it is not said again and again."""
        if line != self._line:
            self._line = line
            self.call_later(self.notify, line, timeout=LINE_SHOWN_S, markup=False)

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there where its event is legal, and a question's where one is asked."""
        if action in ASKING:
            return self._answering.question is not None
        if action == "note":
            return self._answering.noted is not None
        return acts(action, self.session, self.conductor.takes)

    def _send_once(self, event: Event) -> None:
        if not self._keys.again(type(event).__name__):
            self._send(event)

    def _send(self, event: Event) -> None:
        before = self.session
        if self._sheets.send(event):
            self._undo.note(before, event)

    def action_undo(self) -> None:
        """Take back the last answer, or the last change of tier while nothing of it was begun."""
        self._undo.undo()

    def action_press(self) -> None:
        """The one big key."""
        if self.session.phase is Phase.LEFT:
            # It can't be saved now; its journal holds it still, so Today offers it again.
            self.post_message(SessionLeft(self, self._sheets.kept))
            return
        if self.session.phase is Phase.FINISHED and self.conductor.failing:
            self.post_message(SessionLeft(self, self.session))
            return
        self._answering.end()
        if not self._sheets.cold():
            self.conductor.press()

    def action_end_set(self) -> None:
        """Enough of this set."""
        self._send_once(EndSet())

    def action_redo(self) -> None:
        """The last set again."""
        self._send_once(Redo())

    def action_skip(self) -> None:
        """Not this set."""
        self._send_once(Skip())

    def action_rest(self, by: int) -> None:
        """More rest, or less."""
        self._send(MoreRest(by * REST_BY_S))

    def action_tier(self, by: int) -> None:
        """Easier or harder, from here on."""
        if not self._keys.again(f"tier {by}") and (revision := self._changing.tier(by)):
            self._send(revision)

    def action_another(self) -> None:
        """Another exercise of the same kind, for one that the person won't do today."""
        if not self._keys.again("another") and (revision := self._changing.another()):
            self._send(revision)

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
        self.call_after_refresh(self._painting.paint)

    def action_tick(self) -> None:
        """Tick the cue in focus."""
        self._tick(self._cueing.focus(self.session, self.conductor.now()))

    def on_cue_list_ticked(self, event: CueList.Ticked) -> None:
        """A cue was clicked."""
        self._tick(event.index)

    def _tick(self, index: int) -> None:
        self._cueing.tick(self.session, index)
        self._painting.tick()

    @property
    def _max_test(self) -> bool:
        """A hold is under way that runs on until the person ends it."""
        block = self.session.block
        return self.session.phase is Phase.WORK and block is not None and block.open

    def on_click(self, event: events.Click) -> None:
        """Any click that is no key's pauses; on a max test it ends the hold."""
        if self._max_test:
            self.conductor.press()
        else:
            self._send(Pause())

    def on_key(self, event: events.Key) -> None:
        """A max test ends with any key."""
        if self._max_test:
            event.stop()
            self.conductor.press()

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
            self._painting.paint()
        elif by > 0:
            self._sheets.stopped()

    def action_value(self, by: int) -> None:
        """More or fewer reps or seconds, or another load."""
        self._answering.value(by, self.app.settings.weight_unit)

    # --- sheets ------------------------------------------------------------------------------

    def action_pain(self) -> None:
        """Stop at once; then ask where it hurts."""
        self._sheets.pain()

    def action_leave(self) -> None:
        """Ask how; the clock stands still meanwhile."""
        self._sheets.leave()

    def action_note(self) -> None:
        """A note for the set that was just done."""
        self._sheets.note()

    def action_help(self) -> None:
        """Every key that acts now."""
        self._sheets.help()

    def action_why(self) -> None:
        """What the exercise is for, and why the plan is this."""
        self._sheets.why()
