"""The fields of a form as values, which are turned with the arrows or typed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.dates import WEEKDAYS

TURN_MINUTES = 5
"""By how many minutes one turn moves a time of day."""


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
    """The text while it is being typed; else empty."""

    @property
    def shown(self) -> str:
        """The number with its unit."""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.draft}▏{unit}" if self.draft else f"{self.value:g}{unit}"

    @property
    def problem(self) -> str:
        """What is expected if the value is out of bounds."""
        if self.low <= self.value <= self.high:
            return ""
        return f"{self.label}: expected {self.low:g} to {self.high:g}"

    def turned(self, by: int) -> NumberField:
        """A step more or less, within the bounds."""
        value = max(self.low, min(self.value + by * self.step, self.high))
        return replace(self, value=round(value, 2), draft="")

    def takes(self, character: str) -> bool:
        """Digits, and one point or comma if the step is a fraction."""
        point = self.step % 1 != 0 and character in ".," and "." not in self.draft
        return (character.isascii() and character.isdigit()) or (point and bool(self.draft))

    def typed(self, character: str) -> NumberField:
        """With one digit more."""
        return self._with((self.draft + character).replace(",", ".")[:8])

    def erased(self) -> NumberField:
        """With one digit less."""
        return self._with((self.draft or f"{self.value:g}")[:-1])

    def _with(self, draft: str) -> NumberField:
        return replace(self, draft=draft, value=round(float(draft or "0"), 2))


class TextField(Struct, frozen=True):
    """A line of text."""

    id: str
    label: str
    text: str
    problem: str = ""

    @property
    def shown(self) -> str:
        """The text."""
        return self.text

    def turned(self, by: int) -> TextField:
        """The same: a text has no next value."""
        return self

    def takes(self, character: str) -> bool:
        """Any printable character."""
        return character.isprintable()

    def typed(self, character: str) -> TextField:
        """With the character at the end."""
        return replace(self, text=self.text + character)

    def erased(self) -> TextField:
        """Without the last character."""
        return replace(self, text=self.text[:-1])


class DateField(Struct, frozen=True):
    """A day, typed as `2026-11-03`; `2026` and `2026-11` mean their first or last day."""

    id: str
    label: str
    value: date | None
    today: date
    none: str = ""
    """The text for no day; empty if a day is required."""
    ends: bool = False
    """Whether a year or a month alone means its last day."""
    draft: str = ""
    """The text while it is being typed; else empty."""

    @property
    def shown(self) -> str:
        """The day with its weekday, or the draft."""
        if self.draft:
            return f"{self.draft}▏"
        if self.value is None:
            return self.none
        return f"{WEEKDAYS[self.value.weekday()]} {self.value.isoformat()}"

    @property
    def problem(self) -> str:
        """What is expected if the draft is no day, or a required one is missing."""
        if (self.value is None and self.draft) or (self.value is None and not self.none):
            return f"{self.label}: expected a day, such as {self.today.isoformat()}"
        return ""

    def turned(self, by: int) -> DateField:
        """The day after or before; from no day to today, and beyond today to no day."""
        if self.value is None:
            return replace(self, value=self.today, draft="")
        value: date | None = self.value + timedelta(days=by)
        if value is not None and value > self.today:
            value = None if self.none else self.today
        return replace(self, value=value, draft="")

    def takes(self, character: str) -> bool:
        """Digits and dashes."""
        return character in "0123456789-"

    def typed(self, character: str) -> DateField:
        """With one character more; a draft until it is a day."""
        return self._with((self.draft + character)[:10])

    def erased(self) -> DateField:
        """With one character less."""
        text = self.draft or (self.value.isoformat() if self.value else "")
        return self._with(text[:-1])

    def _with(self, draft: str) -> DateField:
        return replace(self, draft=draft, value=_day(draft, self.ends))


class TimeField(Struct, frozen=True):
    """A time of day, typed as `18:30` or `1830`."""

    id: str
    label: str
    value: time
    draft: str = ""
    """The text while it is being typed; else empty."""
    problem: str = ""

    @property
    def shown(self) -> str:
        """Hours and minutes, or the draft."""
        return f"{self.draft}▏" if self.draft else f"{self.value:%H:%M}"

    def turned(self, by: int) -> TimeField:
        """The next or previous multiple of five minutes, within the day."""
        minutes = (
            self.value.hour * 60 + self.value.minute
        ) // TURN_MINUTES * TURN_MINUTES + by * TURN_MINUTES
        minutes = max(0, min(minutes, 24 * 60 - TURN_MINUTES))
        return replace(self, value=time(minutes // 60, minutes % 60), draft="", problem="")

    def takes(self, character: str) -> bool:
        """Digits and a colon."""
        return character in "0123456789:"

    def typed(self, character: str) -> TimeField:
        """With one character more."""
        return self._with((self.draft + character)[:5])

    def erased(self) -> TimeField:
        """With one character less."""
        return self._with((self.draft or f"{self.value:%H:%M}")[:-1])

    def _with(self, draft: str) -> TimeField:
        hours, colon, minutes = draft.partition(":")
        if not colon and len(draft) > 2:
            hours, minutes = draft[:2], draft[2:]
        try:
            value = time(int(hours or 0), int(minutes or 0))
        except ValueError:
            return replace(self, draft=draft, problem=f"{self.label}: expected hours and minutes")
        return replace(self, draft=draft, value=value, problem="")


def commit_draft(field: Field) -> Field:
    """The field once the cursor leaves it: the draft is committed."""
    if isinstance(field, (NumberField, TimeField)) or (
        isinstance(field, DateField) and not field.problem
    ):
        return replace(field, draft="")
    return field


def find_field(fields: Sequence[Field], id: str) -> Field:
    """The field with that id.

    Raises:
        StopIteration: There is none.
    """
    return next(f for f in fields if f.id == id)


def _day(text: str, ends: bool) -> date | None:
    """A day from `2026`, `2026-11` or `2026-11-03`; None for anything else."""
    parts = text.split("-")
    if not text or not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    try:
        if len(parts) == 1:
            return date(int(text), 12, 31) if ends else date(int(text), 1, 1)
        first = date(int(parts[0]), int(parts[1]), 1)
        if len(parts) == 2:
            after = (first + timedelta(days=31)).replace(day=1)
            return after - timedelta(days=1) if ends else first
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
