"""Alerts: what the person hears or sees at a moment."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class AlertKind(StrEnum):
    """Each has a sound of its own, told apart with eyes shut."""

    TICK = "tick"
    """A second of the count-in; the value is the seconds left: 3, 2, 1."""
    GO = "go"
    HALFWAY = "halfway"
    LAST_FIVE = "last_five"
    """One of the last five seconds of timed work; the value is the seconds left."""
    CUE = "cue"
    """The middle of a long hold: a moment for one cue."""
    REP_DOWN = "rep_down"
    """A stroke that lowers begins; the value is the number of the rep."""
    REP_UP = "rep_up"
    SWITCH = "switch"
    REST = "rest"
    """The value is its seconds, the count-in included."""
    REST_TEN = "rest_ten"
    """Ten seconds of rest are left."""
    SET_DONE = "set_done"
    EXERCISE_DONE = "exercise_done"
    SESSION_DONE = "session_done"
    READY = "ready"
    """Getting ready begins; a voice names what comes."""
    PAUSED = "paused"


SEEN = frozenset(
    {
        AlertKind.GO,
        AlertKind.SWITCH,
        AlertKind.REST,
        AlertKind.SET_DONE,
        AlertKind.EXERCISE_DONE,
        AlertKind.SESSION_DONE,
    }
)
"""Go, switch and done: these invert the screen where they can't be heard. Rest is a set's done."""


class Alert(Struct, frozen=True):
    """One alert at its own time."""

    kind: AlertKind
    at: float
    """Seconds on the session's clock."""
    block: str
    """Id of the block it belongs to."""
    value: int = 0
