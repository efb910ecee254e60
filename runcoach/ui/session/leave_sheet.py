"""The leave sheet: keep for later, save what was done, throw away."""

from __future__ import annotations

from runcoach.core.session.events import Leaving
from runcoach.core.session.recording import saves_something
from runcoach.core.session.session import Session
from runcoach.ui.forms.sheet import Sheet
from runcoach.ui.text import formatting

WAYS = (
    (Leaving.KEEP, "Keep for later"),
    (Leaving.SAVE, "Save what I did"),
    (Leaving.DISCARD, "Throw away (to the trash)"),
)


def leave_sheet(session: Session, asked: str = "", likely: Leaving = Leaving.KEEP) -> Sheet:
    """Asks how to leave; result: `keep`, `save`, `discard`, or None to go on.

    Saving is offered once there is something to save.
    """
    done, planned = formatting.sets_done(session)
    ways = [w for w in WAYS if w[0] is not Leaving.SAVE or saves_something(session)]
    return Sheet(
        asked or f"Leave {session.plan.title}?",
        tuple((way.value, words) for way, words in ways),
        detail=f"{done} of {planned} sets done. The clock stands still.",
        highlighted=next((n for n, (way, _) in enumerate(ways) if way is likely), 0),
    )


def stopped_sheet(session: Session) -> Sheet:
    """Asks where the person really stopped; result: the id of a block, or None."""
    begun = [
        (b.id, f"{b.name}, set {b.set}{_sided(formatting.side(b.side))}")
        for b in formatting.begun(session)
    ]
    return Sheet(
        "Where did you really stop?",
        tuple(reversed(begun)) or (("", "Nothing was begun"),),
        detail="That set, and all after it, count as not done.",
    )


def _sided(side: str) -> str:
    return f", {side}" if side else ""
