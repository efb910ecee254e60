"""The presenter of a session: shows the current moment, and again whenever it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from runcoach.core.model.plan import BlockKind, Side
from runcoach.core.ports import Alarm
from runcoach.runner.conductor import Conductor
from runcoach.ui.session.answer_editor import AnswerEditor
from runcoach.ui.session.board import SessionBoard
from runcoach.ui.session.cue_tracker import CueTracker
from runcoach.ui.session.keys import FOOTER_FIRST
from runcoach.ui.session.teaching import Lessons, make_lesson
from runcoach.ui.session.view_model import SessionView, figure_position, next_change_s, view_session
from runcoach.ui.textual_internals.paint_now import paint_now
from runcoach.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from runcoach.core.session.session import Session
    from runcoach.ui.app_shell import AppShell

REPAINT_AT_LEAST_S = 1 / 15
REPAINT_AFTER_S = 0.002
"""Delay after the change of a second, so that it is never painted just before it."""


class SessionPresenter:
    """Paints the board, and arms a timer for the next moment that looks different."""

    def __init__(
        self,
        home: AppShell,
        conductor: Conductor,
        answering: AnswerEditor,
        cueing: CueTracker,
        lessons: Lessons,
        tell: Callable[[str], None],
    ) -> None:
        services = home.services
        self.board = SessionBoard(services.clock, services.figure_rate, id="board")
        """The widgets of the session."""
        self.keys = KeyBar(needed=FOOTER_FIRST)
        """The footer."""
        self._home = home
        self._conductor = conductor
        self._answers = answering
        self._cues = cueing
        self._lessons = lessons
        self._tell = tell
        self._title = home.terminal_title()
        self._alarm: Alarm | None = None
        self._figure_seen = True
        self._since = 0.0
        self._ahead: Iterator[None] = iter(())

    def paint(self) -> None:
        """Paint the current moment."""
        session, now = self._conductor.session, self._conductor.now()
        shown, weights = self._view(now), self._home.settings.weight_unit
        cueing = self._cues
        cue, ticked = cueing.focus(session, now), cueing.ticked(session)
        self.board.show(session, shown, cueing.cues(session), cue, ticked, self._pending())
        self._teach(session, shown)
        self._show_figure(now)
        self.keys.relabel({"press": shown.space})
        self._title.show(shown.window_title)
        answering = self._answers
        self.board.ask(answering.question, answering.side, answering.on_load, weights)
        if self.board.parts:
            paint_now(self.board.screen, (*self.board.parts, self.keys))
            # In a separate turn: framing a figure takes as long as a frame may be delayed.
            self.board.call_later(self._look_ahead)
        self._arm(now)

    def tick(self) -> None:
        """Paint the ticks of the cues, and nothing else: the clock has its own timer."""
        self.board.cues.tick(self._cues.ticked(self._conductor.session))
        paint_now(self.board.screen, (self.board.cues,))

    def _view(self, now: float) -> SessionView:
        services, weights = self._home.services, self._home.settings.weight_unit
        session, wall = self._conductor.session, services.clock.wall()
        return view_session(session, now, services.catalogue, wall, weights, speed=services.speed)

    def close(self) -> None:
        """Stop painting, and restore the terminal's title."""
        self._disarm()
        self._title.restore()

    def _teach(self, session: Session, shown: SessionView) -> None:
        """Show the lesson on the movement in place of the clock, while it is open."""
        work = session.work
        opened = self._lessons.is_open(session)
        catalogue = self._home.services.catalogue
        lesson = make_lesson(work, catalogue) if opened and work else None
        if lesson is None or work is None:
            self.board.teach(None, shown)
            return
        figure = self._home.services.figure(work.exercise, work.tier, self._tell)
        self.board.teach(lesson, shown)
        side = "left" if work.side is Side.LEFT else "right"
        self.board.teaching.figure.show(figure, 0.0, side, speed=0.0, still=True)

    def _show_figure(self, now: float) -> None:
        """Show the figure of the current or next work, in step with the session's clock."""
        services, session = self._home.services, self._conductor.session
        work = session.work
        figure = services.figure(work.exercise, work.tier, self._tell) if work else None
        seconds, runs = figure_position(session, now)
        self.board.figure.show(
            figure,
            seconds,
            "left" if work and work.side is Side.LEFT else "right",
            speed=services.speed if runs else 0.0,
            still=self._home.settings.reduced_motion,
        )
        taught = self.board.teaching.figure.seen
        seen = figure is not None and (taught or self.board.figure.seen)
        if seen is not self._figure_seen:
            self._figure_seen = seen
            self._conductor.set_figure_visible(seen)

    def _look_ahead(self) -> None:
        """Prepare the next second's clock, and one step of the next phase's figure."""
        session, now = self._conductor.session, self._conductor.now()
        changes = next_change_s(session, now)
        if changes is not None:
            self.board.prepare(self._view(now + changes))
        if session.phase_began_at != self._since:
            self._since = session.phase_began_at
            self._ahead = self._preparing(session)
        else:
            next(self._ahead, None)

    def _preparing(self, session: Session) -> Iterator[None]:
        """Read the next exercise's figure, then frame it, one step for each iteration."""
        work, index = session.work, session.work_index
        if work is None or index is None:
            return
        current = (work.exercise, work.tier, work.side)
        later = (b for b in session.plan.blocks[index + 1 :] if b.kind is BlockKind.WORK)
        upcoming = next((b for b in later if (b.exercise, b.tier, b.side) != current), None)
        if upcoming is None:
            return
        figure = self._home.services.figure(upcoming.exercise, upcoming.tier, self._tell)
        if figure is not None:
            yield
            self.board.figure.prepare(figure, "left" if upcoming.side is Side.LEFT else "right")

    def _arm(self, now: float) -> None:
        self._disarm()
        services = self._home.services
        delay = next_change_s(self._conductor.session, now)
        if delay is not None:
            real = max(REPAINT_AT_LEAST_S, delay / services.speed) + REPAINT_AFTER_S
            self._alarm = services.clock.call_later(real, self.paint)

    def _disarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _pending(self) -> frozenset[str]:
        """The ids of blocks whose sets are not on the disk yet: no tick is drawn for them."""
        known = self._conductor.acknowledged
        return frozenset(s.block for s in self._conductor.session.sets if not known(s.id))
