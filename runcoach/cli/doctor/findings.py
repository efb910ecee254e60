"""Findings: what the doctor says of one thing that it looked at."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """How something is."""

    OK = "ok"
    NOTE = "note"
    """Works, and there is something to know."""
    BROKEN = "broken"


class Finding(Struct, frozen=True):
    """One thing that was looked at."""

    area: str
    state: State
    text: str
    todo: str = ""
    """What the person can do about it."""
