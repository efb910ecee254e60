"""Plays every sound of this laptop once, and reports what it was played with."""

from __future__ import annotations

from collections.abc import Callable

from runcoach.core.ports import Readiness
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.device.bell import RINGS_BY_ALERT
from runcoach.device.laptop import Laptop

ALERT_MEANINGS = {
    AlertKind.READY: "get ready",
    AlertKind.TICK: "a second of the count-in",
    AlertKind.GO: "go",
    AlertKind.HALFWAY: "halfway",
    AlertKind.MOMENT: "a cue whose moment has come",
    AlertKind.LAST_SET: "the last set is next",
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
"""What each alert means, in the order of a session."""
SPOKEN_LINE = "This is your coach. Side plank, left. Thirty-five seconds."
AHEAD_S = 0.3
LINE_AHEAD_S = 3.0
SOUND_INTERVAL_S = 1.3


def play_every_sound(
    laptop: Laptop,
    print_line: Callable[[str], None],
    clock: Callable[[], float],
    wait: Callable[[float], None],
) -> Readiness:
    """Open the laptop, play every alert and one spoken line, printing each before it sounds.

    Args:
        laptop: opened here, and left open.
        print_line: prints one line of text.
        clock: the laptop's own clock, in monotonic seconds.
        wait: blocks for so many seconds.

    Returns:
        What `Laptop.open` found.
    """
    ready = laptop.open(print_line)
    for row in describe_readiness(ready, laptop.system):
        print_line(row)
    laptop.prepare([SPOKEN_LINE])
    for kind, meaning in ALERT_MEANINGS.items():
        silent = ready.sound == "bell" and kind not in RINGS_BY_ALERT
        print_line(f"  {meaning}{' (no bell for this)' if silent else ''}")
        laptop.schedule([(Alert(kind, clock(), "trial"), clock() + AHEAD_S)])
        wait(SOUND_INTERVAL_S)
    if ready.voice is not None:
        print_line(f"  the voice: {SPOKEN_LINE}")
        laptop.say(SPOKEN_LINE, clock() + LINE_AHEAD_S)
        wait(LINE_AHEAD_S + 5.0)
    return ready


def describe_readiness(ready: Readiness, system: str) -> tuple[str, ...]:
    """Describe which sound system, voice and wake lock are in use, one row each."""
    return (
        f"sound  {system if ready.sound == 'sound' else 'none: the bell and flashes instead'}",
        f"voice  {ready.voice or 'none: sounds only'}",
        f"awake  {'held during a session' if ready.awake else 'not held: it may fall asleep'}",
    )
