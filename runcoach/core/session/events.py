"""Events: everything that can happen to a session, from the person or from the runner."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from runcoach.core.model.plan import Block
from runcoach.core.model.records import Answer, Pain


class Leaving(StrEnum):
    """How a session is left: keep, save or discard an unfinished one, close a finished one."""

    KEEP = "keep"
    SAVE = "save"
    DISCARD = "discard"
    CLOSE = "close"


class Press(Struct, frozen=True):
    """The main key: starts what waits, pauses what runs, resumes, ends a set, closes."""

    guard_s: float = 0.0
    """Ignored this many seconds after an automatic change: it was meant for the phase before."""


class Pause(Struct, frozen=True):
    """Pause: by a click, or because a sheet opens."""


class EndSet(Struct, frozen=True):
    """End the set now; what was done so far is recorded as partial, not skipped."""


class Skip(Struct, frozen=True):
    """Skip the next set, or more of what is left."""

    exercise: bool = False
    """Skip all remaining sets of that exercise."""
    part: bool = False
    """Skip the rest of the warm-up, of the main part or of the cool-down."""


class Unskip(Struct, frozen=True):
    """Bring back what was skipped, as long as nothing after it has begun."""

    tail: tuple[Block, ...]
    """The plan from the first skipped set, or its lead-in, to its end."""


class Redo(Struct, frozen=True):
    """Repeat the last set; the earlier result counts until the repetition is done."""


class Revise(Struct, frozen=True):
    """Replace the blocks from `Session.tail_start` on: the only edit of a plan."""

    tail: tuple[Block, ...]
    why: str


class Hurt(Struct, frozen=True):
    """Report pain: ends the set, drops the rest of that exercise, and pauses."""

    pain: Pain
    exercise: str = ""
    """Empty for the exercise in progress or just done."""


class Editing(Struct, frozen=True):
    """Editing of an answer begins or ends; meanwhile the rest is held at 5 s."""

    on: bool


class MoreRest(Struct, frozen=True):
    """Lengthen the rest, or shorten it by a negative number."""

    seconds: float


class HandsFree(Struct, frozen=True):
    """Run without keys from now on, or wait for the key again."""

    on: bool


class StoppedAt(Struct, frozen=True):
    """Reopen the plan at an earlier work block ("I stopped back there"); later sets are dropped."""

    block: str


class Slept(Struct, frozen=True):
    """The laptop slept or the app was suspended; it was last known to run at `last_seen`."""

    last_seen: float


class Reflect(Struct, frozen=True):
    """How the session felt, 1 to 10, and a note; None leaves a value unchanged.

    A feel of 0 clears it.
    """

    feel: int | None = None
    note: str | None = None


class Leave(Struct, frozen=True):
    """Leave the session."""

    how: Leaving


class Elapsed(Struct, frozen=True):
    """A deadline has passed. Made by the machine itself, never sent."""


Event = (
    Press
    | Pause
    | EndSet
    | Skip
    | Unskip
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
