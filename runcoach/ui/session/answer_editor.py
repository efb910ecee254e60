"""The question of a rest while the person is answering it."""

from __future__ import annotations

from collections.abc import Callable

from runcoach.core.model.plan import Role
from runcoach.core.model.records import Answer, SetRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import step_weight
from runcoach.core.ports import Alarm, Clock
from runcoach.core.session.events import Editing, Event
from runcoach.core.session.session import Phase, Session
from runcoach.runner.conductor import Conductor
from runcoach.ui.session.set_question import EFFORTS, Question, find_question

EDIT_ENDS_AFTER_S = 4.0
"""Editing ends when no key was pressed for this long."""


class AnswerEditor:
    """Which number the arrows change, and until when; rest holds at 5 s meanwhile."""

    def __init__(self, conductor: Conductor, clock: Clock, send: Callable[[Event], None]) -> None:
        self._conductor = conductor
        self._clock = clock
        self._send = send
        self._asked: tuple[str, ...] = ()
        self._ends: Alarm | None = None
        self.side = 0
        """The index of the question's set that the arrows change."""
        self.on_load = False
        """The arrows change the load instead."""

    @property
    def question(self) -> Question | None:
        """The question to show now; None where nothing is asked.

        Asked in rest and ready, about sets of the main part, once they are on the disk.
        """
        session: Session = self._conductor.session
        phase = session.underlying_phase
        if phase not in (Phase.REST, Phase.READY) or session.in_work:
            return None
        work = session.work
        question = find_question(session)
        if question is None or work is None or work.role is Role.WARM_UP:
            return None
        if not all(self._conductor.acknowledged(s.id) for s in question.sets):
            return None
        return None if phase is Phase.READY and question.answered else question

    def follow(self) -> None:
        """Follow the session to its next question, which begins at its last side."""
        question = find_question(self._conductor.session)
        asked = tuple(s.id for s in question.sets) if question else ()
        if asked != self._asked:
            self._asked = asked
            self.side = max(0, len(asked) - 1)
            self.on_load = False

    def effort(self, number: int) -> None:
        """Answer with an effort, 1 to 4, for every side of the set."""
        question = self.question
        if question is not None:
            for record in question.sets:
                self._send(Answer(record.id, effort=EFFORTS[number - 1]))
            self.end()

    def form(self) -> None:
        """Toggle "form broke" for every side of the set."""
        question = self.question
        if question is not None:
            for record in question.sets:
                self._send(Answer(record.id, form_ok=question.form_broke))

    def row(self, by: int) -> None:
        """Move to the other side's number, then to the load: a vest or a cable has one too."""
        question = self.question
        if question is None:
            return
        sides = len(question.sets)
        at = (sides if self.on_load else self.side) + by
        at = max(0, min(sides, at))
        self.on_load = at >= sides
        self.side = min(at, sides - 1)

    def value(self, by: int, weights: WeightUnit = WeightUnit.KG) -> None:
        """Increase or decrease the selected number; a load by whole units of `weights`."""
        question = self.question
        if question is None:
            return
        self.begin()
        if self.on_load:
            for each in question.sets:
                load_kg = step_weight(each.load_kg, by, weights, self._planned_kg(each))
                self._send(Answer(each.id, load_kg=load_kg))
            return
        record = question.sets[min(self.side, len(question.sets) - 1)]
        self._send(Answer(record.id, actual=max(0, record.actual + by)))

    def _planned_kg(self, record: SetRecord) -> float:
        blocks = self._conductor.session.plan.blocks
        return next((b.load_kg for b in blocks if b.id == record.block), 0.0)

    @property
    def set_for_note(self) -> SetRecord | None:
        """The set that a note is for: the last one done; None during a set."""
        if self._conductor.session.in_work:
            return None
        question = find_question(self._conductor.session)
        return question.sets[-1] if question else None

    def note(self, set_id: str, text: str) -> None:
        """Add a note to a set of this session."""
        self._send(Answer(set_id, note=text))
        self.end()

    def begin(self) -> None:
        """Begin editing: rest holds until `EDIT_ENDS_AFTER_S` after the last change."""
        self.hold()
        self._ends = self._clock.call_later(EDIT_ENDS_AFTER_S, self.end)

    def hold(self) -> None:
        """Hold the rest until `end`, as long as a line is being typed."""
        self._send(Editing(True))
        self.close()

    def end(self) -> None:
        """End editing: the rest goes on."""
        self.close()
        self._send(Editing(False))

    def close(self) -> None:
        """Cancel the alarm."""
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None
