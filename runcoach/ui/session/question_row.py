"""The widget for the question of a rest: what was done, how it felt, whether form broke."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from runcoach.core.coach.dose_text import format_load
from runcoach.core.model.dose import Unit
from runcoach.core.model.settings import WeightUnit
from runcoach.ui.session.set_question import EFFORTS, Question
from runcoach.ui.text import formatting

Part = tuple[str, str]
"""Text and its style: `key`, `chosen`, `quiet`, `bold` or empty."""


def effort_parts(question: Question, width: int) -> list[Part]:
    """`Side plank? 1 easy  2 right  3 hard  4 failed`, cut to the width.

    First the name is shortened, then left out, then the gaps are narrowed.
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
        if parts_width([(f"{name}? ", "bold"), *wide]) <= width:
            return [(f"{name}? ", "bold"), *wide]
    return wide if parts_width(wide) <= width else efforts(" ")


def result_parts(
    question: Question, side: int, on_load: bool, weights: WeightUnit = WeightUnit.KG
) -> list[Part]:
    """The number of each side, and the load; the one that the arrows change is in `‹ ›`."""
    parts: list[Part] = []

    def value(words: str, active: bool) -> None:
        parts.append((f"‹ {words} ›", "chosen") if active else (f"  {words}  ", ""))

    for number, record in enumerate(question.sets):
        named = formatting.format_side(record.side)
        parts.append((f"{named} " if named else "", "quiet"))
        bare = len(question.sets) > 1 and record.unit is Unit.REPS
        words = str(record.actual) if bare else formatting.format_amount(record.actual, record.unit)
        value(words, number == side and not on_load)
        parts.append((" ", ""))
    if question.loaded or on_load:
        value(format_load(question.sets[-1].load_kg, question.equipment, weights), on_load)
    return parts


def hint_parts(question: Question) -> list[Part]:
    """What the efforts mean: reps in reserve, seconds to spare, or how jumps landed."""
    hint = "  ".join(f"{n} {question.hint(e)}" for n, e in enumerate(EFFORTS[:3], 1))
    return [(f"  {question.about}:  {hint}", "quiet")]


def form_parts(question: Question) -> list[Part]:
    """`k form broke`, highlighted once it is set."""
    lit = question.form_broke
    return [
        ("  ", ""),
        ("k", "chosen" if lit else "key"),
        (" form broke", "chosen" if lit else ""),
    ]


def parts_width(parts: list[Part]) -> int:
    """The width of the parts in columns."""
    return sum(len(words) for words, _ in parts)


def render_rows(
    question: Question,
    side: int,
    on_load: bool,
    width: int,
    weights: WeightUnit = WeightUnit.KG,
) -> list[list[Part]]:
    """The two rows at a width; parts that do not fit are left out, the hint first."""
    first = effort_parts(question, width)
    second = result_parts(question, side, on_load, weights)
    form, hint = form_parts(question), hint_parts(question)
    if parts_width(first + form) <= width:
        first = first + form
    elif parts_width(second + form) <= width:
        second = second + form
    if parts_width(second + hint) <= width:
        second = second + hint
    return [first, second]


class QuestionRow(Widget):
    """Two lines: a digit answers how it felt, the arrows change the selected number."""

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
        """The unit of loads."""

    def show(self, question: Question | None, side: int, on_load: bool) -> None:
        """Show the question; the arrows change the side with that index, or the load."""
        content = (question, side, on_load)
        if content != (self._question, self._side, self._on_load):
            self._question, self._side, self._on_load = content
            self.refresh()

    def render(self) -> Text:
        """The rows with their styles."""
        if self._question is None:
            return Text("")
        styles = {
            part: self.get_component_rich_style(f"question-row--{part}", partial=True)
            for part in ("key", "chosen", "quiet")
        } | {"": Style(), "bold": Style(bold=True)}
        lines = render_rows(
            self._question, self._side, self._on_load, self.size.width, self.weights
        )
        return Text("\n").join(
            Text.assemble(*((words, styles[part]) for words, part in line)) for line in lines
        )
