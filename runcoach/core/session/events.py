"""Events: all that can happen to a session, from the person or from the shell."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.plan import Block
from runcoach.core.model.records import Answer, Pain


class Leaving(StrEnum):
    """The three ways out of a session that is not finished, and closing one that is."""

    KEEP = "keep"
    SAVE = "save"
    DISCARD = "discard"
    CLOSE = "close"


class Press(Struct, frozen=True):
    """The one big key: starts what waits, stops what runs, goes on, closes."""

    guard_s: float = 0.0
    """Ignored within so many seconds after an automatic change: it was meant for what was before.
    """


class Pause(Struct, frozen=True):
    """Stop the clock: a click, a sheet that opens."""


class EndSet(Struct, frozen=True):
    """End this work now, with what was done so far: partial, not skipped."""


class Skip(Struct, frozen=True):
    """Leave out the set that comes; of a warm-up or cool-down not yet begun, all of it."""

    exercise: bool = False
    """All sets of that exercise that are left."""


class Redo(Struct, frozen=True):
    """Do the last set again; what was done counts until the redo is done."""


class Revise(Struct, frozen=True):
    """The only edit of a plan: other blocks from `Session.tail_start` on."""

    tail: tuple[Block, ...]
    why: str


class Hurt(Struct, frozen=True):
    """Pain: ends the set, drops the rest of that exercise, and stands paused."""

    pain: Pain
    exercise: str = ""
    """Empty for the one that is under way or was just done."""


class Editing(Struct, frozen=True):
    """An answer is being edited: rest holds at 5 s until it is not."""

    on: bool


class MoreRest(Struct, frozen=True):
    """So many seconds of rest more, or less."""

    seconds: float


class HandsFree(Struct, frozen=True):
    """Run by itself from here on, or wait for the key."""

    on: bool


class StoppedAt(Struct, frozen=True):
    """Said as "I stopped back there": everything from that work block on is undone."""

    block: str


class Slept(Struct, frozen=True):
    """The laptop slept, or the app was stopped; it was last seen awake at that moment."""

    last_seen: float


class Reflect(Struct, frozen=True):
    """How the session felt, 1 to 10, and a note; None leaves a value as it stands.

    A feel of 0 takes back what was said.
    """

    feel: int | None = None
    note: str | None = None


class Leave(Struct, frozen=True):
    """Go, and what becomes of the session."""

    how: Leaving


class Elapsed(Struct, frozen=True):
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
