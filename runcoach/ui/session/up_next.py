"""What is coming, in words: what follows the work, on which side, and what to fetch for it."""

from __future__ import annotations

from runcoach.core.coach.dose_text import equipment_words
from runcoach.core.model.exercise import Tier
from runcoach.core.model.plan import Block, BlockKind, Side
from runcoach.core.session.session import Session
from runcoach.ui.text import formatting

SHORT_REST_S = 10
"""A rest is named from so many seconds on."""


def then(session: Session) -> str:
    """What comes after the work under way, or after the one that is being waited for."""
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
        return f"then SWITCH to {formatting.side(upcoming.side)}"
    named = f"{upcoming.name}{sided(upcoming)}"
    same = upcoming.variant == work.variant and upcoming.role is work.role
    what = f"set {upcoming.set}{sided(upcoming)}" if same else named
    if gap.kind is BlockKind.REST and gap.seconds >= SHORT_REST_S:
        return f"then rest {round(gap.seconds)} s, {what}"
    return f"then {what}"


def sided(block: Block) -> str:
    """`, LEFT`, or nothing for both sides."""
    return f", {formatting.side(block.side)}" if block.side in (Side.LEFT, Side.RIGHT) else ""


def to_fetch(work: Block | None, tier: Tier | None) -> str:
    """`Fetch: dumbbell (or a bottle)`; empty where nothing is needed."""
    if work is None or not work.equipment:
        return ""
    needed = f"Fetch: {equipment_words(work.equipment)}"
    if tier is None or not tier.stand_in:
        return needed
    return f"{needed} (or {tier.stand_in[:1].lower()}{tier.stand_in[1:]})"
