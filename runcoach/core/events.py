"""Events: all that can happen to a session, from the person or from the shell."""

from __future__ import annotations

from enum import StrEnum

from runcoach.core.frozen import frozen
from runcoach.core.plan import Block
from runcoach.core.records import Answer, Pain


class Leaving(StrEnum):
    """The three ways out of a session that is not finished, and closing one that is."""

    KEEP = "keep"
    SAVE = "save"
    DISCARD = "discard"
    CLOSE = "close"


@frozen
class Press:
    """The one big key: starts what waits, stops what runs, goes on, closes."""

    guard_s: float = 0.0
    """Ignored within so many seconds after an automatic change: it was meant for what was before.
    """


@frozen
class Pause:
    """Stop the clock: a click, a sheet that opens."""


@frozen
class EndSet:
    """End this work now, with what was done so far: partial, not skipped."""


@frozen
class Skip:
    """Leave out the set that comes; of a warm-up or cool-down not yet begun, all of it."""

    exercise: bool = False
    """All sets of that exercise that are left."""


@frozen
class Redo:
    """Do the last set again; what was done counts until the redo is done."""


@frozen
class Revise:
    """The only edit of a plan: other blocks from `Session.tail_start` on."""

    tail: tuple[Block, ...]
    why: str


@frozen
class Hurt:
    """Pain: ends the set, drops the rest of that exercise, and stands paused."""

    pain: Pain
    exercise: str = ""
    """Empty for the one that is under way or was just done."""


@frozen
class Editing:
    """An answer is being edited: rest holds at 5 s until it is not."""

    on: bool


@frozen
class MoreRest:
    """So many seconds of rest more, or less."""

    seconds: float


@frozen
class HandsFree:
    """Run by itself from here on, or wait for the key."""

    on: bool


@frozen
class StoppedAt:
    """Said as "I stopped back there": everything from that work block on is undone."""

    block: str


@frozen
class Slept:
    """The laptop slept, or the app was stopped; it was last seen awake at that moment."""

    last_seen: float


@frozen
class Reflect:
    """How the session felt, 1 to 10, and a note; None leaves a value as it stands.

    A feel of 0 takes back what was said.
    """

    feel: int | None = None
    note: str | None = None


@frozen
class Leave:
    """Go, and what becomes of the session."""

    how: Leaving


@frozen
class Elapsed:
    """A deadline has come. The machine makes it; nobody sends it."""


Event = (
    Press
    | Pause
    | EndSet
    | Skip
    | Redo
    | Revise
    | Hurt
    | Answer
    | Editing
    | MoreRest
    | HandsFree
    | StoppedAt
    | Slept
    | Reflect
    | Leave
    | Elapsed
)
