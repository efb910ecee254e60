"""Answering: the question of a rest while it is being answered."""

from __future__ import annotations

from collections.abc import Callable

from runcoach.core.model.plan import Role
from runcoach.core.model.records import Answer, SetRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import stepped
from runcoach.core.ports import Alarm, Clock
from runcoach.core.session.events import Editing, Event
from runcoach.core.session.session import Phase, Session
from runcoach.runner.conductor import Conductor
from runcoach.ui.session.set_question import EFFORTS, Question, question_of

EDIT_ENDS_AFTER_S = 4.0
"""An answer that nobody touches for so long is no longer being edited."""


class Answering:
    """Which number the arrows change, and since when; rest holds at 5 s meanwhile."""

    def __init__(self, conductor: Conductor, clock: Clock, send: Callable[[Event], None]) -> None:
        self._conductor = conductor
        self._clock = clock
        self._send = send
        self._asked: tuple[str, ...] = ()
        self._ends: Alarm | None = None
        self.side = 0
        """Which of the question's sets the arrows change."""
        self.on_load = False
        """They change the load instead."""

    @property
    def question(self) -> Question | None:
        """Asked in rest and while getting ready, of the main part, once it is on the disk."""
        session: Session = self._conductor.session
        phase = session.acting_phase
        if phase not in (Phase.REST, Phase.READY) or session.in_work:
            return None
        work = session.work
        question = question_of(session)
        if question is None or work is None or work.role is Role.WARM_UP:
            return None
        if not all(self._conductor.acknowledged(s.id) for s in question.sets):
            return None
        return None if phase is Phase.READY and question.answered else question

    def follow(self) -> None:
        """The session moved on: a new question begins at its last side."""
        question = question_of(self._conductor.session)
        asked = tuple(s.id for s in question.sets) if question else ()
        if asked != self._asked:
            self._asked = asked
            self.side = max(0, len(asked) - 1)
            self.on_load = False

    def effort(self, number: int) -> None:
        """How it felt, 1 to 4, for every side of the set."""
        question = self.question
        if question is not None:
            for record in question.sets:
                self._send(Answer(record.id, effort=EFFORTS[number - 1]))
            self.end()

    def form(self) -> None:
        """Form broke, or it did not after all."""
        question = self.question
        if question is not None:
            for record in question.sets:
                self._send(Answer(record.id, form_ok=question.form_broke))

    def row(self, by: int) -> None:
        """The other side's number, then the load: a vest or a cable has one as well."""
        question = self.question
        if question is None:
            return
        sides = len(question.sets)
        at = (sides if self.on_load else self.side) + by
        at = max(0, min(sides, at))
        self.on_load = at >= sides
        self.side = min(at, sides - 1)

    def value(self, by: int, weights: WeightUnit = WeightUnit.KG) -> None:
        """More or less of what the arrows stand on; of a load, whole ones of the unit shown."""
        question = self.question
        if question is None:
            return
        self.begin()
        if self.on_load:
            for each in question.sets:
                kilos = stepped(each.load_kg, by, weights, self._planned_kg(each))
                self._send(Answer(each.id, load_kg=kilos))
            return
        record = question.sets[min(self.side, len(question.sets) - 1)]
        self._send(Answer(record.id, actual=max(0, record.actual + by)))

    def _planned_kg(self, record: SetRecord) -> float:
        blocks = self._conductor.session.plan.blocks
        return next((b.load_kg for b in blocks if b.id == record.block), 0.0)

    @property
    def noted(self) -> SetRecord | None:
        """The set that a note is for: the one last done, while none is under way."""
        if self._conductor.session.in_work:
            return None
        question = question_of(self._conductor.session)
        return question.sets[-1] if question else None

    def note(self, set_id: str, text: str) -> None:
        """A note for a set, whenever it was done."""
        self._send(Answer(set_id, note=text))
        self.end()

    def begin(self) -> None:
        """The person is at it: rest holds until nothing was touched for a while."""
        self.hold()
        self._ends = self._clock.call_later(EDIT_ENDS_AFTER_S, self.end)

    def hold(self) -> None:
        """Rest holds until `end`, as long as a line is being typed."""
        self._send(Editing(True))
        self.close()

    def end(self) -> None:
        """The person is done, or has gone back to the mat."""
        self.close()
        self._send(Editing(False))

    def close(self) -> None:
        """Let the alarm go."""
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None
