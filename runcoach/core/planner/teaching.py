"""Which movements of a plan are new to the person, so that they are taught before they begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from runcoach.core.model.plan import Block, BlockKind, Plan, Role
from runcoach.core.model.records import SessionRecord
from runcoach.core.planner.compose import estimate_blocks_s

TAUGHT_TIMES = 2
"""In how many sessions a movement is taught: once to see it, once to remember it (practice)."""
TEACHING_S = 20.0
"""Seconds of getting ready for a new movement, where nobody presses a key."""


def teach_new_movements(plan: Plan, history: Iterable[SessionRecord], count_in_s: float) -> Plan:
    """Return the plan with time to be taught what is new; nothing else of it changes."""
    blocks = mark_new_movements(plan.blocks, history)
    if blocks == plan.blocks:
        return plan
    longer = estimate_blocks_s(blocks, count_in_s) - estimate_blocks_s(plan.blocks, count_in_s)
    return replace(plan, blocks=blocks, estimated_s=plan.estimated_s + longer)


def mark_new_movements(
    blocks: Sequence[Block], history: Iterable[SessionRecord], done: Collection[str] = ()
) -> tuple[Block, ...]:
    """Return the blocks with the first time of getting ready for each new movement marked.

    A short gap of the warm-up or the cool-down before a new movement becomes getting ready.

    Args:
        blocks: The plan, or the rest of one.
        history: The sessions that count as practice of a movement.
        done: Variants that this session has taught or done already.
    """
    practised = Counter(
        variant
        for record in history
        for variant in {s.variant for s in record.effective_sets if not s.skipped}
    )
    known = set(done) | {v for v, times in practised.items() if times >= TAUGHT_TIMES}
    out: list[Block] = []
    for block in blocks:
        if block.variant and block.variant not in known and _leads_in(block):
            seconds = max(block.seconds, TEACHING_S)
            block = replace(block, kind=BlockKind.READY, teach=True, seconds=seconds)
        known.add(block.variant)
        out.append(block)
    return tuple(out)


def _leads_in(block: Block) -> bool:
    """Whether the person is getting ready: a rest of the main part is between two sets."""
    gap = block.kind is BlockKind.REST and block.role is not Role.MAIN
    return gap or block.kind is BlockKind.READY
