"""Phase: where a session stands."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where a session stands."""

    READY = "ready"
    COUNT_IN = "count-in"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    PAUSED = "paused"
    FINISHED = "finished"
    LEFT = "left"
