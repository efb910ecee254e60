"""The fields of a form as values, which are turned with the arrows or typed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.decimals import parse_decimal
from runcoach.core.model.text_gate import neutralise, neutralise_line
from runcoach.ui.forms.date_fields import DateField, TimeField

DECIMAL_CHARACTERS = frozenset("0123456789.,")
LINE_END = " ↵ "
"""How a line end is drawn on one line."""


class Field(Protocol):
    """One row of a form."""

    @property
    def id(self) -> str:
        """Its key in the form."""

    @property
    def label(self) -> str:
        """Its name on the screen."""

    @property
    def shown(self) -> str:
        """Its value as text."""

    @property
    def problem(self) -> str:
        """What is expected instead; empty if the value is valid."""

    def turned(self, by: int) -> Field:
        """A copy with the value before (-1) or after (1)."""

    def takes(self, character: str) -> bool:
        """Whether the character can be typed."""

    def typed(self, character: str) -> Field:
        """A copy with the character added."""

    def erased(self) -> Field:
        """A copy without the last character."""


class SelectField(Struct, frozen=True):
    """One of a few values."""

    id: str
    label: str
    values: tuple[str, ...]
    at: int = 0
    problem: str = ""
    digits: bool = False
    """Whether a digit selects too: 0 the first value, 1 the next."""

    @property
    def shown(self) -> str:
        """The selected value, with the digit that selects it."""
        digit = f"{self.at} " if self.digits and self.at else ""
        return f"{digit}{self.values[self.at]}"

    def turned(self, by: int) -> SelectField:
        """The next value; the ends don't wrap."""
        return replace(self, at=max(0, min(self.at + by, len(self.values) - 1)))

    def takes(self, character: str) -> bool:
        """Whether digits select and this one has a value."""
        digit = character.isascii() and character.isdigit()
        return self.digits and digit and int(character) < len(self.values)

    def typed(self, character: str) -> SelectField:
        """The value of the digit."""
        return replace(self, at=int(character))

    def erased(self) -> SelectField:
        """The same: there is nothing to erase."""
        return self


class NumberField(Struct, frozen=True):
    """A number within bounds; the first digit typed starts a new number."""

    id: str
    label: str
    value: float
    low: float
    high: float
    step: float = 1
    unit: str = ""
    draft: str = ""
    """The text while it is being typed, and as long as it is no number; else empty."""
    misread: str = ""
    """Why the draft is no number; empty if it is one."""

    @property
    def shown(self) -> str:
        """The number with its unit."""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.draft}▏{unit}" if self.draft else f"{self.value:g}{unit}"

    @property
    def problem(self) -> str:
        """What is expected if the draft is no number, or the value is out of bounds."""
        if self.misread:
            return f"{self.label}: {self.misread}"
        if self.low <= self.value <= self.high:
            return ""
        return f"{self.label}: expected {self.low:g} to {self.high:g}"

    def turned(self, by: int) -> NumberField:
        """A step more or less, within the bounds."""
        value = max(self.low, min(self.value + by * self.step, self.high))
        return replace(self, value=round(value, 2), draft="", misread="")

    def takes(self, character: str) -> bool:
        """Digits, points and commas: what they make together is judged as a whole."""
        return character in DECIMAL_CHARACTERS

    def typed(self, character: str) -> NumberField:
        """With one character more."""
        return self._with(self.draft + character)

    def erased(self) -> NumberField:
        """With one character less."""
        return self._with((self.draft or f"{self.value:g}")[:-1])

    def _with(self, draft: str) -> NumberField:
        try:
            value = parse_decimal(draft or "0")
        except ValueError as error:
            return replace(self, draft=draft, misread=str(error))
        whole = "expected a whole number" if self.step % 1 == 0 and value % 1 else ""
        return replace(self, draft=draft, misread=whole, value=round(value, 2))


class TextField(Struct, frozen=True):
    """A text: one line, or in a note several, which only a paste brings."""

    id: str
    label: str
    text: str
    problem: str = ""
    lines: bool = False
    """Whether line ends are kept."""

    @property
    def shown(self) -> str:
        """The text on one line."""
        return self.text.replace("\n", LINE_END)

    def turned(self, by: int) -> TextField:
        """The same: a text has no next value."""
        return self

    def takes(self, character: str) -> bool:
        """Any printable character."""
        return character.isprintable()

    def typed(self, character: str) -> TextField:
        """With the character at the end."""
        return replace(self, text=self.text + character)

    def pasted(self, text: str) -> TextField:
        """With a text at the end: every line and word of it, and nothing that acts."""
        return replace(
            self, text=self.text + (neutralise(text) if self.lines else neutralise_line(text))
        )

    def erased(self) -> TextField:
        """Without the last character."""
        return replace(self, text=self.text[:-1])


def commit_draft(field: Field) -> Field:
    """The field once the cursor leaves it: the draft is committed."""
    if isinstance(field, NumberField):
        return field if field.misread else replace(field, draft="")
    if isinstance(field, TimeField) or (isinstance(field, DateField) and not field.problem):
        return replace(field, draft="")
    return field


def paste_into(field: Field, text: str) -> Field:
    """The field with a pasted text. What is no value of it is a draft with a problem."""
    if isinstance(field, TextField):
        return field.pasted(text)
    for character in neutralise_line(text).strip():
        if isinstance(field, NumberField) or field.takes(character):
            field = field.typed(character)
    return field


def find_field(fields: Sequence[Field], id: str) -> Field:
    """The field with that id.

    Raises:
        StopIteration: There is none.
    """
    return next(f for f in fields if f.id == id)
