"""Alerts: what the person hears or sees at a moment of the session."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

STALE_S = 1.5
"""An alert older than this is not played: it would only confuse."""
LINE_DELAY_S = 0.5
"""Seconds from an alert to its spoken line, so that the alert's own sound is over."""
SLEEP_GAP_S = 3.0
"""The clocks are looked at every second; a longer gap on either means that we slept."""


class AlertKind(StrEnum):
    """Kinds of alert, each with a distinct sound."""

    TICK = "tick"
    """A second of the count-in; the value is the seconds remaining: 3, 2, 1."""
    GO = "go"
    HALFWAY = "halfway"
    LAST_FIVE = "last_five"
    """One of the last five seconds of timed work; the value is the seconds remaining."""
    CUE = "cue"
    """Shortly after the middle of a long hold: time for a cue."""
    REP_DOWN = "rep_down"
    """A lowering phase of the tempo begins; the value is the number of the rep."""
    REP_UP = "rep_up"
    """A raising phase of the tempo begins; the value is the number of the rep."""
    SWITCH = "switch"
    REST = "rest"
    """Rest begins; the value is its seconds, including the count-in."""
    REST_TEN = "rest_ten"
    """Ten seconds of rest remain."""
    SET_DONE = "set_done"
    EXERCISE_DONE = "exercise_done"
    SESSION_DONE = "session_done"
    READY = "ready"
    """Getting ready begins; the voice names the next exercise."""
    PAUSED = "paused"


FLASHED_KINDS = frozenset(
    {
        AlertKind.GO,
        AlertKind.SWITCH,
        AlertKind.REST,
        AlertKind.SET_DONE,
        AlertKind.EXERCISE_DONE,
        AlertKind.SESSION_DONE,
    }
)
"""Kinds that invert the screen if there is no sound; REST among them, as the end of a set."""


class Alert(Struct, frozen=True):
    """One alert and its time."""

    kind: AlertKind
    at: float
    """Seconds on the session's clock."""
    block: str
    """Id of the block it belongs to."""
    value: int = 0
