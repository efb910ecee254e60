"""The kinds of record that are stored by months."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

import msgspec

from runcoach.core.model.dates import MomentError, parse_moment
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.validation import InvalidValueError

SESSIONS = "sessions"


class Stored(Protocol):
    """What every kind of record has that is stored by months."""

    @property
    def id(self) -> str:
        """Unique across machines."""

    @property
    def schema(self) -> int:
        """The schema it was written with."""


R = TypeVar("R", bound=Stored)


class RecordKind(msgspec.Struct, Generic[R], frozen=True):
    """A kind of record that is stored by months."""

    table: str
    """The name of its table in a month's file."""
    noun: str
    record: type[R]
    moments: tuple[str, ...]
    """Its fields that are moments; the first decides the month."""
    later: str
    """What the newest generation of a month may lack."""

    def check(self, record: R) -> None:
        """Raise InvalidValueError for the first value that no import and no edit would take."""
        for name in self.moments:
            text = getattr(record, name)
            if text or name == self.moments[0]:
                try:
                    parse_moment(text)
                except ValueError as fault:
                    # A start that is no date is damage; others were edited by hand.
                    named = isinstance(fault, MomentError) or name != self.moments[0]
                    raise InvalidValueError(name, str(fault), out_of_bounds=named) from None
        sets = record.sets if isinstance(record, SessionRecord) else ()
        if len({done.id for done in sets}) < len(sets):
            raise InvalidValueError("sets", "expected distinct ids", out_of_bounds=True)


SESSION_KIND = RecordKind(
    SESSIONS,
    "session",
    SessionRecord,
    ("started_at", "finished_at", "edited_at", "deleted_at"),
    "sets",
)
