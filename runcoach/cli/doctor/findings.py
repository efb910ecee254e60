"""The result of one check of the doctor."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """The outcome of a check."""

    OK = "ok"
    NOTE = "note"
    """It works, but there is something to know."""
    BROKEN = "broken"


class Finding(Struct, frozen=True):
    """The result of one check, as printed or as in the JSON document."""

    area: str
    state: State
    text: str
    todo: str = ""
    """What the person can do about it."""
