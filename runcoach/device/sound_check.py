"""The trial: every sound of this laptop in turn, and what each was made with."""

from __future__ import annotations

from collections.abc import Callable

from runcoach.core.ports import Readiness
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.device.bell import RINGS
from runcoach.device.laptop import Laptop

MEANING = {
    AlertKind.READY: "get ready",
    AlertKind.TICK: "a second of the count-in",
    AlertKind.GO: "go",
    AlertKind.HALFWAY: "halfway",
    AlertKind.CUE: "a cue in a long hold",
    AlertKind.LAST_FIVE: "one of the last five seconds",
    AlertKind.REP_DOWN: "a rep, lowering",
    AlertKind.REP_UP: "a rep, raising",
    AlertKind.SWITCH: "switch sides",
    AlertKind.SET_DONE: "set done",
    AlertKind.EXERCISE_DONE: "exercise done",
    AlertKind.REST: "rest begins",
    AlertKind.REST_TEN: "ten seconds of rest left",
    AlertKind.PAUSED: "paused",
    AlertKind.SESSION_DONE: "session done",
}
"""What each alert tells, in the order of a session."""
LINE = "This is the coach. Side plank, left. Thirty-five seconds."
AHEAD_S = 0.3
LINE_AHEAD_S = 3.0
EACH_S = 1.3


def play_each(
    laptop: Laptop,
    tell: Callable[[str], None],
    clock: Callable[[], float],
    wait: Callable[[float], None],
) -> Readiness:
    """Open the laptop, play every alert and one spoken line, telling each before it sounds.

    Args:
        laptop: not opened yet; it is left open.
        tell: takes one line of text at a time.
        clock: the laptop's own monotonic seconds.
        wait: waits that many seconds.
    """
    ready = laptop.open(tell)
    for row in used(ready, laptop.system):
        tell(row)
    laptop.prepare([LINE])
    for kind, meaning in MEANING.items():
        silent = ready.sound == "bell" and kind not in RINGS
        tell(f"  {meaning}{' (no bell for this)' if silent else ''}")
        laptop.schedule([(Alert(kind, clock(), "trial"), clock() + AHEAD_S)])
        wait(EACH_S)
    if ready.voice is not None:
        tell(f"  the voice: {LINE}")
        laptop.say(LINE, clock() + LINE_AHEAD_S)
        wait(LINE_AHEAD_S + 5.0)
    return ready


def used(ready: Readiness, system: str) -> tuple[str, ...]:
    """What answers on this laptop, one row each."""
    return (
        f"sound  {system if ready.sound == 'sound' else 'none: the bell and flashes instead'}",
        f"voice  {ready.voice or 'none: sounds alone'}",
        f"awake  {'held during a session' if ready.awake else 'not held: it may fall asleep'}",
    )
