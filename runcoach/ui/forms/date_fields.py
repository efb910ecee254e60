"""The fields of a form for a day and for a time of day. Pure."""

from __future__ import annotations

from datetime import date, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.dates import WEEKDAYS

TURN_MINUTES = 5
"""By how many minutes one turn moves a time of day."""


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
