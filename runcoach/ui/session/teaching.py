"""What the teaching view says of a movement, and whether it is open. Pure."""

from __future__ import annotations

from msgspec import Struct

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.plan import Block, BlockKind, Side
from runcoach.core.session.session import Phase, Session
from runcoach.ui.session import up_next
from runcoach.ui.session.view_model import tier_of
from runcoach.ui.text.formatting import format_side

MOST_CUES = 4


class Lesson(Struct, frozen=True):
    """What a person must know of a movement before doing it the first time."""

    side: str
    """`LEFT: the front leg is your left`; empty where both sides work at once."""
    cues: tuple[str, ...]
    """How to get into position, then how to move, in the order of doing."""
    fault: str
    """The commonest fault; empty if none is known."""
    fetch: str
    """The equipment with its household stand-in; empty if nothing is needed."""
    works: str
    """The muscles that work."""
    gives: str
    """What it gives a runner."""


def make_lesson(work: Block | None, catalogue: Catalogue) -> Lesson | None:
    """The lesson on the movement of a block; None if the catalogue no longer has it."""
    tier = tier_of(catalogue, work)
    exercise = catalogue.exercise(work.exercise) if work else None
    if work is None or tier is None or exercise is None:
        return None
    cues = tier.cues
    return Lesson(
        side=_describe_side(work.side, tier.side_means),
        cues=cues.checklist[:MOST_CUES],
        fault=next(iter(cues.warnings), ""),
        fetch=up_next.describe_equipment(work, tier),
        works=", ".join(tier.muscles.main),
        gives=exercise.benefit,
    )


def _describe_side(side: Side, means: str) -> str:
    if side is Side.ALTERNATE:
        return "Sides alternate, rep by rep"
    name = format_side(side)
    if not name:
        return ""
    return f"{name}: the {means} is your {side.value}" if means else f"{name} side first"


class Lessons:
    """Whether the teaching view is open: for a new movement by itself, for any by a key."""

    def __init__(self) -> None:
        self._asked = ""
        self._closed = ""

    def is_open(self, session: Session) -> bool:
        """Whether the view is to be shown now."""
        block = session.block
        if block is None or session.phase in (Phase.COUNT_IN, Phase.WORK):
            self._asked = ""
            return False
        if self._asked and self._asked == _movement(session):
            return True
        new = block.kind is BlockKind.READY and block.teach
        return new and session.underlying_phase is Phase.READY and self._closed != block.id

    def show(self, session: Session) -> None:
        """Show the movement of the current or next work."""
        self._asked = _movement(session)

    def close(self, session: Session) -> None:
        """Close the view."""
        self._asked = ""
        self._closed = session.block.id if session.block else ""


def _movement(session: Session) -> str:
    return session.work.variant if session.work else ""
