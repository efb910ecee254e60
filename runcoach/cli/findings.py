"""Findings: what the doctor says of one thing that it looked at."""

from __future__ import annotations

from enum import StrEnum

from runcoach.core.frozen import frozen


class State(StrEnum):
    """How something is."""

    OK = "ok"
    NOTE = "note"
    """Works, and there is something to know."""
    BROKEN = "broken"


@frozen
class Finding:
    """One thing that was looked at."""

    area: str
    state: State
    text: str
    todo: str = ""
    """What the person can do about it."""
