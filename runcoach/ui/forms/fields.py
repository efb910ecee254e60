"""Fields of a form: values to turn with the arrows or to type. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.dates import WEEKDAYS

QUARTER = 5
"""Minutes that one turn moves a time of day."""


class Field(Protocol):
    """One row of a form."""

    @property
    def id(self) -> str:
        """Its name in the form."""

    @property
    def label(self) -> str:
        """What it is called on the screen."""

    @property
    def shown(self) -> str:
        """Its value in words."""

    @property
    def problem(self) -> str:
        """What is expected instead; empty where the value will do."""

    def turned(self, by: int) -> Field:
        """The value before (-1) or after (1)."""

    def takes(self, character: str) -> bool:
        """Whether the character can be typed here."""

    def typed(self, character: str) -> Field:
        """With the character at its end."""

    def erased(self) -> Field:
        """Without the last character."""


class Pick(Struct, frozen=True):
    """One of a few values."""

    id: str
    label: str
    values: tuple[str, ...]
    at: int = 0
    problem: str = ""
    digits: bool = False
    """A digit chooses too: 1 the value after the first, 0 the first."""

    @property
    def shown(self) -> str:
        """The value it stands at, with the digit that chooses it."""
        digit = f"{self.at} " if self.digits and self.at else ""
        return f"{digit}{self.values[self.at]}"

    def turned(self, by: int) -> Pick:
        """The next value; the ends don't wrap."""
        return replace(self, at=max(0, min(self.at + by, len(self.values) - 1)))

    def takes(self, character: str) -> bool:
        """A digit that stands for a value, where digits choose."""
        chosen = character.isascii() and character.isdigit()
        return self.digits and chosen and int(character) < len(self.values)

    def typed(self, character: str) -> Pick:
        """The value that the digit stands for."""
        return replace(self, at=int(character))

    def erased(self) -> Pick:
        """As it was."""
        return self


class Number(Struct, frozen=True):
    """A number between two bounds; digits begin a new one."""

    id: str
    label: str
    value: float
    low: float
    high: float
    step: float = 1
    unit: str = ""
    draft: str = ""
    """What was typed of a number so far."""

    @property
    def shown(self) -> str:
        """The number with its unit."""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.draft}▏{unit}" if self.draft else f"{self.value:g}{unit}"

    @property
    def problem(self) -> str:
        """Between the bounds."""
        if self.low <= self.value <= self.high:
            return ""
        return f"{self.label}: expected {self.low:g} to {self.high:g}"

    def turned(self, by: int) -> Number:
        """A step more or less, within the bounds."""
        value = max(self.low, min(self.value + by * self.step, self.high))
        return replace(self, value=round(value, 2), draft="")

    def takes(self, character: str) -> bool:
        """Digits, and one point or comma where parts of a unit count."""
        point = self.step % 1 != 0 and character in ".," and "." not in self.draft
        return (character.isascii() and character.isdigit()) or (point and bool(self.draft))

    def typed(self, character: str) -> Number:
        """One digit more."""
        return self._with((self.draft + character).replace(",", ".")[:8])

    def erased(self) -> Number:
        """One digit less."""
        return self._with((self.draft or f"{self.value:g}")[:-1])

    def _with(self, draft: str) -> Number:
        return replace(self, draft=draft, value=round(float(draft or "0"), 2))


class Words(Struct, frozen=True):
    """A line of text."""

    id: str
    label: str
    text: str
    problem: str = ""

    @property
    def shown(self) -> str:
        """The text."""
        return self.text

    def turned(self, by: int) -> Words:
        """As it was: a text has no next one."""
        return self

    def takes(self, character: str) -> bool:
        """Whatever can be printed."""
        return character.isprintable()

    def typed(self, character: str) -> Words:
        """With it at the end."""
        return replace(self, text=self.text + character)

    def erased(self) -> Words:
        """Without the last character."""
        return replace(self, text=self.text[:-1])


class Day(Struct, frozen=True):
    """A day, as `2026-11-03`; `2026` and `2026-11` mean its first or its last day."""

    id: str
    label: str
    value: date | None
    today: date
    none: str = ""
    """What is said where no day is given; empty where one must be."""
    ends: bool = False
    """A year or a month alone means its last day."""
    draft: str = ""

    @property
    def shown(self) -> str:
        """The day with its weekday, or what was typed so far."""
        if self.draft:
            return f"{self.draft}▏"
        if self.value is None:
            return self.none
        return f"{WEEKDAYS[self.value.weekday()]} {self.value.isoformat()}"

    @property
    def problem(self) -> str:
        """A day, such as 2026-11-03."""
        if (self.value is None and self.draft) or (self.value is None and not self.none):
            return f"{self.label}: expected a day, such as {self.today.isoformat()}"
        return ""

    def turned(self, by: int) -> Day:
        """The day after or before; from none to today, and beyond today to none."""
        if self.value is None:
            return replace(self, value=self.today, draft="")
        value: date | None = self.value + timedelta(days=by)
        if value is not None and value > self.today:
            value = None if self.none else self.today
        return replace(self, value=value, draft="")

    def takes(self, character: str) -> bool:
        """Digits and dashes."""
        return character in "0123456789-"

    def typed(self, character: str) -> Day:
        """One more; what is no day yet stands as a draft."""
        return self._with((self.draft + character)[:10])

    def erased(self) -> Day:
        """One less."""
        text = self.draft or (self.value.isoformat() if self.value else "")
        return self._with(text[:-1])

    def _with(self, draft: str) -> Day:
        return replace(self, draft=draft, value=_day(draft, self.ends))


class Clock(Struct, frozen=True):
    """A time of day, as `18:30`."""

    id: str
    label: str
    value: time
    draft: str = ""
    problem: str = ""

    @property
    def shown(self) -> str:
        """Hours and minutes, or what was typed so far."""
        return f"{self.draft}▏" if self.draft else f"{self.value:%H:%M}"

    def turned(self, by: int) -> Clock:
        """Five minutes later or earlier, within the day."""
        minutes = (self.value.hour * 60 + self.value.minute) // QUARTER * QUARTER + by * QUARTER
        minutes = max(0, min(minutes, 24 * 60 - QUARTER))
        return replace(self, value=time(minutes // 60, minutes % 60), draft="", problem="")

    def takes(self, character: str) -> bool:
        """Digits and a colon."""
        return character in "0123456789:"

    def typed(self, character: str) -> Clock:
        """One more."""
        return self._with((self.draft + character)[:5])

    def erased(self) -> Clock:
        """One less."""
        return self._with((self.draft or f"{self.value:%H:%M}")[:-1])

    def _with(self, draft: str) -> Clock:
        hours, _, minutes = draft.partition(":")
        if not _ and len(draft) > 2:
            hours, minutes = draft[:2], draft[2:]
        try:
            value = time(int(hours or 0), int(minutes or 0))
        except ValueError:
            return replace(self, draft=draft, problem=f"{self.label}: expected hours and minutes")
        return replace(self, draft=draft, value=value, problem="")


def settled(field: Field) -> Field:
    """Left behind by the cursor: what was typed is now the value."""
    if isinstance(field, (Number, Clock)) or (isinstance(field, Day) and not field.problem):
        return replace(field, draft="")
    return field


def of(fields: Sequence[Field], id: str) -> Field:
    """The field of that id."""
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
