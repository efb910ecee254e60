"""Painting a session: its present moment on the board, again whenever it looks otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from runcoach.core.model.plan import BlockKind, Side
from runcoach.core.ports import Alarm
from runcoach.runner.conductor import Conductor
from runcoach.ui.session.answer_editor import Answering
from runcoach.ui.session.board import SessionBoard
from runcoach.ui.session.cue_tracker import Cueing
from runcoach.ui.session.keys import NEEDED
from runcoach.ui.session.view_model import SessionView, changes_in_s, movement, view
from runcoach.ui.textual_internals.paint_now import paint_now
from runcoach.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from runcoach.core.session.session import Session
    from runcoach.ui.app_shell import Home

REPAINT_AT_LEAST_S = 1 / 15
REPAINT_AFTER_S = 0.002
"""Just after a second has changed, never just before it."""


class Painting:
    """Shows the moment, and sets an alarm for the next one that looks otherwise."""

    def __init__(
        self,
        home: Home,
        conductor: Conductor,
        answering: Answering,
        cueing: Cueing,
        tell: Callable[[str], None],
    ) -> None:
        services = home.services
        self.board = SessionBoard(services.clock, services.figure_rate, id="board")
        """What the session looks like."""
        self.keys = KeyBar(needed=NEEDED)
        """The keys that act now."""
        self._home = home
        self._conductor = conductor
        self._answering = answering
        self._cueing = cueing
        self._tell = tell
        self._title = home.terminal_title()
        self._alarm: Alarm | None = None
        self._figure_seen = True
        self._since = 0.0
        self._ahead: Iterator[None] = iter(())

    def paint(self) -> None:
        """The moment as it is."""
        session, now = self._conductor.session, self._conductor.now()
        shown, weights = self._view(now), self._home.settings.weight_unit
        cueing = self._cueing
        cue, ticked = cueing.focus(session, now), cueing.ticked(session)
        self.board.show(session, shown, cueing.cues(session), cue, ticked, self._pending())
        self._show_figure(now)
        self.keys.relabel({"press": shown.space})
        self._title.show(shown.window_title)
        answering = self._answering
        self.board.ask(answering.question, answering.side, answering.on_load, weights)
        if self.board.parts:
            paint_now(self.board.screen, (*self.board.parts, self.keys))
            # In a turn of its own: framing a figure takes as long as a picture may wait.
            self.board.call_later(self._look_ahead)
        self._arm(now)

    def tick(self) -> None:
        """The ticks, and nothing else: a second that has passed meanwhile has its own alarm."""
        self.board.cues.tick(self._cueing.ticked(self._conductor.session))
        paint_now(self.board.screen, (self.board.cues,))

    def _view(self, now: float) -> SessionView:
        services, weights = self._home.services, self._home.settings.weight_unit
        session, wall = self._conductor.session, services.clock.wall()
        return view(session, now, services.catalogue, wall, weights, speed=services.speed)

    def close(self) -> None:
        """Paint no more, and give the terminal its title back."""
        self._disarm()
        self._title.restore()

    def _show_figure(self, now: float) -> None:
        """The figure of the work under way or next, in step with the session's clock."""
        services, session = self._home.services, self._conductor.session
        work = session.work
        figure = services.figure(work.exercise, work.tier, self._tell) if work else None
        seconds, runs = movement(session, now)
        self.board.figure.show(
            figure,
            seconds,
            "left" if work and work.side is Side.LEFT else "right",
            speed=services.speed if runs else 0.0,
            still=self._home.settings.reduced_motion,
        )
        seen = figure is not None and self.board.figure.seen
        if seen is not self._figure_seen:
            self._figure_seen = seen
            self._conductor.show_figure(seen)

    def _look_ahead(self) -> None:
        """Prepare what the next second shows, and a step of what the next phase does."""
        session, now = self._conductor.session, self._conductor.now()
        changes = changes_in_s(session, now)
        if changes is not None:
            self.board.prepare(self._view(now + changes))
        if session.since != self._since:
            self._since = session.since
            self._ahead = self._preparing(session)
        else:
            next(self._ahead, None)

    def _preparing(self, session: Session) -> Iterator[None]:
        """Read the next exercise's figure, then frame it."""
        work, index = session.work, session.work_index
        if work is None or index is None:
            return
        here = (work.exercise, work.tier, work.side)
        coming = (b for b in session.plan.blocks[index + 1 :] if b.kind is BlockKind.WORK)
        other = next((b for b in coming if (b.exercise, b.tier, b.side) != here), None)
        if other is None:
            return
        figure = self._home.services.figure(other.exercise, other.tier, self._tell)
        if figure is not None:
            yield
            self.board.figure.prepare(figure, "left" if other.side is Side.LEFT else "right")

    def _arm(self, now: float) -> None:
        self._disarm()
        services = self._home.services
        delay = changes_in_s(self._conductor.session, now)
        if delay is not None:
            real = max(REPAINT_AT_LEAST_S, delay / services.speed) + REPAINT_AFTER_S
            self._alarm = services.clock.call_later(real, self.paint)

    def _disarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _pending(self) -> frozenset[str]:
        """The blocks whose sets are not on the disk yet: no tick is drawn for them."""
        known = self._conductor.acknowledged
        return frozenset(s.block for s in self._conductor.session.sets if not known(s.id))
