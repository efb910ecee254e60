"""The question of a rest: what was done, how it felt, whether form broke."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from runcoach.core.dose import Unit
from runcoach.ui import wording
from runcoach.ui.asking import EFFORTS, Question


class QuestionRow(Widget):
    """Two lines: the arrows change the selected side, a digit says how it felt."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "question-row--key",
        "question-row--chosen",
        "question-row--quiet",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question: Question | None = None
        self._side = 0
        self._on_load = False

    def show(self, question: Question | None, side: int, on_load: bool) -> None:
        """The question, which of its sides the arrows change, or its load."""
        shown = (question, side, on_load)
        if shown != (self._question, self._side, self._on_load):
            self._question, self._side, self._on_load = shown
            self.refresh()

    def render(self) -> Text:
        """`Side plank? 1 easy  2 right  3 hard  4 failed`, with the numbers before it."""
        question = self._question
        if question is None:
            return Text("")
        key = self.get_component_rich_style("question-row--key", partial=True)
        chosen = self.get_component_rich_style("question-row--chosen", partial=True)
        quiet = self.get_component_rich_style("question-row--quiet", partial=True)
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f"{question.name}? ", Style(bold=True))
        for number, effort in enumerate(EFFORTS, 1):
            lit = question.effort is effort
            text.append(f"{number}", chosen if lit else key)
            text.append(f" {effort.value}  ", chosen if lit else Style())
        text.append("k", chosen if question.form_broke else key)
        text.append(" form broke", chosen if question.form_broke else quiet)
        text.append("\n")
        for number, record in enumerate(question.sets):
            active = number == self._side and not self._on_load
            side = wording.side(record.side)
            shown = wording.amount(record.actual, record.unit)
            if len(question.sets) > 1 and record.unit is Unit.REPS:
                shown = str(record.actual)
            text.append(f"{side} " if side else "", quiet)
            text.append(f"‹ {shown} ›" if active else f"  {shown}  ", chosen if active else Style())
            text.append("  ")
        if question.loaded:
            kilos = f"{question.sets[-1].load_kg:g} kg"
            text.append(
                f"‹ {kilos} ›" if self._on_load else f"  {kilos}  ",
                chosen if self._on_load else Style(),
            )
        hint = "  ".join(f"{n} {question.hint(e)}" for n, e in enumerate(EFFORTS[:3], 1))
        unit = "seconds" if question.sets[0].unit is Unit.SECONDS else "reps"
        text.append(f"  {unit} left:  {hint}", quiet)
        return text
