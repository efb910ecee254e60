"""The next set in words: what follows, on which side, and the equipment to fetch. Pure."""

from __future__ import annotations

from runcoach.core.coach.dose_text import format_equipment
from runcoach.core.model.exercise import Tier
from runcoach.core.model.plan import Block, BlockKind, Side
from runcoach.core.session.session import Session
from runcoach.ui.text import formatting

SHORT_REST_S = 10
"""The shortest rest that is mentioned."""


def describe_next(session: Session) -> str:
    """What comes after the current work, or after the work that is next."""
    blocks = session.plan.blocks
    index = session.work_index
    if index is None:
        return ""
    work = blocks[index]
    following = blocks[index + 1 :]
    upcoming = next((b for b in following if b.kind is BlockKind.WORK), None)
    if upcoming is None:
        return "then done"
    gap = following[0]
    if gap.kind is BlockKind.SWITCH and upcoming.exercise == work.exercise:
        return f"then SWITCH to {formatting.format_side(upcoming.side)}"
    named = f"{upcoming.name}{side_suffix(upcoming)}"
    same = upcoming.variant == work.variant and upcoming.role is work.role
    what = f"set {upcoming.set}{side_suffix(upcoming)}" if same else named
    if gap.kind is BlockKind.REST and gap.seconds >= SHORT_REST_S:
        return f"then rest {round(gap.seconds)} s, {what}"
    return f"then {what}"


def side_suffix(block: Block) -> str:
    """`, LEFT`; empty for both sides."""
    return (
        f", {formatting.format_side(block.side)}" if block.side in (Side.LEFT, Side.RIGHT) else ""
    )


def describe_equipment(work: Block | None, tier: Tier | None) -> str:
    """`Fetch: dumbbell (or a bottle)`; empty if nothing is needed."""
    if work is None or not work.equipment:
        return ""
    needed = f"Fetch: {format_equipment(work.equipment)}"
    if tier is None or not tier.stand_in:
        return needed
    return f"{needed} (or {tier.stand_in[:1].lower()}{tier.stand_in[1:]})"
