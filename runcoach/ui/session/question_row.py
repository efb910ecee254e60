"""The widget for the question of a rest: what was done, how it felt, whether form broke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from runcoach.core.coach.dose_text import format_load
from runcoach.core.model.dose import Unit
from runcoach.core.model.settings import WeightUnit
from runcoach.ui.session.set_question import EFFORTS, PLAIN_WORDS, Question
from runcoach.ui.text import formatting

Part = tuple[str, str]
"""Text and its style: `key`, `chosen`, `quiet`, `bold` or empty."""


def effort_parts(question: Question, width: int) -> list[Part]:
    """`Squat: reps left? 1 four or more  2 two or three  3 one or none  4 failed`, cut to fit.

    First the name is shortened, then left out, then what is asked, then the words are plain.
    """

    def efforts(words: Sequence[str], gap: str = "  ") -> list[Part]:
        parts: list[Part] = []
        for number, (effort, word) in enumerate(zip(EFFORTS, words, strict=True), 1):
            lit = question.effort is effort
            parts += [(gap if number > 1 else "", ""), (str(number), "chosen" if lit else "key")]
            parts.append((f" {word}", "chosen" if lit else ""))
        return parts

    asked, words = question.asked, efforts(question.words)
    short = question.name.partition(",")[0]
    heads = [f"{name}: {asked}? " if asked else f"{name}? " for name in (question.name, short)]
    heads += [f"{asked}? "] if asked else []
    for head in heads:
        if parts_width([(head, "bold"), *words]) <= width:
            return [(head, "bold"), *words]
    for cut in (words, efforts(PLAIN_WORDS)):
        if parts_width(cut) <= width:
            return cut
    return efforts(PLAIN_WORDS, " ")


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
    """The two rows at a width; what does not fit is left out."""
    first = effort_parts(question, width)
    second = result_parts(question, side, on_load, weights)
    form = form_parts(question)
    if parts_width(first + form) <= width:
        first = first + form
    elif parts_width(second + form) <= width:
        second = second + form
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
