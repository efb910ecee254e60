"""The sheets on leaving a session, and on where the person really stopped."""

from __future__ import annotations

from runcoach.core.session.events import Leaving
from runcoach.core.session.recording import has_work_to_save
from runcoach.core.session.session import Session
from runcoach.ui.forms.sheet import Sheet
from runcoach.ui.text import formatting

LEAVE_ANSWERS = (
    (Leaving.KEEP, "Keep for later"),
    (Leaving.SAVE, "Save what I did"),
    (Leaving.DISCARD, "Throw away (to the trash)"),
)


def make_leave_sheet(session: Session, asked: str = "", likely: Leaving = Leaving.KEEP) -> Sheet:
    """A sheet that asks how to leave. Result: a value of `Leaving`, or None to go on.

    Saving is offered only if there is something to save.

    Args:
        session: As it is now.
        asked: The question; empty for the usual one.
        likely: The answer that is highlighted at first.
    """
    done, planned = formatting.count_sets(session)
    ways = [w for w in LEAVE_ANSWERS if w[0] is not Leaving.SAVE or has_work_to_save(session)]
    return Sheet(
        asked or f"Leave {session.plan.title}?",
        tuple((way.value, words) for way, words in ways),
        detail=f"{done} of {planned} sets done. The clock is stopped.",
        highlighted=next((n for n, (way, _) in enumerate(ways) if way is likely), 0),
    )


def make_stopped_sheet(session: Session) -> Sheet:
    """A sheet that asks where the person really stopped. Result: the id of a block, or None."""
    begun = [
        (b.id, f"{b.name}, set {b.set}{_sided(formatting.format_side(b.side))}")
        for b in formatting.started_blocks(session)
    ]
    return Sheet(
        "Where did you really stop?",
        tuple(reversed(begun)) or (("", "Nothing was started"),),
        detail="That set and all after it count as not done.",
    )


def _sided(side: str) -> str:
    return f", {side}" if side else ""
