"""The sheets on leaving a session, and on where the person really stopped."""

from __future__ import annotations

from runcoach.core.session.events import Leaving
from runcoach.core.session.recording import has_work_to_save
from runcoach.core.session.session import Session
from runcoach.ui.forms.sheet import Sheet
from runcoach.ui.text import formatting

GO_ON = "go-on"
LEAVE_ANSWERS = (
    (Leaving.KEEP, "Keep for later"),
    (Leaving.SAVE, "Save what I did"),
    (Leaving.DISCARD, "Throw away (to the trash)"),
)


def make_leave_sheet(session: Session) -> Sheet:
    """A sheet that asks how to leave. Result: a value of `Leaving`, or `GO_ON` or None to stay.

    Going on is first and selected; saving is offered only if there is something to save.
    """
    done, planned = formatting.count_sets(session)
    ways = [w for w in LEAVE_ANSWERS if w[0] is not Leaving.SAVE or has_work_to_save(session)]
    return Sheet(
        f"Leave {session.plan.title}?",
        ((GO_ON, "Go on"), *((way.value, words) for way, words in ways)),
        detail=f"{done} of {planned} sets done. The clock is stopped.",
    )


def make_ending_sheet(session: Session) -> Sheet:
    """A sheet on pain that ends the session. Result: "end", `Leaving.KEEP`, `GO_ON` or None."""
    done, planned = formatting.count_sets(session)
    return Sheet(
        "Sharp, or more than a little: the session ends here.",
        (
            ("end", "End here: save what I did, and the pain"),
            (Leaving.KEEP.value, "Keep the rest for later"),
            (GO_ON, "Go on all the same"),
        ),
        detail=f"{done} of {planned} sets done. What hurts is spared until you say it is well.",
    )


def make_skip_sheet(exercise: str, part: str) -> Sheet:
    """A sheet on a second press of skip. Result: "exercise", "part", "set" or None.

    Args:
        exercise: The name of the exercise that goes on; empty if another one follows.
        part: What part of the session this is, if that may be left out: `warm-up`; else empty.
    """
    answers = [("exercise", f"The rest of {exercise}")] if exercise else []
    answers += [("part", f"The whole {part}")] if part else []
    return Sheet(
        "Leave out more?",
        (*answers, ("set", "Only the next set too")),
        detail="u brings back what was left out.",
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
