"""The question of a rest: what was done, how it felt, whether form broke."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from runcoach.core.coach.dose_text import load_words
from runcoach.core.model.dose import Unit
from runcoach.core.model.settings import WeightUnit
from runcoach.ui.session.set_question import EFFORTS, Question
from runcoach.ui.text import formatting

Part = tuple[str, str]
"""Words, and which style they have: `key`, `chosen`, `quiet`, `bold` or none."""


def effort_parts(question: Question, width: int) -> list[Part]:
    """`Side plank? 1 easy  2 right  3 hard  4 failed`: the name gives way where it must.

    Without any room for a name it is left out, and then the gaps are narrower.
    """

    def efforts(gap: str) -> list[Part]:
        parts: list[Part] = []
        for number, effort in enumerate(EFFORTS, 1):
            lit = question.effort is effort
            parts += [(gap if number > 1 else "", ""), (str(number), "chosen" if lit else "key")]
            parts.append((f" {effort.value}", "chosen" if lit else ""))
        return parts

    wide = efforts("  ")
    for name in (question.name, question.name.partition(",")[0]):
        if length([(f"{name}? ", "bold"), *wide]) <= width:
            return [(f"{name}? ", "bold"), *wide]
    return wide if length(wide) <= width else efforts(" ")


def result_parts(
    question: Question, side: int, on_load: bool, weights: WeightUnit = WeightUnit.KG
) -> list[Part]:
    """The numbers, a side each, and the load; what the arrows change stands between them."""
    parts: list[Part] = []

    def value(words: str, active: bool) -> None:
        parts.append((f"‹ {words} ›", "chosen") if active else (f"  {words}  ", ""))

    for number, record in enumerate(question.sets):
        named = formatting.side(record.side)
        parts.append((f"{named} " if named else "", "quiet"))
        bare = len(question.sets) > 1 and record.unit is Unit.REPS
        words = str(record.actual) if bare else formatting.amount(record.actual, record.unit)
        value(words, number == side and not on_load)
        parts.append((" ", ""))
    if question.loaded or on_load:
        value(load_words(question.sets[-1].load_kg, question.equipment, weights), on_load)
    return parts


def hint_parts(question: Question) -> list[Part]:
    """What the efforts mean: reps in reserve, seconds that were left, or how jumps landed."""
    hint = "  ".join(f"{n} {question.hint(e)}" for n, e in enumerate(EFFORTS[:3], 1))
    return [(f"  {question.about}:  {hint}", "quiet")]


def form_parts(question: Question) -> list[Part]:
    """`k form broke`, lit once it is said."""
    lit = question.form_broke
    return [
        ("  ", ""),
        ("k", "chosen" if lit else "key"),
        (" form broke", "chosen" if lit else ""),
    ]


def length(parts: list[Part]) -> int:
    """Columns that the parts take."""
    return sum(len(words) for words, _ in parts)


def rows(
    question: Question,
    side: int,
    on_load: bool,
    width: int,
    weights: WeightUnit = WeightUnit.KG,
) -> list[list[Part]]:
    """Two rows, each whole: what does not fit beside is left out, the least needed first."""
    first = effort_parts(question, width)
    second = result_parts(question, side, on_load, weights)
    form, hint = form_parts(question), hint_parts(question)
    if length(first + form) <= width:
        first = first + form
    elif length(second + form) <= width:
        second = second + form
    if length(second + hint) <= width:
        second = second + hint
    return [first, second]


class QuestionRow(Widget):
    """Two lines: a digit says how it felt, the arrows change the selected side."""

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
        self.weights = WeightUnit.KG
        """What a load is shown in."""

    def show(self, question: Question | None, side: int, on_load: bool) -> None:
        """The question, which of its sides the arrows change, or its load."""
        shown = (question, side, on_load)
        if shown != (self._question, self._side, self._on_load):
            self._question, self._side, self._on_load = shown
            self.refresh()

    def render(self) -> Text:
        """The rows in their colours."""
        if self._question is None:
            return Text("")
        styles = {
            part: self.get_component_rich_style(f"question-row--{part}", partial=True)
            for part in ("key", "chosen", "quiet")
        } | {"": Style(), "bold": Style(bold=True)}
        lines = rows(self._question, self._side, self._on_load, self.size.width, self.weights)
        return Text("\n").join(
            Text.assemble(*((words, styles[part]) for words, part in line)) for line in lines
        )
